//! Faults around a passive reply that carries lines: whatever happens, each line is seen once.

use crate::world::World;
use wechat_simulator::{Faults, Mode, PhoneId, Sender};

const SECOND: i64 = 1_000;

/// Two people in a talk; twelve lines of one are held for the other.
fn with_held_lines(seed: u64) -> (World, PhoneId, PhoneId) {
    let mut world = World::new(seed, Mode::Secure, None);
    let (a, b) = (world.platform.add_phone("甲"), world.platform.add_phone("乙"));
    for phone in [a, b] {
        world.platform.follow(phone).unwrap();
        world.pass(2 * SECOND);
        world.platform.say(phone, "找人").unwrap();
        world.pass(2 * SECOND);
    }
    world.pass(60 * SECOND);
    for n in 0..24 {
        world.platform.say(a, &format!("«{n}»")).unwrap();
        world.pass(3 * SECOND);
    }
    world.pass(60 * SECOND);
    assert!(world.store.people().iter().any(|p| p.lane.queue.len() > 5), "lines are held");
    (world, a, b)
}

/// How often each of the lines is on the screen.
fn counts(world: &World, phone: PhoneId) -> Vec<usize> {
    let screen = world.platform.screen(phone).unwrap();
    let texts: Vec<&str> =
        screen.iter().filter(|b| b.from == Sender::Account).map(|b| b.text.as_str()).collect();
    (0..24).map(|n| texts.iter().map(|t| t.matches(&format!("«{n}»")).count()).sum()).collect()
}

/// The silent one speaks while something is wrong; then all is well again.
fn speak(world: &mut World, b: PhoneId, wrong: impl FnOnce(&mut World), for_ms: i64) {
    wrong(world);
    world.platform.say(b, "我回来了").unwrap();
    world.pass(for_ms);
    world.pace = Default::default();
    world.platform.set_faults(Faults::default()).unwrap();
    world.pass(120 * SECOND);
    for _ in 0..3 {
        world.platform.say(b, "嗯").unwrap();
        world.pass(30 * SECOND);
    }
    assert_eq!(counts(world, b), vec![1; 24], "each line once");
    assert!(world.refusals().is_empty(), "{:?}", world.refusals());
}

fn slow(commit_ms: i64) -> impl FnOnce(&mut World) {
    move |world| world.pace.commit_ms = Some(commit_ms)
}

/// proves: D5 D6
#[test]
fn a_commit_that_takes_three_seconds() {
    let (mut world, _, b) = with_held_lines(1);
    speak(&mut world, b, slow(3_000), 10 * SECOND);
}

#[test]
fn a_commit_that_takes_longer_than_the_webhook_waits() {
    let (mut world, _, b) = with_held_lines(2);
    speak(&mut world, b, slow(4_600), 20 * SECOND);
}

#[test]
fn a_commit_that_takes_longer_than_all_attempts() {
    let (mut world, a, b) = with_held_lines(3);
    speak(&mut world, b, slow(20_000), 60 * SECOND);
    let screen = world.platform.screen(b).unwrap();
    assert!(screen.iter().any(|bubble| bubble.text.contains("这条可能没有收到")), "the last attempt says so");
    let heard =
        world.platform.screen(a).unwrap().iter().filter(|bubble| bubble.text.contains("我回来了")).count();
    assert_eq!(heard, 1, "and the line came through all the same, once");
}

#[test]
fn a_connection_that_breaks_while_the_reply_is_written() {
    let (mut world, _, b) = with_held_lines(4);
    speak(&mut world, b, |world| world.pace.broken = 1.0, 30);
}

#[test]
fn three_attempts_missed() {
    let (mut world, _, b) = with_held_lines(5);
    speak(&mut world, b, |world| world.pace.broken = 1.0, 40 * SECOND);
}

/// Written, and yet another attempt comes: the platform had not got it.
#[test]
fn a_reply_that_is_lost_after_it_was_written() {
    let (mut world, _, b) = with_held_lines(6);
    let faults = Faults { reply_lost: 1.0, ..Faults::default() };
    speak(&mut world, b, |world| world.platform.set_faults(faults).unwrap(), 4 * SECOND);
}

#[test]
fn a_process_that_dies_between_commit_and_reply() {
    let (mut world, _, b) = with_held_lines(7);
    let crashes = world.crashes;
    speak(&mut world, b, |world| world.pace.death = 1.0, 45);
    assert_eq!(world.crashes, crashes + 1);
}
