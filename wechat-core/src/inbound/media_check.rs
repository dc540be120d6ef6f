//! `wxa_media_check`: what the platform thinks of a picture or recording it was asked to check.
//!
//! Comes within 30 minutes of the request, in one of two shapes: version 2 has a verdict, version 1 a number.
//!
//! Source: <https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html>

use super::error::InboundError;
use super::read::Reader;
use super::record::record;
use crate::redact::redacted_debug;

/// The result of a media check.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MediaCheck {
    /// The mini-program that asked.
    pub app_id: Option<String>,
    /// The number the request returned; the only thing that says which medium was checked.
    pub trace_id: Option<String>,
    /// 2, or absent in the first version.
    pub version: Option<i64>,
    /// 0, or why nothing was checked.
    pub err_code: Option<i64>,
    /// The same in words.
    pub err_msg: Option<String>,
    /// The verdict on the whole (`result`).
    pub verdict: Option<MediaVerdict>,
    /// What each strategy found; one object and a list of them read alike.
    pub details: Vec<MediaFinding>,
    /// First version: 1 when the medium is risky (`isrisky`).
    pub is_risky: Option<i64>,
    /// First version: more about it (`extra_info_json`).
    pub extra_info: Option<String>,
    /// First version: 0, or 4294966288 when the medium could not be fetched (`status_code`).
    pub status_code: Option<i64>,
}

record! {
    /// The verdict on the whole.
    MediaVerdict {
        /// `pass`, `review` or `risky`.
        suggest: line "suggest",
        /// 100 is fine, 20001 politics, 20002 sex, 20006 crime, 21000 other.
        label: number "label",
    }
}

record! {
    /// What one strategy found.
    MediaFinding {
        /// Its name.
        strategy: line "strategy",
        /// 0, or why it did not run.
        err_code: number "errcode",
        /// `pass`, `review` or `risky`.
        suggest: line "suggest",
        /// As in [`MediaVerdict::label`].
        label: number "label",
        /// How sure it is, 0 to 100, as written.
        probability: line "prob",
    }
}

impl MediaCheck {
    /// Whether the medium may be shown: a verdict of `pass`, or the first version's 0.
    ///
    /// ```
    /// use wechat_core::inbound::MediaCheck;
    /// assert!(!MediaCheck::default().is_passed(), "no verdict is no pass");
    /// ```
    #[must_use]
    pub fn is_passed(&self) -> bool {
        let suggest = self.verdict.as_ref().and_then(|verdict| verdict.suggest.as_deref());
        match suggest {
            Some(suggest) => suggest == "pass",
            None => self.is_risky == Some(0) && self.status_code.unwrap_or(0) == 0,
        }
    }

    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            app_id: fields.line(&["appid"])?,
            trace_id: fields.line(&["trace_id"])?,
            version: fields.number(&["version"])?,
            err_code: fields.number(&["errcode"])?,
            err_msg: fields.line(&["errmsg"])?,
            verdict: fields.group("result").map(MediaVerdict::read).transpose()?,
            details: fields.groups("detail").map(MediaFinding::read).collect::<Result<_, _>>()?,
            is_risky: fields.number(&["isrisky"])?,
            extra_info: fields.line(&["extra_info_json"])?,
            status_code: fields.number(&["status_code"])?,
        })
    }
}

redacted_debug!(MediaCheck, trace_id, version, err_code);
