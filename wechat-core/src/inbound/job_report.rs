//! Reports of finished sends: `TEMPLATESENDJOBFINISH` and `MASSSENDJOBFINISH`.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html> and
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html>

use super::error::InboundError;
use super::read::Reader;
use super::record::record;
use crate::redact::redacted_debug;

record! {
    /// `TEMPLATESENDJOBFINISH`: what became of a template message.
    ///
    /// ```
    /// use wechat_core::inbound::{SendOutcome, TemplateReport};
    /// let mut report = TemplateReport::default();
    /// report.status = Some("failed:user block".into());
    /// assert_eq!(report.outcome(), SendOutcome::Blocked);
    /// ```
    TemplateReport {
        /// The number the send call returned (`MsgID`).
        msg_id: line "MsgID" | "MsgId",
        /// The outcome as written (`Status`); see [`TemplateReport::outcome`].
        status: line "Status",
    }
}

/// What became of a template message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SendOutcome {
    /// It arrived.
    Delivered,
    /// The user refuses messages of this account.
    Blocked,
    /// The platform failed.
    Failed,
    /// Something not documented.
    Other,
}

impl TemplateReport {
    /// The outcome. Layout inside the status varies (`failed:user block`, `failed: system failed`) and is ignored.
    #[must_use]
    pub fn outcome(&self) -> SendOutcome {
        let status = self.status.as_deref().unwrap_or_default().to_ascii_lowercase();
        let compact: String = status.split_whitespace().collect();
        match compact.as_str() {
            "success" => SendOutcome::Delivered,
            "failed:userblock" => SendOutcome::Blocked,
            "failed:systemfailed" => SendOutcome::Failed,
            _ => SendOutcome::Other,
        }
    }
}

/// `MASSSENDJOBFINISH`: what became of a message to everybody.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MassReport {
    /// The number the send call returned (`MsgID`).
    pub msg_id: Option<String>,
    /// `send success`, `send fail` or `err(NNNNN)`.
    pub status: Option<String>,
    /// Followers it was meant for (`TotalCount`).
    pub total: Option<i64>,
    /// Those left after filters (`FilterCount`).
    pub filtered: Option<i64>,
    /// Those it reached (`SentCount`).
    pub sent: Option<i64>,
    /// Those it did not (`ErrorCount`).
    pub failed: Option<i64>,
    /// Whether copies of original articles were found (`CopyrightCheckResult/CheckState`): 1 none, 2 some may not be
    /// sent, 3 some were sent as reprints.
    pub check_state: Option<i64>,
    /// What the check found, article by article.
    pub checks: Vec<CopyrightCheck>,
    /// Where the articles now are (`ArticleUrlResult`).
    pub articles: Vec<ArticleUrl>,
}

record! {
    /// The originality check of one article.
    CopyrightCheck {
        /// Which article, from 1 (`ArticleIdx`).
        index: number "ArticleIdx",
        /// What the account declared (`UserDeclareState`).
        declared: number "UserDeclareState",
        /// What the check says (`AuditState`).
        audit_state: number "AuditState",
        /// The original it resembles (`OriginalArticleUrl`).
        original_url: line "OriginalArticleUrl",
        /// What sort of original that is (`OriginalArticleType`).
        original_type: number "OriginalArticleType",
        /// Whether it may be reprinted (`CanReprint`): 1 yes.
        can_reprint: number "CanReprint",
        /// Whether the text must be replaced by the original's (`NeedReplaceContent`): 1 yes.
        replaces_content: number "NeedReplaceContent",
        /// Whether the source must be shown (`NeedShowReprintSource`): 1 yes.
        shows_source: number "NeedShowReprintSource",
    }
}

record! {
    /// Where one published article is.
    ArticleUrl {
        /// Which article, from 1.
        index: number "ArticleIdx" | "idx",
        /// Its page.
        url: line "ArticleUrl" | "article_url",
    }
}

impl MassReport {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let check = fields.group("CopyrightCheckResult");
        let urls = fields.group("ArticleUrlResult");
        Ok(Self {
            msg_id: fields.line(&["MsgID", "MsgId"])?,
            status: fields.line(&["Status"])?,
            total: fields.number(&["TotalCount"])?,
            filtered: fields.number(&["FilterCount"])?,
            sent: fields.number(&["SentCount"])?,
            failed: fields.number(&["ErrorCount"])?,
            check_state: check.map(|check| check.number(&["CheckState"])).transpose()?.flatten(),
            checks: results(check).map(CopyrightCheck::read).collect::<Result<_, _>>()?,
            articles: results(urls).map(ArticleUrl::read).collect::<Result<_, _>>()?,
        })
    }
}

/// The items of `ResultList`: `item` elements in XML, the members themselves in JSON.
fn results(parent: Option<Reader<'_>>) -> impl Iterator<Item = Reader<'_>> {
    parent.into_iter().flat_map(|parent| parent.groups("ResultList")).flat_map(|list| {
        let items: Vec<_> = list.groups("item").collect();
        if items.is_empty() { vec![list] } else { items }
    })
}

redacted_debug!(MassReport, msg_id, status);
