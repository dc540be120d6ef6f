//! What a bot is to the webhook: it takes a push and answers it, in time or not.

use std::fmt;

use async_trait::async_trait;
use wechat_core::inbound::Notice;
use wechat_core::{AppId, Inbound, Reply};

use crate::turn::Turn;

/// The application behind a callback URL.
///
/// One user's pushes are handled one after another, in the order of their arrival; different users' concurrently.
#[async_trait]
pub trait Bot: Send + Sync + 'static {
    /// Handles one push.
    ///
    /// The future runs to its end whatever happens to the connection, so a commit that has begun is finished. Call
    /// [`Turn::accepted`] as soon as the push cannot be lost any more: the webhook answers for you if the rest takes
    /// longer than the platform waits. A panic is contained: the push counts as not taken, the service goes on (the
    /// process's panic hook still prints the message, so keep users' words out of it).
    ///
    /// # Errors
    ///
    /// [`NotNow`] when the push was not taken and WeChat should deliver it again.
    async fn handle(&self, push: Push, turn: Turn) -> Result<Answer, NotNow>;

    /// Takes what the platform says of its own accord, with no user to answer: a consent withdrawn, an account that
    /// authorised a platform, the probe of a container. It is answered `success`; a panic counts as not taken. By
    /// default it is taken and forgotten.
    ///
    /// # Errors
    ///
    /// [`NotNow`] when it was not taken and WeChat should deliver it again.
    async fn noticed(&self, notice: Notice, app_id: AppId) -> Result<(), NotNow> {
        let _ = (notice, app_id);
        Ok(())
    }

    /// Says what became of an answer that had a [`ReplyKey`]: called exactly once for each. Must not block; a panic
    /// in here is contained and dropped.
    fn reported(&self, key: ReplyKey, report: Report) {
        let _ = (key, report);
    }
}

/// One verified push.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Push {
    /// What was pushed.
    pub inbound: Inbound,
    /// The account it was pushed to.
    pub app_id: AppId,
    /// When it arrived, by the webhook's [`Clock`](crate::Clock), in milliseconds since the epoch.
    pub received_ms: i64,
}

impl Push {
    /// A push from its parts, for tests of a bot.
    #[must_use]
    pub const fn new(inbound: Inbound, app_id: AppId, received_ms: i64) -> Self {
        Self { inbound, app_id, received_ms }
    }
}

/// The push was taken: what to answer, if anything.
///
/// ```
/// use driftbottle_webhook::{Answer, ReplyKey};
/// use wechat_core::Reply;
///
/// let silent = Answer::silent();
/// let spoken = Answer::reply(Reply::text("hello")).with_key(ReplyKey::new([7; 16]));
/// assert!(silent.reply.is_none() && spoken.key.is_some());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The passive reply; `None` answers `success`.
    pub reply: Option<Reply>,
    /// Names this answer in [`Bot::reported`]; without one nothing is reported.
    pub key: Option<ReplyKey>,
    /// Whether the attempt is left without a byte, until WeChat ends it: see [`unanswered`](Self::unanswered).
    pub unanswered: bool,
}

impl Answer {
    /// Taken, nothing to say.
    #[must_use]
    pub const fn silent() -> Self {
        Self { reply: None, key: None, unanswered: false }
    }

    /// Taken, with a passive reply.
    #[must_use]
    pub const fn reply(reply: Reply) -> Self {
        Self { reply: Some(reply), key: None, unanswered: false }
    }

    /// Taken, and this attempt is left without a byte: after five seconds WeChat ends it and delivers the push again.
    /// Never on the [last attempt](Turn::is_last_attempt): its user would read that the account is out of order.
    #[must_use]
    pub const fn unanswered() -> Self {
        Self { reply: None, key: None, unanswered: true }
    }

    /// Asks for a report under this name.
    #[must_use]
    pub const fn with_key(mut self, key: ReplyKey) -> Self {
        self.key = Some(key);
        self
    }
}

/// The bot's own name for an answer, opaque to the webhook.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplyKey([u8; 16]);

impl ReplyKey {
    /// Any 16 bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes it was made from.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for ReplyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReplyKey(…)")
    }
}

/// What became of an answer. WeChat never confirms that a reply was shown: `Written` is the most there is to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Report {
    /// The server took all of it for writing, within the five seconds.
    Written,
    /// It came too late, the connection was gone, or something else was answered instead.
    Missed,
}

/// The push was not taken: it is to be delivered again. On the last attempt, when WeChat will not, the user reads
/// [`Deadlines::unaccepted_last`](crate::Deadlines::unaccepted_last).
///
/// ```
/// use driftbottle_webhook::NotNow;
/// let busy = NotNow::new("the store is being opened");
/// assert_eq!(busy.to_string(), "not now: the store is being opened");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not now: {reason}")]
#[non_exhaustive]
pub struct NotNow {
    /// Why, for the log: fixed words, so that nothing of a user can get in.
    pub reason: &'static str,
}

impl NotNow {
    /// Not now, for this reason.
    #[must_use]
    pub const fn new(reason: &'static str) -> Self {
        Self { reason }
    }
}
