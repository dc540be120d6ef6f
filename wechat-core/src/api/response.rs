//! Reading answers: status, then `errcode`, then what was asked for.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::err_code::ErrCode;
use super::error::ApiError;
use super::message::harmless;

/// What every answer may carry. A success may leave both out.
#[derive(Deserialize)]
struct Outcome {
    #[serde(default, deserialize_with = "super::lenient::number")]
    errcode: i64,
    #[serde(default, deserialize_with = "super::lenient::text")]
    errmsg: String,
}

/// A success as `T`. The content type is not looked at: WeChat sends JSON as text/plain too.
pub(super) fn read<T: DeserializeOwned>(
    endpoint: &'static str,
    response: &http::Response<&[u8]>,
) -> Result<T, ApiError> {
    check_status(endpoint, response)?;
    check_outcome(endpoint, response.body())?;
    json(endpoint, response.body())
}

/// 200, as WeChat answers failures too.
pub(super) fn check_status(endpoint: &'static str, response: &http::Response<&[u8]>) -> Result<(), ApiError> {
    match response.status() {
        http::StatusCode::OK => Ok(()),
        status => Err(ApiError::Status { endpoint, status: status.as_u16() }),
    }
}

/// No `errcode`, or 0.
pub(super) fn check_outcome(endpoint: &'static str, body: &[u8]) -> Result<(), ApiError> {
    let outcome: Outcome = json(endpoint, body)?;
    match ErrCode(outcome.errcode) {
        ErrCode(0) => Ok(()),
        code => Err(ApiError::Platform { endpoint, code, message: harmless(&outcome.errmsg) }),
    }
}

/// A success without content.
pub(super) fn read_unit(endpoint: &'static str, response: &http::Response<&[u8]>) -> Result<(), ApiError> {
    read::<serde::de::IgnoredAny>(endpoint, response).map(|_| ())
}

pub(super) fn json<T: DeserializeOwned>(endpoint: &'static str, body: &[u8]) -> Result<T, ApiError> {
    let object = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    serde_json::from_slice(body)
        .map_err(|error| match error.classify() {
            serde_json::error::Category::Data => ApiError::Unexpected { endpoint },
            _ => ApiError::NotJson { endpoint },
        })
        .and_then(|value| if object { Ok(value) } else { Err(ApiError::Unexpected { endpoint }) })
}
