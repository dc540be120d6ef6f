//! A conversation and its messages.

use crate::body::Body;
use crate::keys::{ConversationKey, MessageKey, UserKey};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A pair or a letter (rooms come with their issue). The version guards members, sequence and end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its key.
    pub key: ConversationKey,
    /// Grows by one with each commit that touches the conversation.
    pub version: u64,
    /// Whether it is a talk or an exchange of letters.
    #[serde(default)]
    pub kind: ConversationKind,
    /// Who is in it.
    pub members: Vec<Member>,
    /// When it began, in ms.
    pub started_ms: i64,
    /// How it ended, if it did.
    pub ended: Option<End>,
    /// The sequence number of the last message; 0 before the first.
    pub seq: u64,
    /// The last message; each message names the one before it.
    pub last_message: Option<MessageKey>,
}

impl Conversation {
    /// A talk that begins now.
    #[must_use]
    pub fn new(key: ConversationKey, members: Vec<Member>, started_ms: i64) -> Self {
        let kind = ConversationKind::Pair;
        Self { key, version: 0, kind, members, started_ms, ended: None, seq: 0, last_message: None }
    }

    /// An exchange of letters that begins now.
    #[must_use]
    pub fn letter(key: ConversationKey, members: Vec<Member>, started_ms: i64) -> Self {
        Self { kind: ConversationKind::Letter, ..Self::new(key, members, started_ms) }
    }

    /// Whether it is an exchange of letters.
    #[must_use]
    pub fn is_letter(&self) -> bool {
        self.kind == ConversationKind::Letter
    }

    /// This user's membership.
    #[must_use]
    pub fn member(&self, user: UserKey) -> Option<&Member> {
        self.members.iter().find(|m| m.user == user)
    }

    /// Everybody but this user.
    pub fn others(&self, user: UserKey) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |m| m.user != user)
    }
}

/// How people are in a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ConversationKind {
    /// They sit in it, in no other, and talk.
    #[default]
    Pair,
    /// They write when they like, and may be in others meanwhile.
    Letter,
}

/// One person's part in a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: UserKey,
    /// The name the others see; new in each conversation.
    pub alias: Arc<str>,
    /// When the wish that brought them here was made, in ms: should the talk come to nothing at once, they wait on
    /// with that age.
    pub born_ms: i64,
    /// When they last wrote a line, in ms; the beginning before the first.
    pub last_line_ms: i64,
    /// How many lines they wrote.
    pub lines: u64,
    /// Their lines that are being held, while any is.
    pub spell: Option<Spell>,
    /// When they were asked whether they want to go on waiting, in ms.
    pub asked_ms: Option<i64>,
    /// What they said first, where the others saw it in the notice of the match.
    #[serde(default)]
    pub opening: Option<Text>,
    /// Whether it was over before they heard of it.
    #[serde(default)]
    pub missed: bool,
}

impl Member {
    /// Somebody who has just sat down, and has wished to since `born_ms`.
    #[must_use]
    pub fn new(user: UserKey, alias: &str, born_ms: i64, now_ms: i64) -> Self {
        Self {
            user,
            alias: alias.into(),
            born_ms,
            last_line_ms: now_ms,
            lines: 0,
            spell: None,
            asked_ms: None,
            opening: None,
            missed: false,
        }
    }
}

/// A time during which a member's lines are held for the recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    /// When it began, in ms.
    pub since_ms: i64,
    /// The key of the first line held.
    pub first: MessageKey,
    /// How many of its lines have been delivered.
    pub delivered: u32,
}

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// When, in ms.
    pub at_ms: i64,
    /// Why.
    pub reason: EndReason,
    /// Who ended it, where somebody did.
    pub by: Option<UserKey>,
}

/// Why a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum EndReason {
    /// A member left.
    Left,
    /// A member asked for the next partner.
    Next,
    /// A member no longer follows the account.
    Unfollowed,
    /// Nobody wrote for long.
    Idle,
    /// A member can no longer be reached.
    Unreachable,
    /// A member blocked another.
    Blocked,
}

/// One accepted line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its key.
    pub key: MessageKey,
    /// Where it was said.
    pub conversation: ConversationKey,
    /// Its place in the conversation, from 1 without gaps.
    pub seq: u64,
    /// The message before it in the same conversation.
    pub previous: Option<MessageKey>,
    /// Who said it.
    pub sender: UserKey,
    /// When it was accepted, in ms.
    pub at_ms: i64,
    /// What was said.
    pub body: Body,
}
