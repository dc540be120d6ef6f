//! Pictures, voice notes and films that people send. Their media ids live three days.

use super::Deed;
use crate::media::{MAX_IMAGE_BYTES, MediaKind, image_type};
use crate::{Error, PhoneId, Platform, PushId};

impl Platform {
    /// Sends a picture. Its media id can be used by the bot for three days.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_image(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let media_id = self.inbound_media(phone, MediaKind::Image);
        self.act(phone, Deed::Image { media_id })
    }

    /// Sends that picture: PNG, JPEG or GIF, at most 10 MB.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Picture`].
    pub fn send_image_file(&mut self, phone: PhoneId, bytes: Vec<u8>) -> Result<PushId, Error> {
        self.check_following(phone)?;
        if bytes.len() > MAX_IMAGE_BYTES || image_type(&bytes).is_none() {
            return Err(Error::Picture { bytes: bytes.len() });
        }
        let media_id = self.inbound_media(phone, MediaKind::Image);
        self.media.fill(&media_id, bytes);
        self.act(phone, Deed::Image { media_id })
    }

    /// Sends a voice note.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_voice(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let media_id = self.inbound_media(phone, MediaKind::Voice);
        self.act(phone, Deed::Voice { media_id })
    }

    /// Sends a film.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_video(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        let (media_id, thumb_media_id) = self.film(phone)?;
        self.act(phone, Deed::Video { media_id, thumb_media_id })
    }

    /// Sends a short film (小视频), as old clients did.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_short_video(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        let (media_id, thumb_media_id) = self.film(phone)?;
        self.act(phone, Deed::ShortVideo { media_id, thumb_media_id })
    }

    fn film(&mut self, phone: PhoneId) -> Result<(String, String), Error> {
        self.check_following(phone)?;
        let media_id = self.inbound_media(phone, MediaKind::Video);
        Ok((media_id, self.inbound_media(phone, MediaKind::Thumb)))
    }
}
