//! POST /cgi-bin/message/custom/send: a customer-service message.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

use super::errcode::ApiError;
use super::{ApiRequest, escapes, ok};
use crate::journal::RefusalCause;
use crate::ledger::Closed;
use crate::screen::Via;
use crate::{PhoneId, Platform};
use serde_json::Value;

impl Platform {
    pub(super) fn custom_send(&mut self, request: ApiRequest<'_>) -> Result<Value, ApiError> {
        let mut phone = None;
        match self.try_send(request, &mut phone) {
            Ok(()) => Ok(ok()),
            Err((error, cause)) => {
                self.refuse(phone, error, cause);
                Err(error)
            }
        }
    }

    fn try_send(
        &mut self,
        request: ApiRequest<'_>,
        recipient: &mut Option<PhoneId>,
    ) -> Result<(), (ApiError, RefusalCause)> {
        let content = |error: ApiError| (error, RefusalCause::Content);
        if request.body.is_empty() {
            return Err(content(ApiError::EMPTY_BODY));
        }
        let escaped = escapes::are_there(request.body);
        let unescaped = (escaped && self.behaviours.unicode_escapes_are_shown)
            .then(|| escapes::made_literal(request.body));
        let shown = ApiRequest { body: unescaped.as_deref().unwrap_or(request.body), ..request };
        let body = shown.json().map_err(content)?;
        let named = body.get("touser").and_then(Value::as_str);
        *recipient = named.and_then(|openid| self.phone_of(openid));
        if !self.account.kind.can_push() {
            return Err((ApiError::UNAUTHORIZED, RefusalCause::AccountKind));
        }
        let phone = recipient.ok_or((ApiError::OPENID, RefusalCause::Recipient))?;
        let mut bubble = self.read_message(phone, &body).map_err(|error| match error {
            ApiError::MEDIA_ID => (error, RefusalCause::Media),
            ApiError::ACCOUNT_TYPE => (error, RefusalCause::AccountKind),
            _ => content(error),
        })?;
        if !self.is_following(phone) {
            return Err((ApiError::WINDOW, RefusalCause::Unfollowed));
        }
        let now = self.now;
        let person = self.phone_mut(phone).map_err(|_| (ApiError::OPENID, RefusalCause::Recipient))?;
        let n_of = person.ledger.charge(now).map_err(|closed| match closed {
            Closed::Window => (ApiError::WINDOW, RefusalCause::Window),
            Closed::Count => (ApiError::COUNT, RefusalCause::Count),
        })?;
        bubble.escaped = escaped;
        bubble.via = Via::Customer { n_of };
        self.stop_typing(phone);
        self.show(phone, bubble);
        Ok(())
    }
}
