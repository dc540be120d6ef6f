//! The hard rules, as a table: who is there, who comes, whether they meet. Every strategy must agree.

use matchmaking::{
    Candidates, Choice, Pool, PoolConfig, Random, Reachability, Reason, Reasons, Strategy, Ticket,
};

use crate::support::{MINUTE, NOW, blocking, having_met, join, ticket};

struct Case {
    name: &'static str,
    waiting: Ticket,
    joins: Ticket,
    meet: bool,
}

fn case(name: &'static str, waiting: Ticket, joins: Ticket, meet: bool) -> Case {
    Case { name, waiting, joins, meet }
}

fn reached(user: u64, reach: Reachability) -> Ticket {
    let mut ticket = ticket(user);
    ticket.reach = reach;
    ticket
}

fn cases() -> Vec<Case> {
    let push = |until_ms, left| Reachability::Push { until_ms, left };
    let pull = Reachability::Pull { last_seen_ms: NOW - 9 * MINUTE };
    vec![
        case("two strangers", ticket(1), ticket(2), true),
        case("who waits blocked who comes", blocking(1, &[9, 2, 5]), ticket(2), false),
        case("who comes blocked who waits", ticket(1), blocking(2, &[8, 1, 1, 0]), false),
        case("blocks of others do not matter", blocking(1, &[3, 4]), blocking(2, &[4, 5]), true),
        case("who waits met who comes", having_met(1, &[(2, NOW + 1)]), ticket(2), false),
        case("who comes met who waits", ticket(1), having_met(2, &[(7, NOW), (1, NOW + 1)]), false),
        case("a meeting long ago", having_met(1, &[(2, NOW)]), having_met(2, &[(1, NOW - 1)]), true),
        case(
            "the later end of two memories counts",
            having_met(1, &[(2, NOW)]),
            having_met(2, &[(1, NOW + 1)]),
            false,
        ),
        case("just enough reach", reached(1, push(NOW + MINUTE + 1, 2)), reached(2, pull), true),
        case("both fetch", reached(1, pull), reached(2, pull), true),
    ]
}

fn check<S: Strategy>(strategy: impl Fn() -> S) {
    for Case { name, waiting, joins, meet } in cases() {
        let mut pool = Pool::new(PoolConfig::default(), strategy());
        assert_eq!(join(&mut pool, waiting), [], "{name}");
        assert_eq!(join(&mut pool, joins).len(), usize::from(meet), "{name}");
    }
}

/// Looks for a partner in every way there is, so that a hole in any of them shows.
struct Grasping;

impl Strategy for Grasping {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let drawn = (0..=candidates.len()).find_map(|position| candidates.at(position));
        let aged = candidates.oldest().last();
        assert_eq!(drawn.is_some(), aged.is_some());
        let found = candidates.get(drawn?.handle())?;
        Some(Choice::new(found, Reasons::one(Reason::Random)))
    }
}

#[test]
fn random_keeps_them() {
    check(|| Random::from_seed([3; 32]));
}

#[test]
fn a_grasping_strategy_cannot_break_them() {
    check(|| Grasping);
}

#[test]
fn a_strategy_chosen_at_run_time_keeps_them() {
    check(|| -> Box<dyn Strategy + Send> { Box::new(Random::from_seed([3; 32])) });
}
