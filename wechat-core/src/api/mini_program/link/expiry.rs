//! When a link ends.

use serde_json::{Map, Value};

use crate::Timestamp;
use crate::api::ApiError;
use crate::api::check::Check;

/// Longest life of a scheme or link, in days.
pub const LINK_LIFE_MAX_DAYS: u32 = 30;

/// When a link ends; the platform wants one or the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// After that many days, 1 to [`LINK_LIFE_MAX_DAYS`].
    AfterDays(u32),
    /// At that time, within as many days.
    At(Timestamp),
}

impl Expiry {
    pub(super) fn insert(self, check: Check, into: &mut Map<String, Value>) -> Result<(), ApiError> {
        match self {
            Self::AfterDays(days) => {
                let within = (1..=LINK_LIFE_MAX_DAYS).contains(&days);
                check.holds(within, "expire_interval", "not within 1 to 30 days")?;
                into.insert("expire_type".into(), 1.into());
                into.insert("expire_interval".into(), days.into());
            }
            Self::At(time) => {
                check.holds(time.as_secs() > 0, "expire_time", "not a time")?;
                into.insert("expire_type".into(), 0.into());
                into.insert("expire_time".into(), time.as_secs().into());
            }
        }
        Ok(())
    }
}
