//! Reviews of the account itself: releases of a mini-program, its name and category, qualifications and complaints.
//!
//! A chat needs none of them; whoever operates one wants to hear of all.
//!
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Wechat_Accreditation_Event_Push.html>
//! and <https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/code/audit_event.html>

use super::error::InboundError;
use super::read::Reader;
use super::record::record;
use crate::Timestamp;
use crate::redact::redacted_debug;

record! {
    /// `weapp_audit_success`, `weapp_audit_fail` or `weapp_audit_delay`: the review of a release.
    ReleaseReview {
        /// When it was decided or delayed (`SuccTime`, `FailTime`, `DelayTime`).
        at: time "SuccTime" | "FailTime" | "DelayTime",
        /// Why not, or why later (`Reason`).
        reason: line "Reason",
        /// Media ids of screenshots, separated by `|` (`ScreenShot`).
        screenshots: line "ScreenShot",
    }
}

record! {
    /// `qualification_verify_success`, `naming_verify_success`, `annual_renew` or `verify_expired`: a verification
    /// holds until a day, or ends.
    Verified {
        /// Until when (`ExpiredTime`).
        expires_at: time "ExpiredTime",
    }
}

record! {
    /// `qualification_verify_fail` or `naming_verify_fail`: a verification failed.
    VerificationFailed {
        /// When (`FailTime`).
        failed_at: time "FailTime",
        /// Why (`FailReason`).
        reason: line "FailReason",
    }
}

record! {
    /// `wxa_nickname_audit`: the review of a name.
    NicknameReview {
        /// 2 refused, 3 accepted (`ret`).
        verdict: number "ret",
        /// The name.
        nickname: line "nickname",
        /// Why not.
        reason: line "reason",
    }
}

record! {
    /// `wxa_category_audit`: the review of a category.
    CategoryReview {
        /// 2 refused, 3 accepted (`ret`).
        verdict: number "ret",
        /// The category's number (`first`).
        first: number "first",
        /// The sub-category's number (`second`).
        second: number "second",
        /// Why not.
        reason: line "reason",
    }
}

record! {
    /// `wxa_illegal_record`: the mini-program is said to have broken a rule.
    ViolationRecord {
        /// Its number (`illegal_record_id`).
        record_id: line "illegal_record_id",
        /// The mini-program.
        app_id: line "appid",
        /// When.
        at: time "create_time",
        /// Why.
        reason: line "illegal_reason",
        /// What.
        content: line "illegal_content",
        /// The rule's page.
        rule_url: line "rule_url",
        /// The rule's name.
        rule_name: line "rule_name",
    }
}

/// `wxa_appeal_record`: what became of an objection.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppealRecord {
    /// Its number (`appeal_record_id`).
    pub record_id: Option<String>,
    /// The mini-program.
    pub app_id: Option<String>,
    /// When it was made (`appeal_time`).
    pub at: Option<Timestamp>,
    /// How often (`appeal_count`).
    pub count: Option<i64>,
    /// From where: 0 user, 1 service provider (`appeal_from`).
    pub source: Option<i64>,
    /// 1 under way, 2 refused, 3 accepted (`appeal_status`).
    pub status: Option<i64>,
    /// What it was about (`punish_description`).
    pub punishment: Option<String>,
    /// What was objected to and how (`material`).
    pub materials: Vec<AppealMaterial>,
}

/// One piece of an objection.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppealMaterial {
    /// What is said to be against the rules.
    pub content: Option<String>,
    /// Where it is.
    pub content_url: Option<String>,
    /// Why it is not.
    pub reason: Option<String>,
    /// Media ids of proofs.
    pub proofs: Vec<String>,
}

/// `wxa_privacy_apply`: the review of access to a private interface.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrivacyReview {
    /// The interface.
    pub api_name: Option<String>,
    /// When access was asked for.
    pub applied_at: Option<Timestamp>,
    /// The review's number.
    pub audit_id: Option<String>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Why not.
    pub reason: Option<String>,
    /// The outcome, as a number.
    pub status: Option<i64>,
}

impl AppealRecord {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        Ok(Self {
            record_id: fields.line(&["appeal_record_id"])?,
            app_id: fields.line(&["appid"])?,
            at: fields.time(&["appeal_time"])?,
            count: fields.number(&["appeal_count"])?,
            source: fields.number(&["appeal_from"])?,
            status: fields.number(&["appeal_status"])?,
            punishment: fields.line(&["punish_description"])?,
            materials: fields.groups("material").map(AppealMaterial::read).collect(),
        })
    }
}

impl AppealMaterial {
    fn read(fields: Reader<'_>) -> Self {
        let (said, answered) = (fields.group("illegal_material"), fields.group("appeal_material"));
        Self {
            content: said.and_then(|group| group.filled("content")),
            content_url: said.and_then(|group| group.filled("content_url")),
            reason: answered.and_then(|group| group.filled("reason")),
            proofs: answered
                .map(|group| group.0.texts("proof_material_id").map(str::to_owned).collect())
                .unwrap_or_default(),
        }
    }
}

impl PrivacyReview {
    pub(super) fn read(fields: Reader<'_>) -> Result<Self, InboundError> {
        let result = fields.group("result_info").unwrap_or(fields);
        Ok(Self {
            api_name: result.line(&["api_name"])?,
            applied_at: result.time(&["apply_time"])?,
            audit_id: result.line(&["audit_id"])?,
            decided_at: result.time(&["audit_time"])?,
            reason: result.line(&["reason"])?,
            status: result.number(&["status"])?,
        })
    }
}

redacted_debug!(AppealRecord, record_id, status);
redacted_debug!(AppealMaterial);
redacted_debug!(PrivacyReview, audit_id, status);
