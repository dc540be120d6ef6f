//! Following, leaving, scanning the account's QR code.

use super::{Code, Deed, MAX_KEY, check_length};
use crate::platform::Following;
use crate::{Error, PhoneId, Platform, PushId};

impl Platform {
    /// Follows the account: 3 sends in a minute.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::AlreadyFollowing`].
    pub fn follow(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.start_following(phone, None)
    }

    /// Leaves the account: every grant ends at once.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn unfollow(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let push = self.perform(phone, Deed::Unfollow)?;
        let (now, keeps) = (self.now, self.behaviours.grants_survive_leaving);
        let person = self.phone_mut(phone)?;
        person.following = false;
        person.unfollowed = Some((now, push));
        person.typing_until_ms = None;
        if !keeps {
            person.ledger.clear();
        }
        Ok(push)
    }

    /// Scans a QR code of the account with that scene; whoever does not follow yet follows by it. For a code
    /// that the bot made through the API see [`Self::scan_ticket`].
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::Length`].
    pub fn scan(&mut self, phone: PhoneId, scene: &str) -> Result<PushId, Error> {
        check_length("scene", scene, MAX_KEY)?;
        self.scan_code(phone, Code { scene: scene.to_owned(), ticket: format!("ticket-{scene}") })
    }

    /// Scans the QR code with that ticket of `/cgi-bin/qrcode/create`.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`]; [`Error::Ticket`] when no such code was made or it has expired: the phone shows
    /// a notice then, and the bot hears nothing.
    pub fn scan_ticket(&mut self, phone: PhoneId, ticket: &str) -> Result<PushId, Error> {
        let scene = self.codes.scene(ticket, self.now)?.to_string();
        self.scan_code(phone, Code { scene, ticket: ticket.to_owned() })
    }

    fn scan_code(&mut self, phone: PhoneId, code: Code) -> Result<PushId, Error> {
        if self.phone(phone)?.following {
            return self.act(phone, Deed::Scan { code });
        }
        self.start_following(phone, Some(code))
    }

    fn start_following(&mut self, phone: PhoneId, code: Option<Code>) -> Result<PushId, Error> {
        let scene = code.as_ref().and_then(|c| self.codes.scene(&c.ticket, self.now).ok().cloned());
        let (now, by_code) = (self.now, code.is_some());
        let person = self.phone_mut(phone)?;
        if person.following {
            return Err(Error::AlreadyFollowing(phone));
        }
        person.following = true;
        person.followed = Some(Following { at_ms: now, by_code, scene });
        person.menu_seen_ms = None;
        self.perform(phone, Deed::Follow { code })
    }
}
