//! A bot that panics hurts nobody but its push.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use driftbottle_webhook::{Answer, Bot, NotNow, Observer, Push, ReplyKey, Report, Turn, Webhook};
use wechat_core::callback::{Callback, CallbackConfig};

use crate::requests::{push, push_at};
use crate::support::{HandClock, LAST, START, app, bot, builder, hello, say, sleep_ms, token};

#[derive(Clone, Default)]
struct Panics(Arc<AtomicUsize>);

impl Observer for Panics {
    fn panicked(&self, path: &str) {
        assert_eq!(path, "/wechat");
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Panics on every first push of a user, at once or after a while, and answers the second.
async fn second_time_lucky(pause_ms: u64) {
    let (panics, clock) = (Panics::default(), HandClock::new());
    let count = Arc::new(AtomicUsize::new(0));
    let bot = bot(move |_, turn| {
        let count = Arc::clone(&count);
        async move {
            if pause_ms > 0 {
                sleep_ms(pause_ms).await;
            }
            turn.accepted();
            assert!(!count.fetch_add(1, Ordering::SeqCst).is_multiple_of(2), "as planned");
            Ok(Answer::silent())
        }
    });
    let webhook =
        builder(&bot).clock(clock.clone()).queue_per_user(4).observer(panics.clone()).build().unwrap();
    let (first, waiting) = tokio::join!(biased; say(&webhook, push("oA", 1)), say(&webhook, push("oA", 2)));
    assert_eq!(first.status, 503);
    assert!(waiting.is_success(), "the turn was not released: {waiting:?}");
    clock.set_secs(START + 11);
    assert!(say(&webhook, push_at(START + 11, "oA", 3)).await.text.contains(LAST));
    assert_eq!(panics.0.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_panic_at_once_is_contained() {
    second_time_lucky(0).await;
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_task_of_its_own_is_contained() {
    second_time_lucky(300).await;
}

#[tokio::test(start_paused = true)]
async fn a_panic_behind_the_deadline_releases_the_turn() {
    let bot = bot(|_, turn| async move {
        turn.accepted();
        sleep_ms(6_000).await;
        panic!("as planned")
    });
    let webhook = builder(&bot).max_in_flight(1).build().unwrap();
    assert!(say(&webhook, push("oA", 1)).await.is_success());
    sleep_ms(2_000).await;
    assert!(say(&webhook, push("oA", 2)).await.is_success());
    assert_eq!(bot.calls(), 2);
}

#[tokio::test]
async fn a_panic_on_a_report_is_contained() {
    struct Ungrateful;
    #[async_trait::async_trait]
    impl Bot for Ungrateful {
        async fn handle(&self, _: Push, _: Turn) -> Result<Answer, NotNow> {
            Ok(hello())
        }
        fn reported(&self, _: ReplyKey, _: Report) {
            panic!("as planned")
        }
    }
    let callback = Callback::new(CallbackConfig::plain(app(), token())).unwrap();
    let account = driftbottle_webhook::AccountConfig::new(callback, Arc::new(Ungrateful));
    let webhook = Webhook::builder().account("/wechat", account).clock(HandClock::new()).build().unwrap();
    assert!(say(&webhook, push("oA", 1)).await.text.contains("hello yourself"));
    assert!(say(&webhook, push("oA", 2)).await.text.contains("hello yourself"));
}
