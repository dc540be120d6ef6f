//! What the callers and the writer share: the working set, the queue, and whether memory can be trusted.

use crate::failure::Stopped;
use crate::writer::Job;
use chatstore::working_set::Loaded;
use chatstore::{Epoch, StoreError, WorkingSet};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Shared by all handles and threads of one store.
#[derive(Debug)]
pub(crate) struct Shared {
    state: Mutex<State>,
    work: Condvar,
    pub(crate) commits: AtomicU64,
    pub(crate) transactions: AtomicU64,
}

/// Guarded by one mutex, so that the order of the queue is the order in which memory changed.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) set: WorkingSet,
    pub(crate) mode: Mode,
    /// Grows whenever memory is thrown away: what was read before must not be admitted any more.
    pub(crate) generation: u64,
    queue: VecDeque<Job>,
    /// Whether the writer is at work on jobs that it took.
    busy: bool,
    /// Whether the writer sleeps until there is work. Waking it costs a system call, so nobody does that in vain.
    asleep: bool,
    /// Added to every version that is read, because decisions may have seen versions that were lost. See
    /// [`throw_away`](Self::throw_away).
    skip: u64,
    closing: bool,
}

/// Whether memory can be trusted.
#[derive(Debug)]
pub(crate) enum Mode {
    /// It shows everything committed.
    Serving,
    /// It was thrown away after a failure and could not be read again yet.
    Broken,
    /// Another process has the lease, for good.
    Fenced(Epoch),
    /// The writer is gone, for good.
    Stopped,
}

impl Shared {
    pub(crate) fn new(set: WorkingSet) -> Self {
        let state = State {
            set,
            mode: Mode::Serving,
            generation: 0,
            queue: VecDeque::new(),
            busy: false,
            asleep: false,
            skip: 0,
            closing: false,
        };
        Self {
            state: Mutex::new(state),
            work: Condvar::new(),
            commits: AtomicU64::new(0),
            transactions: AtomicU64::new(0),
        }
    }

    /// The lock. A caller that panicked while it held it may have left half a change in memory: then memory is thrown
    /// away and read again like after any failure.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| {
            self.state.clear_poison();
            let mut state = poisoned.into_inner();
            if matches!(state.mode, Mode::Serving) {
                state.throw_away(0);
            }
            state
        })
    }

    /// Queues a job for the writer. Called with the lock held, so that the order is that of the changes in memory.
    pub(crate) fn push(&self, state: &mut State, job: Job) {
        state.queue.push_back(job);
        if std::mem::take(&mut state.asleep) {
            self.work.notify_one();
        }
    }

    /// Waits for jobs, at most for `patience`, and takes what fits one transaction; `None` when the store is closed
    /// and all is done.
    pub(crate) fn next_jobs(&self, max_batch: usize, patience: Option<Duration>) -> Option<Vec<Job>> {
        let mut state = self.lock();
        state.busy = false;
        while state.queue.is_empty() {
            if state.closing {
                return None;
            }
            state.asleep = true;
            let Some(patience) = patience else {
                state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let (waited, out) =
                self.work.wait_timeout(state, patience).unwrap_or_else(PoisonError::into_inner);
            state = waited;
            state.asleep = false;
            if out.timed_out() && state.queue.is_empty() {
                return Some(Vec::new());
            }
        }
        state.busy = true;
        state = self.gather(state, max_batch);
        Some(state.take_batch(max_batch))
    }

    /// Lets those go first who are about to commit, as long as there are any: what a transaction costs is paid once for
    /// all that share it. Where a processor is free for them nobody is waited for.
    fn gather<'a>(&'a self, mut state: MutexGuard<'a, State>, max_batch: usize) -> MutexGuard<'a, State> {
        loop {
            let before = state.queue.len();
            if before >= max_batch {
                return state;
            }
            drop(state);
            std::thread::yield_now();
            state = self.lock();
            if state.queue.len() <= before {
                return state;
            }
        }
    }

    /// Lets the writer finish what is queued and stop.
    pub(crate) fn close(&self) {
        self.lock().closing = true;
        self.work.notify_one();
    }

    /// The writer stops: whoever still waits learns it because the other end of their channel is gone.
    pub(crate) fn stopped(&self) {
        let mut state = self.lock();
        state.mode = Mode::Stopped;
        state.queue.clear();
    }

    pub(crate) fn count(&self, commits: usize) {
        self.commits.fetch_add(u64::try_from(commits).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.transactions.fetch_add(1, Ordering::Relaxed);
    }
}

impl State {
    /// Whether memory can be asked: `Ok(false)` when it must be read again first.
    pub(crate) fn serving(&self) -> Result<bool, StoreError> {
        match self.mode {
            Mode::Serving => Ok(true),
            Mode::Broken => Ok(false),
            Mode::Fenced(current) => Err(StoreError::Fenced { ours: self.set.epoch(), current }),
            Mode::Stopped => Err(Stopped.failure().into()),
        }
    }

    /// Whether everything in memory is on disk.
    pub(crate) fn settled(&self) -> bool {
        self.queue.is_empty() && !self.busy
    }

    /// Either jobs that write, up to `max`, or one job of another kind.
    fn take_batch(&mut self, max: usize) -> Vec<Job> {
        let writes = self.queue.iter().take(max.max(1)).take_while(|job| job.is_write()).count();
        self.queue.drain(..writes.max(1).min(self.queue.len())).collect()
    }

    /// Forgets everything in memory after `lost` commits could not be kept, and gives back the jobs that were queued
    /// behind them: they may build on what was lost.
    ///
    /// A decision may have been made from one of the lost versions. So every version that is read from now on is moved
    /// beyond any that may have been seen, else such a decision could meet its version again with another content.
    pub(crate) fn throw_away(&mut self, lost: usize) -> VecDeque<Job> {
        let queued = std::mem::take(&mut self.queue);
        let lost = u64::try_from(lost + queued.len()).unwrap_or(u64::MAX);
        self.skip = self.skip.saturating_add(lost).saturating_add(1);
        self.generation += 1;
        self.set.clear();
        self.mode = Mode::Broken;
        queued
    }

    /// Takes in what a reader read in that generation of memory. Where memory was thrown away meanwhile it is out of
    /// date: newer rows may have been written that are not in memory.
    pub(crate) fn admit_read(&mut self, loaded: Loaded, generation: u64) {
        if self.generation == generation {
            self.admit(loaded);
        }
    }

    /// Takes in what was read from the tables.
    pub(crate) fn admit(&mut self, mut loaded: Loaded) {
        if self.skip > 0 {
            loaded.people.iter_mut().for_each(|p| p.version += self.skip);
            loaded.conversations.iter_mut().for_each(|c| c.version += self.skip);
            loaded.bottles.iter_mut().for_each(|b| b.version += self.skip);
            let generations = u32::try_from(self.skip % (1 << 31)).unwrap_or(1);
            loaded.tickets.iter_mut().for_each(|t| t.generation = t.generation.wrapping_add(generations));
        }
        self.set.admit(loaded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chatstore::{Address, Person, Scope, UserId, UserKey};
    use futures_channel::oneshot;

    fn alice() -> Loaded {
        let address = Address::official_account("wx1", "o-alice");
        let alice = Person::new(UserKey(1), UserId([1; 16]), address, 0);
        Loaded { people: vec![alice], last_key: Some(1), ..Loaded::default() }
    }

    fn version(state: &State) -> Option<u64> {
        let scope = Scope::people([UserKey(1)]);
        state.set.load(&scope).ok().and_then(|seen| seen.person(UserKey(1)).map(|p| p.version))
    }

    #[test]
    fn what_was_read_before_a_failure_is_not_admitted_after_it() {
        let shared = Shared::new(WorkingSet::new(false));
        let mut state = shared.lock();
        state.set.admit(Loaded { last_key: Some(1), ..Loaded::default() });
        let before = state.generation;
        state.throw_away(1);
        state.set.admit(Loaded { last_key: Some(1), ..Loaded::default() });
        state.admit_read(alice(), before);
        assert_eq!(version(&state), None);
        let now = state.generation;
        state.admit_read(alice(), now);
        assert!(version(&state).is_some());
    }

    #[test]
    fn each_failure_moves_versions_beyond_all_that_were_seen() {
        let shared = Shared::new(WorkingSet::new(false));
        let mut state = shared.lock();
        let mut last = 0;
        for lost in 1..5 {
            state.admit(alice());
            let seen = version(&state).unwrap();
            assert!(lost == 1 || seen > last + lost - 1, "{seen} after {last} and {lost} lost commits");
            last = seen;
            state.throw_away(usize::try_from(lost).unwrap());
        }
    }

    #[test]
    fn a_batch_is_bounded_and_never_mixes_kinds() {
        let shared = Shared::new(WorkingSet::new(false));
        let mut state = shared.lock();
        let write = || Job::Write(Vec::new(), oneshot::channel().0);
        for job in [write(), write(), write(), Job::Scrub(oneshot::channel().0), write()] {
            shared.push(&mut state, job);
        }
        let sizes: Vec<_> = (0..4).map(|_| state.take_batch(2).len()).collect();
        assert_eq!(sizes, [2, 1, 1, 1]);
        assert!(state.queue.is_empty());
    }

    #[test]
    fn a_panic_with_the_lock_held_throws_memory_away() {
        let shared = Shared::new(WorkingSet::new(false));
        let panicked = std::thread::scope(|scope| {
            let held = scope.spawn(|| {
                let _state = shared.lock();
                panic!("in the middle of a change");
            });
            held.join()
        });
        assert!(panicked.is_err());
        let state = shared.lock();
        assert!(matches!(state.serving(), Ok(false)), "memory must be read again");
    }
}
