//! Building a client.

use std::fmt;
use std::sync::Arc;

use wechat_core::api::{ApiBase, GetStableToken, GetToken};
use wechat_core::{AppId, AppSecret};

use crate::client::ApiClient;
use crate::clock::{Ratchet, system_ms};
use crate::error::SetupError;
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

/// Collects settings; every one has a default.
pub struct ApiClientBuilder {
    app_id: AppId,
    secret: AppSecret,
    base: ApiBase,
    source: TokenSource,
    transport: Option<Box<dyn AnyTransport>>,
    now_ms: Box<dyn Fn() -> i64 + Send + Sync>,
}

impl ApiClientBuilder {
    pub(crate) fn new(app_id: AppId, secret: AppSecret) -> Self {
        Self {
            app_id,
            secret,
            base: ApiBase::official(),
            source: TokenSource::default(),
            transport: None,
            now_ms: Box::new(system_ms),
        }
    }

    /// Where the API is. Default: [`ApiBase::official`].
    #[must_use]
    pub fn base(mut self, base: ApiBase) -> Self {
        self.base = base;
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
        let call = match self.source {
            TokenSource::StableToken => {
                TokenCall::Stable(GetStableToken::new(self.app_id.clone(), self.secret))
            }
            TokenSource::Token => TokenCall::Plain(GetToken::new(self.app_id.clone(), self.secret)),
        };
        let wire = Arc::new(Wire { base: self.base, transport });
        let tokens = Arc::new(Tokens::new(call, Ratchet::new(self.now_ms), Arc::clone(&wire)));
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
