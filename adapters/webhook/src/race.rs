//! Who answers a push: the bot or the watchdog, decided once.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::turns::TurnGuard;

/// The push is committed.
pub(crate) const ACCEPTED: u8 = 1;
/// The bot has taken the right to answer.
pub(crate) const CLAIMED: u8 = 2;
/// An answer was chosen; nothing changes any more.
const DECIDED: u8 = 4;

/// All flags live in one atomic, so every step is one compare-and-set.
#[derive(Debug, Default)]
pub(crate) struct Race {
    flags: AtomicU8,
    /// The user's turn, until it is over.
    turn: Mutex<Option<TurnGuard>>,
}

impl Race {
    pub(crate) fn accept(&self) {
        self.flags.fetch_or(ACCEPTED, Ordering::AcqRel);
    }

    pub(crate) fn claim(&self) -> bool {
        self.step(DECIDED, CLAIMED)
    }

    /// The watchdog's move: decides, unless that flag is up.
    pub(crate) fn decide_unless(&self, flag: u8) -> bool {
        self.step(flag, DECIDED)
    }

    pub(crate) fn decide(&self) {
        self.flags.fetch_or(DECIDED, Ordering::AcqRel);
    }

    /// The user's turn has come.
    pub(crate) fn begin_turn(&self, turn: TurnGuard) {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner).replace(turn);
    }

    /// The user's next push may be handled.
    pub(crate) fn end_turn(&self) {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(turn);
    }

    fn step(&self, unless: u8, raise: u8) -> bool {
        self.flags
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |flags| {
                (flags & unless == 0).then_some(flags | raise)
            })
            .is_ok()
    }
}

/// Ends the user's turn when dropped: the bot has finished, if it did not step aside before.
pub(crate) struct TurnEnds(pub(crate) Arc<Race>);

impl Drop for TurnEnds {
    fn drop(&mut self) {
        self.0.end_turn();
    }
}

/// Decides when dropped: an answer was given, or the connection that waited for one is gone.
pub(crate) struct DecidedAtLast<'a>(pub(crate) &'a Race);

impl Drop for DecidedAtLast<'_> {
    fn drop(&mut self) {
        self.0.decide();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn a_claim_and_the_watchdog_exclude_each_other() {
        for _ in 0..2_000 {
            let (race, start) = (Race::default(), Barrier::new(2));
            let (claimed, decided) = thread::scope(|scope| {
                let bot = scope.spawn(|| {
                    start.wait();
                    race.claim()
                });
                start.wait();
                let decided = race.decide_unless(CLAIMED);
                (bot.join().unwrap(), decided)
            });
            assert!(claimed ^ decided);
        }
    }

    #[test]
    fn a_claim_holds_until_the_webhook_gives_up() {
        let race = Race::default();
        assert!(race.claim() && race.claim());
        assert!(!race.decide_unless(CLAIMED));
        assert!(race.decide_unless(ACCEPTED));
        assert!(!race.claim());
    }

    #[test]
    fn an_accepted_push_is_not_given_up_early() {
        let race = Race::default();
        race.accept();
        assert!(!race.decide_unless(ACCEPTED));
        drop(DecidedAtLast(&race));
        assert!(!race.claim());
    }
}
