//! One push or one call, with everything that went over the wire.

use super::shared::State;
use crate::PushId;
use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// The push, its attempts, and what each carried.
pub(super) async fn push(
    Extract(state): Extract<State>,
    Path(id): Path<u64>,
) -> Result<Json<Value>, StatusCode> {
    let platform = state.platform();
    let push = platform.push(PushId(id)).ok_or(StatusCode::NOT_FOUND)?;
    let exchanges = state.exchanges();
    let attempts = push.attempts.iter().map(|attempt| {
        json!({
            "number": attempt.number,
            "sent_ms": attempt.sent_ms,
            "ended_ms": attempt.ended_ms,
            "verdict": attempt.verdict,
            "wire": exchanges.attempt(attempt.id),
        })
    });
    Ok(Json(json!({
        "push": push.id,
        "phone": push.phone,
        "kind": push.kind,
        "created_ms": push.created_ms,
        "msg_id": push.msg_id.map(|id| id.to_string()),
        "state": push.state,
        "plain": push.plain_body(),
        "attempts": attempts.collect::<Vec<_>>(),
    })))
}

/// The call at that line of the log.
pub(super) async fn call(
    Extract(state): Extract<State>,
    Path(index): Path<usize>,
) -> Result<Json<Value>, StatusCode> {
    let exchanges = state.exchanges();
    exchanges.call(index).map(|call| Json(json!(call))).ok_or(StatusCode::NOT_FOUND)
}
