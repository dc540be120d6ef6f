//! Who comes together, where rooms are filled.

use serde::{Deserialize, Serialize};

/// Who comes together: friends who want a room with others. For pairs everybody comes alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Parties {
    /// The share of arrivals that are two. Default 0.
    pub two: f64,
    /// The share of arrivals that are three; all others come alone. Default 0.
    pub three: f64,
}
