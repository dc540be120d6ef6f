//! Media whose names the platform no longer takes: fetched and uploaded, once.

use driftbottle::chatstore::{Body, MemoryStore};
use driftbottle::wechat_core::inbound::{Image, Inbound, InboundKind, Text};
use driftbottle::wechat_core::{AccountId, AppId, AppSecret, MediaId, MsgId, OpenId, Timestamp};
use driftbottle::{ChatService, Incoming, Outcome, Push, Report, Settings, Texts};
use driftbottle_runner::{Channel, OfficialAccountChannel};
use driftbottle_wechat_client::{ApiClient, Scripted, Step};
use std::sync::Arc;

const APP: &str = "wx0123456789abcdef";
const START: i64 = 1_790_000_000_000;

/// A push that carries a picture, decided by a service.
async fn a_picture_on_its_way() -> Push {
    let store = Arc::new(MemoryStore::default());
    let service =
        ChatService::open(store, Settings::new(APP), Texts::embedded(), [7; 32], START).await.unwrap();
    let mut now_ms = START;
    let (one, other) = ("oPersonNumberOne", "oPersonNumberTwo");
    for (n, (who, text)) in
        [(one, "找人"), (other, "找人"), (one, "在"), (other, "在")].into_iter().enumerate()
    {
        now_ms += 20_000;
        let kind = InboundKind::Text(Text::new(MsgId::parse(&n.to_string()).unwrap(), text));
        say(&service, who, kind, now_ms).await;
    }
    now_ms += 20_000;
    let picture = MediaId::new("the-old-name").unwrap();
    say(&service, one, InboundKind::Image(Image::new(MsgId::parse("9").unwrap(), picture)), now_ms).await;
    loop {
        now_ms += 1_000;
        assert!(now_ms < START + 600_000, "the picture never leaves");
        for push in service.run_due(now_ms, 8).await.unwrap() {
            if matches!(push.body, Body::Image { .. }) {
                return push;
            }
            service.settled(push.user, push.flight, Outcome::Sent, now_ms).await.unwrap();
        }
    }
}

async fn say(service: &ChatService, who: &str, kind: InboundKind, now_ms: i64) {
    let (account, who) = (AccountId::new("gh_0a1b2c3d4e5f").unwrap(), OpenId::new(who).unwrap());
    let push = Inbound::new(account, who, Timestamp::from_secs(now_ms / 1_000), kind);
    let answer = service.handle(&Incoming::from_official_account(APP, &push), &(), now_ms).await.unwrap();
    if let Some(offer) = answer.offer {
        service.reported(offer, Report::Written, now_ms);
    }
}

fn channel(wechat: &Scripted) -> OfficialAccountChannel {
    wechat.add("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t1","expires_in":7200}"#));
    let client = ApiClient::builder(AppId::new(APP).unwrap(), AppSecret::new("secret").unwrap());
    OfficialAccountChannel::new(client.transport(wechat.clone()).build().unwrap())
}

const SEND: &str = "/cgi-bin/message/custom/send";
const GONE: &str = r#"{"errcode":40007,"errmsg":"invalid media_id"}"#;

// proves: F13
#[tokio::test]
async fn a_name_that_is_refused_is_replaced_once() {
    let push = a_picture_on_its_way().await;
    let wechat = Scripted::new()
        .on(SEND, Step::json(GONE))
        .on(SEND, Step::json(r#"{"errcode":0,"errmsg":"ok"}"#))
        .on("/cgi-bin/media/get", Step::answer(http::StatusCode::OK, b"\x89PNG\r\n\x1a\n....".as_slice()))
        .on(
            "/cgi-bin/media/upload",
            Step::json(r#"{"type":"image","media_id":"the-new-name","created_at":1}"#),
        );
    assert_eq!(channel(&wechat).send(&push).await, Outcome::Sent);
    let sent: Vec<_> = wechat.requests().into_iter().filter(|r| r.path == SEND).collect();
    assert_eq!(sent.len(), 2);
    assert!(String::from_utf8_lossy(&sent[1].body).contains("the-new-name"));
}

#[tokio::test]
async fn a_medium_that_is_gone_is_rejected_without_a_second_try() {
    let push = a_picture_on_its_way().await;
    let wechat = Scripted::new().on(SEND, Step::json(GONE)).on("/cgi-bin/media/get", Step::json(GONE));
    assert_eq!(channel(&wechat).send(&push).await, Outcome::Rejected);
    assert_eq!((wechat.calls(SEND), wechat.calls("/cgi-bin/media/upload")), (1, 0));
    let wechat = Scripted::new()
        .on(SEND, Step::json(GONE))
        .on("/cgi-bin/media/get", Step::answer(http::StatusCode::OK, b"#!AMR\n....".as_slice()))
        .on(
            "/cgi-bin/media/upload",
            Step::json(r#"{"type":"image","media_id":"the-new-name","created_at":1}"#),
        );
    assert_eq!(channel(&wechat).send(&push).await, Outcome::Rejected, "refused again: once is enough");
    assert_eq!(wechat.calls(SEND), 2);
}
