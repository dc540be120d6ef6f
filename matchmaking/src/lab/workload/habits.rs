//! What people do: wait, give up, come again; and what becomes of proposals.

use serde::{Deserialize, Serialize};

/// When people lose patience and cancel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Patience {
    /// For how long everybody waits, milliseconds. Default 0; usual 5 seconds.
    pub guaranteed_ms: u32,
    /// How much longer they wait in the mean, exponentially, milliseconds; 0 for ever. Default 30 seconds.
    pub mean_ms: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { guaranteed_ms: 0, mean_ms: 30_000 }
    }
}

/// Who cancels whatever their patience.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Churn {
    /// The share of people who cancel if they are not matched first. Default 0; usual 0.01, 0.2, 0.5.
    pub share: f64,
    /// After how long they do, exponentially in the mean, milliseconds. Default 2 seconds.
    pub mean_ms: u32,
}

impl Default for Churn {
    fn default() -> Self {
        Self { share: 0.0, mean_ms: 2_000 }
    }
}

/// Whom people have met of late and must not meet yet again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Recents {
    /// How many of the last partners are kept in mind; 0 for none. Default 8; also usual 64.
    pub last: u8,
    /// For how long, milliseconds. Default 1 hour.
    pub for_ms: u32,
}

impl Default for Recents {
    fn default() -> Self {
        Self { last: 8, for_ms: 3_600_000 }
    }
}

/// Who comes again after a match: the button for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Requeue {
    /// The share of matched people who come again. Default 0.
    pub share: f64,
    /// When at the soonest, milliseconds after the match. Default 2 seconds.
    pub from_ms: u32,
    /// When at the latest; evenly between the two. Default 10 minutes.
    pub to_ms: u32,
}

impl Default for Requeue {
    fn default() -> Self {
        Self { share: 0.0, from_ms: 2_000, to_ms: 600_000 }
    }
}

/// What becomes of proposals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Commit {
    /// How long a proposal takes to be confirmed or released, milliseconds. Default 0.
    pub after_ms: u32,
    /// The share of proposals that are released: both wait again. Default 0.
    pub fails: f64,
}
