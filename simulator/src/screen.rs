//! What a person sees: the bubbles of the chat with the account.

use crate::PushId;
use serde::{Deserialize, Serialize};

/// Whose bubble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Sender {
    /// The person who holds the phone.
    Me,
    /// The official account.
    Account,
    /// WeChat itself: a grey line such as the fault notice.
    System,
}

/// What the bubble holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BubbleKind {
    /// Words.
    Text,
    /// A picture.
    Image,
    /// A voice note.
    Voice,
    /// A film, short or long.
    Video,
    /// A piece of music.
    Music,
    /// One article with title and link.
    News,
    /// A question with tappable answers (msgmenu).
    MessageMenu,
    /// A card that opens a mini program.
    MiniProgram,
    /// A sticker; the bot only learns that it cannot show it.
    Sticker,
    /// A place.
    Location,
    /// A shared link.
    Link,
    /// A file.
    File,
    /// A message of a type that this simulator does not know.
    Unknown,
    /// A template message, a notice, or a one-time subscription message.
    Template,
    /// Something done rather than said: followed, left, tapped a menu, scanned.
    Notice,
}

/// How the bubble came to the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Via {
    /// The person did it; it left as this push (nothing leaves for a system line).
    Own {
        /// The push it caused.
        push: PushId,
    },
    /// The passive reply to this push: free of charge.
    Passive {
        /// The push that was answered.
        push: PushId,
    },
    /// A customer-service message: send `n` of the grant's limit.
    Customer {
        /// Which send of how many, counted against the grant that had most left.
        n_of: (u8, u8),
    },
    /// A template message, a subscription notice or a one-time message: charged to no grant.
    Notice {
        /// The `msgid` of the API's answer; 0 where it answers none.
        msg_id: u64,
    },
    /// WeChat put it there.
    Platform {
        /// The push it is about.
        push: PushId,
    },
}

/// A tappable line of a menu message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MenuChoice {
    /// Comes back as `bizmsgmenuid`.
    pub id: String,
    /// What is shown, and said when tapped.
    pub content: String,
}

impl MenuChoice {
    pub(crate) fn new(id: impl Into<String>, content: impl Into<String>) -> Self {
        Self { id: id.into(), content: content.into() }
    }
}

/// One bubble. `Debug` leaves the words out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Bubble {
    /// When it appeared, in milliseconds of the platform's clock.
    pub at_ms: i64,
    /// Whose it is.
    pub from: Sender,
    /// What it holds.
    pub kind: BubbleKind,
    /// The words; for media a caption in brackets, for articles the title and description.
    pub text: String,
    /// How it came.
    pub via: Via,
    /// The media id of a picture, voice note or film.
    pub media_id: Option<String>,
    /// The link of an article or a shared link.
    pub url: Option<String>,
    /// The answers of a menu message.
    pub choices: Vec<MenuChoice>,
    /// The customer-service persona (`kf_account`) it was sent as.
    pub persona: Option<String>,
    /// Whether the grey note 「内容由第三方AI生成」 stands under it.
    pub ai_note: bool,
    /// Whether the JSON it came in held `\u` escapes, which phones once showed literally.
    pub escaped: bool,
}

impl Bubble {
    pub(crate) fn new(at_ms: i64, from: Sender, kind: BubbleKind, text: impl Into<String>, via: Via) -> Self {
        Self {
            at_ms,
            from,
            kind,
            text: text.into(),
            via,
            media_id: None,
            url: None,
            choices: Vec::new(),
            persona: None,
            ai_note: false,
            escaped: false,
        }
    }
}

impl std::fmt::Debug for Bubble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bubble")
            .field("at_ms", &self.at_ms)
            .field("from", &self.from)
            .field("kind", &self.kind)
            .field("via", &self.via)
            .field("text_bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for MenuChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MenuChoice").finish_non_exhaustive()
    }
}
