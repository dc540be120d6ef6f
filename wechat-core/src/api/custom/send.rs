//! `POST /cgi-bin/message/custom/send`: a customer-service message to one user.
//!
//! Verified official accounts and mini-programs only (else 48001), within the user's send window (else 45015 or
//! 45047, see [`crate::send_window`]). The answer has no message id, and nobody reports the arrival.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

use crate::AccessToken;
use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::customer::Message;

/// Sends a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomSend {
    /// What, and to whom.
    pub message: Message,
}

impl CustomSend {
    /// Sends this message.
    #[must_use]
    pub const fn new(message: Message) -> Self {
        Self { message }
    }
}

impl Endpoint for CustomSend {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/custom/send";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        Call::authorized::<Self>(base, token)?.post_text(self.message.to_json()?)
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
