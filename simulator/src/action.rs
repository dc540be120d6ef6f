//! What people do with their phones. Each deed becomes a push.

mod consent;
mod deed;
mod follow;
mod location;
mod media;
mod menu;
mod message;

pub use consent::PopupScene;
pub(crate) use deed::{Code, Deed, Place};
pub use deed::{PictureSource, ScanMode};

use crate::journal::LogEvent;
use crate::push::{Head, Push, PushState, body};
use crate::screen::{Bubble, BubbleKind, Sender, Via};
use crate::{Error, GrantClass, PhoneId, Platform, PushId, PushKind};

/// The longest text a person can send, in bytes.
const MAX_SAID: usize = 16 * 1024;
/// The longest key, scene or label, in bytes.
const MAX_KEY: usize = 1024;

impl Platform {
    pub(crate) fn check_following(&self, phone: PhoneId) -> Result<(), Error> {
        if self.phone(phone)?.following { Ok(()) } else { Err(Error::NotFollowing(phone)) }
    }

    fn act(&mut self, phone: PhoneId, deed: Deed) -> Result<PushId, Error> {
        self.check_following(phone)?;
        self.perform(phone, deed)
    }

    /// Shows the deed on the phone, opens its grant, and makes the push due.
    pub(crate) fn perform(&mut self, phone: PhoneId, deed: Deed) -> Result<PushId, Error> {
        let (id, kind, now) = (PushId(self.pushes.len() as u64 + 1), deed.kind(), self.now);
        let msg_id = (!kind.is_event()).then_some(self.next_msg_id);
        self.next_msg_id += u64::from(msg_id.is_some()) * (1 + self.entropy.below(900));
        let head = Head {
            original_id: &self.account.original_id,
            openid: &self.phone(phone)?.openid,
            created_ms: now,
            msg_id,
            media_base: &self.media_base,
            menu_id: self.menu.id(),
            format: self.account.format,
            behaviours: self.behaviours,
        };
        let (body, format) = (body(&head, &deed), head.format);
        let state = PushState::Open;
        let attempts = Vec::new();
        let push =
            Push { id, phone, kind, created_ms: now, msg_id, state, format, attempts, body, dressed: None };
        self.pushes.insert(id, push);
        self.note(Some(phone), LogEvent::PushCreated { push: id, kind });
        self.appear(phone, id, &deed)?;
        let due_ms = now + self.lateness(phone);
        self.schedule(id, 1, due_ms);
        Ok(id)
    }

    fn appear(&mut self, phone: PhoneId, push: PushId, deed: &Deed) -> Result<(), Error> {
        if let Some((kind, text)) = deed.bubble() {
            let from = if kind == BubbleKind::Notice { Sender::System } else { Sender::Me };
            let mut bubble = Bubble::new(self.now, from, kind, text, Via::Own { push });
            match deed {
                Deed::Image { media_id }
                | Deed::Voice { media_id }
                | Deed::Video { media_id, .. }
                | Deed::ShortVideo { media_id, .. } => bubble.media_id = Some(media_id.clone()),
                Deed::Link { url, .. } => bubble.url = Some(url.clone()),
                _ => {}
            }
            self.show(phone, bubble);
        }
        if deed.kind().is_result() {
            return Ok(());
        }
        let (now, behaviours) = (self.now, self.behaviours);
        let person = self.phone_mut(phone)?;
        person.last_action_ms = Some(now);
        let reported = deed.kind() == PushKind::LocationReport && behaviours.location_reports_open_grants;
        let class = deed.grants().or(reported.then_some(GrantClass::Message));
        if let Some(class) = class {
            person.ledger.grant(class, now);
            self.note(Some(phone), LogEvent::Granted { class });
        }
        Ok(())
    }

    /// How late the push starts, by the fault `reorder`.
    fn lateness(&mut self, phone: PhoneId) -> i64 {
        if !self.dice.chance(self.faults.reorder) {
            return 0;
        }
        self.counts.reorder += 1;
        self.note(Some(phone), LogEvent::Fault { fault: "reorder" });
        i64::try_from(self.dice.below(3_001)).unwrap_or(0)
    }
}

fn check_length(field: &'static str, text: &str, max: usize) -> Result<(), Error> {
    let len = text.len();
    if text.trim().is_empty() || len > max { Err(Error::Length { field, len, max }) } else { Ok(()) }
}
