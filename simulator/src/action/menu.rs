//! Taps on the account's menu.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Custom_Menu_Push_Events.html>

use super::location::place;
use super::{Deed, MAX_KEY, MAX_SAID, PictureSource, ScanMode, check_length};
use crate::media::MediaKind;
use crate::{Error, PhoneId, Platform, PushId};

/// The most pictures one menu item takes.
const MAX_PICTURES: usize = 9;

impl Platform {
    /// Taps a menu item of type `click`: 3 sends in a minute.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn tap_menu(&mut self, phone: PhoneId, key: &str) -> Result<PushId, Error> {
        check_length("key", key, MAX_KEY)?;
        self.act(phone, Deed::Click { key: key.to_owned() })
    }

    /// Taps a menu item of type `view`: opens no grant, and no reply is shown.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn open_menu_link(&mut self, phone: PhoneId, url: &str) -> Result<PushId, Error> {
        check_length("url", url, MAX_KEY)?;
        self.act(phone, Deed::View { url: url.to_owned() })
    }

    /// Taps a menu item of type `miniprogram`: opens no grant, and no reply is shown.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn open_menu_mini_program(&mut self, phone: PhoneId, page: &str) -> Result<PushId, Error> {
        check_length("page", page, MAX_KEY)?;
        self.act(phone, Deed::ViewMiniProgram { page: page.to_owned() })
    }

    /// Taps a menu item that scans, and scans something: 3 sends in a minute.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn scan_from_menu(
        &mut self,
        phone: PhoneId,
        key: &str,
        mode: ScanMode,
        result: &str,
    ) -> Result<PushId, Error> {
        check_length("key", key, MAX_KEY)?;
        check_length("result", result, MAX_SAID)?;
        self.act(phone, Deed::MenuScan { key: key.to_owned(), mode, result: result.to_owned() })
    }

    /// Taps a menu item that asks for pictures and chooses 1 to 9. The event opens no grant; the pictures
    /// follow as messages of their own, which do. Answers the event's push first, then theirs.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`] (for `count` too).
    pub fn send_pictures_from_menu(
        &mut self,
        phone: PhoneId,
        key: &str,
        source: PictureSource,
        count: usize,
    ) -> Result<Vec<PushId>, Error> {
        check_length("key", key, MAX_KEY)?;
        if !(1..=MAX_PICTURES).contains(&count) {
            return Err(Error::Length { field: "count", len: count, max: MAX_PICTURES });
        }
        self.check_following(phone)?;
        let md5s = (0..count).map(|_| self.entropy.hex32()).collect();
        let mut pushes = vec![self.act(phone, Deed::MenuPictures { key: key.to_owned(), source, md5s })?];
        for _ in 0..count {
            let media_id = self.inbound_media(phone, MediaKind::Image);
            pushes.push(self.act(phone, Deed::Image { media_id })?);
        }
        Ok(pushes)
    }

    /// Taps a menu item that asks for a place and chooses one (degrees): opens no grant.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`], [`Error::Coordinate`].
    pub fn send_location_from_menu(
        &mut self,
        phone: PhoneId,
        key: &str,
        (latitude, longitude): (f64, f64),
        label: &str,
        poi: &str,
    ) -> Result<PushId, Error> {
        check_length("key", key, MAX_KEY)?;
        check_length("label", label, MAX_KEY)?;
        let place = place(latitude, longitude, label)?;
        self.act(phone, Deed::MenuLocation { key: key.to_owned(), place, poi: poi.to_owned() })
    }
}
