//! One line of the diagnosis.

use serde::Serialize;
use std::borrow::Cow;

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// As it should be.
    Ok,
    /// It works, but should be known.
    Remark,
    /// Something is to be done.
    Problem,
    /// It was not asked.
    Unknown,
}

/// The same in Chinese and English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Words {
    pub(crate) zh: Cow<'static, str>,
    pub(crate) en: Cow<'static, str>,
}

/// Words, fixed or made.
pub(crate) fn words(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Words {
    Words { zh: zh.into(), en: en.into() }
}

/// What was looked at, what was found, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    /// Stable, for scripts.
    pub(crate) id: &'static str,
    pub(crate) state: State,
    pub(crate) found: Words,
    /// What to do, with the place in the console.
    pub(crate) action: Option<Words>,
}

impl Line {
    pub(crate) const fn new(id: &'static str, state: State, found: Words) -> Self {
        Self { id, state, found, action: None }
    }

    pub(crate) fn ok(id: &'static str, found: Words) -> Self {
        Self::new(id, State::Ok, found)
    }

    pub(crate) fn problem(id: &'static str, found: Words, action: Words) -> Self {
        Self { action: Some(action), ..Self::new(id, State::Problem, found) }
    }

    pub(crate) fn remark(id: &'static str, found: Words, action: Words) -> Self {
        Self { action: Some(action), ..Self::new(id, State::Remark, found) }
    }

    pub(crate) fn unknown(id: &'static str, found: Words, action: Words) -> Self {
        Self { action: Some(action), ..Self::new(id, State::Unknown, found) }
    }
}

/// Where credentials, whitelist and the server configuration are kept since 2025.
pub(crate) const CONSOLE: &str = "developers.weixin.qq.com/platform";
