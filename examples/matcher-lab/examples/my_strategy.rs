//! A strategy of your own. It only chooses: whom the seeker may meet at all has been decided by the pool's hard rules.
//!
//! `cargo run --release -- run` lets it meet the same people as the strategies that ship;
//! `cargo run --release -- compare keyword patient` says in what it is better.

use matchmaking::{Candidates, Choice, Reason, Reasons, Strategy, TicketRef};

/// Whoever shares most interests among the oldest; after four seconds, whoever has waited longest.
#[derive(Default)]
struct Patient;

/// How many of the oldest are looked at.
const LOOK: usize = 64;
/// From this age on anybody will do, milliseconds.
const ANYBODY_MS: i64 = 4_000;

fn shared(one: TicketRef<'_>, other: TicketRef<'_>) -> usize {
    one.interests().iter().filter(|interest| other.interests().contains(interest)).count()
}

impl Strategy for Patient {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let seeker = candidates.seeker();
        // The oldest first, so among equals the oldest: `max_by_key` takes the last of them.
        let looked_at: Vec<_> = candidates.oldest_of(LOOK).collect();
        let best = looked_at.into_iter().rev().max_by_key(|it| shared(seeker, it.ticket()));
        let best = best.filter(|it| shared(seeker, it.ticket()) > 0);
        let found = best.or_else(|| candidates.waited(ANYBODY_MS).oldest().next())?;
        let common = seeker.interests().iter().find(|interest| found.ticket().interests().contains(interest));
        let reason = common.map_or(Reason::LongestWait, |&interest| Reason::SharedKeyword(interest));
        Some(Choice::new(found, Reasons::one(reason)))
    }

    /// Asks to be asked again when the seeker has waited long enough for anybody.
    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        Some(seeker.born_ms() + ANYBODY_MS).filter(|&at_ms| at_ms > now_ms)
    }
}

matcher_lab::main!(Patient);
