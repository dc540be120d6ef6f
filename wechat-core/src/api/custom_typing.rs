//! `POST /cgi-bin/message/custom/typing`: 「对方正在输入…」 on the user's screen.
//!
//! Lasts 15 seconds or until the next message. Needs an action of the user in the last 30 seconds (else 45080);
//! a second command while the first lasts is 45081. Both are harmless.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>

use serde_json::json;

use super::error::ApiError;
use super::{ApiBase, Endpoint, response};
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

    fn request(
        &self,
        base: &ApiBase,
        token: Option<&AccessToken>,
    ) -> Result<http::Request<Vec<u8>>, ApiError> {
        let token = token.ok_or(ApiError::MissingToken { endpoint: Self::NAME })?;
        let command = match self.command {
            TypingCommand::Start => "Typing",
            TypingCommand::Stop => "CancelTyping",
        };
        let json = json!({ "touser": self.to.as_str(), "command": command });
        base.post(Self::NAME, Some(token), json.to_string())
    }

    fn parse(response: http::Response<&[u8]>) -> Result<(), ApiError> {
        response::read_unit(Self::NAME, &response)
    }
}
