//! Every endpoint: what it sends, what it understands, what it refuses to send.

mod answers;
mod limits;
mod promises;
mod requests;
mod samples;

use serde_json::Value;
use wechat_core::AccessToken;
use wechat_core::api::{ApiBase, ApiError, Endpoint, HttpRequest};

fn token() -> AccessToken {
    AccessToken::new("t").unwrap()
}

fn try_request(call: &impl Endpoint) -> Result<HttpRequest, ApiError> {
    call.request(&ApiBase::new("http://h").unwrap(), Some(&token()))
}

/// Method, path with query, JSON.
fn sent(call: &impl Endpoint) -> (String, String, Value) {
    let request = try_request(call).unwrap();
    let uri = request.uri().path_and_query().unwrap().to_string();
    let body =
        if request.body().is_empty() { Value::Null } else { serde_json::from_slice(request.body()).unwrap() };
    (request.method().to_string(), uri, body)
}

fn parse<E: Endpoint>(body: &str) -> Result<E::Response, ApiError> {
    E::parse(http::Response::new(body.as_bytes()))
}
