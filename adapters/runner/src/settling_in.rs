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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::menu::usual_menu;
    use driftbottle::chatstore::MemoryStore;
    use driftbottle::wechat_core::{AppId, AppSecret};
    use driftbottle::{Settings, Texts};
    use driftbottle_wechat_client::{Scripted, Step};

    const APP: &str = "wx0123456789abcdef";
    const REFUSED: &str = r#"{"errcode":48001,"errmsg":"api unauthorized"}"#;

    async fn service(store: &Arc<MemoryStore>) -> Arc<ChatService> {
        let store = Arc::clone(store) as _;
        let open =
            ChatService::open(store, Settings::new(APP), Texts::embedded(), [7; 32], 1_790_000_000_000);
        Arc::new(open.await.unwrap())
    }

    /// An account whose pushes and menu are answered so.
    async fn settle(service: &Arc<ChatService>, kind: AccountKind, typing: &str, menu: &str) -> Scripted {
        let wechat = Scripted::new()
            .on("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t1","expires_in":7200}"#))
            .on("/cgi-bin/message/custom/typing", Step::json(typing))
            .on("/cgi-bin/menu/get", Step::json(menu))
            .on("/cgi-bin/template/get_all_private_template", Step::json(REFUSED))
            .on("/cgi-bin/openapi/quota/get", Step::json(REFUSED))
            .on("/cgi-bin/menu/create", Step::json(r#"{"errcode":0,"errmsg":"ok"}"#));
        let client = ApiClient::builder(AppId::new(APP).unwrap(), AppSecret::new("secret").unwrap());
        let client = client.transport(wechat.clone()).build().unwrap();
        let (service, clock) = (Arc::clone(service), Clock::system());
        SettlingIn { client, service, clock, kind, menu: usual_menu() }.run().await;
        wechat
    }

    const NOBODY: &str = r#"{"errcode":40003,"errmsg":"invalid openid"}"#;
    const NO_MENU: &str = r#"{"errcode":46003,"errmsg":"menu no exist"}"#;

    // proves: D4 F04
    #[tokio::test]
    async fn what_an_account_may_not_do_is_found_out_and_remembered() {
        let store = Arc::new(MemoryStore::default());
        let first = service(&store).await;
        assert!(first.may_push(), "not known yet");
        let wechat = settle(&first, AccountKind::Auto, REFUSED, REFUSED).await;
        assert!(!first.may_push());
        assert_eq!(wechat.calls("/cgi-bin/menu/create"), 0, "it may have none");
        assert!(!service(&store).await.may_push(), "the next start knows it");
        let verified = service(&store).await;
        settle(&verified, AccountKind::Auto, NOBODY, NO_MENU).await;
        assert!(verified.may_push(), "and learns when the account has been verified");
        assert!(service(&store).await.may_push());
    }

    // proves: F04
    #[tokio::test]
    async fn the_menu_is_made_where_the_account_may_have_one() {
        let table = [
            (AccountKind::Auto, NOBODY, NO_MENU, 1),
            (AccountKind::UnverifiedService, REFUSED, NO_MENU, 1),
            (AccountKind::Personal, REFUSED, REFUSED, 0),
            (AccountKind::VerifiedService, NOBODY, REFUSED, 0),
        ];
        for (kind, typing, menu, made) in table {
            let service = service(&Arc::new(MemoryStore::default())).await;
            let wechat = settle(&service, kind, typing, menu).await;
            assert_eq!(wechat.calls("/cgi-bin/menu/create"), made, "{kind}");
        }
    }
}
