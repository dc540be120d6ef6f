//! The long hold over real sockets: the first two attempts of a push get no byte, what comes meanwhile is the answer of the
//! attempt then open, the third is answered in any case.

use crate::support::Scene;
use driftbottle_runner::AccountKind;
use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn personal() -> Scene {
    Scene::start_with(|config| config.account.kind = AccountKind::Personal).await
}

// proves: D4
#[tokio::test(flavor = "multi_thread")]
async fn a_push_is_left_without_a_byte_until_a_partner_comes() {
    let scene = personal().await;
    let (one, other) = (scene.person("小明").await, scene.person("小红").await);
    scene.next_second().await;
    let waiting = scene.start_waiting(one, "找人").await;
    sleep(Duration::from_secs(1)).await;
    assert!(!waiting.is_finished(), "nothing is written");
    let answers = scene.say(other, "找人").await;
    assert!(answers[0].body.contains("遇到了"), "{answers:?}");
    let began = Instant::now();
    let answer = waiting.await.unwrap();
    assert!(answer.contains("遇到了") && began.elapsed() < Duration::from_secs(2), "{answer}");
    scene.stop().await;
}

// proves: D4
#[tokio::test(flavor = "multi_thread")]
async fn two_attempts_end_without_a_byte_and_the_third_is_answered() {
    let scene = personal().await;
    let person = scene.person("小明").await;
    scene.next_second().await;
    let push = scene.platform().say(person, "找人").unwrap();
    let attempts = scene.deliver_as_wechat_does(push).await;
    assert_eq!(attempts.len(), 3, "{attempts:?}");
    assert_eq!(attempts[..2], [None, None], "not a byte in five seconds");
    assert!(attempts[2].as_ref().unwrap().contains("排上队了"), "{attempts:?}");
}
