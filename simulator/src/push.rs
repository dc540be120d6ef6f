//! Pushes: what a person did, on its way to the developer's server in up to three attempts.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>

mod compose;
mod deliver;
mod node;
mod request;
mod verify;

pub use request::PushRequest;
pub use verify::{VerifyProblem, VerifyRequest};

pub(crate) use compose::{Head, body};
pub(crate) use deliver::{Due, Flight};

use crate::{AttemptId, BubbleKind, Format, PhoneId, PushId};
use serde::{Deserialize, Serialize};

/// Attempts made of one push.
pub const MAX_ATTEMPTS: u8 = 3;
/// The time the developer's server has for one attempt, in milliseconds.
pub const ATTEMPT_TIMEOUT_MS: i64 = 5_000;

/// What the push tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PushKind {
    /// A text message.
    Text,
    /// The text message that a tap on a menu message sends, with `bizmsgmenuid`.
    MessageMenuTap,
    /// A picture.
    Image,
    /// A voice note.
    Voice,
    /// A film.
    Video,
    /// A short film, as old clients sent.
    ShortVideo,
    /// A place.
    Location,
    /// A shared link.
    Link,
    /// A page of a mini program.
    MiniProgram,
    /// A file.
    File,
    /// A sticker, which arrives as a text that says it cannot be shown.
    Sticker,
    /// A message of a type nobody knows yet.
    Unknown,
    /// Followed; with a scene when by QR code.
    Subscribe,
    /// Left.
    Unsubscribe,
    /// Scanned the QR code of an account already followed.
    Scan,
    /// Tapped a menu item with a key.
    Click,
    /// Tapped a menu item with a link.
    View,
    /// Tapped a menu item with a page of a mini program.
    ViewMiniProgram,
    /// Scanned something from a menu item.
    MenuScan,
    /// Chose pictures from a menu item; they follow as messages.
    MenuPictures,
    /// Chose a place from a menu item.
    MenuLocation,
    /// The phone reported where it is.
    LocationReport,
    /// An event nobody knows yet.
    UnknownEvent,
    /// What became of a template message.
    TemplateResult,
    /// Agreed to notices, or refused them.
    SubscriptionPopup,
    /// Took back the consent to notices.
    SubscriptionChange,
    /// What became of a notice.
    SubscriptionSent,
}

impl PushKind {
    /// Whether it is an event (told apart by user, time and key) rather than a message (by MsgId).
    #[must_use]
    pub const fn is_event(self) -> bool {
        use PushKind as K;
        matches!(
            self,
            K::Subscribe
                | K::Unsubscribe
                | K::Scan
                | K::Click
                | K::View
                | K::ViewMiniProgram
                | K::MenuScan
                | K::MenuPictures
                | K::MenuLocation
                | K::LocationReport
                | K::UnknownEvent
        ) || self.is_result()
    }

    /// Whether it tells what became of a message or a consent: nothing a person did in the chat, so that no
    /// answer to it is shown.
    #[must_use]
    pub const fn is_result(self) -> bool {
        matches!(
            self,
            Self::TemplateResult
                | Self::SubscriptionPopup
                | Self::SubscriptionChange
                | Self::SubscriptionSent
        )
    }
}

/// Why an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Failure {
    /// No answer within 5 s.
    TimedOut,
    /// The connection failed or broke.
    ConnectionLost,
    /// An HTTP status other than 200.
    Status(u16),
    /// Neither empty, nor `success`, nor an XML document with the root `xml`.
    NotXml,
    /// The account has JSON pushes, and this is neither empty, nor `success`, nor an object it may answer.
    NotJson,
    /// The mode asks for an envelope and there is none (or the other way round).
    Envelope,
    /// `MsgSignature` does not fit.
    Signature,
    /// The cipher text cannot be opened: most often the wrong key.
    Cipher,
    /// The envelope carries another account's app id.
    AppId,
    /// `ToUserName` and `FromUserName` are not those of the push, swapped.
    Addressing,
    /// `CreateTime` is missing or no number.
    CreateTime,
    /// `MsgType` is missing or not one of the reply types.
    MsgType,
    /// A field that the reply type needs is missing or malformed.
    Field,
    /// The media id is unknown, expired, or of another type.
    Media,
}

/// Why a well-formed reply is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unshown {
    /// The text has more than 2048 bytes.
    TooLong {
        /// Bytes of the text.
        bytes: usize,
    },
    /// The text is empty.
    Empty,
    /// The person does not follow (any more).
    NotFollowing,
    /// Nothing is shown in answer to a link tap.
    LinkTap,
    /// Nothing is shown in answer to an event that the person did not cause.
    Result,
    /// The conversation was handed to human agents.
    Transferred,
}

/// What became of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// `success` or an empty body: the push is over, nothing is shown.
    Nothing,
    /// A passive reply was shown.
    Shown(BubbleKind),
    /// A well-formed reply that nobody sees; the push is over all the same.
    Unshown(Unshown),
    /// The attempt failed; the next one follows, or the fault notice after the last.
    Failed(Failure),
    /// By a fault the platform did not get the answer; the attempt will time out.
    Lost,
    /// The attempt had ended before: the answer is ignored.
    Late,
    /// The push had been answered before: the answer is ignored.
    Repeat,
    /// No such attempt.
    UnknownAttempt,
}

impl Verdict {
    /// Whether this answer ended the push.
    #[must_use]
    pub const fn ends_push(self) -> bool {
        matches!(self, Self::Nothing | Self::Shown(_) | Self::Unshown(_))
    }
}

/// Where a push stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PushState {
    /// An attempt is due or under way.
    Open,
    /// Answered on attempt `on`.
    Answered {
        /// The attempt, 1 to 3.
        on: u8,
        /// How.
        verdict: Verdict,
    },
    /// Every attempt failed.
    Failed,
}

/// One attempt of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Attempt {
    /// Its handle.
    pub id: AttemptId,
    /// 1 to 3.
    pub number: u8,
    /// When the POST began.
    pub sent_ms: i64,
    /// When it ended; `None` while it is under way.
    pub ended_ms: Option<i64>,
    /// What became of it; `None` while it is under way. [`Verdict::Lost`] turns into a time-out.
    pub verdict: Option<Verdict>,
}

/// One push with everything that happened to it. `Debug` leaves the body out.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Push {
    /// Its handle.
    pub id: PushId,
    /// Whose.
    pub phone: PhoneId,
    /// What it tells.
    pub kind: PushKind,
    /// When it was created, in milliseconds; the wire shows whole seconds.
    pub created_ms: i64,
    /// MsgId; `None` for events.
    pub msg_id: Option<u64>,
    /// Where it stands.
    pub state: PushState,
    /// XML or JSON, as the account was set when it was created.
    pub format: Format,
    /// The attempts so far, in order.
    pub attempts: Vec<Attempt>,
    pub(crate) body: String,
    /// The first attempt's query and body, kept when retries repeat them.
    pub(crate) dressed: Option<(String, String)>,
}

impl Push {
    /// The XML or JSON before any encryption, as the bot should read it.
    #[must_use]
    pub fn plain_body(&self) -> &str {
        &self.body
    }
}

impl std::fmt::Debug for Push {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Push")
            .field("id", &self.id)
            .field("phone", &self.phone)
            .field("kind", &self.kind)
            .field("created_ms", &self.created_ms)
            .field("state", &self.state)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
