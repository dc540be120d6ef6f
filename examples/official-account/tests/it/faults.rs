//! Replies that get lost, connections that break, a process that dies: what was offered comes again, once.

use crate::support::proxy::Mode::{Cut, LoseAnswers, Pass, Withhold};
use crate::support::until;
use crate::support::world::World;
use std::time::Duration;
use wechat_simulator::{Faults, Mode, PushState};

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_on_its_way_is_given_again() {
    let mut world = World::start(Mode::Secure).await;
    let (one, other) = world.pair().await;
    let said = world.say_until_held(one).await;
    world.proxy.set_mode(LoseAnswers);
    let push = world.say(other, "嗯");
    until("two answers are lost", Duration::from_secs(10), || world.proxy.struck() == 2).await;
    world.proxy.set_mode(Pass);
    assert!(matches!(world.over(push).await, PushState::Answered { on: 3, .. }));
    world.all_shown_once(other, said).await;
    assert_eq!(world.refusals(), 0);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_while_the_answer_is_made_loses_nothing() {
    let mut world = World::start(Mode::Secure).await;
    let (one, other) = world.pair().await;
    let said = world.say_until_held(one).await;
    world.proxy.set_mode(Cut);
    let push = world.say(other, "嗯");
    until("a connection broke", Duration::from_secs(10), || world.proxy.struck() >= 1).await;
    world.proxy.set_mode(Pass);
    world.over(push).await;
    world.all_shown_once(other, said).await;
    world.shown(one, "：嗯").await;
    assert_eq!((world.times(one, "：嗯"), world.refusals()), (1, 0));
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn three_broken_connections_leave_the_lines_where_they_were() {
    let mut world = World::start(Mode::Secure).await;
    let (one, other) = world.pair().await;
    let said = world.say_until_held(one).await;
    world.proxy.set_mode(Cut);
    let push = world.say(other, "嗯");
    assert_eq!(world.over(push).await, PushState::Failed);
    assert_eq!(world.proxy.struck(), 3);
    world.proxy.set_mode(Pass);
    // The person read that it may not have arrived, and says it again.
    let push = world.say(other, "我在");
    assert!(matches!(world.over(push).await, PushState::Answered { on: 1, .. }));
    world.all_shown_once(other, said).await;
    world.shown(one, "：我在").await;
    assert_eq!((world.times(one, "：我在"), world.refusals()), (1, 0));
    assert!(world.times(one, "：嗯") <= 1);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn killed_between_the_commit_and_the_answer_it_goes_on_where_it_was() {
    let mut world = World::start(Mode::Secure).await;
    let (one, other) = world.pair().await;
    let said = world.say_until_held(one).await;
    world.proxy.set_mode(Withhold);
    let push = world.say(other, "嗯");
    world.proxy.has_withheld().await;
    world.kill_program();
    world.proxy.set_mode(Pass);
    world.start_program();
    assert!(matches!(world.over(push).await, PushState::Answered { on: 2, .. }));
    world.all_shown_once(other, said).await;
    world.shown(one, "：嗯").await;
    assert_eq!((world.times(one, "：嗯"), world.refusals()), (1, 0));
}

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn a_busy_platform_and_a_revoked_token_lose_nothing() {
    let mut world = World::start(Mode::Secure).await;
    let (one, other) = world.pair().await;
    let faults = Faults { api_busy: 0.3, token_revoked: 0.2, ..Faults::default() };
    world.simulator.with_platform(|platform| platform.set_faults(faults)).unwrap();
    for n in 1..=12 {
        world.say(one, &format!("第{n}句"));
        world.say(other, &format!("第{n}句"));
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    world.all_shown_once(one, 12).await;
    world.all_shown_once(other, 12).await;
    let counts = world.simulator.with_platform(|platform| platform.fault_counts());
    assert!(counts.api_busy > 0 && counts.token_revoked > 0, "{counts:?}");
}

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn a_push_without_an_answer_is_sent_once_more_and_no_oftener() {
    let mut world = World::start(Mode::Secure).await;
    let (one, other) = world.pair().await;
    // Carried out, and the answer lost: nobody can know.
    let faults = Faults { api_timeout_after: 1.0, ..Faults::default() };
    world.simulator.with_platform(|platform| platform.set_faults(faults)).unwrap();
    world.say(one, "第1句");
    until("it is sent again", Duration::from_secs(20), || world.times(other, "第1句") == 2).await;
    world.simulator.with_platform(|platform| platform.set_faults(Faults::default())).unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!((world.times(other, "第1句"), world.refusals()), (2, 0));
}
