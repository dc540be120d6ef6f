//! Pushes of an official account: customer-service messages (`custom/send`).

use super::{Channel, outcome, renewal};
use async_trait::async_trait;
use driftbottle::chatstore::Body;
use driftbottle::wechat_core::OpenId;
use driftbottle::wechat_core::api::{CustomSend, ErrCode};
use driftbottle::{Outcome, Push, customer_message};
use driftbottle_wechat_client::{ApiClient, CallError};
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

/// 40007: an unknown media id, or one that is older than three days.
const MEDIA_GONE: ErrCode = ErrCode(40007);

/// Why a message was not taken.
enum Refused {
    /// It cannot be made of this body.
    Body,
    Call(CallError),
}

impl OfficialAccountChannel {
    async fn try_send(&self, to: OpenId, body: &Body) -> Result<(), Refused> {
        let message = customer_message(to, body).map_err(|_| Refused::Body)?;
        self.client.call(&CustomSend::new(message)).await.map_err(Refused::Call)
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
        let error = match self.try_send(to.clone(), &push.body).await {
            Ok(()) => return Outcome::Sent,
            // The platform no longer takes the name it gave: the medium is fetched and uploaded, once.
            Err(Refused::Call(error)) if error.code() == Some(MEDIA_GONE) => {
                let Some(body) = self.renew(&push.body).await else { return Outcome::Rejected };
                match self.try_send(to, &body).await {
                    Ok(()) => return Outcome::Sent,
                    Err(error) => error,
                }
            }
            Err(error) => error,
        };
        match error {
            // A media id that is none would be refused again: it waits for a free reply, and is refused there.
            Refused::Body => Outcome::Rejected,
            Refused::Call(error) => {
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

    async fn renew(&self, body: &Body) -> Option<Body> {
        renewal::renew(&self.client, body).await
    }
}
