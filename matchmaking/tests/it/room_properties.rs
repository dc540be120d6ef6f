//! The promises of rooms on random scripts, held against a ledger that follows the events.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use matchmaking::{
    OldestRoom, Party, PoolConfig, Reachability, Recent, RoomCommand, RoomConfig, RoomEvent, RoomStrategy,
    Rooms, Ticket, TopicConfig, Topics,
};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use crate::person::{Person, person};
use crate::script;
use crate::wishes;

const USERS: u64 = 14;
const FILL_MS: i64 = 12;

fn config() -> RoomConfig {
    let mut config = RoomConfig::new(3, 5, script::config()).unwrap();
    config.rules.capacity = 12;
    config.fill_ms = NonZeroU32::new(FILL_MS as u32).unwrap();
    config
}

#[derive(Clone, Debug)]
struct Guest {
    user: u64,
    age: i64,
    wait: i64,
    reach: (i64, u32),
    blocks: Vec<u64>,
    recents: Vec<(u64, i64)>,
    person: Person,
}

#[derive(Clone, Debug)]
enum Step {
    Join(Vec<Guest>),
    Cancel(usize),
    Touch(u64, (i64, u32)),
    Confirm(usize),
    Release(usize, Vec<bool>),
    Block(u64, u64),
    Advance,
    AdvanceToDeadline,
}

fn guest() -> impl Strategy<Value = Guest> {
    let reach = (10_i64..200, 1_u32..6);
    let lists = (vec(0..USERS, 0..2), vec((0..USERS, -5_i64..60), 0..2));
    (0..USERS, -1_i64..20, 1_i64..150, reach, lists, person()).prop_map(
        |(user, age, wait, reach, (blocks, recents), person)| Guest {
            user,
            age,
            wait,
            reach,
            blocks,
            recents,
            person,
        },
    )
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        9 => vec(guest(), 1..4).prop_map(Step::Join),
        1 => (0_usize..6).prop_map(Step::Cancel),
        2 => (0..USERS, (0_i64..200, 0_u32..6)).prop_map(|(user, reach)| Step::Touch(user, reach)),
        2 => (0_usize..3).prop_map(Step::Confirm),
        2 => (0_usize..3, vec(any::<bool>(), 0..4)).prop_map(|(nth, drop)| Step::Release(nth, drop)),
        1 => (0..USERS, 0..USERS).prop_map(|(a, b)| Step::Block(a, b)),
        1 => Just(Step::Advance),
        3 => Just(Step::AdvanceToDeadline),
    ];
    vec((prop_oneof![4 => 0_i64..4, 1 => -3_i64..15], step), 1..80)
}

/// Everything live, by what was accepted and what was said.
#[derive(Default)]
struct Ledger {
    parties: BTreeMap<u64, Vec<Ticket>>,
    open: BTreeMap<u64, Vec<u64>>,
    blocked: BTreeSet<(u64, u64)>,
    /// Users kept apart for a while: proposals that failed.
    cooling: Vec<(u64, u64, i64)>,
    now: i64,
}

impl Ledger {
    fn may_meet(&self, rules: &PoolConfig, a: &Ticket, b: &Ticket) -> bool {
        let reachable = |ticket: &Ticket| match ticket.reach {
            Reachability::Push { until_ms, left } => {
                left >= rules.min_left && until_ms - i64::from(rules.reach_margin_ms) > self.now
            }
            _ => unreachable!("not in these scripts"),
        };
        let willing = |me: &Ticket, other: &Ticket| {
            let again = |recent: &Recent| recent.user == other.user && recent.until_ms > self.now;
            me.expires_ms > self.now
                && reachable(me)
                && !me.blocks.contains(&other.user)
                && !me.recents.iter().any(again)
                && !self.blocked.contains(&(me.user, other.user))
                && !self
                    .cooling
                    .iter()
                    .any(|&(one, another, until)| (one, another) == (me.user, other.user) && until > self.now)
        };
        a.user != b.user && willing(a, b) && willing(b, a) && wishes::fit(rules, a, b, self.now)
    }

    fn get_on(&self, rules: &PoolConfig, one: &[u64], other: &[u64]) -> bool {
        let people = |ids: &[u64]| ids.iter().flat_map(|id| &self.parties[id]).cloned().collect::<Vec<_>>();
        people(one).iter().all(|a| people(other).iter().all(|b| self.may_meet(rules, a, b)))
    }

    fn size(&self, ids: &[u64]) -> usize {
        ids.iter().map(|id| self.parties[id].len()).sum()
    }

    fn born(&self, ids: &[u64]) -> i64 {
        ids.iter().flat_map(|id| &self.parties[id]).map(|ticket| ticket.born_ms).min().unwrap()
    }

    /// Nobody in a room may be somebody another in it must not meet.
    fn check_room(&self, rules: &PoolConfig, room: &[u64]) {
        for (at, one) in room.iter().enumerate() {
            for other in &room[..at] {
                assert!(self.get_on(rules, &[*one], &[*other]), "{one} and {other} of {room:?}");
            }
        }
    }

    fn note(&mut self, config: &RoomConfig, event: &RoomEvent) {
        match event {
            RoomEvent::Proposed { match_id, parties, reasons, deadline_ms } => {
                let ids: Vec<u64> = parties.iter().map(|party| party.id).collect();
                assert!(reasons.iter().count() > 0);
                assert_eq!(*deadline_ms, self.now + i64::from(config.rules.reservation_ms.get()));
                let size = self.size(&ids);
                assert!(size <= usize::from(config.max()) && size >= usize::from(config.min()));
                let waited = self.now - self.born(&ids);
                assert!(size == usize::from(config.max()) || waited >= FILL_MS, "{event:?}");
                assert!(self.open.values().flatten().all(|id| !ids.contains(id)), "in one room at most");
                self.check_room(&config.rules, &ids);
                assert_eq!(self.open.insert(*match_id, ids), None);
            }
            RoomEvent::Matched { match_id, parties } => {
                let ids = self.open.remove(match_id).expect("open");
                assert_eq!(ids, parties.iter().map(|party| party.id).collect::<Vec<_>>());
                ids.iter().for_each(|id| _ = self.parties.remove(id));
            }
            RoomEvent::ReservationLapsed { match_id, cause } => {
                let ids = self.open.remove(match_id).expect("open");
                if let matchmaking::RoomLapse::Cancelled { party } = cause {
                    self.parties.remove(party).expect("known");
                } else if *cause == matchmaking::RoomLapse::Deadline {
                    self.cool(&config.rules, &ids);
                }
            }
            RoomEvent::Expired { party, .. } => _ = self.parties.remove(&party.id).expect("known"),
            other => panic!("unknown {other:?}"),
        }
    }

    fn cool(&mut self, rules: &PoolConfig, ids: &[u64]) {
        let until = self.now + i64::from(rules.retry_ms);
        for one in ids {
            for other in ids.iter().filter(|other| *other != one) {
                for (a, b) in
                    self.parties[one].iter().flat_map(|a| self.parties[other].iter().map(move |b| (a, b)))
                {
                    self.cooling.push((a.user, b.user, until));
                }
            }
        }
    }

    fn release(&mut self, config: &RoomConfig, match_id: u64, drop: &[u64]) {
        let ids = self.open.remove(&match_id).expect("open");
        if drop.is_empty() {
            self.cool(&config.rules, &ids);
        }
        drop.iter().for_each(|id| _ = self.parties.remove(id));
    }

    /// Compares what can be seen of the rooms; `strict` if the strategy never declines.
    fn compare<S: RoomStrategy>(&self, rooms: &Rooms<S>, strict: bool) {
        let (config, counts) = (rooms.config(), rooms.counts());
        let open: Vec<Vec<u64>> = rooms.open_rooms().collect();
        for room in &open {
            self.check_room(&config.rules, room);
            assert!(self.size(room) < usize::from(config.max()), "a full room is proposed");
            let waited = self.now - self.born(room);
            assert!(
                self.size(room) < usize::from(config.min()) || waited < FILL_MS,
                "{room:?} has enough and has waited"
            );
        }
        for (at, one) in open.iter().enumerate() {
            for other in &open[..at] {
                let fits = self.size(one) + self.size(other) <= usize::from(config.max())
                    && self.get_on(&config.rules, one, other);
                assert!(!strict || !fits, "{one:?} and {other:?} could be one");
            }
        }
        let placed: Vec<u64> = open.iter().chain(self.open.values()).flatten().copied().collect();
        let distinct: BTreeSet<u64> = placed.iter().copied().collect();
        assert_eq!(placed.len(), distinct.len(), "nobody is in two rooms");
        for id in self.parties.keys() {
            let reserved = self.open.iter().find(|(_, ids)| ids.contains(id)).map(|(id, _)| *id);
            assert_eq!(rooms.proposal_of(*id), Some(reserved));
        }
        let reserved: u64 = self.open.values().map(|ids| ids.len() as u64).sum();
        assert_eq!(
            (counts.waiting + counts.reserved, counts.reserved),
            (self.parties.len() as u64, reserved)
        );
        let left = counts.matched + counts.cancelled + counts.dropped + counts.expired;
        assert_eq!(counts.joined, counts.waiting + counts.reserved + left, "nothing is lost");
        assert!(rooms.next_deadline().is_none_or(|at| at > self.now));
        assert!(self.parties.is_empty() || rooms.next_deadline().is_some());
    }

    fn command(&self, step: &Step, serial: u64) -> RoomCommand {
        let push = |(lasts, left): (i64, u32)| Reachability::Push { until_ms: self.now + lasts, left };
        let nth_open = |nth: usize| self.open.iter().nth(nth);
        match step {
            Step::Join(guests) => {
                let members = guests.iter().enumerate().map(|(at, guest)| {
                    let id = serial * 10 + at as u64;
                    let (born, end) = (self.now - guest.age, self.now + guest.wait);
                    let mut ticket = Ticket::new(id, guest.user, born, end, push(guest.reach));
                    ticket.blocks.clone_from(&guest.blocks);
                    let recents = guest.recents.iter();
                    ticket.recents =
                        recents.map(|&(user, lasts)| Recent::new(user, self.now + lasts)).collect();
                    guest.person.describe(&mut ticket);
                    ticket
                });
                RoomCommand::Join(Party::new(serial, members.collect()))
            }
            Step::Cancel(nth) => {
                RoomCommand::Cancel { party: self.parties.keys().nth(*nth).copied().unwrap_or(0) }
            }
            Step::Touch(user, reach) => {
                let ticket = self.parties.values().flatten().find(|ticket| ticket.user == *user);
                RoomCommand::Touch { ticket: ticket.map_or(0, |it| it.id), reach: push(*reach) }
            }
            Step::Confirm(nth) => RoomCommand::Confirm { match_id: nth_open(*nth).map_or(0, |(id, _)| *id) },
            Step::Release(nth, gone) => match nth_open(*nth) {
                Some((&match_id, ids)) => {
                    let drop = ids.iter().zip(gone).filter(|(_, gone)| **gone).map(|(id, _)| *id);
                    RoomCommand::Release { match_id, drop: drop.collect() }
                }
                None => RoomCommand::Release { match_id: 0, drop: vec![] },
            },
            &Step::Block(a, b) => RoomCommand::Block { a, b },
            Step::Advance | Step::AdvanceToDeadline => RoomCommand::Advance,
        }
    }

    /// What an accepted command does before anything is said.
    fn accept(&mut self, config: &RoomConfig, command: &RoomCommand) {
        match command {
            RoomCommand::Join(party) => _ = self.parties.insert(party.id, party.members.clone()),
            RoomCommand::Cancel { party } if self.open.values().all(|ids| !ids.contains(party)) => {
                self.parties.remove(party).expect("known");
            }
            RoomCommand::Touch { ticket, reach } => {
                let known = self.parties.values_mut().flatten().find(|it| it.id == *ticket);
                known.expect("known").reach = *reach;
            }
            RoomCommand::Release { match_id, drop } => self.release(config, *match_id, drop),
            RoomCommand::Block { a, b } => {
                let waits = |user: u64| self.parties.values().flatten().any(|it| it.user == user);
                // It holds for as long as a ticket of either lives.
                let waiting: Vec<(u64, u64)> =
                    [(*a, *b), (*b, *a)].into_iter().filter(|(one, _)| waits(*one)).collect();
                for (one, other) in waiting {
                    let known = self.parties.values_mut().flatten().filter(|it| it.user == one);
                    known.for_each(|it| it.blocks.push(other));
                }
            }
            _ => {}
        }
    }
}

fn run<S: RoomStrategy>(strategy: S, script: &[(i64, Step)], strict: bool) -> Vec<RoomEvent> {
    let config = config();
    let (mut rooms, mut ledger) =
        (Rooms::new(config, strategy), Ledger { now: i64::MIN, ..Ledger::default() });
    let (mut log, mut now) = (Vec::new(), 0);
    for (serial, (pause, step)) in (1..).zip(script) {
        now += pause;
        if let (Step::AdvanceToDeadline, Some(deadline)) = (step, rooms.next_deadline()) {
            now = now.max(deadline);
        }
        for turn in 0..2 {
            let command = if turn == 0 { RoomCommand::Advance } else { ledger.command(step, serial) };
            ledger.now = ledger.now.max(now);
            let mut events = Vec::new();
            // Cooling within a failed proposal is over for those whose user has left and come again.
            if rooms.apply(now, command.clone(), &mut events).is_ok() {
                if let RoomCommand::Join(party) = &command {
                    let users: Vec<u64> = party.members.iter().map(|it| it.user).collect();
                    ledger.cooling.retain(|(one, _, _)| !users.contains(one));
                }
                ledger.accept(&config, &command);
            }
            events.iter().for_each(|event| ledger.note(&config, event));
            ledger.compare(&rooms, strict);
            log.extend(events);
        }
    }
    log
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any two in a room may meet; nobody is in two; sizes are kept; nothing is lost; no room that could begin waits,
    /// and no two wait that could be one.
    #[test]
    fn rooms_keep_every_promise(script in steps()) {
        run(OldestRoom, &script, true);
    }

    /// The same with topics, but that rooms with nothing in common may stay apart.
    #[test]
    fn rooms_of_topics_keep_the_rules_and_replay(script in steps()) {
        let topics = || {
            let mut config = TopicConfig::default();
            config.anyone_after_ms = Some(9);
            Topics::new(config)
        };
        let boxed: Box<dyn RoomStrategy> = Box::new(topics());
        assert_eq!(run(topics(), &script, false), run(boxed, &script, false));
    }
}
