//! One user's pushes one after another, different users' side by side.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use driftbottle_webhook::Answer;
use tokio::time::Instant;
use wechat_core::inbound::InboundKind;

use crate::requests::{push, push_at};
use crate::support::{HandClock, LAST, START, TestBot, bot, builder, say, sleep_ms, webhook};

/// A bot that takes this long for each push, and the pushes it began and ended.
fn slow(millis: u64) -> (Arc<TestBot>, Arc<Mutex<Vec<String>>>) {
    let log = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&log);
    let bot = bot(move |push, _| {
        let log = Arc::clone(&kept);
        async move {
            let InboundKind::Text(text) = push.inbound.kind else { panic!("not a text") };
            let name = format!("{}{}", push.inbound.from.as_str(), text.msg_id);
            log.lock().unwrap().push(format!("{name}+"));
            sleep_ms(millis).await;
            log.lock().unwrap().push(format!("{name}-"));
            Ok(Answer::silent())
        }
    });
    (bot, log)
}

#[tokio::test(start_paused = true)]
async fn pushes_of_one_user_are_handled_in_order() {
    let (bot, log) = slow(500);
    let webhook = webhook(&bot);
    let before = Instant::now();
    let (a, b, c, d) = tokio::join!(
        biased;
        say(&webhook, push("oA", 1)),
        say(&webhook, push("oA", 2)),
        say(&webhook, push("oB", 1)),
        say(&webhook, push("oA", 3)),
    );
    assert!([a, b, c, d].iter().all(crate::support::Said::is_success));
    assert_eq!(before.elapsed(), Duration::from_millis(1_500));
    let log = log.lock().unwrap();
    let of = |user: &str| log.iter().filter(|line| line.starts_with(user)).cloned().collect::<Vec<_>>();
    assert_eq!(of("oA"), ["oA1+", "oA1-", "oA2+", "oA2-", "oA3+", "oA3-"]);
    assert_eq!(&log[..2], ["oA1+", "oB1+"], "users wait for each other");
}

#[tokio::test(start_paused = true)]
async fn a_retry_waits_for_the_first_attempt_and_then_for_its_own_deadline() {
    let (bot, log) = slow(20_000);
    let clock = HandClock::new();
    let webhook = builder(&bot).clock(clock.clone()).build().unwrap();
    let said = say(&webhook, push("oA", 1)).await;
    assert_eq!(said.status, 503);

    sleep_ms(1_000).await; // five seconds after the first
    clock.set_secs(START + 5);
    let before = Instant::now();
    assert_eq!(say(&webhook, push_at(START + 5, "oA", 1)).await.status, 503);
    assert_eq!(before.elapsed(), Duration::from_secs(4));

    sleep_ms(1_000).await; // ten seconds after the first
    clock.set_secs(START + 10);
    assert!(say(&webhook, push_at(START + 10, "oA", 1)).await.text.contains(LAST));

    sleep_ms(10_000).await; // the first attempt is over, the turn free
    assert_eq!(*log.lock().unwrap(), ["oA1+", "oA1-"]);
    clock.set_secs(START + 24);
    let next = push_at(START + 24, "oA", 2);
    let webhook = &webhook;
    let (said, ()) = tokio::join!(say(webhook, next), sleep_ms(1));
    assert!(said.text.contains(LAST)); // a slow one again; but it began
    assert_eq!(log.lock().unwrap().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_retry_begins_when_the_first_attempt_ends_in_time() {
    let (bot, log) = slow(6_000);
    let webhook = webhook(&bot);
    assert_eq!(say(&webhook, push("oA", 1)).await.status, 503);
    sleep_ms(1_000).await;
    let before = Instant::now();
    say(&webhook, push("oA", 1)).await;
    assert_eq!(before.elapsed(), Duration::from_secs(4));
    // It waited one second, and then ran.
    assert_eq!(*log.lock().unwrap(), ["oA1+", "oA1-", "oA1+"]);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_goes_away_in_line_gives_its_place_up() {
    let (bot, log) = slow(1_000);
    let webhook = webhook(&bot);
    let first = say(&webhook, push("oA", 1));
    let gone = async {
        sleep_ms(10).await;
        let waiting = say(&webhook, push("oA", 2));
        tokio::time::timeout(Duration::from_millis(100), waiting).await.unwrap_err();
    };
    let last = async {
        sleep_ms(20).await;
        say(&webhook, push("oA", 3)).await
    };
    let (first, (), last) = tokio::join!(first, gone, last);
    assert!(first.is_success() && last.is_success());
    assert_eq!(*log.lock().unwrap(), ["oA1+", "oA1-", "oA3+", "oA3-"]);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_goes_away_does_not_stop_the_bot() {
    let (bot, log) = slow(1_000);
    let webhook = webhook(&bot);
    let call = say(&webhook, push("oA", 1));
    tokio::time::timeout(Duration::from_millis(100), call).await.unwrap_err();
    assert_eq!(*log.lock().unwrap(), ["oA1+"]);
    sleep_ms(1_000).await;
    assert_eq!(*log.lock().unwrap(), ["oA1+", "oA1-"]);
}
