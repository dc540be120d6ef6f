//! Recipients of a call, and the record of refused sends.

use super::errcode::ApiError;
use crate::journal::{Refusal, RefusalCause};
use crate::{PhoneId, Platform};
use serde_json::Value;

/// The phone a body names in `touser`.
pub(super) fn of_body(platform: &Platform, body: &[u8]) -> Option<PhoneId> {
    let body: Value = serde_json::from_slice(body).ok()?;
    platform.phone_of(body.get("touser")?.as_str()?)
}

impl Platform {
    /// Notes a refusal with what the bot could have known.
    pub(super) fn refuse(&mut self, phone: Option<PhoneId>, error: ApiError, cause: RefusalCause) {
        let person = phone.and_then(|id| self.phones.get(&id));
        let left = person.and_then(|p| p.unfollowed);
        let refusal = Refusal {
            at_ms: self.now,
            phone,
            code: error.code,
            cause,
            following_at_send: person.is_some_and(|p| p.following),
            unfollowed_ms: left.map(|(at, _)| at),
            unfollow_known: left.is_some_and(|(_, push)| self.was_answered(push)),
        };
        self.refusals.push(refusal);
    }
}
