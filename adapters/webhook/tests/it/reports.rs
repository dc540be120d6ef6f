//! Every answer with a key is reported exactly once, whatever happens around it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use driftbottle_webhook::{Answer, ReplyKey, Report};
use proptest::prelude::*;
use tower::ServiceExt as _;
use wechat_core::Reply;

use crate::requests::push;
use crate::support::{bot, builder, hello, key, read, say, silent, sleep_ms, webhook};

#[tokio::test]
async fn a_reply_read_to_its_end_is_written() {
    let bot = bot(|_, _| async { Ok(hello()) });
    say(&webhook(&bot), push("oA", 1)).await;
    assert_eq!(bot.keyed_reports(), [(key(1), Report::Written)]);
}

#[tokio::test]
async fn success_with_a_key_is_reported_too_and_nothing_without() {
    let keyed = bot(|_, _| async { Ok(Answer::silent().with_key(key(9))) });
    say(&webhook(&keyed), push("oA", 1)).await;
    assert_eq!(keyed.keyed_reports(), [(key(9), Report::Written)]);
    let unnamed = silent();
    say(&webhook(&unnamed), push("oA", 1)).await;
    assert_eq!(unnamed.reports(), []);
}

#[tokio::test]
async fn a_response_nobody_reads_is_missed() {
    let bot = bot(|_, _| async { Ok(hello()) });
    let response = webhook(&bot).router().oneshot(push("oA", 1)).await.unwrap();
    assert_eq!(bot.reports(), []);
    drop(response);
    assert_eq!(bot.reports(), [Report::Missed]);
}

#[tokio::test(start_paused = true)]
async fn a_response_read_too_late_is_missed() {
    let bot = bot(|_, _| async { Ok(hello()) });
    let response = webhook(&bot).router().oneshot(push("oA", 1)).await.unwrap();
    sleep_ms(5_000).await;
    read(response).await;
    assert_eq!(bot.reports(), [Report::Missed]);
}

#[tokio::test]
async fn a_reply_that_cannot_be_written_is_missed_and_the_push_stays_taken() {
    let bot = bot(|_, _| async { Ok(Answer::reply(Reply::text("字".repeat(700))).with_key(key(2))) });
    assert!(say(&webhook(&bot), push("oA", 1)).await.is_success());
    assert_eq!(bot.keyed_reports(), [(key(2), Report::Missed)]);
}

/// What happens to one push: its bot's times, and when its connection goes away, in milliseconds.
#[derive(Clone, Debug)]
struct Fate {
    user: u8,
    claims: Option<u64>,
    accepts: Option<u64>,
    answers: u64,
    panics: bool,
    leaves: Option<u64>,
    reads_after: u64,
}

fn fate() -> impl Strategy<Value = Fate> {
    let time = || (0_u64..62).prop_map(|tenth| tenth * 100);
    (0_u8..3, proptest::option::of(time()), proptest::option::of(time()), time(), any::<bool>())
        .prop_flat_map(move |(user, claims, accepts, answers, panics)| {
            let leaves = proptest::option::of((0_u64..62).prop_map(|tenth| tenth * 100));
            (leaves, 0_u64..1_500).prop_map(move |(leaves, reads_after)| Fate {
                user,
                claims,
                accepts,
                answers,
                panics: panics && answers % 500 == 0,
                leaves,
                reads_after,
            })
        })
}

type Answered = Arc<Mutex<Vec<ReplyKey>>>;

/// Lives through all fates side by side; gives the keys answered with, and the reports made.
async fn live(fates: Vec<Fate>) -> (Vec<ReplyKey>, Vec<(ReplyKey, Report)>) {
    let answered = Answered::default();
    let (plan, kept) = (fates.clone(), Arc::clone(&answered));
    let bot = bot(move |push, turn| {
        let id = push.inbound.kind.msg_id().unwrap().as_u64().unwrap();
        let (fate, answered) = (plan[usize::try_from(id).unwrap()].clone(), Arc::clone(&kept));
        async move {
            let mut times: Vec<u64> = fate.claims.into_iter().chain(fate.accepts).collect();
            times.push(fate.answers);
            times.sort_unstable();
            let mut now = 0;
            for time in times.into_iter().filter(|time| *time <= fate.answers) {
                if time > now {
                    sleep_ms(time - now).await;
                    now = time;
                }
                if fate.claims == Some(now) {
                    let _ = turn.claim_reply();
                }
                if fate.accepts == Some(now) {
                    turn.accepted();
                }
            }
            assert!(!fate.panics, "as planned");
            let key = ReplyKey::new(u128::from(id).to_be_bytes());
            answered.lock().unwrap().push(key);
            Ok(Answer::reply(Reply::text("yes")).with_key(key))
        }
    });
    let webhook = builder(&bot).build().unwrap();
    let calls = fates.into_iter().enumerate().map(|(id, fate)| {
        let router = webhook.router();
        let request = push(&format!("oUser{}", fate.user), id as u64);
        tokio::spawn(async move {
            let call = async {
                let response = router.oneshot(request).await.unwrap();
                sleep_ms(fate.reads_after).await;
                read(response).await
            };
            match fate.leaves {
                Some(leaves) => drop(tokio::time::timeout(Duration::from_millis(leaves), call).await),
                None => drop(call.await),
            }
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    sleep_ms(60_000).await;
    let answered = answered.lock().unwrap().clone();
    (answered, bot.keyed_reports())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn exactly_once(fates in proptest::collection::vec(fate(), 1..12)) {
        std::panic::set_hook(Box::new(|_| {})); // planned panics, hundreds of them
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let (answered, reports) = runtime.unwrap().block_on(live(fates));
        let _ = std::panic::take_hook();
        let mut counts: HashMap<ReplyKey, usize> = HashMap::new();
        for (key, _) in &reports {
            *counts.entry(*key).or_default() += 1;
        }
        for key in &answered {
            prop_assert_eq!(counts.remove(key), Some(1));
        }
        prop_assert!(counts.is_empty(), "a report for an answer never given");
    }
}
