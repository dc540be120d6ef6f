//! What a run is made of.

use crate::account::Account;
use crate::clock::ClockKind;
use driftbottle::chatstore::ChatStore;
use driftbottle::wechat_core::api::ApiBase;
use driftbottle::wechat_core::api::menu::Button;
use driftbottle::{Settings, Texts};
use std::fmt;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Everything a bot for one official account needs.
#[non_exhaustive]
pub struct Config {
    /// The account.
    pub account: Account,
    /// Where everything is kept. This process alone serves it.
    pub store: Arc<dyn ChatStore>,
    /// Where WeChat's pushes arrive; see [`listen_near`](crate::listen_near).
    pub listener: TcpListener,
    /// The path of the callback. Default: `/wechat`. `/healthz` beside it answers 200.
    pub path: String,
    /// What the operator chose. Default: [`Settings::new`] for the account. `may_push` is turned off for
    /// [kinds of account](crate::AccountKind) that may not.
    pub settings: Settings,
    /// What the system says. Default: [`Texts::embedded`].
    pub texts: Texts,
    /// Where the API is. Default: WeChat's own.
    pub api_base: ApiBase,
    /// Which time counts. Default: the system's.
    pub clock: ClockKind,
    /// Serves an account in plain mode beyond this machine too. Default: no.
    pub allow_plain: bool,
    /// The most pushes on their way together. Default: 32.
    pub pushes_in_flight: usize,
    /// The account's menu, made at the start where the account may have one; empty leaves it alone. Default:
    /// [`usual_menu`](crate::usual_menu).
    pub menu: Vec<Button>,
}

impl Config {
    /// With every default.
    #[must_use]
    pub fn new(account: Account, store: Arc<dyn ChatStore>, listener: TcpListener) -> Self {
        Self {
            settings: Settings::new(account.app_id.as_str()),
            account,
            store,
            listener,
            path: "/wechat".to_owned(),
            texts: Texts::embedded(),
            api_base: ApiBase::official(),
            clock: ClockKind::default(),
            allow_plain: false,
            pushes_in_flight: 32,
            menu: crate::menu::usual_menu(),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("account", &self.account)
            .field("listener", &self.listener)
            .field("path", &self.path)
            .field("api_base", &self.api_base)
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}
