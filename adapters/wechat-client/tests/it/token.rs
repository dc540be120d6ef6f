//! One fetch for all, replaced only when it is the one that failed, never a storm.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use driftbottle_wechat_client::{CallError, Scripted, Step, TokenSource};
use wechat_core::api::ErrCode;

use crate::support::{PLAIN, SEND, STABLE, builder, client, code, grant, hello, ok, tokens_used};

#[tokio::test(start_paused = true)]
async fn many_tasks_and_a_slow_fetch_make_one_fetch() {
    let wechat = Scripted::new().on(STABLE, grant("slow").after(Duration::from_secs(8))).on(SEND, ok());
    let client = client(&wechat);
    let tasks: Vec<_> = (0..200)
        .map(|at| {
            let client = client.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(at * 50)).await;
                client.call(&hello()).await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(wechat.calls(STABLE), 1);
    assert_eq!(wechat.calls(SEND), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_wake_up_is_lost_between_threads() {
    for _ in 0..200 {
        let wechat = Scripted::new().on(STABLE, grant("t").after(Duration::from_millis(1))).on(SEND, ok());
        let client = client(&wechat);
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.call(&hello()).await })
            })
            .collect();
        for task in tasks {
            // A lost wake-up would sleep for five seconds.
            tokio::time::timeout(Duration::from_secs(4), task).await.unwrap().unwrap().unwrap();
        }
        assert_eq!(wechat.calls(STABLE), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_reaches_every_waiter_and_backs_off() {
    let wechat = Scripted::new().on(STABLE, code(40125).after(Duration::from_secs(1)));
    let client = client(&wechat);
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.call(&hello()).await })
        })
        .collect();
    for task in tasks {
        let error = task.await.unwrap().unwrap_err();
        assert!(matches!(error, CallError::Token { .. }), "{error:?}");
        assert!(error.surely_not_processed());
        assert_eq!(
            error.advice().unwrap(),
            "check the AppSecret; a reset one works at once and ends the old one"
        );
    }
    assert_eq!(wechat.calls(STABLE), 1);

    for _ in 0..100 {
        client.call(&hello()).await.unwrap_err();
    }
    assert_eq!(wechat.calls(STABLE), 1, "a storm");

    wechat.add(STABLE, grant("better"));
    wechat.add(SEND, ok());
    tokio::time::advance(Duration::from_secs(2)).await;
    client.call(&hello()).await.unwrap();
    assert_eq!(wechat.calls(STABLE), 2);
}

#[tokio::test(start_paused = true)]
async fn a_caller_who_gives_up_does_not_take_the_fetch_along() {
    let wechat = Scripted::new().on(STABLE, grant("t").after(Duration::from_secs(3))).on(SEND, ok());
    let client = client(&wechat);
    tokio::time::timeout(Duration::from_secs(1), client.call(&hello())).await.unwrap_err();
    client.call(&hello()).await.unwrap();
    assert_eq!(wechat.calls(STABLE), 1);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    for refusal in [40001, 40014, 42001] {
        let wechat = Scripted::new()
            .on(STABLE, grant("old"))
            .on(STABLE, grant("new"))
            .on(SEND, code(refusal))
            .on(SEND, ok());
        client(&wechat).call(&hello()).await.unwrap();
        assert_eq!(tokens_used(&wechat, SEND), ["old", "new"]);
    }
}

#[tokio::test]
async fn a_token_refused_again_is_reported_not_looped() {
    let wechat = Scripted::new().on(STABLE, grant("a")).on(STABLE, grant("b")).on(SEND, code(40001));
    let error = client(&wechat).call(&hello()).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrCode(40001)));
    assert_eq!((wechat.calls(STABLE), wechat.calls(SEND)), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn only_the_token_that_failed_is_dropped() {
    let wechat = Scripted::new()
        .on(STABLE, grant("old"))
        .on(STABLE, grant("new"))
        .on(SEND, code(40001).after(Duration::from_secs(2))) // the slow call, refused for the old token
        .on(SEND, code(40001)) // the quick call, refused before
        .on(SEND, ok());
    let client = client(&wechat);
    client.warm_up().await.unwrap();
    let slow = client.clone();
    let slow = tokio::spawn(async move { slow.call(&hello()).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    client.call(&hello()).await.unwrap();
    slow.await.unwrap().unwrap();
    assert_eq!(wechat.calls(STABLE), 2, "the new token was dropped for the old one's refusal");
    assert_eq!(tokens_used(&wechat, SEND), ["old", "old", "new", "new"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_expires_by_virtual_time_and_by_real_time() {
    let hand = Arc::new(AtomicI64::new(1_790_000_000_000));
    let read = Arc::clone(&hand);
    let wechat = Scripted::new()
        .on(STABLE, grant("first"))
        .on(STABLE, grant("second"))
        .on(STABLE, grant("third"))
        .on(SEND, ok());
    let client =
        builder().transport(wechat.clone()).clock(move || read.load(Ordering::Relaxed)).build().unwrap();
    client.call(&hello()).await.unwrap();
    client.call(&hello()).await.unwrap();
    hand.fetch_add(48 * 3_600_000, Ordering::Relaxed); // the platform's clock jumps
    client.call(&hello()).await.unwrap();
    tokio::time::advance(Duration::from_secs(7_201)).await; // and then stands still
    client.call(&hello()).await.unwrap();
    assert_eq!(tokens_used(&wechat, SEND), ["first", "first", "second", "third"]);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_ahead_of_time_makes_nobody_wait() {
    let wechat = Scripted::new()
        .on(STABLE, grant("old"))
        .on(STABLE, grant("new").after(Duration::from_secs(5)))
        .on(SEND, ok());
    let client = client(&wechat);
    client.call(&hello()).await.unwrap();
    tokio::time::advance(Duration::from_secs(7_100)).await; // beyond the renewal, whatever its jitter
    let before = tokio::time::Instant::now();
    client.call(&hello()).await.unwrap();
    assert!(before.elapsed() < Duration::from_secs(1));
    tokio::time::sleep(Duration::from_secs(6)).await;
    client.call(&hello()).await.unwrap();
    assert_eq!(tokens_used(&wechat, SEND), ["old", "old", "new"]);
}

#[tokio::test]
async fn the_other_endpoint_is_used_only_when_chosen() {
    let wechat = Scripted::new().on(PLAIN, grant("t")).on(SEND, ok());
    let missing = Step::answer(http::StatusCode::NOT_FOUND, "no such page");
    wechat.add(STABLE, missing);
    let error = client(&wechat).warm_up().await.unwrap_err();
    assert!(error.advice().unwrap().contains("TokenSource::Token"), "{error:?}");
    assert_eq!(wechat.calls(PLAIN), 0);

    let chosen = builder().transport(wechat.clone()).token_source(TokenSource::Token).build().unwrap();
    chosen.call(&hello()).await.unwrap();
    assert_eq!((wechat.calls(PLAIN), wechat.calls(STABLE)), (1, 1));
}

#[tokio::test]
async fn warming_up_finds_what_an_operator_must_do() {
    let refusal = r#"{"errcode":40164,"errmsg":"invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 65a1b2c3-0a1b2c3d-4e5f6071"}"#;
    let wechat = Scripted::new().on(STABLE, Step::json(refusal));
    let error = client(&wechat).warm_up().await.unwrap_err();
    assert!(error.advice().unwrap().contains("203.0.113.7"), "{error:?}");

    let wechat = Scripted::new().on(STABLE, code(40001));
    assert_eq!(client(&wechat).warm_up().await.unwrap_err().advice().unwrap(), "check the AppSecret");
    assert_eq!(wechat.calls(STABLE), 1);
}
