//! The client: calls endpoints with the account's token.

use std::fmt;
use std::sync::Arc;

use wechat_core::AppId;
use wechat_core::api::{ApiBase, Endpoint};
use wechat_core::token_keeper::RefreshBudget;

use crate::builder::{ApiClientBuilder, Auth, TokenSource};
use crate::error::CallError;
use crate::tokens::Tokens;
use crate::wire::Wire;

/// One account's access to the WeChat API. Cheap to clone; clones share the token.
///
/// ```
/// use driftbottle_wechat_client::{ApiClient, Scripted, Step};
/// use wechat_core::api::{CustomSend, ErrCode};
/// use wechat_core::{AppId, AppSecret, OpenId, customer::Message};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let wechat = Scripted::new()
///     .on("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t1","expires_in":7200}"#))
///     .on("/cgi-bin/message/custom/send", Step::json(r#"{"errcode":0,"errmsg":"ok"}"#))
///     .on("/cgi-bin/message/custom/send", Step::json(r#"{"errcode":45015,"errmsg":"out of time limit"}"#));
/// let client = ApiClient::builder(AppId::new("wx0123456789abcdef")?, AppSecret::new("secret")?)
///     .transport(wechat)
///     .build()?;
///
/// let hello = CustomSend::new(Message::text(OpenId::new("oExample")?, "hello"));
/// client.call(&hello).await?;
/// let refused = client.call(&hello).await.unwrap_err();
/// assert_eq!(refused.code(), Some(ErrCode(45015)));
/// assert!(refused.surely_not_processed());
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct ApiClient {
    app_id: AppId,
    wire: Arc<Wire>,
    /// `None` where the platform adds them.
    tokens: Option<Arc<Tokens>>,
}

impl ApiClient {
    pub(crate) const fn new(app_id: AppId, wire: Arc<Wire>, tokens: Option<Arc<Tokens>>) -> Self {
        Self { app_id, wire, tokens }
    }

    /// For this account; the secret is needed to fetch tokens, except in the [cloud](Auth::CloudCall).
    ///
    /// An account is a value: for several, build several clients, which may share a transport through an [`Arc`].
    #[must_use]
    pub fn builder(app_id: AppId, auth: impl Into<Auth>) -> ApiClientBuilder {
        ApiClientBuilder::new(app_id, auth.into())
    }

    /// Makes a call.
    ///
    /// A token that is refused is replaced and the call made once more, never a third time. A platform that is busy
    /// (−1) is asked up to three times more where the endpoint [says](Endpoint::REPEATABLE_WHEN_BUSY) that this is
    /// harmless. A host that does not answer is passed over for the next [fallback](ApiClientBuilder::fallback) where the
    /// call [may be made twice](Endpoint::IDEMPOTENT). Nothing else is repeated: after a time-out only the caller knows
    /// whether twice is worse than never. A call beyond its [budget](crate::Budget) is not made.
    ///
    /// # Errors
    ///
    /// [`CallError`].
    pub async fn call<E: Endpoint + Sync>(&self, endpoint: &E) -> Result<E::Response, CallError> {
        let tokens = match &self.tokens {
            Some(tokens) if E::NEEDS_TOKEN => tokens,
            _ => return self.wire.call(endpoint, None).await,
        };
        let mut budget = RefreshBudget::new();
        loop {
            let token = tokens.get().await?;
            let result = self.wire.call(endpoint, Some(&token)).await;
            match result {
                Err(error) if token_refused(&error) && tokens.refused(&token, &mut budget) => {
                    tracing::info!(
                        endpoint = E::NAME,
                        "the access token was refused; once more with another"
                    );
                }
                result => return result,
            }
        }
    }

    /// Fetches a token now, if there is none: to be called at the start, so that a wrong secret or an address missing
    /// from the whitelist is found before the first user comes. [`CallError::advice`] says what to do. In the
    /// [cloud](Auth::CloudCall) there is nothing to fetch.
    ///
    /// # Errors
    ///
    /// [`CallError::Token`].
    pub async fn warm_up(&self) -> Result<(), CallError> {
        match &self.tokens {
            Some(tokens) => tokens.get().await.map(|_| ()),
            None => Ok(()),
        }
    }

    pub(crate) fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The account.
    #[must_use]
    pub const fn app_id(&self) -> &AppId {
        &self.app_id
    }

    /// Where the API is.
    #[must_use]
    pub fn base(&self) -> &ApiBase {
        &self.wire.base
    }
}

fn token_refused(error: &CallError) -> bool {
    error.code().is_some_and(wechat_core::api::ErrCode::is_token_invalid)
}

impl fmt::Debug for ApiClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source: Option<TokenSource> = self.tokens.as_ref().map(|tokens| tokens.source());
        f.debug_struct("ApiClient")
            .field("app_id", &self.app_id)
            .field("base", &self.wire.base)
            .field("token_source", &source)
            .finish_non_exhaustive()
    }
}
