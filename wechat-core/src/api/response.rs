//! Reading answers: status, then `errcode`, then what was asked for.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::err_code::ErrCode;
use super::error::ApiError;
use super::message::harmless;

/// What every answer may carry. A success may leave both out.
#[derive(Deserialize)]
struct Outcome {
    #[serde(default)]
    errcode: i64,
    #[serde(default)]
    errmsg: String,
}

/// A success as `T`. The content type is not looked at: WeChat sends JSON as text/plain too.
pub(super) fn read<T: DeserializeOwned>(
    endpoint: &'static str,
    response: &http::Response<&[u8]>,
) -> Result<T, ApiError> {
    if response.status() != http::StatusCode::OK {
        return Err(ApiError::Status { endpoint, status: response.status().as_u16() });
    }
    let outcome: Outcome = json(endpoint, response.body())?;
    if outcome.errcode != 0 {
        let message = harmless(&outcome.errmsg);
        return Err(ApiError::Platform { endpoint, code: ErrCode(outcome.errcode), message });
    }
    json(endpoint, response.body())
}

/// A success without content.
pub(super) fn read_unit(endpoint: &'static str, response: &http::Response<&[u8]>) -> Result<(), ApiError> {
    read::<serde::de::IgnoredAny>(endpoint, response).map(|_| ())
}

fn json<T: DeserializeOwned>(endpoint: &'static str, body: &[u8]) -> Result<T, ApiError> {
    let object = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    serde_json::from_slice(body)
        .map_err(|error| match error.classify() {
            serde_json::error::Category::Data => ApiError::Unexpected { endpoint },
            _ => ApiError::NotJson { endpoint },
        })
        .and_then(|value| if object { Ok(value) } else { Err(ApiError::Unexpected { endpoint }) })
}
