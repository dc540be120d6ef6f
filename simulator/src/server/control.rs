//! `/simulator/…`: what the page and scripts ask of the simulator.

use super::shared::State;
use super::snapshot::{Cursor, Snapshot};
use crate::script::{Deed, Step};
use crate::{Error, PhoneId};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

/// The furthest one step of the clock, in milliseconds: ten years.
const MAX_STEP_MS: u64 = 10 * 366 * 24 * 3_600_000;

/// A refused request.
pub(super) struct Refused(StatusCode, String);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        let status = match error {
            Error::UnknownPhone(_) | Error::UnknownTemplate { .. } => StatusCode::NOT_FOUND,
            Error::NotFollowing(_) | Error::AlreadyFollowing(_) | Error::Ticket { .. } => {
                StatusCode::CONFLICT
            }
            _ => StatusCode::BAD_REQUEST,
        };
        Self(status, error.to_string())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

pub(super) async fn state(Extract(state): Extract<State>) -> Json<Snapshot> {
    Json(Snapshot::since(&state, &mut Cursor::default()))
}

pub(super) async fn refusals(Extract(state): Extract<State>) -> Json<Value> {
    Json(json!(state.platform().refusals()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPhone {
    name: String,
    #[serde(default)]
    follow: bool,
}

pub(super) async fn add_phone(
    Extract(state): Extract<State>,
    Json(new): Json<NewPhone>,
) -> Result<Json<Value>, Refused> {
    if new.name.trim().is_empty() || new.name.chars().count() > 16 {
        return Err(Refused(StatusCode::BAD_REQUEST, "a name has 1 to 16 characters".into()));
    }
    let phone = {
        let mut platform = state.platform();
        let phone = platform.add_phone(new.name.trim());
        state.note(platform.now(), Step::Phone { phone, name: new.name.trim().to_owned() });
        if new.follow {
            let push = platform.follow(phone)?;
            state.done(&platform, phone, &Deed::Follow, Some(push));
        }
        phone
    };
    state.changed();
    Ok(Json(json!({ "phone": phone })))
}

pub(super) async fn act(
    Extract(state): Extract<State>,
    Path(phone): Path<PhoneId>,
    Json(deed): Json<Deed>,
) -> Result<Json<Value>, Refused> {
    let push = {
        let mut platform = state.platform();
        let push = deed.clone().perform(&mut platform, phone)?;
        state.done(&platform, phone, &deed, push);
        push
    };
    state.changed();
    Ok(Json(json!({ "push": push })))
}

/// The picture itself as the body.
pub(super) async fn image(
    Extract(state): Extract<State>,
    Path(phone): Path<PhoneId>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let push = {
        let mut platform = state.platform();
        let push = platform.send_image_file(phone, body.to_vec())?;
        // The other world and a session that is played again make do with a stand-in.
        state.done(&platform, phone, &Deed::Image, Some(push));
        push
    };
    state.changed();
    Ok(Json(json!({ "push": push })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    advance_ms: u64,
}

pub(super) async fn clock(
    Extract(state): Extract<State>,
    Json(step): Json<Turn>,
) -> Result<Json<Value>, Refused> {
    if step.advance_ms > MAX_STEP_MS {
        return Err(Refused(StatusCode::BAD_REQUEST, "one step is at most ten years".into()));
    }
    let now = state.turn_clock(step.advance_ms);
    Ok(Json(json!({ "now_ms": now })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    url: String,
}

pub(super) async fn callback(
    Extract(state): Extract<State>,
    Json(address): Json<Address>,
) -> Result<Json<Value>, Refused> {
    let taken = state.callback().set(Some(address.url));
    taken.map_err(|error| Refused(StatusCode::BAD_REQUEST, error.to_string()))?;
    state.changed();
    Ok(Json(json!({})))
}
