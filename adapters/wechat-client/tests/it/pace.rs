//! Budgets and pauses: what is not called any more, and when it is again.

use std::time::Duration;

use driftbottle_wechat_client::{Budget, CallError, Halt, Scripted, Step};
use wechat_core::api::quota::{ClearQuota, GetQuota};
use wechat_core::api::{CustomSend, GetCallbackIp};

use crate::support::{SEND, STABLE, builder, client, code, grant, hello, ok};

fn halt(error: &CallError) -> Option<Halt> {
    match error {
        CallError::Halted { halt, .. } => Some(*halt),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_beyond_the_budget_is_not_called() {
    let wechat = Scripted::new().on(STABLE, grant("t")).on(SEND, ok());
    let client =
        builder().transport(wechat.clone()).budget::<CustomSend>(Budget::per_minute(2)).build().unwrap();
    for _ in 0..2 {
        client.call(&hello()).await.unwrap();
    }
    let error = client.call(&hello()).await.unwrap_err();
    assert_eq!(halt(&error), Some(Halt::Budget));
    assert!(error.surely_not_processed());
    assert_eq!(wechat.calls(SEND), 2);
    tokio::time::advance(Duration::from_secs(60)).await;
    client.call(&hello()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_minutes_limit_stops_that_call_for_a_minute_and_no_other() {
    let wechat = Scripted::new()
        .on(STABLE, grant("t"))
        .on(SEND, code(45011))
        .on(SEND, ok())
        .on("/cgi-bin/getcallbackip", Step::json(r#"{"ip_list":[]}"#));
    let client = client(&wechat);
    assert_eq!(client.call(&hello()).await.unwrap_err().code().unwrap().0, 45011);
    assert_eq!(halt(&client.call(&hello()).await.unwrap_err()), Some(Halt::MinuteLimit));
    client.call(&GetCallbackIp::new()).await.unwrap();
    assert_eq!(wechat.calls(SEND), 1);
    tokio::time::advance(Duration::from_secs(61)).await;
    client.call(&hello()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_days_limit_is_tried_ever_more_rarely_and_at_once_after_clearing() {
    let wechat = Scripted::new()
        .on(STABLE, grant("t"))
        .on(SEND, code(45009))
        .on("/cgi-bin/clear_quota", ok())
        .on("/cgi-bin/openapi/quota/get", Step::json(r#"{"quota":{"daily_limit":1,"used":1,"remain":0}}"#));
    // Far from midnight in Shanghai, where the day's pause would end.
    let client = builder().transport(wechat.clone()).clock(|| 1_790_000_000_000).build().unwrap();
    for minute in 0..15 {
        let error = client.call(&hello()).await.unwrap_err();
        assert!(error.code().is_some() || halt(&error) == Some(Halt::DayLimit), "minute {minute}: {error:?}");
        tokio::time::advance(Duration::from_secs(60)).await;
    }
    assert_eq!(wechat.calls(SEND), 4, "at 0, 1, 3 and 7 minutes");
    client.call(&GetQuota::of::<CustomSend>()).await.unwrap();
    client.call(&ClearQuota::new(client.app_id().clone())).await.unwrap();
    assert!(client.call(&hello()).await.unwrap_err().code().is_some());
    assert_eq!(wechat.calls(SEND), 5);
}
