//! What is done in the background when a bot has started: the token, what the account may do, its menu.

use crate::account::AccountKind;
use crate::clock::Clock;
use crate::menu::keep_menu;
use crate::probe::{Findings, probe};
use crate::warm_up::warm_up;
use driftbottle::ChatService;
use driftbottle::wechat_core::api::menu::Button;
use driftbottle_wechat_client::ApiClient;
use std::error::Error;
use std::sync::Arc;

/// Everything that a new bot finds out and arranges. Nothing of it can keep the bot from running.
pub(crate) struct SettlingIn {
    pub(crate) client: ApiClient,
    pub(crate) service: Arc<ChatService>,
    pub(crate) clock: Clock,
    pub(crate) kind: AccountKind,
    /// The menu it should have; empty leaves the account's own alone.
    pub(crate) menu: Vec<Button>,
}

impl SettlingIn {
    pub(crate) async fn run(self) {
        if self.kind == AccountKind::Personal {
            // It may call nothing that matters here, and its replies need no token.
            return;
        }
        warm_up(self.client.clone()).await;
        let findings = if self.kind == AccountKind::Auto { self.find_out().await } else { None };
        let may = match findings.and_then(|findings| findings.menu.known()) {
            Some(may) => may,
            None => self.kind.may_have_menu(),
        };
        if may && !self.menu.is_empty() {
            self.arrange_menu().await;
        }
    }

    /// Asks the platform what the account may do, says it, and takes note of it.
    async fn find_out(&self) -> Option<Findings> {
        let findings = match probe(&self.client).await {
            Ok(findings) => findings,
            Err(error) => {
                let error = &error as &dyn Error;
                tracing::warn!(error, "what the account may do could not be found out; pushes will tell");
                return None;
            }
        };
        let kind = findings.kind().map_or("unknown", AccountKind::as_str);
        tracing::info!(kind, push = ?findings.push, menu = ?findings.menu, "what the account may do was found out");
        if let Some(may_push) = findings.push.known() {
            let noted = self.service.found_may_push(may_push, self.clock.now_ms()).await;
            if let Err(error) = noted {
                tracing::warn!(error = &error as &dyn Error, "what was found out is not remembered");
            }
        }
        Some(findings)
    }

    async fn arrange_menu(&self) {
        match keep_menu(&self.client, &self.menu).await {
            Ok(true) => tracing::info!("the account's menu was made"),
            Ok(false) => tracing::debug!("the account's menu is as it should be"),
            Err(error) => tracing::warn!(error = &error as &dyn Error, "the account's menu was not made"),
        }
    }
}
