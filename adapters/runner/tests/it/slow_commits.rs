//! A database that takes its time: what is answered at which second, and that nothing is lost.

use crate::support::Scene;
use crate::support::store::Mood::{Fails, Fine, Slow};
use std::time::Duration;
use tokio::time::Instant;

fn seconds(seconds: f32) -> Duration {
    Duration::from_secs_f32(seconds)
}

const WAITING: &str = "正在找";
const SORRY: &str = "这条可能没有收到";

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn after_three_seconds_the_answer_is_still_in_time() {
    let scene = Scene::start().await;
    let person = scene.person("小明").await;
    scene.store.next_commits([Slow(seconds(3.0))]);
    let began = Instant::now();
    let answers = scene.say(person, "找人").await;
    assert!((seconds(3.0)..seconds(3.9)).contains(&began.elapsed()));
    assert_eq!(answers.len(), 1);
    assert!(answers[0].body.contains(WAITING));
    assert_eq!(scene.times(person, WAITING), 1);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn after_four_and_a_half_the_next_attempt_is_a_success_and_the_answer_follows() {
    let scene = Scene::start().await;
    let person = scene.person("小明").await;
    scene.store.next_commits([Slow(seconds(4.6))]);
    let answers = scene.say(person, "找人").await;
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [503, 200]);
    // The first attempt was given up before it was kept, so its answer was never offered: it leaves by push.
    assert_eq!(answers[1].body, "success");
    scene.mailbox.wait_for(&scene.openid(person), WAITING).await;
    tokio::time::sleep(seconds(7.0)).await;
    assert_eq!(scene.times(person, WAITING), 1);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn after_twenty_the_person_is_asked_to_say_it_again_and_it_counts_all_the_same() {
    let scene = Scene::start().await;
    let person = scene.person("小明").await;
    scene.store.next_commits([Slow(seconds(20.0))]);
    let began = Instant::now();
    let answers = scene.say(person, "找人").await;
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [503, 503, 200]);
    assert!(answers[2].body.contains(SORRY) && began.elapsed() < seconds(15.0));
    assert_eq!(scene.times(person, WAITING), 0);
    // It was accepted in the end: the answer that nobody waited for leaves by push.
    scene.mailbox.wait_for(&scene.openid(person), WAITING).await;
    assert_eq!(scene.times(person, WAITING), 1);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn accepted_and_not_answered_is_a_success_and_the_answer_follows() {
    let scene = Scene::start().await;
    let person = scene.person("小明").await;
    // The push is kept at once; looking for a partner takes its time.
    scene.store.next_loads([Fine, Slow(seconds(6.0))]);
    let began = Instant::now();
    let answers = scene.say(person, "找人").await;
    assert!((seconds(4.4)..seconds(4.9)).contains(&began.elapsed()));
    assert_eq!((answers.len(), answers[0].body.as_str()), (1, "success"));
    scene.mailbox.wait_for(&scene.openid(person), WAITING).await;
    assert_eq!(scene.times(person, WAITING), 1);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_begun_is_finished_by_the_next_attempt() {
    let scene = Scene::start().await;
    let person = scene.person("小明").await;
    // Kept at once; the answer is claimed, and its own commit is slow.
    scene.store.next_commits([Fine, Slow(seconds(6.0))]);
    let answers = scene.say(person, "找人").await;
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [503, 200]);
    assert!(answers[1].body.contains(WAITING));
    tokio::time::sleep(seconds(8.0)).await;
    assert_eq!(scene.times(person, WAITING), 1);
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_not_acknowledged() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.store.next_commits([Fails]);
    let answers = scene.say(one, "听得到吗").await;
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [503, 200]);
    scene.mailbox.wait_for(&scene.openid(other), "：听得到吗").await;
    assert_eq!(scene.times(other, "：听得到吗"), 1);
}
