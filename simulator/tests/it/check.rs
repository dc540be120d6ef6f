//! The examination, of a bot that does everything right and of one that does nothing right.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::routing::get;
use sha1::{Digest as _, Sha1};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wechat_simulator::Account;
use wechat_simulator::check::{CheckError, Examination, Outcome, Report};

type Answer = (StatusCode, String);

fn parameter(query: &str, name: &str) -> String {
    let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
    value.map(|(_, value)| value.to_owned()).unwrap_or_default()
}

fn field(body: &str, name: &str) -> String {
    let (_, rest) = body.split_once(&format!("<{name}>")).unwrap_or_default();
    let (value, _) = rest.split_once(&format!("</{name}>")).unwrap_or_default();
    value.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned()
}

fn text(body: &str, content: &str) -> String {
    format!(
        "<xml><ToUserName>{}</ToUserName><FromUserName>{}</FromUserName><CreateTime>1</CreateTime>\
         <MsgType>text</MsgType><Content><![CDATA[{content}]]></Content></xml>",
        field(body, "FromUserName"),
        field(body, "ToUserName")
    )
}

async fn listen(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/wx", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}

/// Checks signatures and remembers what it answered.
#[derive(Default)]
struct Careful {
    answered: Mutex<BTreeMap<String, String>>,
}

fn is_signed(query: &str) -> bool {
    let (timestamp, nonce) = (parameter(query, "timestamp"), parameter(query, "nonce"));
    let mut parts = [Account::example().token, timestamp, nonce];
    parts.sort_unstable();
    parameter(query, "signature") == const_hex::encode(Sha1::digest(parts.concat()))
}

async fn prove(RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    if is_signed(&query) {
        (StatusCode::OK, parameter(&query, "echostr"))
    } else {
        (StatusCode::FORBIDDEN, String::new())
    }
}

async fn carefully(State(bot): State<Arc<Careful>>, RawQuery(query): RawQuery, body: Bytes) -> Answer {
    if !is_signed(&query.unwrap_or_default()) {
        return (StatusCode::FORBIDDEN, String::new());
    }
    let success = (StatusCode::OK, "success".to_owned());
    let Ok(body) = std::str::from_utf8(&body) else { return success };
    if body.contains("<!") && !body.contains("<![CDATA[")
        || body.contains("<!DOCTYPE")
        || field(body, "MsgType") != "text"
    {
        return success;
    }
    let mut answered = bot.answered.lock().unwrap();
    let number = answered.len();
    let id = field(body, "MsgId");
    if id.is_empty() || field(body, "FromUserName").is_empty() || !body.ends_with("</xml>") || id.len() > 20 {
        return success;
    }
    let answer = answered.entry(id).or_insert_with(|| text(body, &format!("第 {number} 句")));
    (StatusCode::OK, answer.clone())
}

/// Believes everybody, answers everything anew, passes each line on to who spoke before, and sends with escapes and a
/// new token each time.
struct Careless {
    api: String,
    account: Account,
    told: Mutex<(u32, Vec<String>)>,
}

async fn echo(RawQuery(query): RawQuery) -> String {
    parameter(&query.unwrap_or_default(), "echostr")
}

async fn carelessly(State(bot): State<Arc<Careless>>, body: Bytes) -> Answer {
    let Ok(body) = std::str::from_utf8(&body) else {
        return (StatusCode::INTERNAL_SERVER_ERROR, String::new());
    };
    if body.contains("<!DOCTYPE") || body.is_empty() {
        return (StatusCode::INTERNAL_SERVER_ERROR, "parser".into());
    }
    match field(body, "MsgType").as_str() {
        "text" => {}
        "event" => return (StatusCode::OK, "success".into()),
        _ => return (StatusCode::OK, "ok".into()),
    }
    let (openid, told) = (field(body, "FromUserName"), field(body, "Content"));
    let (number, partner) = {
        let mut told = bot.told.lock().unwrap();
        told.0 += 1;
        let partner = told.1.iter().rev().find(|other| **other != openid).cloned();
        told.1.push(openid.clone());
        (told.0, partner)
    };
    tokio::spawn(send(Arc::clone(&bot), partner.unwrap_or(openid)));
    (StatusCode::OK, text(body, &format!("{number}: {}", told.replace('&', "&amp;"))))
}

async fn send(bot: Arc<Careless>, openid: String) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let (id, secret) = (&bot.account.app_id, &bot.account.app_secret);
    let url = format!("{}/cgi-bin/token?grant_type=client_credential&appid={id}&secret={secret}", bot.api);
    let answer: serde_json::Value = http.get(url).send().await.unwrap().json().await.unwrap();
    let token = answer["access_token"].as_str().unwrap();
    let body = format!(r#"{{"touser":"{openid}","msgtype":"text","text":{{"content":"\u4f60\u597d"}}}}"#);
    let url = format!("{}/cgi-bin/message/custom/send?access_token={token}", bot.api);
    let _ = http.post(url).body(body).send().await;
}

async fn prepare(only: &[&str]) -> Examination {
    let examination = Examination::prepare(Account::example(), ([127, 0, 0, 1], 0).into()).await.unwrap();
    let only = only.iter().map(|id| (*id).to_owned()).collect();
    examination.quiet_for(Duration::from_millis(150)).only(only)
}

fn failed(report: &Report) -> Vec<&str> {
    report.failures().map(|finding| finding.id).collect()
}

// proves: S2
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_does_everything_right_fails_nothing() {
    let router =
        Router::new().route("/wx", get(prove).post(carefully)).with_state(Arc::new(Careful::default()));
    let url = listen(router).await;
    let report = prepare(&[]).await.run(&url).await.unwrap();
    let bad: Vec<_> = report.failures().map(|f| (f.id, f.outcome.found().map(|w| w.en.clone()))).collect();
    assert!(bad.is_empty(), "{bad:?}");
    // It knows XML in plain mode only, and sends nothing.
    assert!(matches!(report.get("modes.secure-xml").unwrap().outcome, Outcome::NotObserved(_)));
    assert!(matches!(report.get("sends.count").unwrap().outcome, Outcome::NotObserved(_)));
    let [pass, ..] = report.counts();
    assert!(pass > 35, "{:?}", report.counts());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["findings"][0]["id"], "verify.echo");
    assert_eq!(json["findings"][0]["outcome"], "pass");
    assert!(json["findings"][0]["rule"]["zh"].as_str().unwrap().contains("echostr"));
}

// proves: S2
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_does_nothing_right_is_told_so() {
    let groups =
        ["verify", "signature", "retries", "content.cdata", "content.image", "hostile", "sends", "tokens"];
    let examination = prepare(&groups).await.turning_the_clock(true);
    let bot = Careless { api: examination.api_base(), account: Account::example(), told: Mutex::default() };
    let router = Router::new().route("/wx", get(echo).post(carelessly)).with_state(Arc::new(bot));
    let url = listen(router).await;
    let report = examination.run(&url).await.unwrap();
    let failed = failed(&report);
    for id in [
        "verify.wrong-signature",
        "signature.wrong",
        "signature.missing",
        "retries.message",
        "retries.at-once",
        "content.cdata",
        "content.image",
        "hostile.doctype",
        "hostile.empty",
        "sends.count",
        "sends.window",
        "sends.unfollowed",
        "sends.escapes",
        "tokens.stable",
        "tokens.kept",
    ] {
        assert!(failed.contains(&id), "{id} in {failed:?}");
    }
    assert!(!failed.contains(&"verify.echo"));
}

#[tokio::test]
async fn a_bot_that_is_not_there_or_does_not_prove_itself() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let gone = prepare(&[]).await.run(&format!("http://{closed}/")).await.unwrap_err();
    assert!(
        matches!(&gone, CheckError::Unreachable { problem, .. } if problem == "connection refused"),
        "{gone}"
    );
    let nonsense = prepare(&[]).await.run("not a URL").await.unwrap_err();
    assert!(matches!(nonsense, CheckError::Unreachable { .. }), "{nonsense}");
    let url = listen(Router::new().route("/wx", get(async || "hello"))).await;
    let report = prepare(&["verify", "content.emoji"]).await.run(&url).await.unwrap();
    assert!(failed(&report).contains(&"verify.echo"));
    assert!(matches!(report.get("content.emoji").unwrap().outcome, Outcome::NotObserved(_)));
    let cloud = Examination::prepare(Account::example().in_cloud_hosting(), ([127, 0, 0, 1], 0).into()).await;
    assert!(matches!(cloud.unwrap_err(), CheckError::CloudHosting));
}
