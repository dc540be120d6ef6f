//! Calls as the bot makes them.

use super::errcode::ApiError;
use serde_json::Value;

/// One call of the bot.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ApiRequest<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// The path, `/cgi-bin/…` or `/sns/…`.
    pub path: &'a str,
    /// The query string, without `?`.
    pub query: &'a str,
    /// The `Content-Type` header; only uploads need one.
    pub content_type: &'a str,
    /// The body; empty for GET.
    pub body: &'a [u8],
}

impl<'a> ApiRequest<'a> {
    /// A GET.
    #[must_use]
    pub const fn get(path: &'a str, query: &'a str) -> Self {
        Self { method: "GET", path, query, content_type: "", body: b"" }
    }

    /// A POST of JSON.
    #[must_use]
    pub const fn post(path: &'a str, query: &'a str, body: &'a [u8]) -> Self {
        Self { method: "POST", path, query, content_type: "application/json", body }
    }

    /// The same with another method.
    #[must_use]
    pub const fn with_method(mut self, method: &'a str) -> Self {
        self.method = method;
        self
    }

    /// The same with another content type: `multipart/form-data; boundary=…` for an upload.
    #[must_use]
    pub const fn with_content_type(mut self, content_type: &'a str) -> Self {
        self.content_type = content_type;
        self
    }

    /// A query parameter, percent-decoded; `None` when absent or empty.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        parameter(self.query, name)
    }

    /// The body as a JSON object.
    pub(super) fn json(&self) -> Result<Value, ApiError> {
        serde_json::from_slice(self.body).ok().filter(Value::is_object).ok_or(ApiError::DATA_FORMAT)
    }
}

/// A parameter of a query, percent-decoded; `None` when absent or empty.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    let (_, value) =
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
    let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
    (!value.is_empty()).then(|| value.into_owned())
}
