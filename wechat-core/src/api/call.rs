//! One request being put together: URL, query, body.

use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::error::ApiError;
use super::multipart::Multipart;
use super::{ApiBase, Endpoint, HttpRequest};
use crate::AccessToken;

/// What stays as it is in a query value (RFC 3986, unreserved).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends `value` with everything escaped that a query value cannot hold.
pub(super) fn escape(value: &str, into: &mut String) {
    into.extend(utf8_percent_encode(value, RESERVED));
}

/// A request without its body.
pub(super) struct Call {
    endpoint: &'static str,
    url: String,
    queried: bool,
}

impl Call {
    /// A call that brings its own credentials, or none.
    pub(super) fn open<E: Endpoint>(base: &ApiBase) -> Self {
        // NAME is "METHOD /path".
        let path = E::NAME.split_once(' ').map_or(E::NAME, |(_, path)| path);
        Self::to(base, E::NAME, path)
    }

    /// A call in the account's name. The platform wants the token in the query; where the cloud adds one by itself,
    /// none is sent.
    pub(super) fn authorized<E: Endpoint>(
        base: &ApiBase,
        token: Option<&AccessToken>,
    ) -> Result<Self, ApiError> {
        Self::open::<E>(base).authorize(base, token)
    }

    /// A call to a path that is no constant.
    pub(super) fn to(base: &ApiBase, endpoint: &'static str, path: &str) -> Self {
        Self { endpoint, url: format!("{}{path}", base.as_str()), queried: path.contains('?') }
    }

    pub(super) fn authorize(self, base: &ApiBase, token: Option<&AccessToken>) -> Result<Self, ApiError> {
        match token {
            _ if base.adds_token() => Ok(self),
            Some(token) => Ok(self.query("access_token", token.expose())),
            None => Err(ApiError::MissingToken { endpoint: self.endpoint }),
        }
    }

    /// Adds a parameter.
    pub(super) fn query(mut self, name: &str, value: &str) -> Self {
        self.url.push(if self.queried { '&' } else { '?' });
        self.queried = true;
        self.url.push_str(name);
        self.url.push('=');
        escape(value, &mut self.url);
        self
    }

    pub(super) fn get(self) -> Result<HttpRequest, ApiError> {
        self.finish(Method::GET, Vec::new())
    }

    /// A POST of `body` as JSON: raw UTF-8, because the platform has shown `\u` escapes to its users.
    pub(super) fn post<T: Serialize + ?Sized>(self, body: &T) -> Result<HttpRequest, ApiError> {
        let endpoint = self.endpoint;
        let json = serde_json::to_string(body).map_err(|_| ApiError::Unbuildable { endpoint })?;
        self.post_text(json)
    }

    /// A POST of JSON that is written already.
    pub(super) fn post_text(self, json: String) -> Result<HttpRequest, ApiError> {
        let mut request = self.finish(Method::POST, json.into_bytes())?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(request)
    }

    /// A POST of a form with one file.
    pub(super) fn post_file(self, file: Multipart<'_>) -> Result<HttpRequest, ApiError> {
        let endpoint = self.endpoint;
        let (content_type, body) = file.write();
        let content_type =
            HeaderValue::try_from(content_type).map_err(|_| ApiError::Unbuildable { endpoint })?;
        let mut request = self.finish(Method::POST, body)?;
        request.headers_mut().insert(CONTENT_TYPE, content_type);
        Ok(request)
    }

    fn finish(self, method: Method, body: Vec<u8>) -> Result<HttpRequest, ApiError> {
        let request = http::Request::builder().method(method).uri(self.url).body(body);
        // The error of the builder may quote the URL, and with it the token: it is dropped.
        request.map_err(|_| ApiError::Unbuildable { endpoint: self.endpoint })
    }
}
