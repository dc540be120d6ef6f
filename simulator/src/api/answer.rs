//! Answers of the API: JSON, or a file.

use serde_json::{Value, json};

/// What the bot's HTTP client gets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiResponse {
    /// The HTTP status: WeChat answers 200, also for errors.
    pub status: u16,
    /// The `Content-Type` header; errors of a download say `text/plain`.
    pub content_type: &'static str,
    /// The `Content-disposition` header of a file.
    pub disposition: Option<String>,
    /// JSON, or the bytes of a file.
    pub body: Vec<u8>,
}

impl std::fmt::Debug for ApiResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiResponse")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// The end of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiOutcome {
    /// The answer; `None` when the caller sees a time-out. The call may have been carried out all the same.
    pub response: Option<ApiResponse>,
    /// How long the answer takes; without one the caller's own time-out counts.
    pub delay_ms: u32,
}

/// What a handler answers.
pub(super) enum Answer {
    Json(Value),
    File { content_type: &'static str, name: String, bytes: Vec<u8> },
}

impl Answer {
    pub(super) fn into_response(self) -> ApiResponse {
        match self {
            Self::Json(body) => json_response(&body, "application/json; encoding=utf-8"),
            Self::File { content_type, name, bytes } => {
                let disposition = Some(format!("attachment; filename=\"{name}\""));
                ApiResponse { status: 200, content_type, disposition, body: bytes }
            }
        }
    }
}

/// JSON under the content type that the interface has.
pub(super) fn json_response(body: &Value, content_type: &'static str) -> ApiResponse {
    ApiResponse { status: 200, content_type, disposition: None, body: body.to_string().into_bytes() }
}

/// Adds a field to a JSON object.
pub(super) fn set(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value.into());
    }
}

/// `{"errcode":0,"errmsg":"ok"}`.
pub(super) fn ok() -> Value {
    json!({ "errcode": 0, "errmsg": "ok" })
}
