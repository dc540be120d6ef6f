//! What the page shows, as JSON: everything at first, then what changed since.

use super::callback::Callback;
use super::shared::Shared;
use super::side_by_side::{Seen, SideBySide};
use crate::{
    AccountKind, Behaviours, Bubble, FaultCounts, Faults, Format, LedgerView, LogEntry, MenuButton, Mode,
    PhoneId, Platform,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

/// Log lines in a first snapshot; older ones are left out.
const LOG_LINES: usize = 300;

/// Revision and bubble count, per phone.
pub(super) type Phones = BTreeMap<PhoneId, (u64, usize)>;

/// How far one reader has read.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    phones: Phones,
    second: Seen,
    log: Option<usize>,
}

#[derive(Serialize)]
struct AccountView {
    name: String,
    app_id: String,
    original_id: String,
    kind: AccountKind,
    mode: Mode,
    format: Format,
    one_time_template: String,
}

#[derive(Serialize)]
struct ClockView {
    now_ms: i64,
    offset_ms: u64,
}

#[derive(Serialize)]
pub(super) struct PhoneView {
    id: PhoneId,
    name: String,
    openid: String,
    following: bool,
    /// Until when 「对方正在输入…」 is shown.
    typing_until_ms: Option<i64>,
    ledger: LedgerView,
    /// Index of the first bubble below.
    bubbles_from: usize,
    bubbles: Vec<Bubble>,
}

/// One JSON document of news.
#[derive(Serialize)]
pub(super) struct Snapshot {
    account: AccountView,
    callback: Callback,
    clock: ClockView,
    menu: Vec<MenuButton>,
    phones: Vec<PhoneView>,
    /// Index of the first line below in the whole log.
    log_from: usize,
    log: Vec<LogEntry>,
    faults: Faults,
    behaviours: Behaviours,
    fault_counts: FaultCounts,
    fault_seed: u64,
    refusals: usize,
    /// For a stranger chat: the naive relay's world.
    second: Option<SideBySide>,
}

impl Snapshot {
    /// What is new since the cursor, which moves on.
    pub(super) fn since(state: &Shared, cursor: &mut Cursor) -> Self {
        let callback = state.callback().clone();
        let platform = state.platform();
        let account = platform.account();
        let (log_from, log) = log_view(platform.log(), cursor);
        let second = state.second().map(|second| SideBySide::since(&platform, &second, &mut cursor.second));
        Self {
            account: AccountView {
                name: account.name.clone(),
                app_id: account.app_id.clone(),
                original_id: account.original_id.clone(),
                kind: account.kind,
                mode: account.mode,
                format: account.format,
                one_time_template: platform.one_time_template().to_owned(),
            },
            callback,
            clock: ClockView { now_ms: platform.now(), offset_ms: state.clock.offset() },
            menu: platform.menu().to_vec(),
            phones: phone_views(&platform, &mut cursor.phones),
            log_from,
            log,
            faults: platform.faults(),
            behaviours: platform.behaviours(),
            fault_counts: platform.fault_counts(),
            fault_seed: state.fault_seed.load(Ordering::Relaxed),
            refusals: platform.refusals().len(),
            second,
        }
    }
}

/// The phones on which anything changed.
pub(super) fn phone_views(platform: &Platform, seen: &mut Phones) -> Vec<PhoneView> {
    platform.phones().filter_map(|id| phone_view(platform, id, seen)).collect()
}

fn phone_view(platform: &Platform, id: PhoneId, seen: &mut Phones) -> Option<PhoneView> {
    let phone = platform.phone(id).ok()?;
    let now = (phone.revision, phone.screen.len());
    let before = seen.insert(id, now);
    if before == Some(now) {
        return None;
    }
    let bubbles_from = before.map_or(0, |(_, count)| count);
    Some(PhoneView {
        id,
        name: phone.name.clone(),
        openid: phone.openid.clone(),
        following: phone.following,
        typing_until_ms: phone.typing_until_ms,
        ledger: phone.ledger.view(platform.now()),
        bubbles_from,
        bubbles: phone.screen.iter().skip(bubbles_from).cloned().collect(),
    })
}

fn log_view(log: &[LogEntry], cursor: &mut Cursor) -> (usize, Vec<LogEntry>) {
    let from = cursor.log.unwrap_or_else(|| log.len().saturating_sub(LOG_LINES));
    cursor.log = Some(log.len());
    (from, log.iter().skip(from).cloned().collect())
}
