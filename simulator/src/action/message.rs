//! What people write and share.

use super::{Deed, MAX_KEY, MAX_SAID, check_length};
use crate::media::MediaKind;
use crate::{Error, PhoneId, Platform, PushId, StickerForm};

impl Platform {
    /// Writes a line, 1 byte to 16 KiB: 5 sends in 48 hours.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn say(&mut self, phone: PhoneId, text: &str) -> Result<PushId, Error> {
        check_length("text", text, MAX_SAID)?;
        self.act(phone, Deed::Text(text.to_owned()))
    }

    /// Taps an item of a menu message. It arrives as a text, and counts as a menu tap all the same.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn tap_message_menu(&mut self, phone: PhoneId, id: &str, text: &str) -> Result<PushId, Error> {
        check_length("id", id, MAX_KEY)?;
        check_length("text", text, MAX_SAID)?;
        self.act(phone, Deed::MessageMenuTap { id: id.to_owned(), text: text.to_owned() })
    }

    /// Sends a sticker; the bot gets the text that says it cannot be shown, or a picture
    /// ([`Behaviours::sticker`](crate::Behaviours::sticker)).
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_sticker(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let pictured = self.behaviours.sticker == StickerForm::Image;
        let media_id = pictured.then(|| self.inbound_media(phone, MediaKind::Image));
        self.act(phone, Deed::Sticker { media_id })
    }

    /// Shares a link.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn send_link(
        &mut self,
        phone: PhoneId,
        title: &str,
        description: &str,
        url: &str,
    ) -> Result<PushId, Error> {
        check_length("title", title, MAX_KEY)?;
        check_length("url", url, MAX_KEY)?;
        let (title, description, url) = (title.to_owned(), description.to_owned(), url.to_owned());
        self.act(phone, Deed::Link { title, description, url })
    }

    /// Shares a page of a mini program, with a picture of it.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn send_mini_program(
        &mut self,
        phone: PhoneId,
        title: &str,
        app_id: &str,
        page: &str,
    ) -> Result<PushId, Error> {
        check_length("title", title, MAX_KEY)?;
        check_length("app_id", app_id, MAX_KEY)?;
        check_length("page", page, MAX_KEY)?;
        self.check_following(phone)?;
        let thumb_media_id = self.inbound_media(phone, MediaKind::Thumb);
        let (title, app_id, page) = (title.to_owned(), app_id.to_owned(), page.to_owned());
        self.act(phone, Deed::MiniProgram { title, app_id, page, thumb_media_id })
    }

    /// Sends a file of that many bytes. The shape of this message is undocumented; it has no media id.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn send_file(&mut self, phone: PhoneId, name: &str, bytes: u64) -> Result<PushId, Error> {
        check_length("name", name, MAX_KEY)?;
        self.check_following(phone)?;
        let (key, md5) = (self.entropy.text(64), self.entropy.hex32());
        self.act(phone, Deed::File { name: name.to_owned(), bytes, key, md5 })
    }

    /// Sends a message of a type that this simulator does not know, with text fields of any names: what
    /// WeChat may invent tomorrow.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`], [`Error::FieldName`].
    pub fn send_unknown(
        &mut self,
        phone: PhoneId,
        msg_type: &str,
        fields: &[(&str, &str)],
    ) -> Result<PushId, Error> {
        let deed = unknown(false, "msg_type", msg_type, fields)?;
        self.act(phone, deed)
    }

    /// Causes an event that this simulator does not know, such as `debug_demo` of the official tester.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`], [`Error::FieldName`].
    pub fn cause_unknown(
        &mut self,
        phone: PhoneId,
        event: &str,
        fields: &[(&str, &str)],
    ) -> Result<PushId, Error> {
        let deed = unknown(true, "event", event, fields)?;
        self.act(phone, deed)
    }
}

fn unknown(event: bool, field: &'static str, name: &str, fields: &[(&str, &str)]) -> Result<Deed, Error> {
    check_length(field, name, MAX_KEY)?;
    let own = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "Encrypt"];
    let checked = fields.iter().map(|(name, value)| {
        let word = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if word && !own.contains(name) {
            Ok(((*name).to_owned(), (*value).to_owned()))
        } else {
            Err(Error::FieldName { name: (*name).to_owned() })
        }
    });
    Ok(Deed::Unknown { event, name: name.to_owned(), fields: checked.collect::<Result<_, _>>()? })
}
