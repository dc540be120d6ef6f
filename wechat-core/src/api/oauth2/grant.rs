//! What a login gives: the person, and tokens to ask about them.

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::OpenId;
use crate::api::{Extra, lenient};
use crate::redact::redacted_debug;
use crate::secrets::{SecretError, equal, secret_text};

secret_text!(
    /// A user's token (the `access_token` of a web login): asks about that user, for two hours. Not the account's
    /// [`AccessToken`](crate::AccessToken), and no call takes one for the other.
    UserToken, "user token", (1..=2048), "1 to 2048", u8::is_ascii_graphic
);
secret_text!(
    /// Renews a [`UserToken`] for thirty days.
    RefreshToken, "refresh token", (1..=2048), "1 to 2048", u8::is_ascii_graphic
);

/// What a code or a refresh token was exchanged for. `Debug` shows neither tokens nor person.
#[derive(Clone, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct UserGrant {
    /// Asks about this person.
    #[serde(rename = "access_token", deserialize_with = "lenient::checked")]
    pub token: UserToken,
    /// The token's life from now on, in seconds; 7200 today.
    #[serde(rename = "expires_in", deserialize_with = "lenient::number")]
    pub expires_in_secs: i64,
    /// Renews it, within thirty days.
    #[serde(deserialize_with = "lenient::checked")]
    pub refresh_token: RefreshToken,
    /// Who.
    #[serde(deserialize_with = "lenient::checked")]
    pub openid: OpenId,
    /// What was agreed to, as written: `snsapi_base`, `snsapi_userinfo`, or several with commas between.
    #[serde(default, deserialize_with = "lenient::text")]
    pub scope: String,
    /// The person across all accounts of one Open Platform account, where this one is bound to one.
    #[serde(default, rename = "unionid", deserialize_with = "lenient::opt_text")]
    pub union_id: Option<String>,
    /// Whether this is a snapshot user (`is_snapshotuser`): a made-up openid of somebody who agreed to nothing. Not a
    /// login.
    #[serde(default, rename = "is_snapshotuser", deserialize_with = "lenient::flag")]
    pub is_snapshot: bool,
    /// Whatever else was said.
    #[serde(flatten)]
    pub extra: Extra,
}

redacted_debug!(UserGrant, expires_in_secs, scope, is_snapshot);

impl UserGrant {
    /// The person, if it is one: `None` for a snapshot user.
    #[must_use]
    pub fn person(&self) -> Option<&OpenId> {
        (!self.is_snapshot).then_some(&self.openid)
    }
}
