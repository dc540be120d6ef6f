//! The transport over reqwest.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use http::{Request, Response, Uri};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};
use rustls::crypto::{CryptoProvider, ring};

use crate::error::SetupError;
use crate::transport::{MovesFile, Transport, TransportError};

/// HTTPS over rustls, HTTP where the base URL says so, with connections kept between calls.
///
/// Proxies are taken from the environment (`HTTPS_PROXY` and its kin), but never for this machine itself: a simulator
/// on loopback is always reached directly. Installs rustls' *ring* provider for the process if none is installed.
#[derive(Clone)]
pub struct ReqwestTransport {
    outward: Client,
    loopback: Client,
    file_timeout: Duration,
    response_max: usize,
}

/// Settings of a [`ReqwestTransport`].
///
/// ```
/// use std::time::Duration;
/// use driftbottle_wechat_client::ReqwestTransport;
/// let transport = ReqwestTransport::builder().total_timeout(Duration::from_secs(3)).build().unwrap();
/// # drop(transport);
/// ```
#[derive(Clone, Debug)]
pub struct ReqwestTransportBuilder {
    connect_timeout: Duration,
    total_timeout: Duration,
    file_timeout: Duration,
    response_max: usize,
}

impl ReqwestTransport {
    /// With every default.
    ///
    /// # Errors
    ///
    /// As [`ReqwestTransportBuilder::build`].
    pub fn new() -> Result<Self, SetupError> {
        Self::builder().build()
    }

    /// With settings.
    #[must_use]
    pub const fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder {
            connect_timeout: Duration::from_secs(3),
            total_timeout: Duration::from_secs(10),
            file_timeout: Duration::from_secs(60),
            response_max: 32 * 1024 * 1024,
        }
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Response<Vec<u8>>, TransportError> {
        let mut answer = Response::new(Vec::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        while let Some(chunk) = response.chunk().await.map_err(classify)? {
            if answer.body().len().saturating_add(chunk.len()) > self.response_max {
                return Err(TransportError::Unknown("the response is larger than the limit".into()));
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

impl ReqwestTransportBuilder {
    /// How long connecting may take, name and TLS included. Default 3 s. What ends here was surely not sent.
    #[must_use]
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long all of a call may take, from connecting to the last byte read. Default 10 s.
    #[must_use]
    pub const fn total_timeout(mut self, timeout: Duration) -> Self {
        self.total_timeout = timeout;
        self
    }

    /// The same for a call that moves a file ([`MovesFile`]). Default 60 s.
    #[must_use]
    pub const fn file_timeout(mut self, timeout: Duration) -> Self {
        self.file_timeout = timeout;
        self
    }

    /// Largest response read, in bytes. Default 32 MiB, above the largest media file.
    #[must_use]
    pub const fn response_limit(mut self, bytes: usize) -> Self {
        self.response_max = bytes;
        self
    }

    /// Sets the HTTP client up.
    ///
    /// # Errors
    ///
    /// [`SetupError::Http`]: as a rule the machine has no TLS roots.
    pub fn build(self) -> Result<ReqwestTransport, SetupError> {
        if CryptoProvider::get_default().is_none() {
            // Whoever was quicker has installed one as good.
            let _ = ring::default_provider().install_default();
        }
        let build = |client: ClientBuilder| {
            let client = client
                .connect_timeout(self.connect_timeout)
                .timeout(self.total_timeout)
                // The platform closes idle connections; a request written into a closing one has an unknown outcome.
                .pool_idle_timeout(Duration::from_secs(30))
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .referer(false);
            client.build().map_err(|error| SetupError::Http(error.without_url().into()))
        };
        Ok(ReqwestTransport {
            outward: build(Client::builder())?,
            loopback: build(Client::builder().no_proxy())?,
            file_timeout: self.file_timeout,
            response_max: self.response_max,
        })
    }
}

impl Transport for ReqwestTransport {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let client = if is_loopback(request.uri()) { &self.loopback } else { &self.outward };
        let moves_file = request.extensions().get::<MovesFile>().is_some();
        // The conversion fails on a URL only; nothing was sent then.
        let mut request = reqwest::Request::try_from(request).map_err(not_sent)?;
        if moves_file {
            *request.timeout_mut() = Some(self.file_timeout);
        }
        let response = client.execute(request).await.map_err(classify)?;
        self.read(response).await
    }
}

/// Only what ended before a connection stood is surely not sent.
fn classify(error: reqwest::Error) -> TransportError {
    if error.is_connect() || error.is_builder() {
        not_sent(error)
    } else {
        TransportError::Unknown(error.without_url().into())
    }
}

/// The URL carries the token: it goes before the error goes on.
fn not_sent(error: reqwest::Error) -> TransportError {
    TransportError::NotSent(error.without_url().into())
}

fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").field("response_max", &self.response_max).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_recognised() {
        for url in ["http://127.0.0.1:9000/x", "http://localhost/", "http://[::1]:1/", "http://127.8.9.1/"] {
            assert!(is_loopback(&url.parse().unwrap()), "{url}");
        }
        for url in ["https://api.weixin.qq.com/x", "http://10.0.0.1/", "http://localhost.example/"] {
            assert!(!is_loopback(&url.parse().unwrap()), "{url}");
        }
    }
}
