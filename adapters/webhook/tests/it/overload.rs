//! Bounds: a user's queue, and everything in flight.

use std::sync::{Arc, Mutex};

use driftbottle_webhook::{Answer, Observer, Shed};

use crate::requests::{push, push_at};
use crate::support::{HandClock, LAST, START, bot, builder, say, sleep_ms};

#[derive(Clone, Default)]
struct Sheds(Arc<Mutex<Vec<Shed>>>);

impl Observer for Sheds {
    fn shed(&self, _: &str, shed: Shed) {
        self.0.lock().unwrap().push(shed);
    }
}

fn second() -> Arc<crate::support::TestBot> {
    bot(|_, _| async {
        sleep_ms(1_000).await;
        Ok(Answer::silent())
    })
}

#[tokio::test(start_paused = true)]
async fn beyond_a_users_queue_is_503_and_other_users_do_not_notice() {
    let (bot, sheds) = (second(), Sheds::default());
    let webhook = builder(&bot).queue_per_user(1).observer(sheds.clone()).build().unwrap();
    let (a, b, c, d) = tokio::join!(
        biased;
        say(&webhook, push("oA", 1)),
        say(&webhook, push("oA", 2)),
        say(&webhook, push("oA", 3)),
        say(&webhook, push("oB", 1)),
    );
    assert_eq!([a.status, b.status, c.status, d.status], [200, 200, 503, 200]);
    assert_eq!(bot.calls(), 3);
    assert_eq!(*sheds.0.lock().unwrap(), [Shed::UserQueue]);
}

#[tokio::test(start_paused = true)]
async fn on_the_last_attempt_a_full_queue_is_told_to_the_user() {
    let (bot, clock) = (second(), HandClock::new());
    clock.set_secs(START + 10);
    let webhook = builder(&bot).queue_per_user(0).clock(clock).build().unwrap();
    let (first, last) = tokio::join!(
        biased;
        say(&webhook, push_at(START + 10, "oA", 1)),
        say(&webhook, push_at(START + 10, "oA", 2)),
    );
    assert!(first.is_success() && last.text.contains(LAST));
}

#[tokio::test(start_paused = true)]
async fn beyond_the_bound_in_flight_is_503_until_a_bot_has_finished() {
    let (bot, sheds) = (second(), Sheds::default());
    let webhook = builder(&bot).max_in_flight(2).observer(sheds.clone()).build().unwrap();
    let (a, b, c) = tokio::join!(
        biased;
        say(&webhook, push("oA", 1)),
        say(&webhook, push("oB", 1)),
        say(&webhook, push("oC", 1)),
    );
    assert_eq!([a.status, b.status, c.status], [200, 200, 503]);
    assert_eq!(*sheds.0.lock().unwrap(), [Shed::InFlight]);
    assert!(say(&webhook, push("oC", 1)).await.is_success());
}

#[tokio::test(start_paused = true)]
async fn a_bot_running_behind_its_deadline_still_counts() {
    let bot = bot(|_, _| async {
        sleep_ms(10_000).await;
        Ok(Answer::silent())
    });
    let webhook = builder(&bot).max_in_flight(1).build().unwrap();
    assert_eq!(say(&webhook, push("oA", 1)).await.status, 503);
    assert_eq!(say(&webhook, push("oB", 1)).await.status, 503);
    assert_eq!(bot.calls(), 1);
    sleep_ms(7_000).await;
    let again = say(&webhook, push("oB", 1));
    assert!(tokio::time::timeout(std::time::Duration::from_secs(1), again).await.is_err(), "not begun");
}
