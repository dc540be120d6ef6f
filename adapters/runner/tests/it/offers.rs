//! Replies that were not written: what they carried leaves another way, once.

use crate::support::Scene;
use crate::support::channel::Fate::Refuses;
use driftbottle::Outcome;
use std::time::Duration;

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn three_misses_put_the_lines_back_and_they_leave_by_push() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    // The platform says that the window is closed: the next line is held.
    scene.mailbox.next([Refuses(Outcome::WindowClosed)]);
    scene.say(one, "第1句").await;
    scene.say(one, "第2句").await;
    assert_eq!(["第1句", "第2句"].map(|line| scene.times(other, line)), [0, 0]);
    // The person's word is kept, but hangs up before the answer is made, three times.
    scene.next_second().await;
    scene.store.slow_down(Duration::from_millis(500));
    let push = scene.platform().say(other, "嗯").unwrap();
    let attempts = scene.deliver_and_hang_up(push, Duration::from_millis(150)).await;
    assert_eq!(attempts, 3);
    scene.store.slow_down(Duration::ZERO);
    scene.mailbox.wait_for(&scene.openid(one), "：嗯").await;
    scene.mailbox.wait_for(&scene.openid(other), "第1句").await;
    scene.mailbox.wait_for(&scene.openid(other), "第2句").await;
    tokio::time::sleep(Duration::from_secs(7)).await;
    let times = ["第1句", "第2句"].map(|line| scene.times(other, line));
    assert_eq!((times, scene.times(one, "：嗯")), ([1, 1], 1));
}

// proves: D5 D6
#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_was_written_is_not_said_again() {
    let scene = Scene::start().await;
    let (one, other) = scene.pair().await;
    scene.mailbox.next([Refuses(Outcome::WindowClosed)]);
    scene.say(one, "第1句").await;
    scene.next_second().await;
    let answers = scene.say(other, "嗯").await;
    assert!(answers[0].body.contains("第1句"));
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(scene.times(other, "第1句"), 1);
    let summary = scene.stop().await;
    assert_eq!((summary.lines, summary.uncertain, summary.unfinished), (0, 0, 0), "{summary}");
}
