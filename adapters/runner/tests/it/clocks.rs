//! The platform's clock: two days pass at once, and everything in between happens before the next word.

use crate::support::{Scene, system_ms};
use driftbottle_runner::ClockKind;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_leap_runs_what_was_due_before_the_push_that_brought_it() {
    let scene = Scene::start_with(|config| config.clock = ClockKind::Platform).await;
    let (one, other) = scene.pair().await;
    scene.platform().leap(48 * 3_600_000);
    // The talk was closed for silence long before this word.
    let answers = scene.say(one, "还在吗").await;
    assert!(answers[0].body.contains("散了"), "{answers:?}");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(scene.times(other, "还在吗"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_in_another_year_is_followed() {
    // Ten years before the machine's time.
    let start_ms = system_ms() - 10 * 366 * 24 * 3_600_000;
    let scene = Scene::start_at(start_ms, |config| config.clock = ClockKind::Platform).await;
    let (one, other) = scene.pair().await;
    scene.say(one, "几点了").await;
    scene.mailbox.wait_for(&scene.openid(other), "：几点了").await;
}
