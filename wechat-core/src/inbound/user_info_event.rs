//! A user changes their profile, takes an authorisation back or closes their account.
//!
//! Covers users who authorised within the last 30 days. A revocation asks to delete the profile, a cancellation is an
//! erasure the law demands.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/authorization_change.html>

use super::error::InboundError;
use super::read::Reader;
use crate::redact::redacted_debug;
use crate::{AppId, OpenId};

/// `user_info_modified`, `user_authorization_revoke` or `user_authorization_cancellation`.
///
/// Accounts receive `OpenID` and `AppID`, apps of the open platform `openid` and `appid`; type and names of the
/// envelope may be missing, and then these two stand for them.
///
/// ```
/// use wechat_core::Inbound;
/// let body = br#"{"CreateTime":1,"Event":"user_authorization_cancellation","openid":"oExample","appid":"wx1"}"#;
/// let push = Inbound::parse(body).unwrap();
/// assert_eq!((push.from.as_str(), push.to.as_str()), ("oExample", "wx1"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserInfoChange {
    /// The user.
    pub openid: Option<OpenId>,
    /// The account or app.
    pub app_id: Option<AppId>,
    /// The user across the accounts of one developer.
    pub union_id: Option<String>,
    /// What was taken back, as written: numbers of the kinds of data, or the words of the platform (`RevokeInfo`).
    pub revoke_info: Option<String>,
}

/// Names of the user in the body of such an event.
pub(super) const OPENID_NAMES: [&str; 3] = ["OpenID", "openid", "OpenId"];
/// Names of the account in the body of such an event.
pub(super) const APP_ID_NAMES: [&str; 3] = ["AppID", "appid", "AppId"];

/// The three events.
const NAMES: [&str; 3] =
    ["user_info_modified", "user_authorization_revoke", "user_authorization_cancellation"];

impl UserInfoChange {
    /// Whether an event of that name is one of these.
    pub(super) fn is_named(event: &str) -> bool {
        NAMES.iter().any(|name| name.eq_ignore_ascii_case(event.trim()))
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let word = |names: &[&'static str]| names.iter().find_map(|name| fields.filled(name));
        let openid = word(&OPENID_NAMES).map(|id| OpenId::new(id.trim())).transpose();
        let app_id = word(&APP_ID_NAMES).map(|id| AppId::new(id.trim())).transpose();
        Ok(Self {
            openid: openid.map_err(|_| InboundError::Invalid { field: "OpenID", expected: "an openid" })?,
            app_id: app_id.map_err(|_| InboundError::Invalid { field: "AppID", expected: "an appid" })?,
            union_id: word(&["UnionID", "unionid", "UnionId"]),
            revoke_info: word(&["RevokeInfo", "revoke_info", "revokeinfo"]),
        })
    }
}

redacted_debug!(UserInfoChange, app_id);
