//! `GET /simulator/session`: what people did, to be played again.

use super::shared::State;
use crate::parameter;
use crate::script::rust_test;
use axum::Json;
use axum::extract::{RawQuery, State as Extract};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// JSON; with `as=rust` the source of a test.
pub(super) async fn export(Extract(state): Extract<State>, RawQuery(query): RawQuery) -> Response {
    let steps = {
        let platform = state.platform();
        state.session().with_sights(&platform)
    };
    if parameter(&query.unwrap_or_default(), "as").as_deref() == Some("rust") {
        return attached("session.rs", "text/plain; charset=utf-8", rust_test(&steps).into_response());
    }
    attached("session.json", "application/json", Json(json!({ "steps": steps })).into_response())
}

fn attached(name: &str, content_type: &'static str, response: Response) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], response)
        .into_response()
}
