//! What carries requests: one method, so that a test, a proxy or another HTTP library fits behind it.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;

use http::{Request, Response};

/// Any error, kept as the source of ours.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// In a request's extensions: a whole file travels, in the request or the response, and takes its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovesFile;

/// Sends one HTTP request and reads its whole response.
///
/// A request carries the access token in its URL and the secret in its URL or body: an implementation must log neither,
/// nor let its errors quote them.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request once. No redirects, no retries of its own: only the caller knows what may be repeated.
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;
}

/// A request that got no response. What matters is whether it may have been processed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// Not a byte of it can have reached the platform: connection refused, no such host, TLS failed.
    #[error("the request was not sent")]
    NotSent(#[source] BoxError),
    /// It may have been processed: timed out or broken off after the connection stood.
    #[error("no answer; whether the request was processed is unknown")]
    Unknown(#[source] BoxError),
}

/// A response's future, boxed: one allocation beside a journey to another city.
type Sending<'a> = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send + 'a>>;

/// [`Transport`] behind a pointer, so that the client is one type whatever carries its requests.
pub(crate) trait AnyTransport: Send + Sync {
    fn send_boxed(&self, request: Request<Vec<u8>>) -> Sending<'_>;
}

impl<T: Transport> AnyTransport for T {
    fn send_boxed(&self, request: Request<Vec<u8>>) -> Sending<'_> {
        Box::pin(self.send(request))
    }
}

impl<T: Transport> Transport for std::sync::Arc<T> {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        T::send(self, request).await
    }
}
