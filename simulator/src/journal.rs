//! What happened, for tests and for the page: the log and the list of refused sends. Holds no words.

use crate::{AttemptId, GrantClass, PhoneId, PushId, PushKind, Verdict};
use serde::Serialize;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LogEntry {
    /// When, in milliseconds of the platform's clock.
    pub at_ms: i64,
    /// Whom it concerns.
    pub phone: Option<PhoneId>,
    /// What.
    pub event: LogEvent,
}

impl LogEntry {
    pub(crate) const fn new(at_ms: i64, phone: Option<PhoneId>, event: LogEvent) -> Self {
        Self { at_ms, phone, event }
    }
}

/// What a log line tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum LogEvent {
    /// A person did something.
    PushCreated {
        /// The push.
        push: PushId,
        /// What they did.
        kind: PushKind,
    },
    /// A grant was opened.
    Granted {
        /// Its class.
        class: GrantClass,
    },
    /// A POST to the bot began.
    AttemptSent {
        /// The push.
        push: PushId,
        /// The attempt.
        attempt: AttemptId,
        /// 1 to 3.
        number: u8,
    },
    /// An attempt ended.
    AttemptEnded {
        /// The push.
        push: PushId,
        /// The attempt.
        attempt: AttemptId,
        /// 1 to 3.
        number: u8,
        /// How.
        verdict: Verdict,
    },
    /// An answer came after its attempt had ended.
    LateAnswer {
        /// The attempt.
        attempt: AttemptId,
    },
    /// All three attempts failed.
    PushFailed {
        /// The push.
        push: PushId,
    },
    /// The bot called the API.
    Api {
        /// The path, without the query.
        path: String,
        /// `errcode` of the answer; 0 for success.
        errcode: i64,
        /// Whether the call took effect (or would have, had it not been refused).
        carried_out: bool,
        /// Whether the caller got the answer.
        answered: bool,
        /// How long it took.
        delay_ms: u32,
    },
    /// A fault of [`Faults`](crate::Faults) struck.
    Fault {
        /// Its field name.
        fault: &'static str,
    },
}

/// Why a customer-service message was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RefusalCause {
    /// No grant is open: 45015.
    Window,
    /// Every open grant is used up: 45047.
    Count,
    /// The person does not follow: 45015.
    Unfollowed,
    /// Not an openid of this account: 40003.
    Recipient,
    /// The message is malformed, too long, or of an unknown type.
    Content,
    /// A media id is unknown, expired or of another type: 40007.
    Media,
    /// The kind of account may not send this: 48001, 40200.
    AccountKind,
    /// The access token is missing, expired or superseded.
    Token,
    /// The day's calls are used up: 45009.
    Quota,
}

/// One refused customer-service message, with what the bot could have known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refusal {
    /// When, in milliseconds of the platform's clock.
    pub at_ms: i64,
    /// Whom it was for; `None` when the openid was not one of the account's.
    pub phone: Option<PhoneId>,
    /// The `errcode`.
    pub code: i64,
    /// Why.
    pub cause: RefusalCause,
    /// Whether the person followed when the message was sent.
    pub following_at_send: bool,
    /// When the person last left.
    pub unfollowed_ms: Option<i64>,
    /// Whether the bot had answered the push of that leave before it sent.
    pub unfollow_known: bool,
}
