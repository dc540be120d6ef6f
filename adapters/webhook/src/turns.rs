//! Turns: one user's pushes one after another, in the order they came, a bounded number waiting.

use std::collections::hash_map::Entry as MapEntry;
use std::collections::{HashMap, VecDeque};
use std::hash::BuildHasher as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;
use tokio::sync::oneshot;
use wechat_core::OpenId;

type Queue = VecDeque<oneshot::Sender<TurnGuard>>;
type Users = HashMap<User, Queue, RandomState>;

/// A user, by the hash of the openid: two who share one wait for each other now and then, and nothing worse.
type User = u64;

/// The turns of one account's users. A user is in the map while one of their pushes is being handled.
pub(crate) struct Turns {
    users: Mutex<Users>,
    hasher: RandomState,
    waiting_max: usize,
}

/// What asking for a turn gives.
pub(crate) enum Entry {
    /// Go ahead; the turn ends when the guard is dropped.
    Now(TurnGuard),
    /// Others of the same user are before.
    Wait(oneshot::Receiver<TurnGuard>),
    /// Too many are waiting.
    Full,
}

impl Turns {
    pub(crate) fn new(waiting_max: usize) -> Self {
        Self { users: Mutex::default(), hasher: RandomState::default(), waiting_max }
    }

    pub(crate) fn enter(self: &Arc<Self>, user: &OpenId) -> Entry {
        let user = self.hasher.hash_one(user);
        let mut users = self.lock();
        let queue = match users.entry(user) {
            MapEntry::Occupied(queue) => queue.into_mut(),
            MapEntry::Vacant(place) => {
                place.insert(Queue::new());
                return Entry::Now(TurnGuard { turns: Arc::clone(self), user: Some(user) });
            }
        };
        if queue.len() >= self.waiting_max {
            // Those who gave up waiting are still in line.
            queue.retain(|waiter| !waiter.is_closed());
            if queue.len() >= self.waiting_max {
                return Entry::Full;
            }
        }
        let (sender, receiver) = oneshot::channel();
        queue.push_back(sender);
        Entry::Wait(receiver)
    }

    /// Gives the turn to the next who still wants it.
    fn pass_on(self: &Arc<Self>, user: User) {
        while let Some(next) = self.next(user) {
            let guard = TurnGuard { turns: Arc::clone(self), user: Some(user) };
            // Whoever gave up after this returns the turn by dropping the guard with the channel.
            let Err(mut refused) = next.send(guard) else { return };
            refused.user = None;
        }
    }

    /// The next in line; the user leaves the map when there is none.
    fn next(&self, user: User) -> Option<oneshot::Sender<TurnGuard>> {
        let mut users = self.lock();
        let MapEntry::Occupied(mut queue) = users.entry(user) else { return None };
        let next = queue.get_mut().pop_front();
        if next.is_none() {
            queue.remove();
        }
        next
    }

    fn lock(&self) -> MutexGuard<'_, Users> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A turn being taken.
pub(crate) struct TurnGuard {
    turns: Arc<Turns>,
    /// `None` once the turn went elsewhere.
    user: Option<User>,
}

impl std::fmt::Debug for TurnGuard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TurnGuard(…)")
    }
}

impl Drop for TurnGuard {
    fn drop(&mut self) {
        if let Some(user) = self.user.take() {
            self.turns.pass_on(user);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(name: &str) -> OpenId {
        OpenId::new(name).unwrap()
    }

    fn now(entry: Entry) -> TurnGuard {
        match entry {
            Entry::Now(guard) => guard,
            _ => panic!("the turn is taken"),
        }
    }

    fn later(entry: Entry) -> oneshot::Receiver<TurnGuard> {
        match entry {
            Entry::Wait(receiver) => receiver,
            _ => panic!("not queued"),
        }
    }

    #[test]
    fn turns_come_in_order_and_users_do_not_wait_for_each_other() {
        let turns = Arc::new(Turns::new(2));
        let first = now(turns.enter(&user("a")));
        let other = now(turns.enter(&user("b")));
        let (mut second, mut third) = (later(turns.enter(&user("a"))), later(turns.enter(&user("a"))));
        assert!(matches!(turns.enter(&user("a")), Entry::Full));
        drop(first);
        let guard = second.try_recv().unwrap();
        assert!(third.try_recv().is_err());
        drop(guard);
        drop(third.try_recv().unwrap());
        drop(other);
        assert!(turns.lock().is_empty());
    }

    #[test]
    fn a_turn_is_not_lost_to_one_who_gave_up() {
        let turns = Arc::new(Turns::new(2));
        let first = now(turns.enter(&user("a")));
        let before = later(turns.enter(&user("a")));
        let mut last = later(turns.enter(&user("a")));
        drop(before); // gave up before the turn was passed
        let mut also = later(turns.enter(&user("a"))); // and made room in the queue
        drop(first);
        drop(last.try_recv().unwrap());
        let guard = also.try_recv().unwrap();
        let after = later(turns.enter(&user("a")));
        let mut end = later(turns.enter(&user("a")));
        drop(guard); // passed to `after`, which never looks
        assert!(end.try_recv().is_err());
        drop(after);
        drop(end.try_recv().unwrap());
        assert!(turns.lock().is_empty());
    }
}
