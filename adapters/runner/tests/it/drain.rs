//! Stopping: what is in flight is waited for, and not for ever.

use crate::support::Scene;
use crate::support::channel::Fate::Refuses;
use crate::support::store::Mood::Slow;
use driftbottle::Outcome;
use std::time::Duration;
use tokio::time::{Instant, sleep};

#[tokio::test(flavor = "multi_thread")]
async fn a_push_and_a_callback_in_flight_are_finished() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.mailbox.shut();
    scene.say(one, "第1句").await;
    sleep(Duration::from_millis(200)).await;
    let mailbox = std::sync::Arc::clone(&scene.mailbox);
    let to = scene.openid(other);
    tokio::spawn(async move {
        sleep(Duration::from_secs(1)).await;
        mailbox.open();
    });
    let mailbox = std::sync::Arc::clone(&scene.mailbox);
    let began = Instant::now();
    let summary = scene.stop().await;
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!((mailbox.times(&to, "第1句"), summary.lines, summary.uncertain), (1, 0, 0), "{summary}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_hangs_is_left_behind_after_five_seconds_and_counted() {
    let scene = Scene::start().await;
    let (one, _) = scene.pair().await;
    scene.mailbox.shut();
    scene.say(one, "第1句").await;
    scene.say(one, "第2句").await;
    sleep(Duration::from_millis(200)).await;
    let began = Instant::now();
    let summary = scene.stop().await;
    assert!((Duration::from_secs(4)..Duration::from_secs(6)).contains(&began.elapsed()));
    assert_eq!((summary.lines, summary.people, summary.uncertain), (2, 1, 1), "{summary}");
    assert_eq!(
        summary.to_string(),
        "2 lines and 0 notices are kept for 1 people; 1 pushes may or may not have arrived"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_are_held_are_counted_and_nothing_is_sent_any_more() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.mailbox.next([Refuses(Outcome::WindowClosed)]);
    for n in 1..=3 {
        scene.say(one, &format!("第{n}句")).await;
    }
    scene.store.next_commits([Slow(Duration::from_millis(300))]);
    let (mailbox, to) = (std::sync::Arc::clone(&scene.mailbox), scene.openid(other));
    let summary = scene.stop().await;
    assert_eq!((summary.lines, mailbox.times(&to, "句")), (3, 0), "{summary}");
}
