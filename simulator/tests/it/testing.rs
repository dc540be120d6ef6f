//! The library for tests, used as a test would use it.

use crate::server::start_bot;
use std::time::Duration;
use wechat_simulator::testing::{Error, Simulation};
use wechat_simulator::{Error as Refused, Faults};

// proves: S1
#[tokio::test]
async fn people_act_and_see_and_time_passes() {
    let (bot, url) = start_bot().await;
    let wechat = Simulation::start().await.unwrap();
    wechat.connect(&url).await.unwrap();
    let ming = wechat.person("小明").await.unwrap();
    assert_eq!(ming.pushes_left(), 3);
    assert!(ming.say("你好").await.unwrap().answered());
    assert_eq!((ming.pushes_left(), ming.times("你好")), (5, 0), "one's own words are not counted");
    assert!(ming.send_image().await.unwrap().answered());
    assert!(ming.tap("menu_key").await.unwrap().answered());
    let link = ming.act(|p, phone| p.send_link(phone, "题目", "说明", "https://example.com")).await.unwrap();
    assert_eq!(link.attempts(), 1);
    wechat.advance(Duration::from_secs(48 * 3_600));
    assert_eq!(ming.pushes_left(), 0);
    *bot.answer.lock().unwrap() = (500, "no".into());
    let failed = ming.say("坏了吗").await.unwrap();
    assert!(!failed.answered() && failed.verdict().is_none() && failed.attempts() == 3);
    ming.sees("该公众号提供的服务出现故障").await.unwrap();
    assert!(ming.unfollow().await.unwrap().attempts() == 3);
}

// proves: S1
#[tokio::test]
async fn what_does_not_happen_is_told_with_what_did() {
    let (_bot, url) = start_bot().await;
    let wechat = Simulation::start().await.unwrap().with_patience(Duration::from_millis(100));
    let early = wechat.stranger("小明").follow().await.unwrap_err();
    assert!(matches!(early, Error::Waited { .. }), "no callback address yet: {early}");
    wechat.connect(&url).await.unwrap();
    let hong = wechat.stranger("小红");
    assert!(matches!(hong.say("你好").await, Err(Error::Refused(Refused::NotFollowing(_)))));
    hong.follow().await.unwrap();
    let error = hong.sees("不会出现的话").await.unwrap_err().to_string();
    assert!(error.contains("不会出现的话") && error.contains("你关注了公众号"), "{error}");
    let error = wechat.until("pigs fly", |_| false).await.unwrap_err().to_string();
    assert!(error.contains("pigs fly"), "{error}");
    wechat
        .with_platform(|p| p.set_faults(Faults { attempt_not_delivered: 1.0, ..Faults::default() }).unwrap());
    assert!(matches!(hong.say("丢了").await, Err(Error::Waited { .. })));
}
