//! What every handler holds: the platform behind a lock, its clock, and the bell that says it changed.

use super::callback::Callback;
use super::clock::Clock;
use super::exchanges::Exchanges;
use crate::compare::Comparison;
use crate::script::{Deed, Session, Step};
use crate::{PhoneId, Platform, PushId};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};

pub(super) struct Shared {
    platform: Mutex<Platform>,
    callback: Mutex<Callback>,
    /// Phones of the start, which follow when the bot can answer.
    newcomers: Mutex<Vec<PhoneId>>,
    /// What a naive relay makes of the same deeds, for a stranger chat.
    second: Option<Mutex<Comparison>>,
    /// What people did.
    session: Mutex<Session>,
    /// Requests and answers on the wire.
    exchanges: Mutex<Exchanges>,
    /// The seed of the faults' dice.
    pub(super) fault_seed: AtomicU64,
    pub(super) clock: Clock,
    /// Wakes the courier.
    pub(super) wake: Notify,
    /// Counts changes; every event stream watches it.
    changes: watch::Sender<u64>,
    /// Turns true when the server stops.
    stopping: watch::Sender<bool>,
}

pub(super) type State = Arc<Shared>;

impl Shared {
    pub(super) fn new(
        platform: Platform,
        clock: Clock,
        callback: Callback,
        newcomers: Vec<PhoneId>,
        second: Option<Comparison>,
        seed: u64,
    ) -> State {
        Arc::new(Self {
            second: second.map(Mutex::new),
            session: Mutex::default(),
            exchanges: Mutex::default(),
            fault_seed: AtomicU64::new(seed),
            platform: Mutex::new(platform),
            callback: Mutex::new(callback),
            newcomers: Mutex::new(newcomers),
            clock,
            wake: Notify::new(),
            changes: watch::Sender::new(0),
            stopping: watch::Sender::new(false),
        })
    }

    /// Locks the platform with its clock brought up to date.
    pub(super) fn platform(&self) -> MutexGuard<'_, Platform> {
        let mut platform = self.platform.lock().unwrap_or_else(PoisonError::into_inner);
        platform.advance_to(self.clock.now());
        platform
    }

    pub(super) fn callback(&self) -> MutexGuard<'_, Callback> {
        self.callback.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The second world, if there is one. Lock the platform first where both are needed.
    pub(super) fn second(&self) -> Option<MutexGuard<'_, Comparison>> {
        Some(self.second.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes what somebody did.
    pub(super) fn note(&self, at_ms: i64, step: Step) {
        self.session().note(at_ms, step);
    }

    pub(super) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn exchanges(&self) -> MutexGuard<'_, Exchanges> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the phones of the start follow, once; whoever followed by hand meanwhile stays as they are.
    pub(super) fn let_newcomers_follow(&self) {
        let newcomers = std::mem::take(&mut *self.newcomers.lock().unwrap_or_else(PoisonError::into_inner));
        let mut platform = self.platform();
        for phone in newcomers {
            let push = platform.follow(phone).ok();
            if push.is_some() {
                self.done(&platform, phone, &Deed::Follow, push);
            }
        }
    }

    /// Notes a deed that was done, and does it in the second world too.
    pub(super) fn done(&self, platform: &Platform, phone: PhoneId, deed: &Deed, push: Option<PushId>) {
        self.note(platform.now(), Step::Act { phone, deed: deed.clone() });
        if let Some(mut second) = self.second() {
            second.run(platform.now());
            second.act(platform, phone, deed, push);
        }
    }

    /// Says that something changed: the courier looks for work, the pages for news.
    pub(super) fn changed(&self) {
        self.wake.notify_one();
        self.changes.send_modify(|n| *n = n.wrapping_add(1));
    }

    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub(super) fn stop(&self) {
        self.stopping.send_replace(true);
        self.changed();
    }

    /// Returns when the server stops.
    pub(super) async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as `self`; an error would also mean the end.
        let _ = stopping.wait_for(|stop| *stop).await;
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("clock", &self.clock).finish_non_exhaustive()
    }
}
