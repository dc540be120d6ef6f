//! The oracle finds what is wrong: matchers that are broken on purpose, each in one way.

use matchmaking::lab::{self, Matcher, Rule, Settings, Source, Violation, Violations, Workload};
use matchmaking::{
    Candidates, Choice, Command, Counts, Event, KeywordConfig, Keywords, Member, Pool, PoolConfig, PoolError,
    Random, Strategy,
};

/// One way of being broken.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    None,
    /// Joins arrive without their blocks.
    ForgetsBlocks,
    ForgetsRecents,
    ForgetsWishes,
    ForgetsAges,
    /// Every fifth proposal is announced twice.
    ProposesTwice,
    /// A confirmed match is announced with a stranger.
    SwapsMembers,
    /// Cancels are accepted and forgotten.
    IgnoresCancels,
    /// One expiry in three is not told.
    HidesExpiries,
    LosesCount,
    RepeatsMatchIds,
    RefusesCancels,
    NewerFirst,
}

struct Broken<S> {
    pool: Pool<S>,
    fault: Fault,
    seen: u64,
}

impl<S: Strategy> Broken<S> {
    fn new(fault: Fault, strategy: S) -> Self {
        Self { pool: Pool::new(PoolConfig::default(), strategy), fault, seen: 0 }
    }

    fn tampers_with(&mut self, event: Event) -> Vec<Event> {
        self.seen += 1;
        let fifth = self.seen.is_multiple_of(5);
        match (self.fault, event) {
            (Fault::ProposesTwice, Event::Proposed { .. }) if fifth => vec![event, event],
            (Fault::RepeatsMatchIds, Event::Proposed { older, newer, reasons, deadline_ms, .. }) if fifth => {
                vec![Event::Proposed { match_id: 1, older, newer, reasons, deadline_ms }]
            }
            (Fault::NewerFirst, Event::Proposed { match_id, older, newer, reasons, deadline_ms })
                if fifth =>
            {
                vec![Event::Proposed { match_id, older: newer, newer: older, reasons, deadline_ms }]
            }
            (Fault::SwapsMembers, Event::Matched { match_id, older, .. }) if fifth => {
                let newer = Member::new(999_999, 999_999, 0);
                vec![Event::Matched { match_id, older, newer }]
            }
            (Fault::HidesExpiries, Event::Expired { .. }) if self.seen.is_multiple_of(3) => vec![],
            _ => vec![event],
        }
    }
}

impl<S: Strategy> Matcher for Broken<S> {
    fn config(&self) -> &PoolConfig {
        self.pool.config()
    }

    fn apply(&mut self, now_ms: i64, command: Command, events: &mut Vec<Event>) -> Result<(), PoolError> {
        let command = match (self.fault, command) {
            (Fault::IgnoresCancels, Command::Cancel { .. }) => return Ok(()),
            (Fault::RefusesCancels, Command::Cancel { ticket }) => {
                return Err(PoolError::UnknownTicket { ticket });
            }
            (fault, Command::Join(mut ticket)) => {
                match fault {
                    Fault::ForgetsBlocks => ticket.blocks.clear(),
                    Fault::ForgetsRecents => ticket.recents.clear(),
                    Fault::ForgetsWishes => ticket.wishes.sex = None,
                    Fault::ForgetsAges => ticket.wishes.ages = None,
                    _ => {}
                }
                Command::Join(ticket)
            }
            (_, command) => command,
        };
        let mut made = Vec::new();
        let result = self.pool.apply(now_ms, command, &mut made);
        for event in made {
            events.extend(self.tampers_with(event));
        }
        result
    }

    fn next_deadline(&self) -> Option<i64> {
        self.pool.next_deadline()
    }

    fn counts(&self) -> Counts {
        let mut counts = self.pool.counts();
        if self.fault == Fault::LosesCount {
            counts.waiting += counts.joined / 100;
        }
        counts
    }
}

/// A small town in which every rule binds.
fn town() -> Workload {
    let mut workload = Workload::preset("next").unwrap();
    workload.population = Some(60);
    workload.tickets = 1_500;
    workload.ticket_ms = 20_000;
    workload.blocks.share = 0.4;
    workload.blocks.of_celebrity = 0.5;
    workload.attributes.wish_ages = 0.5;
    workload.attributes.wish_female = 0.3;
    workload.attributes.wish_male = 0.3;
    workload
}

fn examine<M: Matcher>(mut matcher: M, starves_after_ms: Option<u32>) -> Violations {
    let mut settings = Settings::default();
    settings.starves_after_ms = starves_after_ms;
    lab::run(&mut matcher, Source::Workload(&town()), 31, settings).unwrap().violations
}

fn random() -> Random {
    Random::from_seed([4; 32])
}

fn finds(fault: Fault, is_it: fn(&Violation) -> bool) {
    let found = examine(Broken::new(fault, random()), Some(0));
    assert!(found.first.iter().any(is_it), "{fault:?}: {:?}", found.first);
    assert!(found.count > 0 && found.first.len() <= Violations::KEPT);
}

#[test]
fn a_sound_matcher_stands() {
    assert_eq!(examine(Broken::new(Fault::None, random()), Some(0)), Violations::default());
}

// proves: S4
#[test]
fn a_forgotten_rule_is_named() {
    let breaks = |violation: &Violation, broken: Rule| matches!(violation, Violation::Rule { rule, .. } if *rule == broken);
    let found = |fault| examine(Broken::new(fault, random()), None).first;
    for (fault, rule) in [
        (Fault::ForgetsBlocks, Rule::Blocked),
        (Fault::ForgetsRecents, Rule::Recent),
        (Fault::ForgetsWishes, Rule::Sex),
        (Fault::ForgetsAges, Rule::Age),
    ] {
        let found = found(fault);
        assert!(!found.is_empty() && found.iter().all(|it| breaks(it, rule)), "{fault:?}: {found:?}");
    }
}

#[test]
fn a_ticket_in_two_matches_is_found() {
    finds(Fault::ProposesTwice, |it| matches!(it, Violation::NotWaiting { .. }));
    finds(Fault::RepeatsMatchIds, |it| matches!(it, Violation::MatchId { match_id: 1, .. }));
    finds(Fault::SwapsMembers, |it| matches!(it, Violation::NotOpen { .. }));
    finds(Fault::NewerFirst, |it| matches!(it, Violation::Members { .. }));
}

#[test]
fn a_cancelled_ticket_that_is_matched_is_found() {
    finds(Fault::IgnoresCancels, |it| matches!(it, Violation::NotWaiting { .. }));
    finds(Fault::RefusesCancels, |it| matches!(it, Violation::Answer { accepted: false, .. }));
}

#[test]
fn tickets_that_vanish_are_found() {
    finds(Fault::HidesExpiries, |it| matches!(it, Violation::Overdue { .. }));
    finds(Fault::LosesCount, |it| matches!(it, Violation::Conservation { .. }));
}

/// Meets nobody whose ticket has an even number: whoever waits with one starves.
struct Odd;

impl Strategy for Odd {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        let odd = |id: u64| id % 2 == 1;
        let seeker = candidates.seeker().id();
        let found = candidates.oldest().find(|it| odd(it.ticket().id()))?;
        let reasons = matchmaking::Reasons::one(matchmaking::Reason::Random);
        odd(seeker).then(|| Choice::new(found, reasons))
    }
}

#[test]
fn a_strategy_that_lets_some_starve_is_found() {
    let found = examine(Pool::new(PoolConfig::default(), Odd), Some(1_000));
    assert!(found.count > 0);
    let starves = |it: &Violation| matches!(it, Violation::Starvation { older, .. } if older % 2 == 0);
    assert!(found.first.iter().any(starves), "{:?}", found.first);
    assert!(found.first.iter().all(|it| matches!(it, Violation::Starvation { .. })), "{:?}", found.first);
}

#[test]
fn a_strategy_that_waits_longer_than_it_says_is_found() {
    let slow = || Keywords::new(KeywordConfig::default());
    let found = |limit| examine(Pool::new(PoolConfig::default(), slow()), Some(limit)).count;
    assert_eq!(found(10_000), 0);
    assert!(found(3_000) > 0, "anybody only after ten seconds");
}
