//! Opening a service: the lease is taken, what was under way is sorted out, those who wait are back in the pool.

use super::agenda::{Agenda, Item};
use super::flood::Flood;
use super::matching::Matching;
use super::permission::MAY_PUSH;
use super::{ChatService, lock};
use crate::decide::{Context, Outcome};
use crate::error::ServiceError;
use crate::secret::Namer;
use crate::settings::Settings;
use crate::texts::Texts;
use crate::wish::Analyst;
use chatstore::{ChatStore, Live, Scope};
use event_listener::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex};
use wechat_core::send_window::WindowRules;

/// What was found when a service opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Start {
    /// The latest time in the store, in ms; 0 in an empty one. A clock that follows the platform begins here.
    pub last_ms: i64,
    /// People with something on its way to them.
    pub lanes: usize,
    /// Lines and notices on their way.
    pub owed: usize,
    /// People who wait for a match.
    pub waiting: usize,
}

impl ChatService {
    /// Opens a service on a store. `candidate` becomes the database's server key if it has none yet: 32 random bytes.
    ///
    /// # Errors
    /// [`ServiceError::Store`], among them that another process serves the database.
    pub async fn open(
        store: Arc<dyn ChatStore>,
        settings: Settings,
        texts: Texts,
        candidate: [u8; 32],
        now_ms: i64,
    ) -> Result<Self, ServiceError> {
        Self::open_with(store, settings, texts, Arc::new(Analyst::default()), candidate, now_ms).await
    }

    /// [`open`](Self::open) with an analyst of your own, or one that several services share: making one takes some
    /// milliseconds.
    ///
    /// # Errors
    /// [`ServiceError::Store`], among them that another process serves the database.
    pub async fn open_with(
        store: Arc<dyn ChatStore>,
        settings: Settings,
        texts: Texts,
        analyst: Arc<Analyst>,
        candidate: [u8; 32],
        now_ms: i64,
    ) -> Result<Self, ServiceError> {
        let boot = store.boot(candidate).await?;
        let live = store.live().await?;
        let namer = Namer::new(boot.server_key);
        let may_push = AtomicBool::new(settings.may_push && !learned_not_to_push(&settings, &live));
        let mut service = Self {
            store,
            cx: Context {
                settings,
                texts,
                analyst,
                rules: WindowRules::official_account(),
                namer,
                epoch: boot.epoch,
                last_key: AtomicU64::new(boot.last_key),
            },
            may_push,
            agenda: Mutex::new(Agenda::default()),
            noted: Mutex::default(),
            matching: Mutex::new(Matching::default()),
            flood: Mutex::new(Flood::default()),
            offers: Mutex::new(BTreeMap::new()),
            reports: Mutex::new(BTreeMap::new()),
            held: Mutex::new(BTreeMap::new()),
            troubled: Mutex::new(BTreeSet::new()),
            flights: Mutex::new(BTreeSet::new()),
            receipts_seen_ms: Mutex::new(now_ms),
            renewals: Mutex::default(),
            renewing: Mutex::default(),
            changed: Event::new(),
            opened_ms: now_ms,
            start: Start { last_ms: boot.last_ms, ..Start::default() },
        };
        service.resume(live, now_ms).await?;
        Ok(service)
    }

    async fn resume(&mut self, live: Live, now_ms: i64) -> Result<(), ServiceError> {
        let app = self.settings().app.clone();
        let people: Vec<_> = live.people.iter().filter(|p| *p.address.app == *app).collect();
        self.start.lanes = people.iter().filter(|p| !p.lane.queue.is_empty()).count();
        self.start.owed = people.iter().map(|p| p.lane.queue.len()).sum();
        self.start.waiting = live.tickets.iter().filter(|t| t.app == app).count();
        for person in people {
            self.sort_out(person, now_ms).await?;
        }
        self.look_again(Item::Receipts, now_ms + super::run_due::CLEAR_EVERY_MS);
        self.look_at_everything(&live, now_ms).await
    }

    /// Puts everything that may have work left on the agenda, and everybody who waits into the pool.
    pub(super) async fn look_at_everything(&self, live: &Live, now_ms: i64) -> Result<(), ServiceError> {
        let app = &self.settings().app;
        let mut tickets: Vec<_> = live.tickets.iter().filter(|t| t.app == *app).collect();
        tickets.sort_by_key(|t| (t.born_ms, t.key));
        for ticket in tickets {
            let snapshot = self.store.load(&Scope::people([ticket.user])).await?;
            if snapshot.ticket_of(ticket.user).is_some_and(|t| t.key == ticket.key) {
                self.join(&snapshot, ticket, now_ms);
            }
        }
        let mut agenda = lock(&self.agenda);
        let people: BTreeSet<_> =
            live.people.iter().filter(|p| *p.address.app == **app).map(|p| p.key).collect();
        for talk in live.conversations.iter().filter(|c| c.members.iter().any(|m| people.contains(&m.user))) {
            agenda.note_talk(talk, self.silence_ms(talk));
        }
        for user in people {
            agenda.set(Item::Person(user), now_ms);
        }
        Ok(())
    }

    /// What was under way when the process ended: a push may have arrived; a reply that was not written did not.
    async fn sort_out(&self, person: &chatstore::Person, now_ms: i64) -> Result<(), ServiceError> {
        let user = person.key;
        if let Some(flight) = &person.lane.flight {
            let key = flight.key;
            self.decide(&Scope::people([user]), now_ms, |draft| {
                draft.settle(user, key, Outcome::Unknown);
                Some(())
            })
            .await?;
        }
        if let Some(offer) = person.lane.offer.as_ref().filter(|offer| offer.written_ms.is_none()) {
            let scope = Scope { push: Some(offer.push), people: vec![user], ..Scope::default() };
            self.decide(&scope, now_ms, |draft| {
                draft.close_offer(user);
                Some(())
            })
            .await?;
        }
        Ok(())
    }
}

/// Whether an earlier run found out that the account may not push, and the operator knows no better.
fn learned_not_to_push(settings: &Settings, live: &Live) -> bool {
    let about = |memo: &&chatstore::Memo| memo.app == settings.app && *memo.name == *MAY_PUSH;
    let memo = live.memos.iter().find(about);
    !settings.push_is_certain && memo.is_some_and(|memo| *memo.value.0 == *"false")
}
