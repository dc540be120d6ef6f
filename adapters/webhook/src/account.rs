//! One official account behind one path.

use std::fmt;
use std::sync::Arc;

use wechat_core::callback::Callback;

use crate::bot::Bot;

/// An account's callback and the bot that answers it.
#[derive(Clone)]
#[non_exhaustive]
pub struct AccountConfig {
    /// Token, keys and mode, as configured at WeChat.
    pub callback: Arc<Callback>,
    /// Who handles the pushes. Several accounts may share one.
    pub bot: Arc<dyn Bot>,
}

impl AccountConfig {
    /// That callback, that bot.
    #[must_use]
    pub fn new(callback: impl Into<Arc<Callback>>, bot: Arc<dyn Bot>) -> Self {
        Self { callback: callback.into(), bot }
    }
}

impl fmt::Debug for AccountConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountConfig").field("callback", &self.callback).finish_non_exhaustive()
    }
}
