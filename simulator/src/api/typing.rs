//! POST /cgi-bin/message/custom/typing: 「对方正在输入…」.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

use super::errcode::ApiError;
use super::{ApiRequest, ok};
use crate::Platform;
use serde_json::Value;

/// How recent the person's last deed must be, in milliseconds.
const RECENT_MS: i64 = 30_000;
/// How long the note stays, in milliseconds.
const SHOWN_MS: i64 = 15_000;

impl Platform {
    pub(super) fn custom_typing(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let body = request.json()?;
        let openid = body.get("touser").and_then(Value::as_str).ok_or(ApiError::OPENID)?;
        let phone = self.phone_of(openid).ok_or(ApiError::OPENID)?;
        let now = self.now;
        let person = self.phone_mut(phone).map_err(|_| ApiError::OPENID)?;
        match body.get("command").and_then(Value::as_str) {
            Some("Typing") => {
                let recent = person.last_action_ms.is_some_and(|at| now - at <= RECENT_MS);
                if !person.following || !recent {
                    return Err(ApiError::TYPING_LATE);
                }
                if person.typing_until_ms.is_some_and(|until| now < until) {
                    return Err(ApiError::TYPING_ALREADY);
                }
                person.typing_until_ms = Some(now.saturating_add(SHOWN_MS));
            }
            Some("CancelTyping") => person.typing_until_ms = None,
            _ => return Err(ApiError::TYPING_COMMAND),
        }
        person.revision += 1;
        Ok(ok())
    }
}
