//! The matcher one would write first: a list behind a mutex, scanned from the front.

use std::sync::{Mutex, PoisonError};

use matchmaking::{Sex, Ticket};

/// Those who wait, the oldest first.
#[derive(Debug, Default)]
pub struct Naive {
    waiting: Mutex<Vec<Ticket>>,
}

impl Naive {
    /// Lets somebody wait without looking for a partner.
    pub fn add(&self, ticket: Ticket) {
        self.lock().push(ticket);
    }

    /// Finds the one who shares the most words, among equals the oldest, and takes them out; without one the ticket
    /// waits.
    pub fn join(&self, ticket: Ticket) -> Option<Ticket> {
        let mut waiting = self.lock();
        let mut best: Option<(usize, usize)> = None;
        for (at, other) in waiting.iter().enumerate() {
            let shared = ticket.interests.iter().filter(|word| other.interests.contains(word)).count();
            if shared > best.map_or(0, |(_, most)| most) && may_meet(&ticket, other) {
                best = Some((at, shared));
            }
        }
        match best {
            Some((at, _)) => Some(waiting.remove(at)),
            None => {
                waiting.push(ticket);
                None
            }
        }
    }

    /// Takes a ticket out; says whether it was there.
    pub fn cancel(&self, id: u64) -> bool {
        let mut waiting = self.lock();
        let at = waiting.iter().position(|ticket| ticket.id == id);
        at.map(|at| waiting.remove(at)).is_some()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Ticket>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn may_meet(a: &Ticket, b: &Ticket) -> bool {
    let accepts = |a: &Ticket, b: &Ticket| {
        let fits = |sex: Sex| a.wishes.sex.is_none_or(|wish| wish.value.contains(sex));
        b.profile.sex.is_some_and(fits)
            && !a.blocks.contains(&b.user)
            && !a.recents.iter().any(|recent| recent.user == b.user)
    };
    a.user != b.user && accepts(a, b) && accepts(b, a)
}
