//! What is answered when, in paused time: the clock jumps to the next timer whenever nothing else can run.

use std::time::Duration;

use driftbottle_webhook::{Answer, AtDeadline, Deadlines, NotNow, Report};
use tokio::time::Instant;

use crate::requests::{push, push_at};
use crate::support::{HandClock, LAST, START, Said, bot, builder, hello, say, silent, sleep_ms, webhook};

/// What a bot does, in milliseconds after it began.
#[derive(Clone, Copy, Default)]
struct Habit {
    claims: Option<u64>,
    accepts: Option<u64>,
    answers: u64,
}

/// The answer, when it came (ms), and what the bot was told in the end. The age is the push's on arrival.
async fn live(habit: Habit, age_secs: i64) -> (Said, u64, Vec<Report>, Option<bool>) {
    let (tell, told) = std::sync::mpsc::channel();
    let bot = bot(move |_, turn| {
        let tell = tell.clone();
        async move {
            for now in 0..=habit.answers / 100 {
                if habit.claims == Some(now * 100) {
                    tell.send(turn.claim_reply()).unwrap();
                }
                if habit.accepts == Some(now * 100) {
                    turn.accepted();
                }
                if now < habit.answers / 100 {
                    sleep_ms(100).await;
                }
            }
            Ok(hello())
        }
    });
    let clock = HandClock::new();
    clock.set_secs(START + age_secs);
    let webhook = builder(&bot).clock(clock).build().unwrap();
    let before = Instant::now();
    let said = say(&webhook, push_at(START + age_secs, "oA", 1)).await;
    let after = u64::try_from(before.elapsed().as_millis()).unwrap();
    sleep_ms(30_000).await;
    assert_eq!(bot.calls(), 1);
    (said, after, bot.reports(), told.try_recv().ok())
}

fn reply(said: &Said) -> bool {
    said.status == 200 && said.text.contains("hello yourself")
}

#[tokio::test(start_paused = true)]
async fn at_once() {
    let (said, after, reports, _) = live(Habit::default(), 0).await;
    assert!(reply(&said));
    assert_eq!((after, reports), (0, vec![Report::Written]));
}

#[tokio::test(start_paused = true)]
async fn a_commit_of_three_seconds_is_answered() {
    let (said, after, reports, _) =
        live(Habit { accepts: Some(3_000), answers: 3_000, ..Habit::default() }, 0).await;
    assert!(reply(&said));
    assert_eq!((after, reports), (3_000, vec![Report::Written]));
}

#[tokio::test(start_paused = true)]
async fn a_commit_of_four_point_six_seconds_is_delivered_again() {
    let (said, after, reports, claimed) =
        live(Habit { accepts: Some(4_600), claims: Some(4_600), answers: 4_600 }, 0).await;
    assert_eq!((said.status, after), (503, 4_000));
    assert_eq!(said.text, "");
    assert_eq!((reports, claimed), (vec![Report::Missed], Some(false)));
}

#[tokio::test(start_paused = true)]
async fn a_commit_of_twenty_seconds_is_delivered_again_and_finished_behind() {
    let (said, after, reports, _) =
        live(Habit { accepts: Some(20_000), answers: 20_000, ..Habit::default() }, 0).await;
    assert_eq!((said.status, after, reports), (503, 4_000, vec![Report::Missed]));
}

#[tokio::test(start_paused = true)]
async fn on_the_last_attempt_the_user_is_told() {
    let (said, after, reports, _) = live(Habit { answers: 20_000, ..Habit::default() }, 9).await;
    assert_eq!((said.status, after), (200, 4_000));
    assert!(said.text.contains(LAST), "{said:?}");
    assert_eq!(reports, [Report::Missed]);
    // The second attempt comes five seconds after the first and is decided at nine: not the last.
    let (said, ..) = live(Habit { answers: 20_000, ..Habit::default() }, 6).await;
    assert_eq!(said.status, 503);
}

#[tokio::test(start_paused = true)]
async fn accepted_and_late_becomes_success() {
    let habit = Habit { accepts: Some(200), claims: Some(4_700), answers: 4_800 };
    let (said, after, reports, claimed) = live(habit, 0).await;
    assert!(said.is_success());
    assert_eq!((after, reports, claimed), (4_500, vec![Report::Missed], Some(false)));
}

#[tokio::test(start_paused = true)]
async fn a_claimed_reply_is_waited_for() {
    let habit = Habit { accepts: Some(200), claims: Some(100), answers: 4_800 };
    let (said, after, reports, claimed) = live(habit, 0).await;
    assert!(reply(&said));
    assert_eq!((after, reports, claimed), (4_800, vec![Report::Written], Some(true)));
}

#[tokio::test(start_paused = true)]
async fn a_claimed_reply_is_not_waited_for_forever() {
    let habit = Habit { accepts: Some(200), claims: Some(4_400), answers: 6_000 };
    let (said, after, reports, _) = live(habit, 0).await;
    assert_eq!((said.status, after, reports), (503, 4_900, vec![Report::Missed]));
    // On the last attempt nobody would carry the reply later, and the push was accepted.
    let (said, after, reports, _) = live(habit, 12).await;
    assert!(said.is_success());
    assert_eq!((after, reports), (4_900, vec![Report::Missed]));
}

#[tokio::test(start_paused = true)]
async fn a_claim_without_acceptance_does_not_move_the_first_deadline() {
    let habit = Habit { accepts: None, claims: Some(100), answers: 4_300 };
    let (said, after, reports, claimed) = live(habit, 0).await;
    assert_eq!((said.status, after), (503, 4_000));
    assert_eq!((reports, claimed), (vec![Report::Missed], Some(true)));
}

#[tokio::test(start_paused = true)]
async fn what_the_bot_does_not_take_is_delivered_again() {
    let bot = bot(|_, _| async { Err(NotNow::new("the store is busy")) });
    let clock = HandClock::new();
    let webhook = builder(&bot).clock(clock.clone()).build().unwrap();
    assert_eq!(say(&webhook, push("oA", 1)).await.status, 503);
    clock.set_secs(START + 9);
    assert!(say(&webhook, push_at(START + 9, "oA", 1)).await.text.contains(LAST));
}

#[tokio::test(start_paused = true)]
async fn the_bot_knows_its_time() {
    let bot = bot(|_, turn| async move {
        assert_eq!(turn.time_left(), Duration::from_millis(4_500));
        assert!(!turn.is_last_attempt());
        sleep_ms(1_500).await;
        assert_eq!(turn.time_left(), Duration::from_millis(3_000));
        Ok(Answer::silent())
    });
    assert!(say(&webhook(&bot), push("oA", 1)).await.is_success());
}

#[tokio::test(start_paused = true)]
async fn the_policies_are_settable() {
    let never = || {
        bot(|_, turn| async move {
            turn.accepted();
            sleep_ms(60_000).await;
            Ok(Answer::silent())
        })
    };
    let with = |change: fn(&mut Deadlines)| {
        let mut deadlines = Deadlines::default();
        change(&mut deadlines);
        builder(&never()).deadlines(deadlines).build().unwrap()
    };
    let retry = with(|deadlines| deadlines.accepted = AtDeadline::Retry);
    assert_eq!(say(&retry, push("oA", 1)).await.status, 503);
    let speak = with(|deadlines| deadlines.accepted = AtDeadline::Reply("wait a moment".into()));
    assert!(say(&speak, push("oA", 1)).await.text.contains("wait a moment"));
    let quick = with(|deadlines| {
        (deadlines.accept_by, deadlines.answer_by) = (Duration::from_millis(10), Duration::from_millis(20));
    });
    let before = Instant::now();
    assert!(say(&quick, push("oA", 1)).await.is_success());
    assert_eq!(before.elapsed(), Duration::from_millis(20));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_refused() {
    let stalled = http_body_util::StreamBody::new(futures_util::stream::pending::<
        Result<http_body::Frame<axum::body::Bytes>, std::convert::Infallible>,
    >());
    let query = crate::requests::signed_query(START, "5");
    let request = crate::requests::post("/wechat", &query, axum::body::Body::new(stalled));
    let before = Instant::now();
    assert_eq!(say(&webhook(&silent()), request).await.status, 408);
    assert_eq!(before.elapsed(), Duration::from_secs(4));
}
