//! What every handler holds: the platform behind a lock, its clock, and the bell that says it changed.

use super::callback::Callback;
use super::clock::Clock;
use crate::{PhoneId, Platform};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};

#[derive(Debug)]
pub(super) struct Shared {
    platform: Mutex<Platform>,
    callback: Mutex<Callback>,
    /// Phones of the start, which follow when the bot can answer.
    newcomers: Mutex<Vec<PhoneId>>,
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
    ) -> State {
        Arc::new(Self {
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

    /// Lets the phones of the start follow, once; whoever followed by hand meanwhile stays as they are.
    pub(super) fn let_newcomers_follow(&self) {
        let newcomers = std::mem::take(&mut *self.newcomers.lock().unwrap_or_else(PoisonError::into_inner));
        let mut platform = self.platform();
        for phone in newcomers {
            let _ = platform.follow(phone);
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
