//! `/simulator/account`, `/behaviours`, `/templates`: the account's settings while it runs.

use super::control::Refused;
use super::shared::State;
use crate::{AccountKind, Behaviours, Format, Mode, TemplateKind};
use axum::Json;
use axum::extract::State as Extract;
use serde::Deserialize;
use serde_json::{Value, json};

/// What is to change; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountChange {
    kind: Option<AccountKind>,
    mode: Option<Mode>,
    format: Option<Format>,
    aes_key: Option<String>,
    whitelisted: Option<bool>,
}

pub(super) async fn account(
    Extract(state): Extract<State>,
    Json(change): Json<AccountChange>,
) -> Result<Json<Value>, Refused> {
    let answer = {
        let mut platform = state.platform();
        // A mode before the kind that has it alone: a sandbox is plain.
        if change.mode.is_some() || change.aes_key.is_some() {
            let mode = change.mode.unwrap_or(platform.account().mode);
            platform.set_mode(mode, change.aes_key.as_deref())?;
        }
        if let Some(kind) = change.kind {
            platform.set_account_kind(kind)?;
        }
        if let Some(format) = change.format {
            platform.set_format(format);
        }
        if let Some(whitelisted) = change.whitelisted {
            platform.set_caller_whitelisted(whitelisted);
        }
        let account = platform.account();
        json!({ "kind": account.kind, "mode": account.mode, "format": account.format })
    };
    state.changed();
    Ok(Json(answer))
}

pub(super) async fn behaviours(
    Extract(state): Extract<State>,
    Json(behaviours): Json<Behaviours>,
) -> Json<Behaviours> {
    state.platform().set_behaviours(behaviours);
    state.changed();
    Json(behaviours)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTemplate {
    kind: TemplateKind,
    title: String,
    content: String,
}

pub(super) async fn templates(
    Extract(state): Extract<State>,
    Json(new): Json<NewTemplate>,
) -> Result<Json<Value>, Refused> {
    let id = state.platform().add_template(new.kind, &new.title, &new.content)?;
    state.changed();
    Ok(Json(json!({ "template": id })))
}
