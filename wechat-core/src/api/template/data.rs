//! The values of a notice.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::OpenId;
use crate::api::ApiError;
use crate::api::check::Check;
use crate::redact::redacted_debug;
use crate::text::strip_controls;

/// The keywords of a notice with their values. `Debug` shows neither.
///
/// ```
/// use wechat_core::api::template::NoticeData;
/// let data = NoticeData::new().with("thing1", "有人在找你").with("time2", "2026-11-27 12:00");
/// assert_eq!(data.len(), 2);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NoticeData(BTreeMap<String, String>);

redacted_debug!(NoticeData);

impl NoticeData {
    /// Without values.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Sets a keyword, named as in the template (`thing1`). [`fitting`](super::fitting) makes a value fit.
    #[must_use]
    pub fn with(mut self, keyword: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(keyword.into(), value.into());
        self
    }

    /// How many keywords are set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What every notice begins with: whom it is for, by which template, with these values.
    pub(crate) fn notice(
        &self,
        check: Check,
        to: &OpenId,
        template_id: &str,
    ) -> Result<Map<String, Value>, ApiError> {
        check.filled("template_id", template_id)?;
        self.check(check)?;
        let mut json = Map::new();
        json.insert("touser".into(), to.as_str().into());
        json.insert("template_id".into(), template_id.into());
        json.insert("data".into(), self.to_json());
        Ok(json)
    }

    /// An empty keyword is 47003; so is a value that is too long, which only the template knows for sure.
    pub(crate) fn check(&self, check: Check) -> Result<(), ApiError> {
        check.holds(!self.is_empty(), "data", "empty")?;
        check.holds(
            self.0.iter().all(|(name, value)| !name.is_empty() && !value.is_empty()),
            "data",
            "an empty value",
        )
    }

    pub(crate) fn to_json(&self) -> Value {
        self.0.iter().map(|(name, value)| (name.clone(), json!({ "value": strip_controls(value) }))).collect()
    }
}
