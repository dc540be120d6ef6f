//! Any call, by hand: for what is not described here yet.

use http::Method;
use serde_json::Value;

use super::call::Call;
use super::{ApiBase, ApiError, Endpoint, HttpRequest, HttpResponse, response};
use crate::AccessToken;
use crate::redact::redacted_debug;

/// A call in the account's name to any path, with JSON in and JSON out. Errors are read as everywhere.
///
/// ```
/// use wechat_core::api::{ApiBase, Endpoint, RawCall};
/// let tags = RawCall::get("/cgi-bin/tags/get");
/// let answer = RawCall::parse(http::Response::new(br#"{"tags":[]}"#.as_slice())).unwrap();
/// assert!(answer["tags"].as_array().unwrap().is_empty());
/// let token = wechat_core::AccessToken::new("t").unwrap();
/// let request = tags.request(&ApiBase::official(), Some(&token)).unwrap();
/// assert_eq!(request.uri().path(), "/cgi-bin/tags/get");
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct RawCall {
    /// `GET`, or `POST` with the body.
    pub method: Method,
    /// The path, from its slash on; a query in it is kept as it is.
    pub path: String,
    /// The body of a POST.
    pub body: Value,
}

redacted_debug!(RawCall, method);

impl RawCall {
    /// Asks.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: Value::Null }
    }

    /// Sends JSON.
    #[must_use]
    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self { method: Method::POST, path: path.into(), body }
    }
}

impl Endpoint for RawCall {
    type Response = Value;
    const NAME: &'static str = "a raw call";

    fn request(&self, base: &ApiBase, token: Option<&AccessToken>) -> Result<HttpRequest, ApiError> {
        let bad = |field, why| ApiError::BadParameter { endpoint: Self::NAME, field, why };
        if !self.path.starts_with('/') || self.path.contains('#') {
            return Err(bad("path", "no path from a slash on"));
        }
        let call = Call::to(base, Self::NAME, &self.path).authorize(base, token)?;
        match self.method {
            Method::GET => call.get(),
            Method::POST => call.post(&self.body),
            _ => Err(bad("method", "neither GET nor POST")),
        }
    }

    fn parse(response: HttpResponse<'_>) -> Result<Value, ApiError> {
        response::read(Self::NAME, &response)
    }
}
