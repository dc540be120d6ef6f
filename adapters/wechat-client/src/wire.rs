//! One call on the wire, and again while the platform says it is busy.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable as _};
use wechat_core::AccessToken;
use wechat_core::api::{ApiBase, Endpoint, ErrCode};

use crate::error::CallError;
use crate::transport::{AnyTransport, TransportError};

/// Where requests go and what carries them.
pub(crate) struct Wire {
    pub(crate) base: ApiBase,
    pub(crate) transport: Box<dyn AnyTransport>,
}

/// The platform's "busy" (−1): a refusal, so nothing was done.
const BUSY: ErrCode = ErrCode(-1);

impl Wire {
    /// Once, and up to three times more while the platform is busy and a repetition is harmless.
    pub(crate) async fn patiently<E: Endpoint + Sync>(
        &self,
        endpoint: &E,
        token: Option<&AccessToken>,
        repeatable: bool,
    ) -> Result<E::Response, CallError> {
        let pauses = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(100))
            .with_max_delay(Duration::from_secs(1))
            .with_max_times(3)
            .with_jitter();
        (|| self.once(endpoint, token))
            .retry(pauses)
            .when(|error| repeatable && error.code() == Some(BUSY))
            .notify(|_, pause| {
                tracing::debug!(endpoint = E::NAME, ?pause, "the platform is busy; again after a pause");
            })
            .await
    }

    async fn once<E: Endpoint>(
        &self,
        endpoint: &E,
        token: Option<&AccessToken>,
    ) -> Result<E::Response, CallError> {
        let request = endpoint.request(&self.base, token).map_err(CallError::Invalid)?;
        let response = self.transport.send_boxed(request).await.map_err(|error| match error {
            TransportError::NotSent(source) => CallError::NotSent { endpoint: E::NAME, source },
            TransportError::Unknown(source) => CallError::Unknown { endpoint: E::NAME, source },
        })?;
        let (head, body) = response.into_parts();
        let answer = E::parse(http::Response::from_parts(head, body.as_slice()));
        answer.map_err(CallError::answered)
    }
}
