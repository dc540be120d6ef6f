//! The agenda: who is to be looked at when. It is derived from what is stored and rebuilt at every start, so it is
//! never stored itself.

use chatstore::{Conversation, ConversationKey, Person, Seat, UserKey};
use std::collections::{BTreeMap, BTreeSet};

/// Something to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// A person's lane.
    Person(UserKey),
    /// A conversation's silence.
    Talk(ConversationKey),
    /// Receipts and replies that have been kept long enough.
    Receipts,
    /// Everything there is, after a commit of which nobody knows whether it was kept.
    Everything,
}

/// Items by time.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    by_time: BTreeSet<(i64, Item)>,
    times: BTreeMap<Item, i64>,
    /// Lanes that push nothing before a time, and how often in a row that was so.
    resting: BTreeMap<UserKey, (i64, u32)>,
}

impl Agenda {
    /// Looks at an item at a time, and no other.
    pub(super) fn set(&mut self, item: Item, at_ms: i64) {
        match self.times.insert(item, at_ms) {
            Some(before) if before == at_ms => return,
            Some(before) => drop(self.by_time.remove(&(before, item))),
            None => {}
        }
        self.by_time.insert((at_ms, item));
    }

    pub(super) fn remove(&mut self, item: Item) {
        if let Some(at_ms) = self.times.remove(&item) {
            self.by_time.remove(&(at_ms, item));
        }
    }

    /// The next time something is due, in ms.
    pub(super) fn next(&self) -> Option<i64> {
        self.by_time.first().map(|(at_ms, _)| *at_ms)
    }

    /// Takes the first items that are due, at most so many.
    pub(super) fn take_due(&mut self, now_ms: i64, most: usize) -> Vec<Item> {
        std::iter::from_fn(|| self.pop_due(now_ms)).take(most).collect()
    }

    fn pop_due(&mut self, now_ms: i64) -> Option<Item> {
        let first = *self.by_time.first()?;
        if first.0 > now_ms {
            return None;
        }
        self.by_time.remove(&first);
        self.times.remove(&first.1);
        Some(first.1)
    }

    /// A person changed: they are looked at as soon as possible, if there can be anything to do.
    pub(super) fn note_person(&mut self, person: &Person, now_ms: i64) {
        let lane = &person.lane;
        let work = !lane.queue.is_empty()
            || lane.offer.is_some()
            || person.unfollowed_ms.is_some()
            || person.reminder_ms.is_some();
        if work && (lane.flight.is_none() || person.unfollowed_ms.is_some()) {
            self.set(Item::Person(person.key), now_ms);
        } else {
            self.remove(Item::Person(person.key));
        }
        if person.seat == Seat::Idle && lane.queue.is_empty() {
            self.resting.remove(&person.key);
        }
    }

    /// A conversation changed: its silence begins anew.
    pub(super) fn note_talk(&mut self, talk: &Conversation, silence_ms: i64) {
        let last = talk.members.iter().map(|m| m.last_line_ms).max().unwrap_or(talk.started_ms);
        match talk.ended {
            None => self.set(Item::Talk(talk.key), last + silence_ms),
            Some(_) => self.remove(Item::Talk(talk.key)),
        }
    }

    /// Keeps a lane from pushing until a time.
    pub(super) fn rest(&mut self, user: UserKey, until_ms: i64) {
        let times = self.resting.get(&user).map_or(0, |(_, times)| *times);
        self.resting.insert(user, (until_ms, times.saturating_add(1)));
    }

    /// How often in a row a lane had to rest.
    pub(super) fn rests(&self, user: UserKey) -> u32 {
        self.resting.get(&user).map_or(0, |(_, times)| *times)
    }

    /// A push of the lane got through: it need not rest.
    pub(super) fn wake(&mut self, user: UserKey) {
        self.resting.remove(&user);
    }

    /// No lane needs to rest any more.
    pub(super) fn wake_all(&mut self) {
        self.resting.clear();
    }

    /// Until when a lane rests, in ms.
    pub(super) fn rests_until(&self, user: UserKey) -> Option<i64> {
        self.resting.get(&user).map(|(until_ms, _)| *until_ms)
    }
}
