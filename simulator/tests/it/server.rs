//! The simulator over HTTP with a real bot on loopback.

use crate::helper::{HOUR, SEND};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wechat_simulator::server::{Config, Running, Simulator, StartError};
use wechat_simulator::{Account, PhoneId, PushState, Sender};

/// Every body the bot got, and the status and text it answers.
pub(crate) struct Bot {
    pub(crate) bodies: Mutex<Vec<String>>,
    pub(crate) answer: Mutex<(u16, String)>,
    /// `x-wx-source` of every push.
    pub(crate) sources: Mutex<Vec<Option<String>>>,
}

pub(crate) async fn start_bot() -> (Arc<Bot>, String) {
    let answer = Mutex::new((200, "success".to_owned()));
    let bot = Arc::new(Bot { bodies: Mutex::default(), answer, sources: Mutex::default() });
    let verify = |Query(q): Query<HashMap<String, String>>| async move { q["echostr"].clone() };
    let push = |State(bot): State<Arc<Bot>>, headers: HeaderMap, body: String| async move {
        let source = headers.get("x-wx-source").map(|h| h.to_str().unwrap().to_owned());
        bot.sources.lock().unwrap().push(source);
        let (status, text) = bot.answer.lock().unwrap().clone();
        let part = |name: &str| {
            let rest = body.split_once(&format!("<{name}><![CDATA["));
            rest.and_then(|(_, r)| r.split_once("]]>")).map(|(text, _)| text.to_owned()).unwrap_or_default()
        };
        let text = text.replace("{to}", &part("FromUserName")).replace("{from}", &part("ToUserName"));
        bot.bodies.lock().unwrap().push(body);
        (StatusCode::from_u16(status).unwrap(), text)
    };
    let router = Router::new().route("/wx", get(verify).post(push)).with_state(Arc::clone(&bot));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/wx", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (bot, url)
}

const REPLY: &str = "<xml><ToUserName>{to}</ToUserName><FromUserName>{from}</FromUserName>\
                     <CreateTime>1</CreateTime><MsgType>text</MsgType><Content>在的</Content></xml>";

/// A verified simulator with its two followers, the follow pushes answered.
pub(crate) async fn start() -> (Running, Arc<Bot>, reqwest::Client) {
    let (bot, url) = start_bot().await;
    let config = Config::new(([127, 0, 0, 1], 0).into(), Account::example()).with_callback(url);
    let simulator = Simulator::start(config).await.unwrap();
    let answered = || {
        simulator.with_platform(|p| {
            p.pushes().filter(|push| matches!(push.state, PushState::Answered { .. })).count() == 2
        })
    };
    until(answered).await;
    (simulator, bot, reqwest::Client::builder().no_proxy().build().unwrap())
}

pub(crate) async fn until(condition: impl Fn() -> bool) {
    for _ in 0..500 {
        if condition() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("did not happen within 5 s");
}

pub(crate) async fn post(
    http: &reqwest::Client,
    simulator: &Running,
    path: &str,
    body: Value,
) -> (u16, Value) {
    let url = format!("{}{path}", simulator.api_base());
    let response = http.post(url).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn state(http: &reqwest::Client, simulator: &Running) -> Value {
    let url = format!("{}/simulator/state", simulator.api_base());
    http.get(url).send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_line_goes_to_the_bot_and_its_reply_comes_back() {
    let (simulator, bot, http) = start().await;
    assert!(simulator.is_verified());
    *bot.answer.lock().unwrap() = (200, REPLY.to_owned());
    let (status, answer) =
        post(&http, &simulator, "/simulator/phones/1", json!({ "do": "say", "text": "在吗" })).await;
    assert_eq!((status, answer["push"].is_u64()), (200, true));
    until(|| {
        simulator.with_platform(|p| p.screen(PhoneId(1)).unwrap().iter().any(|b| b.from == Sender::Account))
    })
    .await;
    let state = state(&http, &simulator).await;
    let bubbles = state["phones"][0]["bubbles"].as_array().unwrap();
    assert_eq!(bubbles.last().unwrap()["text"], "在的");
    assert_eq!(state["phones"][0]["ledger"]["left"], 5);
    assert_eq!(state["callback"]["verified"], true);
    simulator.stop().await;
}

#[tokio::test]
async fn the_api_answers_over_http() {
    let (simulator, _bot, http) = start().await;
    let account = Account::example();
    let body =
        json!({ "grant_type": "client_credential", "appid": account.app_id, "secret": account.app_secret });
    let (_, token) = post(&http, &simulator, "/cgi-bin/stable_token", body).await;
    let token = token["access_token"].as_str().unwrap();
    let openid = simulator.with_platform(|p| p.openid(PhoneId(2)).unwrap().to_owned());
    let message = json!({ "touser": openid, "msgtype": "text", "text": { "content": "欢迎" } });
    for expected in [0, 0, 0, 45047] {
        let path = format!("{SEND}?access_token={token}");
        let (status, answer) = post(&http, &simulator, &path, message.clone()).await;
        assert_eq!((status, answer["errcode"].as_i64()), (200, Some(expected)), "{answer}");
    }
    let url = format!("{}/simulator/refusals", simulator.api_base());
    let refusals: Value = http.get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(refusals[0]["cause"], "count");
    let (_, unknown) = post(&http, &simulator, "/cgi-bin/nothing/here", json!({})).await;
    assert_eq!(unknown["errcode"], 40066);
}

#[tokio::test]
async fn a_failing_bot_is_tried_three_times() {
    let (simulator, bot, http) = start().await;
    *bot.answer.lock().unwrap() = (502, "oops".to_owned());
    post(&http, &simulator, "/simulator/phones/1", json!({ "do": "say", "text": "在吗" })).await;
    until(|| bot.bodies.lock().unwrap().len() == 5).await;
    let fault =
        || simulator.with_platform(|p| p.screen(PhoneId(1)).unwrap().last().unwrap().from == Sender::System);
    until(fault).await;
    assert_eq!(bot.bodies.lock().unwrap().len(), 5);
}

#[tokio::test]
async fn the_lines_of_one_person_start_in_order() {
    let (simulator, bot, http) = start().await;
    for n in 0..12 {
        let line = json!({ "do": "say", "text": format!("第{n}句") });
        post(&http, &simulator, "/simulator/phones/1", line).await;
    }
    until(|| bot.bodies.lock().unwrap().len() == 14).await;
    let bodies = bot.bodies.lock().unwrap();
    for n in 0..12 {
        assert!(bodies[n + 2].contains(&format!("第{n}句")), "{n}");
    }
}

#[tokio::test]
async fn turning_the_clock_moves_create_time_and_ends_grants() {
    let (simulator, bot, http) = start().await;
    let before = simulator.with_platform(|p| p.now());
    let (_, answer) = post(&http, &simulator, "/simulator/clock", json!({ "advance_ms": 48 * HOUR })).await;
    assert!(answer["now_ms"].as_i64().unwrap() >= before + 48 * HOUR);
    assert_eq!(simulator.with_platform(|p| p.ledger(PhoneId(1)).unwrap().left), 0);
    post(&http, &simulator, "/simulator/phones/1", json!({ "do": "say", "text": "后天" })).await;
    until(|| bot.bodies.lock().unwrap().len() == 3).await;
    let body = bot.bodies.lock().unwrap()[2].clone();
    let (_, rest) = body.split_once("<CreateTime>").unwrap();
    let seconds: i64 = rest.split_once('<').unwrap().0.parse().unwrap();
    assert!(seconds * 1000 > before + 48 * HOUR - 1000);
}

#[tokio::test]
async fn events_bring_everything_and_then_the_news() {
    let (simulator, _bot, http) = start().await;
    let url = format!("{}/simulator/events", simulator.api_base());
    let mut stream = http.get(url).send().await.unwrap();
    let first = read_event(&mut stream).await;
    assert_eq!(first["phones"].as_array().unwrap().len(), 2);
    let (_, answer) = post(&http, &simulator, "/simulator/phones", json!({ "name": "小刚" })).await;
    assert_eq!(answer["phone"], 3);
    let second = read_event(&mut stream).await;
    assert_eq!(second["phones"][0]["name"], "小刚");
    assert_eq!(second["phones"].as_array().unwrap().len(), 1, "only what changed");
    // A stop ends the stream instead of waiting for it.
    let stopped = tokio::time::timeout(Duration::from_secs(4), simulator.stop()).await;
    assert!(stopped.is_ok());
}

async fn read_event(stream: &mut reqwest::Response) -> Value {
    let mut text = String::new();
    while !text.ends_with("\n\n") {
        let chunk = tokio::time::timeout(Duration::from_secs(5), stream.chunk()).await.unwrap();
        text.push_str(std::str::from_utf8(&chunk.unwrap().unwrap()).unwrap());
    }
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    serde_json::from_str(data).unwrap()
}

#[tokio::test]
async fn requests_that_make_no_sense_are_refused_with_a_reason() {
    let (simulator, _bot, http) = start().await;
    let cases = [
        ("/simulator/phones/9", json!({ "do": "sticker" }), 404),
        ("/simulator/phones/1", json!({ "do": "follow" }), 409),
        ("/simulator/phones/1", json!({ "do": "say", "text": " " }), 400),
        ("/simulator/phones", json!({ "name": "" }), 400),
        ("/simulator/clock", json!({ "advance_ms": u64::MAX }), 400),
        ("/simulator/faults", json!({ "reorder": 2.0 }), 400),
        ("/simulator/callback", json!({ "url": "gopher://a" }), 400),
    ];
    for (path, body, expected) in cases {
        let (status, answer) = post(&http, &simulator, path, body).await;
        assert_eq!(status, expected, "{path} {answer}");
        assert!(answer["error"].is_string(), "{path}");
    }
    // A form, as another web site could send it, is no JSON.
    let url = format!("{}/simulator/clock", simulator.api_base());
    let form = http.post(&url).body("{\"advance_ms\":1}").send().await.unwrap();
    assert_eq!(form.status(), 415);
    let foreign = http.get(simulator.page_url()).header("host", "evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), 421);
}

#[tokio::test]
async fn pushes_wait_until_the_address_is_verified() {
    let config = Config::new(([127, 0, 0, 1], 0).into(), Account::example());
    let simulator = Simulator::start(config).await.unwrap();
    tokio::time::sleep(Duration::from_millis(60)).await;
    assert!(!simulator.is_verified());
    assert_eq!(simulator.with_platform(|p| p.pushes().count()), 0);
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    simulator.set_callback(format!("http://{closed}/wx")).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut problem = Value::Null;
    for _ in 0..100 {
        problem = state(&http, &simulator).await["callback"]["problem"].clone();
        if problem.is_string() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(problem, "请求URL超时 (connection refused)");
    let (bot, url) = start_bot().await;
    simulator.set_callback(url).unwrap();
    until(|| bot.bodies.lock().unwrap().len() == 2).await;
    assert!(simulator.is_verified());
}

#[tokio::test]
async fn a_busy_port_is_the_callers_to_decide() {
    let first = Simulator::start(Config::new(([127, 0, 0, 1], 0).into(), Account::example())).await.unwrap();
    let second = Simulator::start(Config::new(first.addr(), Account::example())).await;
    assert!(matches!(second, Err(StartError::Bind { addr, .. }) if addr == first.addr()));
}

#[tokio::test]
async fn the_page_is_complete() {
    let (simulator, _bot, http) = start().await;
    let mut open = vec!["/".to_owned()];
    let mut seen: Vec<String> = Vec::new();
    while let Some(path) = open.pop() {
        if seen.contains(&path) {
            continue;
        }
        let response = http.get(format!("{}{path}", simulator.api_base())).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("'self'"));
        let text = response.text().await.unwrap();
        assert!(!text.trim().is_empty(), "{path}");
        for (mark, prefix) in [("from '/", "/"), ("src=\"/", "/"), ("href=\"/", "/")] {
            for rest in text.split(mark).skip(1) {
                let end = rest.find(['\'', '"']).unwrap();
                open.push(format!("{prefix}{}", &rest[..end]));
            }
        }
        seen.push(path);
    }
    assert!(seen.len() >= 40, "{seen:?}");
}
