//! Steps: what may happen to a store, without the parts that must fit what is there.

use chatstore::{Address, PushKey};
use proptest::prelude::*;

/// Small numbers, so that facts meet the same few people and things.
pub(super) const PEOPLE: u64 = 5;

#[derive(Clone, Debug)]
pub(super) enum Step {
    Commit { expect: Vec<Wanted>, facts: Vec<Draft> },
    Load(Vec<u64>),
    Forget(i64),
    Boot,
    Crash,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted {
    PushUnseen(u8),
    NoPerson(u64),
    Version(u64, u64),
    ConversationVersion(u64, u64),
    Ticket(u64, u32),
    NoBlock(u64, u64),
}

/// A fact without the parts that must fit what is there: those are filled in from the model.
#[derive(Clone, Copy, Debug)]
pub(super) enum Draft {
    Record(u8, u64, i64),
    Settle(u8, bool),
    Add(u64),
    Erase(u64),
    Follow(u64, bool),
    Seen(u64, i64),
    Window(u64, i64),
    Sit(u64, u8, u64),
    Ask(u64, bool),
    Remind(u64, bool),
    Deliver(u64, u64),
    Move(u64, usize, u8),
    Unknown(u64, usize),
    /// Which push it answers; 0 for none.
    Offer(u64, u8),
    Open(u64, u64),
    Opening(u64),
    Wish(u64),
    Prefer(u64, bool),
    Touch(u64),
    Close(u64),
    Begin(u64, u64, u64),
    Part(u64, u64),
    Say(u64, u64, bool),
    End(u64),
    Block(u64, u64),
    Throw(u64, u64),
    Read(u64, u64),
    Return(u64, u64),
    Sink(u64),
    Hold(u64, u64),
    Letters(u64, u64),
    Renew(u64, usize),
    Memo(u64),
}

fn who() -> impl Strategy<Value = u64> {
    1..=PEOPLE
}

fn draft() -> impl Strategy<Value = Draft> {
    prop_oneof![
        3 => (0..6_u8, who(), 0..90_i64).prop_map(|(p, u, t)| Draft::Record(p, u, t)),
        2 => (0..6_u8, any::<bool>()).prop_map(|(p, r)| Draft::Settle(p, r)),
        4 => who().prop_map(Draft::Add),
        1 => who().prop_map(Draft::Erase),
        1 => (who(), any::<bool>()).prop_map(|(u, f)| Draft::Follow(u, f)),
        1 => (who(), 0..90_i64).prop_map(|(u, t)| Draft::Seen(u, t)),
        1 => (who(), 0..90_i64).prop_map(|(u, t)| Draft::Window(u, t)),
        2 => (who(), 0..3_u8, 0..4_u64).prop_map(|(u, s, k)| Draft::Sit(u, s, k)),
        1 => (who(), any::<bool>()).prop_map(|(u, a)| Draft::Ask(u, a)),
        1 => (who(), any::<bool>()).prop_map(|(u, a)| Draft::Remind(u, a)),
        3 => (who(), 0..4_u64).prop_map(|(u, c)| Draft::Deliver(u, c)),
        3 => (who(), 0..4_usize, 0..7_u8).prop_map(|(u, at, s)| Draft::Move(u, at, s)),
        1 => (who(), 0..4_usize).prop_map(|(u, at)| Draft::Unknown(u, at)),
        1 => (who(), 0..3_u8).prop_map(|(u, o)| Draft::Offer(u, o)),
        1 => (0..4_u64, who()).prop_map(|(k, u)| Draft::Open(k, u)),
        1 => (0..4_u64).prop_map(Draft::Opening),
        1 => (0..4_u64).prop_map(Draft::Wish),
        1 => (who(), any::<bool>()).prop_map(|(u, p)| Draft::Prefer(u, p)),
        1 => (0..4_u64).prop_map(Draft::Touch),
        1 => (0..4_u64).prop_map(Draft::Close),
        2 => (0..4_u64, who(), who()).prop_map(|(k, a, b)| Draft::Begin(k, a, b)),
        1 => (0..4_u64, who()).prop_map(|(k, u)| Draft::Part(k, u)),
        6 => (0..3_u64, who(), prop::bool::weighted(0.9)).prop_map(|(k, u, right)| Draft::Say(k, u, right)),
        1 => (0..4_u64).prop_map(Draft::End),
        1 => (who(), who()).prop_map(|(a, b)| Draft::Block(a, b)),
        2 => (0..4_u64, who()).prop_map(|(k, u)| Draft::Throw(k, u)),
        2 => (0..4_u64, who()).prop_map(|(k, u)| Draft::Read(k, u)),
        1 => (0..4_u64, who()).prop_map(|(k, u)| Draft::Return(k, u)),
        1 => (0..4_u64).prop_map(Draft::Sink),
        1 => (who(), 0..4_u64).prop_map(|(u, k)| Draft::Hold(u, k)),
        1 => (who(), 0..4_u64).prop_map(|(u, c)| Draft::Letters(u, c)),
        1 => (who(), 0..4_usize).prop_map(|(u, at)| Draft::Renew(u, at)),
        1 => (0..3_u64).prop_map(Draft::Memo),
    ]
}

/// What happens to the lanes of two people.
fn lane_draft() -> impl Strategy<Value = Draft> {
    let who = || 1..=2_u64;
    prop_oneof![
        1 => (who(), 0..90_i64).prop_map(|(u, t)| Draft::Seen(u, t)),
        1 => (who(), any::<bool>()).prop_map(|(u, a)| Draft::Ask(u, a)),
        4 => (who(), 0..2_u64).prop_map(|(u, c)| Draft::Deliver(u, c)),
        4 => (who(), 0..4_usize, 0..7_u8).prop_map(|(u, at, s)| Draft::Move(u, at, s)),
        4 => (who(), 0..2_usize, prop_oneof![Just(2_u8), Just(6)]).prop_map(|(u, at, s)| Draft::Move(u, at, s)),
        1 => (who(), 0..4_usize).prop_map(|(u, at)| Draft::Unknown(u, at)),
        1 => (who(), 0..4_usize).prop_map(|(u, at)| Draft::Renew(u, at)),
        4 => (who(), 0..3_u8).prop_map(|(u, o)| Draft::Offer(u, o)),
    ]
}

/// Steps about lanes alone, with several facts in a commit.
pub(super) fn lane_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => prop::collection::vec(lane_draft(), 1..5)
            .prop_map(|facts| Step::Commit { expect: Vec::new(), facts }),
        2 => Just(Step::Crash),
    ]
}

fn wanted() -> impl Strategy<Value = Wanted> {
    prop_oneof![
        2 => (0..6_u8).prop_map(Wanted::PushUnseen),
        1 => who().prop_map(Wanted::NoPerson),
        1 => (who(), 0..4_u64).prop_map(|(u, v)| Wanted::Version(u, v)),
        1 => (0..4_u64, 0..3_u64).prop_map(|(c, v)| Wanted::ConversationVersion(c, v)),
        1 => (0..4_u64, 0..2_u32).prop_map(|(t, g)| Wanted::Ticket(t, g)),
        1 => (who(), who()).prop_map(|(a, b)| Wanted::NoBlock(a, b)),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let expect = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(wanted(), 1..3)];
    prop_oneof![
        14 => (expect, prop::collection::vec(draft(), 1..3))
            .prop_map(|(expect, facts)| Step::Commit { expect, facts }),
        3 => prop::collection::vec(who(), 0..3).prop_map(Step::Load),
        1 => (0..90_i64).prop_map(Step::Forget),
        1 => Just(Step::Boot),
        2 => Just(Step::Crash),
    ]
}

pub(super) fn address(user: u64) -> Address {
    Address::official_account("wx1", &format!("o-{user}"))
}

pub(super) fn push(number: u8) -> PushKey {
    PushKey([number; 16])
}

/// Tickets and conversations have small numbers above those of people.
pub(super) fn thing(number: u64) -> u64 {
    PEOPLE + 1 + number
}
