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
    /// In [cloud hosting](wechat_core::callback::Mode::CloudHosting), where nothing is signed: whether requests are
    /// believed without the gateway's header ([`CLOUD_SOURCE_HEADER`](wechat_core::callback::CLOUD_SOURCE_HEADER)).
    /// Default: no. Only for containers that nothing but the platform can reach.
    pub private_network: bool,
}

impl AccountConfig {
    /// That callback, that bot.
    #[must_use]
    pub fn new(callback: impl Into<Arc<Callback>>, bot: Arc<dyn Bot>) -> Self {
        Self { callback: callback.into(), bot, private_network: false }
    }

    /// In cloud hosting, believes requests without the gateway's header. See
    /// [`private_network`](Self::private_network).
    #[must_use]
    pub const fn in_private_network(mut self) -> Self {
        self.private_network = true;
        self
    }
}

impl fmt::Debug for AccountConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountConfig").field("callback", &self.callback).finish_non_exhaustive()
    }
}
