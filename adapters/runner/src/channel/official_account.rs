//! Pushes of an official account: customer-service messages (`custom/send`).

use super::{Channel, outcome};
use async_trait::async_trait;
use driftbottle::wechat_core::OpenId;
use driftbottle::wechat_core::api::CustomSend;
use driftbottle::{Outcome, Push, customer_message};
use driftbottle_wechat_client::ApiClient;
use std::error::Error;

/// Sends pushes as customer-service messages.
///
/// Source: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>
#[derive(Clone, Debug)]
pub struct OfficialAccountChannel {
    client: ApiClient,
}

impl OfficialAccountChannel {
    /// Through this client.
    #[must_use]
    pub const fn new(client: ApiClient) -> Self {
        Self { client }
    }
}

#[async_trait]
impl Channel for OfficialAccountChannel {
    async fn send(&self, push: &Push) -> Outcome {
        // Whoever is of another account, or has no openid, is nobody this account can reach.
        if *push.to.app != *self.client.app_id().as_str() {
            return Outcome::Unreachable;
        }
        let Ok(to) = OpenId::new(push.to.peer.as_ref()) else { return Outcome::Unreachable };
        // A media id that is none would be refused again: it waits for a free reply, and is refused there.
        let Ok(message) = customer_message(to, &push.body) else { return Outcome::Rejected };
        let send = CustomSend::new(message);
        match self.client.call(&send).await {
            Ok(()) => Outcome::Sent,
            Err(error) => {
                let outcome = outcome::of(&error);
                if outcome::needs_operator(&error) {
                    let advice = error.advice().unwrap_or_default();
                    tracing::error!(
                        error = &error as &dyn Error,
                        advice,
                        "WeChat refuses this account's pushes"
                    );
                } else {
                    tracing::info!(error = &error as &dyn Error, ?outcome, "a push was not taken");
                }
                outcome
            }
        }
    }
}
