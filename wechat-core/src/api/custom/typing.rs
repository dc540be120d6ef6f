//! `POST /cgi-bin/message/custom/typing`: 「对方正在输入…」 on the user's screen.
//!
//! Lasts 15 seconds or until the next message. Needs an action of the user in the last 30 seconds (else 45080);
//! a second command while the first lasts is 45081. Both are harmless.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

use serde_json::json;

use crate::api::call::Call;
use crate::api::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::{AccessToken, OpenId};

/// Shows or hides the typing line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CustomTyping {
    /// On whose screen.
    pub to: OpenId,
    /// Show or hide.
    pub command: TypingCommand,
}

/// What to do with the typing line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypingCommand {
    /// Show it (`Typing`).
    Start,
    /// Hide it (`CancelTyping`).
    Stop,
}

impl TypingCommand {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "Typing",
            Self::Stop => "CancelTyping",
        }
    }
}

impl CustomTyping {
    /// That command on that screen.
    #[must_use]
    pub const fn new(to: OpenId, command: TypingCommand) -> Self {
        Self { to, command }
    }
}

impl Endpoint for CustomTyping {
    type Response = ();
    const NAME: &'static str = "POST /cgi-bin/message/custom/typing";
    const REPEATABLE_WHEN_BUSY: bool = true;

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let json = json!({ "touser": self.to.as_str(), "command": self.command.as_str() });
        Call::authorized::<Self>(base, token)?.post(&json)
    }

    fn parse(response: HttpResponse<'_>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
