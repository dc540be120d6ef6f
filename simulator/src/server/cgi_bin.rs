//! `/cgi-bin/…` and `/sns/…`: the platform's API.

use super::shared::State;
use crate::{ApiRequest, LogEntry, LogEvent};
use axum::body::Bytes;
use axum::extract::{RawQuery, State as Extract};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tokio::time::sleep;

/// How long a caller without an answer is kept waiting.
const SILENCE: Duration = Duration::from_secs(60);

pub(super) async fn call(
    Extract(state): Extract<State>,
    method: Method,
    uri: Uri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let request = ApiRequest::post(uri.path(), &query, &body)
        .with_method(method.as_str())
        .with_content_type(content_type);
    let outcome = {
        let mut platform = state.platform();
        let outcome = platform.api(request);
        let is_call = |line: &LogEntry| matches!(line.event, LogEvent::Api { .. });
        if let Some(index) = platform.log().iter().rposition(is_call) {
            state.exchanges().called(index, &request, outcome.response.as_ref(), outcome.delay_ms);
        }
        outcome
    };
    state.changed();
    sleep(Duration::from_millis(u64::from(outcome.delay_ms))).await;
    match outcome.response {
        Some(answer) => {
            let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
            let content_type = [(header::CONTENT_TYPE, answer.content_type)];
            let disposition = answer.disposition.map(|d| [(header::CONTENT_DISPOSITION, d)]);
            (status, content_type, disposition, answer.body).into_response()
        }
        None => {
            tokio::select! {
                () = sleep(SILENCE) => {}
                () = state.stopped() => {}
            }
            StatusCode::GATEWAY_TIMEOUT.into_response()
        }
    }
}
