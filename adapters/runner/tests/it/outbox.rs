//! Pushes on their way: how many at once, and what if their fate cannot be noted.

use crate::support::Scene;
use crate::support::channel::Fate::{Panics, Refuses, Says};
use crate::support::store::Mood::Fails;
use driftbottle::Outcome;
use driftbottle::chatstore::ChatStore as _;
use driftbottle_runner::RunError;
use std::time::Duration;
use tokio::time::{sleep, timeout};

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn no_more_pushes_than_allowed_are_on_their_way() {
    let scene = Scene::start_with(|config| config.pushes_in_flight = 2).await;
    let mut pairs = Vec::new();
    for _ in 0..4 {
        pairs.push(scene.pair().await);
    }
    scene.mailbox.shut();
    for (one, _) in &pairs {
        scene.say(*one, "一句").await;
    }
    sleep(Duration::from_millis(500)).await;
    assert_eq!(scene.mailbox.inside(), 2);
    scene.mailbox.open();
    for (_, other) in &pairs {
        scene.mailbox.wait_for(&scene.openid(*other), "：一句").await;
    }
    assert_eq!(scene.mailbox.most_inside(), 2);
}

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_is_noted_however_often_the_store_fails() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.mailbox.shut();
    scene.say(one, "第1句").await;
    sleep(Duration::from_millis(200)).await;
    assert_eq!(scene.mailbox.inside(), 1);
    scene.store.next_commits([Fails; 6]);
    scene.mailbox.open();
    scene.mailbox.wait_for(&scene.openid(other), "第1句").await;
    while scene.store.commits_to_come() > 0 {
        sleep(Duration::from_millis(20)).await;
    }
    // The lane is free again.
    scene.say(one, "第2句").await;
    scene.mailbox.wait_for(&scene.openid(other), "第2句").await;
    assert_eq!(scene.times(other, "第1句"), 1);
}

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_breaks_down_leaves_an_unknown_outcome_and_the_push_is_sent_once_more() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.mailbox.next([Panics, Panics]);
    scene.say(one, "第1句").await;
    sleep(Duration::from_secs(2)).await;
    assert_eq!(scene.times(other, "第1句"), 2);
    scene.say(one, "第2句").await;
    scene.mailbox.wait_for(&scene.openid(other), "第2句").await;
}

// proves: D6
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_sent_is_sent_again_and_what_was_is_not() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.mailbox.next([Refuses(Outcome::NotSent), Refuses(Outcome::NotSent), Says(Outcome::Sent)]);
    scene.say(one, "第1句").await;
    scene.mailbox.wait_for(&scene.openid(other), "第1句").await;
    sleep(Duration::from_secs(2)).await;
    assert_eq!(scene.times(other, "第1句"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_whose_database_was_taken_stops_and_says_so() {
    let scene = Scene::start().await;
    let (one, _) = scene.pair().await;
    scene.store.boot([0; 32]).await.unwrap();
    let push = scene.platform().say(one, "还在吗").unwrap();
    tokio::join!(scene.deliver_and_hang_up(push, Duration::from_millis(300)), async {
        let ended = timeout(Duration::from_secs(10), async {
            while !scene.run.is_finished() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        ended.await.unwrap();
    });
    assert!(matches!(scene.run.await.unwrap(), Err(RunError::Fenced)));
}
