//! The lines of a trace.

use serde::{Deserialize, Serialize};

use super::id::Id;

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) trace: u32,
}

/// Any other line: a time, and one of the three.
#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) join: Option<Box<Join>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cancel: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) block: Option<[Id; 2]>,
}

/// Somebody joins. What is left out was not stated.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    pub(super) ticket: Id,
    pub(super) user: Id,
    /// With whom they came: the lines of one party follow each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) party: Option<Id>,
    /// How long the ticket lasts, milliseconds.
    pub(super) wait_ms: u64,
    /// How long its owner can be reached, milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reach_ms: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) interests: Vec<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) mood: Option<[u8; crate::Emotion::COUNT]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sex: Option<SexWord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) age: Option<u8>,
    /// The area, and the place in it: thirty-two bits each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<[u32; 2]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) languages: Vec<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wishes_sex: Option<WishOf<Vec<SexWord>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wishes_ages: Option<WishOf<[u8; 2]>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wishes_near: Option<WishOf<NearWord>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wishes_languages: Option<WishOf<Vec<u8>>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) blocks: Vec<Id>,
    /// Former partners, and for how many milliseconds more they are not to be met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) recents: Vec<(Id, u64)>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SexWord {
    Female,
    Male,
    Other,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum NearWord {
    SameArea,
    SamePlace,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WishOf<T> {
    pub(super) value: T,
    /// Whether it holds however long the wait.
    pub(super) firm: bool,
}
