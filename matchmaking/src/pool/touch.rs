//! What happens to a ticket from outside: its owner cancels, their reach changes, a block arrives.

use crate::{Event, LapseCause, PoolError, Reachability, Strategy};

use super::Pool;
use super::slab::Key;

impl<S: Strategy> Pool<S> {
    pub(super) fn cancel(&mut self, ticket: u64, events: &mut Vec<Event>) -> Result<(), PoolError> {
        let key = self.live(ticket)?;
        if let Some(match_id) = self.reserved_in(key) {
            self.lapse(match_id, LapseCause::Cancelled { ticket }, events);
            self.look_again(events);
        } else {
            self.remove(key);
            self.counts.waiting -= 1;
            self.counts.cancelled += 1;
        }
        Ok(())
    }

    /// A reserved ticket only notes its new reach: the proposal is in the caller's hands.
    pub(super) fn touch(
        &mut self,
        ticket: u64,
        reach: Reachability,
        events: &mut Vec<Event>,
    ) -> Result<(), PoolError> {
        let key = self.live(ticket)?;
        if let Some(mut held) = self.roll.get_mut(key) {
            held.set_reach(&self.config, reach);
        }
        if self.reserved_in(key).is_none() {
            self.settle_and_revisit(key, events);
            self.look_again(events);
        }
        Ok(())
    }

    pub(super) fn block(&mut self, a: u64, b: u64, events: &mut Vec<Event>) -> Result<(), PoolError> {
        if a == b {
            return Err(PoolError::SelfBlock { user: a });
        }
        let keys = [a, b].map(|user| self.roll.key_of_user(user));
        for (key, other) in keys.into_iter().zip([b, a]) {
            if let Some(mut held) = key.and_then(|key| self.roll.get_mut(key)) {
                held.block(other);
            }
        }
        let [one, other] = keys.map(|key| key.and_then(|key| self.reserved_in(key)));
        if let Some(match_id) = one
            && one == other
        {
            self.lapse(match_id, LapseCause::Blocked, events);
            self.look_again(events);
        }
        Ok(())
    }

    fn live(&self, ticket: u64) -> Result<Key, PoolError> {
        self.roll.key_of(ticket).ok_or(PoolError::UnknownTicket { ticket })
    }

    /// The open proposal a ticket is part of.
    fn reserved_in(&self, key: Key) -> Option<u64> {
        self.roll.get(key)?.agenda.match_id()
    }
}
