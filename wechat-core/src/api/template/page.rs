//! The mini-program page behind a notice.

use serde_json::{Value, json};

use crate::AppId;
use crate::redact::redacted_debug;

/// A page of a mini-program that is associated with the account.
///
/// ```
/// use wechat_core::{AppId, api::template::MiniProgramLink};
/// let link = MiniProgramLink::new(AppId::new("wx2").unwrap(), "pages/room?id=7");
/// assert_eq!(link.page_path, "pages/room?id=7");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MiniProgramLink {
    /// The mini-program (40166 when unknown).
    pub app_id: AppId,
    /// Its page, with parameters (40165, 41030 when there is none such).
    pub page_path: String,
}

redacted_debug!(MiniProgramLink, app_id);

impl MiniProgramLink {
    /// That page.
    #[must_use]
    pub fn new(app_id: AppId, page_path: impl Into<String>) -> Self {
        Self { app_id, page_path: page_path.into() }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "appid": self.app_id.as_str(), "pagepath": self.page_path })
    }
}
