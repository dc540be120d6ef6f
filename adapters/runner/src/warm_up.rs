//! The first access token, fetched before the first user comes: a wrong secret is found at the start.

use crate::patience::until_allowed;
use backon::Retryable as _;
use driftbottle_wechat_client::ApiClient;
use std::error::Error;

/// Fetches a token, again and again until there is one. A failure never stops the bot: replies need no token.
pub(crate) async fn warm_up(client: ApiClient) {
    let fetched = (|| client.warm_up())
        .retry(until_allowed())
        .notify(|error, pause| {
            let advice = error.advice().unwrap_or_default();
            let again_s = pause.as_secs();
            tracing::error!(error = error as &dyn Error, advice, again_s, "no pushes yet: no access token");
        })
        .await;
    if fetched.is_ok() {
        tracing::info!("the account's access token is there");
    }
}
