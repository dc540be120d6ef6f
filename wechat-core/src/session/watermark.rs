//! The watermark: for whom data was sealed, and when.

use serde::Deserialize;

use super::SessionError;
use crate::{AppId, Timestamp};

/// For whom data was sealed, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Watermark {
    /// The mini-program.
    #[serde(rename = "appid")]
    pub app_id: String,
    /// When, in seconds since the epoch.
    #[serde(default)]
    pub timestamp: i64,
}

/// How old sealed data may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    now: Timestamp,
    max_age_secs: Option<i64>,
}

/// How far the platform's clock may be ahead of ours, in seconds. Our own bound.
const AHEAD_SECS: i64 = 300;

impl Freshness {
    /// Sealed within the last minutes, by this time; five are a good number.
    #[must_use]
    pub const fn within_minutes(minutes: u32, now: Timestamp) -> Self {
        Self { now, max_age_secs: Some(minutes as i64 * 60) }
    }

    /// However old: for data whose time is checked elsewhere.
    #[must_use]
    pub const fn any() -> Self {
        Self { now: Timestamp::MAX, max_age_secs: None }
    }
}

impl Watermark {
    /// Whether this is for that app, and fresh.
    ///
    /// # Errors
    ///
    /// [`SessionError::ForeignApp`], [`SessionError::TooOld`] or [`SessionError::FromTheFuture`].
    pub fn check(&self, app_id: &AppId, freshness: Freshness) -> Result<(), SessionError> {
        if self.app_id != app_id.as_str() {
            return Err(SessionError::ForeignApp(self.clone()));
        }
        let Some(max_secs) = freshness.max_age_secs else { return Ok(()) };
        let age_secs = freshness.now.as_secs().saturating_sub(self.timestamp);
        if age_secs < -AHEAD_SECS {
            return Err(SessionError::FromTheFuture { ahead_secs: age_secs.saturating_neg() });
        }
        if age_secs > max_secs {
            return Err(SessionError::TooOld { age_secs, max_secs });
        }
        Ok(())
    }
}
