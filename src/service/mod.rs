//! The chat service: what arrives is decided, committed and answered; what time asks for is done.

mod agenda;
mod answering;
mod flood;
mod handle;
mod holding;
mod matching;
mod noted;
mod open;
mod outbox;
mod permission;
mod renewing;
mod report;
mod run_due;

pub use answering::{Answer, Gate};
pub use holding::Hold;
pub use open::Start;
pub use outbox::Push;
pub use renewing::Renewal;
pub use report::Report;

use crate::decide::{Context, Draft};
use crate::error::ServiceError;
use crate::settings::Settings;
use agenda::{Agenda, Item};
use chatstore::{
    ChangeSet, Changed, ChatStore, Commit, Conversation, DeliveryKey, FlightKey, PushKey, Scope, Seat,
    Snapshot, StoreError, UserKey,
};
use event_listener::{Event, EventListener};
use flood::Flood;
use holding::Held;
use matching::Matching;
use noted::Noted;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How often a decision is made again when what it was based on has changed.
const TRIES: usize = 5;

/// A stranger chat over a store.
///
/// It has no clock, no socket and no runtime: whoever runs it says what time it is, hands it what arrives
/// ([`handle`](Self::handle)), does what is due ([`run_due`](Self::run_due)), sends the pushes that come of it and
/// reports their fate ([`settled`](Self::settled)). All calls may be made from many tasks at once.
///
/// ```
/// use driftbottle::{ChatService, Settings, Texts, chatstore::MemoryStore};
/// use std::sync::Arc;
///
/// # pollster::block_on(async {
/// let store = Arc::new(MemoryStore::default());
/// let settings = Settings::new("wx0123456789abcdef");
/// let service = ChatService::open(store, settings, Texts::embedded(), [7; 32], 1_790_000_000_000).await?;
/// assert_eq!(service.next_deadline(), Some(1_790_000_060_000)); // old receipts are cleared away each minute
/// # Ok::<(), driftbottle::ServiceError>(()) }).unwrap();
/// ```
pub struct ChatService {
    store: Arc<dyn ChatStore>,
    cx: Context,
    may_push: AtomicBool,
    agenda: Mutex<Agenda>,
    noted: Mutex<Noted>,
    matching: Mutex<Matching>,
    flood: Mutex<Flood>,
    /// Whose offer a push is, and how many responses with it have not been reported yet.
    offers: Mutex<BTreeMap<PushKey, (UserKey, u32)>>,
    /// What became of a response, until it is stored: at most one open offer each.
    reports: Mutex<BTreeMap<UserKey, (PushKey, Report)>>,
    /// Whose pushes are held open.
    held: Mutex<BTreeMap<UserKey, Held>>,
    /// Pushes of which an attempt could not be accepted: fewer of them are left than their age tells.
    troubled: Mutex<BTreeSet<PushKey>>,
    /// Pushes handed out whose fate is not known yet.
    flights: Mutex<BTreeSet<FlightKey>>,
    /// How far receipts have grown old.
    receipts_seen_ms: Mutex<i64>,
    /// Media that are to be given to the platform anew, and those of which it is not known yet whether they were.
    renewals: Mutex<Vec<Renewal>>,
    renewing: Mutex<BTreeSet<DeliveryKey>>,
    changed: Event,
    /// When it was opened, in ms.
    opened_ms: i64,
    start: Start,
}

impl fmt::Debug for ChatService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatService")
            .field("app", &self.cx.settings.app)
            .field("epoch", &self.cx.epoch)
            .field("may_push", &self.may_push())
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves these tables as they were between two operations.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ChatService {
    /// The operator's choices.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.cx.settings
    }

    /// What was found at the start.
    #[must_use]
    pub fn start(&self) -> Start {
        self.start
    }

    /// Whether the account may push, as far as is known.
    #[must_use]
    pub fn may_push(&self) -> bool {
        self.may_push.load(Ordering::Relaxed)
    }

    /// Resolves when there may be work: [`run_due`](Self::run_due) then, or wait for
    /// [`next_deadline`](Self::next_deadline). Listen first, then look at the deadline.
    #[must_use]
    pub fn changed(&self) -> EventListener {
        self.changed.listen()
    }

    /// A draft of a decision on what was seen.
    fn draft<'a>(&'a self, snapshot: &'a Snapshot, now_ms: i64) -> Draft<'a> {
        let mut draft = Draft::new(&self.cx, snapshot, self.may_push(), now_ms);
        let reports = lock(&self.reports);
        let known = snapshot.people.keys().filter_map(|user| Some((*user, *reports.get(user)?)));
        draft.reports = known.collect();
        draft.renewing.clone_from(&lock(&self.renewing));
        draft.held_open = self.held_open(snapshot.people.keys().copied(), now_ms);
        draft
    }

    /// Loads, decides and commits until it fits, and takes note of what changed. `decide` returns `None` to leave
    /// everything as it is.
    async fn decide<T>(
        &self,
        scope: &Scope,
        now_ms: i64,
        mut decide: impl FnMut(&mut Draft<'_>) -> Option<T> + Send,
    ) -> Result<Option<T>, ServiceError>
    where
        T: Send,
    {
        for _ in 0..TRIES {
            let snapshot = self.store.load(scope).await?;
            let (change, result) = {
                let mut draft = self.draft(&snapshot, now_ms);
                let Some(result) = decide(&mut draft) else { return Ok(None) };
                (draft.finish(), result)
            };
            if change.facts.is_empty() {
                return Ok(Some(result));
            }
            match self.commit(change, now_ms).await? {
                Commit::Committed(changed) => {
                    self.take_note(changed, now_ms);
                    return Ok(Some(result));
                }
                _ => continue,
            }
        }
        Err(ServiceError::Contended)
    }

    /// Commits. Where it is not known whether a change was kept, everything is looked at again soon: what it may have
    /// left to do must not wait for the next start.
    async fn commit(&self, change: ChangeSet, now_ms: i64) -> Result<Commit, StoreError> {
        let commit = self.store.commit(change).await;
        if matches!(commit, Err(StoreError::Unknown { .. })) {
            self.look_again(Item::Everything, now_ms);
        }
        commit
    }

    /// What a commit changed decides what there is to do.
    ///
    /// Commits that became durable together are heard of in any order. An older view of a person is left out: it would
    /// undo what a newer one said, such as the report of an offer it does not know.
    fn take_note(&self, mut changed: Changed, now_ms: i64) {
        // Held to the end, so that no newer view is noted in between.
        let mut noted = lock(&self.noted);
        changed.people.retain(|person| noted.is_news(person.key, person.version));
        {
            let mut agenda = lock(&self.agenda);
            for person in &changed.people {
                agenda.note_person(person, now_ms);
            }
            for talk in &changed.conversations {
                agenda.note_talk(talk, self.silence_ms(talk));
            }
        }
        self.drop_noted_reports(&changed.people);
        self.note_waiting(&changed, now_ms);
        self.wake_held(&changed.people);
        self.changed.notify(usize::MAX);
    }

    fn silence_ms(&self, talk: &Conversation) -> i64 {
        self.settings().silence_ms(self.may_push(), talk.is_letter())
    }

    /// When [`run_due`](Self::run_due) has something to do next, in ms.
    #[must_use]
    pub fn next_deadline(&self) -> Option<i64> {
        let agenda = lock(&self.agenda).next();
        let pool = lock(&self.matching).next_deadline();
        agenda.into_iter().chain(pool).min()
    }

    /// Puts a person's lane to rest until a time, after something passing kept a push from leaving.
    fn rest(&self, user: UserKey, until_ms: i64) {
        lock(&self.agenda).rest(user, until_ms);
    }

    fn look_again(&self, item: Item, at_ms: i64) {
        lock(&self.agenda).set(item, at_ms);
        self.changed.notify(usize::MAX);
    }
}

/// Whether a person waits with a ticket, and which.
fn waiting(seat: Seat) -> Option<chatstore::TicketKey> {
    match seat {
        Seat::Waiting(ticket) => Some(ticket),
        _ => None,
    }
}
