//! What was found.

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use std::borrow::Cow;

/// The same in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Words {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

/// Words known beforehand.
pub(super) const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
}

impl Words {
    /// Words about this very bot.
    pub(super) const fn found(zh: String, en: String) -> Self {
        Self { zh: Cow::Owned(zh), en: Cow::Owned(en) }
    }
}

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// As it should be.
    Pass,
    /// Nothing that WeChat punishes, but it could be better; the words say how.
    Remark(Words),
    /// WeChat, or somebody who means ill, will make trouble; the words say what was seen.
    Fail(Words),
    /// The bot gave no occasion to see it, or it does not apply; the words say why.
    NotObserved(Words),
}

impl Outcome {
    /// `pass`, `remark`, `fail` or `not_observed`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Remark(_) => "remark",
            Self::Fail(_) => "fail",
            Self::NotObserved(_) => "not_observed",
        }
    }

    /// What was seen; nothing for a pass.
    #[must_use]
    pub const fn found(&self) -> Option<&Words> {
        match self {
            Self::Pass => None,
            Self::Remark(words) | Self::Fail(words) | Self::NotObserved(words) => Some(words),
        }
    }
}

/// One check and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Group and name, `retries.message`: stable, for scripts.
    pub id: &'static str,
    /// What was looked at.
    pub title: Words,
    /// What a bot must do, and why.
    pub rule: Words,
    /// Where that is written.
    pub link: &'static str,
    /// How it ended.
    pub outcome: Outcome,
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 6)?;
        object.serialize_field("id", self.id)?;
        object.serialize_field("outcome", self.outcome.name())?;
        object.serialize_field("title", &self.title)?;
        object.serialize_field("found", &self.outcome.found())?;
        object.serialize_field("rule", &self.rule)?;
        object.serialize_field("link", self.link)?;
        object.end()
    }
}

/// Every check that was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Report {
    /// In the order in which they were made.
    pub findings: Vec<Finding>,
}

impl Report {
    /// What failed.
    pub fn failures(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| matches!(finding.outcome, Outcome::Fail(_)))
    }

    /// What earned a remark.
    pub fn remarks(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| matches!(finding.outcome, Outcome::Remark(_)))
    }

    /// The check with that id, if it was made.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.id == id)
    }

    /// How many ended so: passed, remarks, failed, not observed.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        ["pass", "remark", "fail", "not_observed"]
            .map(|name| self.findings.iter().filter(|finding| finding.outcome.name() == name).count())
    }
}
