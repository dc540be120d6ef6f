//! Building a client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use wechat_core::api::{ApiBase, Endpoint, GetStableToken, GetToken};
use wechat_core::{AppId, AppSecret};

use crate::client::ApiClient;
use crate::clock::{Ratchet, system_ms};
use crate::error::SetupError;
use crate::pace::{Budget, Pace};
use crate::reqwest_transport::ReqwestTransport;
use crate::tokens::{TokenCall, Tokens};
use crate::transport::{AnyTransport, Transport};
use crate::wire::Wire;

/// Which endpoint gives the access token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenSource {
    /// `POST /cgi-bin/stable_token`: every process of the account gets the same one.
    /// <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html>
    #[default]
    StableToken,
    /// `GET /cgi-bin/token`: each fetch ends the token of whoever fetched before. For APIs without the other; the
    /// client never changes over by itself.
    /// <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html>
    Token,
}

/// How the account proves itself.
///
/// ```
/// use driftbottle_wechat_client::Auth;
/// use wechat_core::AppSecret;
/// let auth = Auth::from(AppSecret::new("secret").unwrap());
/// assert_eq!(format!("{auth:?}"), "Secret(AppSecret(…))");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// With its AppSecret, for which the platform gives an access token.
    Secret(AppSecret),
    /// Not at all: inside WeChat's cloud hosting (微信云托管) the platform adds the token itself. The base is
    /// [`ApiBase::cloud_hosting`] unless another is set.
    CloudCall,
}

impl From<AppSecret> for Auth {
    fn from(secret: AppSecret) -> Self {
        Self::Secret(secret)
    }
}

/// Collects settings; every one has a default.
pub struct ApiClientBuilder {
    app_id: AppId,
    auth: Auth,
    base: Option<ApiBase>,
    fallbacks: Vec<ApiBase>,
    budgets: HashMap<&'static str, Budget>,
    source: TokenSource,
    transport: Option<Box<dyn AnyTransport>>,
    now_ms: Box<dyn Fn() -> i64 + Send + Sync>,
}

impl ApiClientBuilder {
    pub(crate) fn new(app_id: AppId, auth: Auth) -> Self {
        Self {
            app_id,
            auth,
            base: None,
            fallbacks: Vec::new(),
            budgets: HashMap::new(),
            source: TokenSource::default(),
            transport: None,
            now_ms: Box::new(system_ms),
        }
    }

    /// Where the API is. Default: [`ApiBase::official`].
    #[must_use]
    pub fn base(mut self, base: ApiBase) -> Self {
        self.base = Some(base);
        self
    }

    /// Another host, asked when the ones before it do not answer, and only for calls that may be made twice
    /// ([`Endpoint::IDEMPOTENT`](wechat_core::api::Endpoint::IDEMPOTENT)): a message to a user never is. WeChat's own
    /// are `api2.weixin.qq.com` and regional ones (from memory). Default: none.
    #[must_use]
    pub fn fallback(mut self, base: ApiBase) -> Self {
        self.fallbacks.push(base);
        self
    }

    /// How often a call is made at most. Default: as often a minute as the platform documents.
    ///
    /// ```
    /// use driftbottle_wechat_client::{ApiClient, Budget};
    /// use wechat_core::api::CustomSend;
    /// use wechat_core::{AppId, AppSecret};
    /// let builder = ApiClient::builder(AppId::new("wx1").unwrap(), AppSecret::new("secret").unwrap())
    ///     .budget::<CustomSend>(Budget::per_day(400_000));
    /// # drop(builder);
    /// ```
    #[must_use]
    pub fn budget<E: Endpoint>(mut self, budget: Budget) -> Self {
        self.budgets.insert(E::NAME, budget);
        self
    }

    /// Which endpoint gives the token. Default: [`TokenSource::StableToken`].
    #[must_use]
    pub const fn token_source(mut self, source: TokenSource) -> Self {
        self.source = source;
        self
    }

    /// What carries the requests. Default: a [`ReqwestTransport`] with its defaults.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// The time tokens age by, in milliseconds since the epoch; default the system's. Real time counts beside it: a
    /// token that is too old by either is fetched anew.
    #[must_use]
    pub fn clock(mut self, now_ms: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.now_ms = Box::new(now_ms);
        self
    }

    /// Builds the client. Nothing is sent yet: see [`ApiClient::warm_up`].
    ///
    /// # Errors
    ///
    /// [`SetupError`] when the default transport cannot be set up.
    pub fn build(self) -> Result<ApiClient, SetupError> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => Box::new(ReqwestTransport::new()?),
        };
        let call = match self.auth {
            Auth::CloudCall => None,
            Auth::Secret(secret) => Some(match self.source {
                TokenSource::StableToken => {
                    TokenCall::Stable(GetStableToken::new(self.app_id.clone(), secret))
                }
                TokenSource::Token => TokenCall::Plain(GetToken::new(self.app_id.clone(), secret)),
            }),
        };
        let base = match (self.base, &call) {
            (Some(base), Some(_)) => base,
            (None, Some(_)) => ApiBase::official(),
            (Some(base), None) => base.adding_tokens(),
            (None, None) => ApiBase::cloud_hosting(),
        };
        let adds_token = base.adds_token();
        let alike = |host: ApiBase| if adds_token { host.adding_tokens() } else { host };
        let wire = Arc::new(Wire {
            base,
            fallbacks: self.fallbacks.into_iter().map(alike).collect(),
            transport,
            clock: Ratchet::new(self.now_ms),
            pace: Pace::new(self.budgets),
            app_id: self.app_id.as_str().into(),
        });
        let tokens = call.map(|call| Arc::new(Tokens::new(call, Arc::clone(&wire))));
        Ok(ApiClient::new(self.app_id, wire, tokens))
    }
}

impl fmt::Debug for ApiClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiClientBuilder")
            .field("app_id", &self.app_id)
            .field("base", &self.base)
            .field("token_source", &self.source)
            .finish_non_exhaustive()
    }
}
