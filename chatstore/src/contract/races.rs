//! Clauses about commits at the same moment, with real threads behind a barrier.

use super::world::{World, pair, talk};
use super::{Harness, Scene};
use crate::Body;
use crate::change::{ChangeSet, Commit, Expect, Fact};
use crate::keys::{ConversationKey, TicketKey, UserKey};
use crate::person::{Opaque, Seat};
use crate::receipt::Receipt;
use crate::scope::Scope;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

const THREADS: u64 = 8;
const ROUNDS: u64 = 12;

/// Commits one change from each thread at the same moment.
fn race<H: Harness>(scene: &Scene<H>, change: impl Fn(u64) -> ChangeSet + Sync) -> Vec<Commit> {
    let barrier = Barrier::new(usize::try_from(THREADS).expect("a small number"));
    std::thread::scope(|scope| {
        let racers: Vec<_> = (0..THREADS)
            .map(|number| {
                let (barrier, change) = (&barrier, &change);
                scope.spawn(move || {
                    let change = change(number);
                    barrier.wait();
                    scene.commit(change)
                })
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().expect("no racer panics")).collect()
    })
}

fn winners(outcomes: &[Commit]) -> usize {
    outcomes.iter().filter(|o| matches!(o, Commit::Committed(_))).count()
}

/// Of many that take the same two tickets exactly one does.
pub fn one_takes_the_tickets<H: Harness>() {
    let mut world = World::<H>::open();
    for _ in 0..ROUNDS {
        let (one, other) = (TicketKey(world.key()), TicketKey(world.key()));
        world.keep([
            Fact::OpenTicket(world.wish(one, world.alice)),
            Fact::OpenTicket(world.wish(other, world.bob)),
        ]);
        let keys: Vec<_> = (0..THREADS).map(|_| ConversationKey(world.key())).collect();
        let outcomes = race(&world, |number| {
            let key = keys[usize::try_from(number).expect("a small number")];
            world
                .change()
                .expecting(Expect::Ticket(one, 0))
                .expecting(Expect::Ticket(other, 0))
                .with(Fact::CloseTicket(one))
                .with(Fact::CloseTicket(other))
                .with(Fact::BeginConversation(pair(key, world.alice, world.bob)))
                .with(Fact::PutSeat(world.alice, Seat::Talking(key)))
        });
        assert_eq!(winners(&outcomes), 1, "{outcomes:?}");
        world.reopen();
        let begun = world.live().conversations.iter().filter(|c| keys.contains(&c.key)).count();
        assert_eq!(begun, 1, "the others left nothing behind");
    }
}

/// Of many that expect the same version exactly one is committed.
pub fn one_takes_the_version<H: Harness>() {
    let mut world = World::<H>::open();
    for round in 0..ROUNDS {
        let version = world.see(world.carol).version;
        let outcomes = race(&world, |number| {
            let window = Opaque(format!("{round}/{number}").into());
            let change = world.change().expecting(Expect::Person(world.carol, version));
            change.with(Fact::PutWindow(world.carol, window))
        });
        assert_eq!(winners(&outcomes), 1, "{outcomes:?}");
        assert_eq!(world.see(world.carol).version, version + 1);
    }
    let carol = world.see(world.carol);
    world.reopen();
    assert_eq!(world.see(world.carol), carol);
}

/// Of many that record the same push exactly one does, and the others are told its receipt, which is kept by then.
pub fn one_records_the_push<H: Harness>() {
    let mut world = World::<H>::open();
    for _ in 0..ROUNDS {
        let push = world.new_push();
        let outcomes = race(&world, |number| {
            let reply = Some(Body::from(format!("reply of {number}")));
            let receipt = Receipt { reply, ..world.receipt(push, world.alice, 9_000) };
            world.change().expecting(Expect::PushUnseen(push)).with(Fact::RecordPush(receipt))
        });
        assert_eq!(winners(&outcomes), 1, "{outcomes:?}");
        let winner = outcomes.iter().position(|o| matches!(o, Commit::Committed(_))).expect("one won");
        let reply = Some(Body::from(format!("reply of {winner}")));
        let receipt = Receipt { reply, ..world.receipt(push, world.alice, 9_000) };
        let repeats = outcomes.iter().filter(|o| **o == Commit::Repeat(receipt.clone())).count();
        assert_eq!(repeats, outcomes.len() - 1, "{outcomes:?}");
        world.reopen();
        let kept = world.load(&Scope { push: Some(push), ..Scope::default() }).receipt;
        assert_eq!(kept, Some(receipt));
    }
}

/// A snapshot shows all of a commit or nothing of it, also while people are being read for the first time.
pub fn nobody_sees_half_a_commit<H: Harness>() {
    let mut world = World::<H>::open();
    let pairs: Vec<(UserKey, UserKey)> = (0..6)
        .map(|n| (world.person(&format!("o-left-{n}")), world.person(&format!("o-right-{n}"))))
        .collect();
    for (left, right) in &pairs {
        talk(&world, *left, *right);
        world.keep([Fact::PutSeat(*left, Seat::Idle), Fact::PutSeat(*right, Seat::Idle)]);
    }
    world.reopen();
    let (world, done, looks) = (&world, &AtomicBool::new(false), &AtomicU64::new(0));
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                let pairs = &pairs;
                scope.spawn(move || {
                    while !done.load(Ordering::Acquire) {
                        for (left, right) in pairs {
                            let snapshot = world.load(&Scope::people([*left, *right]));
                            let window = |user| snapshot.person(user).map(|p| p.window.clone());
                            assert_eq!(window(*left), window(*right), "half a commit was shown");
                            looks.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                })
            })
            .collect();
        // A fast store would be done before anybody has looked: go on until they have. A reader that fails looks no
        // more, so there is an end in any case.
        for round in 0.. {
            for (left, right) in &pairs {
                let window = Opaque(format!("{round}").into());
                world.keep([Fact::PutWindow(*left, window.clone()), Fact::PutWindow(*right, window)]);
            }
            let watched = looks.load(Ordering::Relaxed) >= 100 || readers.iter().all(|r| r.is_finished());
            if round >= 40 && watched {
                break;
            }
        }
        done.store(true, Ordering::Release);
        readers.into_iter().for_each(|reader| reader.join().expect("no reader panics"));
    });
}

/// Everything that many threads were told is committed is there after a crash, and each lane is in order.
pub fn nothing_acknowledged_is_lost<H: Harness>() {
    let mut world = World::<H>::open();
    let people: Vec<_> = (0..THREADS).map(|n| world.person(&format!("o-{n}"))).collect();
    let told: Vec<Vec<_>> = std::thread::scope(|scope| {
        let world = &world;
        let writers: Vec<_> = people
            .iter()
            .map(|user| {
                scope.spawn(move || {
                    let owe = |_| world.owe(*user, world.line, "a line that was acknowledged");
                    (0..ROUNDS).map(owe).collect()
                })
            })
            .collect();
        writers.into_iter().map(|w| w.join().expect("no writer panics")).collect()
    });
    world.reopen();
    for (user, told) in people.iter().zip(told) {
        let kept: Vec<_> = world.see(*user).lane.queue.iter().map(|d| d.key).collect();
        assert_eq!(kept, told);
    }
}
