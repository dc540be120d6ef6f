//! Scripts: what people and time might do to a pool, for property tests.

use std::num::NonZeroU32;

use matchmaking::{
    Command, PoolConfig, Reachability, Recent, RegionSlack, Slack, Ticket, Widening, WideningStep,
};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

use crate::model::Model;
use crate::person::{Person, person};

/// Few enough that exclusions bind.
const USERS: u64 = 9;

/// A small world: durations of a few ticks, so that everything runs out within a script.
pub(crate) fn config() -> PoolConfig {
    let mut config = PoolConfig::default();
    config.reach_margin_ms = 10;
    config.pull_idle_ms = 60;
    config.reservation_ms = NonZeroU32::new(15).unwrap();
    config.retry_ms = 4;
    config.capacity = 7;
    let mut first = Slack::default();
    first.age_years = 3;
    first.region = RegionSlack::Area;
    config.widening =
        Widening::new(&[WideningStep::new(8, first), WideningStep::new(20, Slack::all())]).unwrap();
    config
}

/// A step whose times are relative, and whose tickets and proposals are named by a number that is resolved when it runs.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Join {
        user: u64,
        age: i64,
        wait: i64,
        reach: Reach,
        blocks: Vec<u64>,
        recents: Vec<(u64, i64)>,
        person: Box<Person>,
    },
    Cancel(u64),
    Touch(u64, Reach),
    Confirm(usize),
    Release(usize, [bool; 2]),
    Block(u64, u64),
    Advance,
    /// Exactly to the next deadline.
    AdvanceToDeadline,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Reach {
    Push { lasts: i64, left: u32 },
    Pull { ago: i64 },
}

impl Reach {
    fn at(self, now: i64) -> Reachability {
        match self {
            Self::Push { lasts, left } => Reachability::Push { until_ms: now + lasts, left },
            Self::Pull { ago } => Reachability::Pull { last_seen_ms: now - ago },
        }
    }
}

fn reach() -> impl Strategy<Value = Reach> {
    prop_oneof![
        4 => (0_i64..200, 0_u32..6).prop_map(|(lasts, left)| Reach::Push { lasts, left }),
        1 => (-5_i64..70).prop_map(|ago| Reach::Pull { ago }),
        1 => prop_oneof![Just(i64::MIN / 2), Just(i64::MAX / 2)].prop_map(|lasts| Reach::Push { lasts, left: 3 }),
    ]
}

fn join() -> impl Strategy<Value = Step> {
    let recents = vec((0..USERS, -5_i64..80), 0..6);
    (0..USERS, -2_i64..30, -2_i64..150, reach(), vec(0..USERS, 0..3), recents, person()).prop_map(
        |(user, age, wait, reach, blocks, recents, person)| Step::Join {
            user,
            age,
            wait,
            reach,
            blocks,
            recents,
            person: Box::new(person),
        },
    )
}

/// A time step and what happens then; a time step may go back.
pub(crate) fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        8 => join(),
        1 => (0..USERS).prop_map(Step::Cancel),
        3 => (0..USERS, reach()).prop_map(|(user, reach)| Step::Touch(user, reach)),
        2 => (0_usize..4).prop_map(Step::Confirm),
        2 => (0_usize..4, any::<[bool; 2]>()).prop_map(|(nth, drop)| Step::Release(nth, drop)),
        1 => (0..USERS, 0..USERS).prop_map(|(a, b)| Step::Block(a, b)),
        1 => Just(Step::Advance),
        3 => Just(Step::AdvanceToDeadline),
    ];
    vec((prop_oneof![4 => 0_i64..6, 1 => -3_i64..25], step), 1..120)
}

/// The command of a step. `serial` makes ticket keys; who or what is not there is named all the same.
pub(crate) fn command(step: &Step, now: i64, serial: u64, model: &Model) -> Command {
    let ticket_of = |user| model.live_ticket_of(user).unwrap_or(u64::MAX);
    match *step {
        Step::Join { user, age, wait, reach, ref blocks, ref recents, ref person } => {
            let mut ticket = Ticket::new(serial, user, now - age, now + wait, reach.at(now));
            ticket.blocks.clone_from(blocks);
            ticket.recents = recents.iter().map(|&(user, lasts)| Recent::new(user, now + lasts)).collect();
            person.describe(&mut ticket);
            Command::Join(ticket)
        }
        Step::Cancel(user) => Command::Cancel { ticket: ticket_of(user) },
        Step::Touch(user, reach) => Command::Touch { ticket: ticket_of(user), reach: reach.at(now) },
        Step::Confirm(nth) => {
            Command::Confirm { match_id: model.nth_open(nth).map_or(0, |open| open.match_id) }
        }
        Step::Release(nth, dropped) => {
            let Some(open) = model.nth_open(nth) else {
                return Command::Release { match_id: 0, drop: vec![] };
            };
            let drop = open.tickets.into_iter().zip(dropped).filter(|(_, gone)| *gone).map(|(it, _)| it);
            Command::Release { match_id: open.match_id, drop: drop.collect() }
        }
        Step::Block(a, b) => Command::Block { a, b },
        Step::Advance | Step::AdvanceToDeadline => Command::Advance,
    }
}
