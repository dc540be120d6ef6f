//! `/simulator/account`, `/behaviours`, `/faults`, `/templates`: the account's settings while it runs.

use super::control::Refused;
use super::shared::State;
use crate::script::Step;
use crate::{AccountKind, Behaviours, Faults, Format, Mode, TemplateKind};
use axum::Json;
use axum::extract::State as Extract;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

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
        if let Some(mut second) = state.second() {
            second.set_kind(account.kind);
        }
        let (kind, mode, format) = (account.kind, account.mode, account.format);
        state.note(platform.now(), Step::Account { kind, mode, format });
        json!({ "kind": account.kind, "mode": account.mode, "format": account.format })
    };
    state.changed();
    Ok(Json(answer))
}

pub(super) async fn behaviours(
    Extract(state): Extract<State>,
    Json(behaviours): Json<Behaviours>,
) -> Json<Behaviours> {
    {
        let mut platform = state.platform();
        platform.set_behaviours(behaviours);
        if let Some(mut second) = state.second() {
            second.set_behaviours(behaviours);
        }
        state.note(platform.now(), Step::Behaviours { behaviours });
    }
    state.changed();
    Json(behaviours)
}

pub(super) async fn faults(
    Extract(state): Extract<State>,
    Json(faults): Json<Faults>,
) -> Result<Json<Faults>, Refused> {
    {
        let mut platform = state.platform();
        platform.set_faults(faults)?;
        if let Some(mut second) = state.second() {
            second.set_faults(faults);
        }
        state.note(platform.now(), Step::Faults { faults });
    }
    state.changed();
    Ok(Json(faults))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seed {
    seed: u64,
}

pub(super) async fn fault_seed(
    Extract(state): Extract<State>,
    Json(Seed { seed }): Json<Seed>,
) -> Json<Value> {
    {
        let mut platform = state.platform();
        platform.set_fault_seed(seed);
        if let Some(mut second) = state.second() {
            second.set_fault_seed(seed);
        }
        state.fault_seed.store(seed, Ordering::Relaxed);
        state.note(platform.now(), Step::FaultSeed { seed });
    }
    state.changed();
    Json(json!({ "seed": seed }))
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
