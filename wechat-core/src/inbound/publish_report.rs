//! `PUBLISHJOBFINISH`: articles were published, or not.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Publish/Callback_on_finish.html>

use super::error::InboundError;
use super::job_report::ArticleUrl;
use super::read::Reader;
use crate::redact::redacted_debug;

/// What became of a publication. Also sent as `FREEPUBLISHJOBFINISH`.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishReport {
    /// The number the publish call returned (`publish_id`).
    pub publish_id: Option<String>,
    /// 0 published, 1 under way, 2 original check failed, 3 failed, 4 refused by review, 5 deleted by the account, 6
    /// banned (`publish_status`).
    pub status: Option<i64>,
    /// The article, once it is published (`article_id`).
    pub article_id: Option<String>,
    /// Where its parts are (`article_detail`).
    pub articles: Vec<ArticleUrl>,
    /// Which parts failed, from 1 (`fail_idx`).
    pub failed: Vec<String>,
}

impl PublishReport {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let Some(info) = fields.group("PublishEventInfo") else { return Ok(Self::default()) };
        let details = info.groups("article_detail").flat_map(|detail| detail.groups("item"));
        Ok(Self {
            publish_id: info.line(&["publish_id"])?,
            status: info.number(&["publish_status"])?,
            article_id: info.line(&["article_id"])?,
            articles: details.map(ArticleUrl::read).collect::<Result<_, _>>()?,
            failed: info.0.texts("fail_idx").map(|index| index.trim().to_owned()).collect(),
        })
    }
}

redacted_debug!(PublishReport, publish_id, status);
