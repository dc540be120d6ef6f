//! One call on the wire: again while the platform is busy, at another host where that is harmless, within its budget.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use tokio::time::Instant;
use wechat_core::AccessToken;
use wechat_core::api::{ApiBase, Endpoint, ErrCode, HttpRequest};

use crate::clock::Ratchet;
use crate::error::CallError;
use crate::pace::Pace;
use crate::transport::{AnyTransport, MovesFile, TransportError};

/// Where requests go, what carries them, and how fast.
pub(crate) struct Wire {
    pub(crate) base: ApiBase,
    /// Other hosts, for calls that may be made twice.
    pub(crate) fallbacks: Vec<ApiBase>,
    pub(crate) transport: Box<dyn AnyTransport>,
    pub(crate) clock: Ratchet,
    pub(crate) pace: Pace,
    /// The account, for the log.
    pub(crate) app_id: Box<str>,
}

/// The platform's "busy" (−1): a refusal, so nothing was done.
const BUSY: ErrCode = ErrCode(-1);

impl Wire {
    /// Makes a call: at the first host, and at the others while one does not answer and twice is harmless.
    pub(crate) async fn call<E: Endpoint + Sync>(
        &self,
        endpoint: &E,
        token: Option<&AccessToken>,
    ) -> Result<E::Response, CallError> {
        let started = Instant::now();
        let mut result = self.patiently(endpoint, token, &self.base).await;
        if E::IDEMPOTENT {
            for host in &self.fallbacks {
                if !result.as_ref().is_err_and(CallError::blames_the_host) {
                    break;
                }
                tracing::info!(endpoint = E::NAME, "no answer; once more at another host");
                result = self.patiently(endpoint, token, host).await;
            }
        }
        self.log::<E>(&result, started.elapsed());
        result
    }

    /// Once, and up to three times more while the platform is busy and a repetition is harmless.
    async fn patiently<E: Endpoint + Sync>(
        &self,
        endpoint: &E,
        token: Option<&AccessToken>,
        host: &ApiBase,
    ) -> Result<E::Response, CallError> {
        let pauses = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(100))
            .with_max_delay(Duration::from_secs(1))
            .with_max_times(3)
            .with_jitter();
        (|| self.once(endpoint, token, host))
            .retry(pauses)
            .when(|error| E::REPEATABLE_WHEN_BUSY && error.code() == Some(BUSY))
            .notify(|_, pause| {
                tracing::debug!(endpoint = E::NAME, ?pause, "the platform is busy; again after a pause");
            })
            .await
    }

    async fn once<E: Endpoint>(
        &self,
        endpoint: &E,
        token: Option<&AccessToken>,
        host: &ApiBase,
    ) -> Result<E::Response, CallError> {
        let mut request: HttpRequest = endpoint.request(host, token).map_err(CallError::Invalid)?;
        if E::MOVES_FILE {
            request.extensions_mut().insert(MovesFile);
        }
        self.pace.admit::<E>(self.clock.now_ms())?;
        let response = self.transport.send_boxed(request).await.map_err(|error| match error {
            TransportError::NotSent(source) => CallError::NotSent { endpoint: E::NAME, source },
            TransportError::Unknown(source) => CallError::Unknown { endpoint: E::NAME, source },
        })?;
        let (head, body) = response.into_parts();
        let answer = E::parse(http::Response::from_parts(head, body.as_slice())).map_err(CallError::answered);
        let code = answer.as_ref().map_or_else(CallError::code, |_| Some(ErrCode(0)));
        self.pace.answered::<E>(code, self.clock.now_ms());
        answer
    }

    /// The call's name, the account, the time and the code: nothing of what was said.
    fn log<E: Endpoint>(&self, result: &Result<E::Response, CallError>, took: Duration) {
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let (endpoint, app_id) = (E::NAME, &*self.app_id);
        match result {
            Ok(_) => tracing::debug!(endpoint, app_id, took_ms, "answered"),
            Err(error) => {
                let (code, rid) = (error.code().map(|code| code.0), error.rid());
                tracing::debug!(
                    endpoint,
                    app_id,
                    took_ms,
                    code,
                    rid,
                    situation = error.situation(),
                    "failed"
                );
            }
        }
    }
}
