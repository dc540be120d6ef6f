//! A session recorded on the page is a test: what is exported compiles, and plays against a bot.

use crate::helper::SEND;
use crate::server::{post, until};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use wechat_simulator::server::{Config, Running, Simulator};
use wechat_simulator::{Account, PhoneId};

/// Everybody hears everybody else.
struct Relay {
    api: String,
    http: reqwest::Client,
    people: Mutex<Vec<String>>,
}

impl Relay {
    async fn call(&self, path: &str, body: &Value) -> Value {
        let answer = self.http.post(format!("{}{path}", self.api)).json(body).send().await.unwrap();
        answer.json().await.unwrap()
    }

    async fn take(&self, body: &str) {
        let field = |name: &str| {
            let (_, rest) = body.split_once(&format!("<{name}><![CDATA["))?;
            rest.split_once("]]>").map(|(text, _)| text.to_owned())
        };
        let me = field("FromUserName").unwrap();
        let others: Vec<String> = {
            let mut people = self.people.lock().unwrap();
            if !people.contains(&me) {
                people.push(me.clone());
            }
            people.iter().filter(|person| **person != me).cloned().collect()
        };
        let Some(text) = field("Content") else { return };
        let account = Account::example();
        let ask = json!({ "grant_type": "client_credential", "appid": account.app_id, "secret": account.app_secret });
        let token =
            self.call("/cgi-bin/stable_token", &ask).await["access_token"].as_str().unwrap().to_owned();
        for other in others {
            let content = format!("有人：{text}");
            let message = json!({ "touser": other, "msgtype": "text", "text": { "content": content } });
            self.call(&format!("{SEND}?access_token={token}"), &message).await;
        }
    }
}

async fn start_relay(api: String) -> String {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let relay = Arc::new(Relay { api, http, people: Mutex::default() });
    let verify = |Query(q): Query<HashMap<String, String>>| async move { q["echostr"].clone() };
    let push = |State(relay): State<Arc<Relay>>, body: String| async move {
        relay.take(&body).await;
        "success"
    };
    let router = Router::new().route("/wx", get(verify).post(push)).with_state(relay);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/wx", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}

/// Does what `exported.rs` was recorded from.
async fn record() -> (Running, reqwest::Client) {
    let config = Config::new(([127, 0, 0, 1], 0).into(), Account::example());
    let simulator = Simulator::start(config).await.unwrap();
    simulator.set_callback(start_relay(simulator.api_base()).await).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let open = || {
        simulator.with_platform(|p| p.pushes().any(|push| push.state == wechat_simulator::PushState::Open))
    };
    until(|| simulator.is_verified() && simulator.with_platform(|p| p.pushes().count()) == 2 && !open())
        .await;
    let line = json!({ "do": "say", "text": "\"你好\" \\ 月亮🌙" });
    post(&http, &simulator, "/simulator/phones/1", line).await;
    until(|| simulator.with_platform(|p| p.screen(PhoneId(2)).unwrap().len()) == 2 && !open()).await;
    post(&http, &simulator, "/simulator/clock", json!({ "advance_ms": 60_000 })).await;
    post(&http, &simulator, "/simulator/faults/seed", json!({ "seed": 7 })).await;
    post(&http, &simulator, "/simulator/account", json!({ "kind": "verified_subscription" })).await;
    post(&http, &simulator, "/simulator/phones/2", json!({ "do": "scan", "scene": "42" })).await;
    until(|| !open()).await;
    post(&http, &simulator, "/simulator/phones/2", json!({ "do": "unfollow" })).await;
    until(|| !open()).await;
    (simulator, http)
}

#[tokio::test]
async fn what_was_recorded_is_exported_as_a_test_and_as_a_script() {
    let (simulator, http) = record().await;
    let url = |how: &str| format!("{}/simulator/session{how}", simulator.api_base());
    let rust = http.get(url("?as=rust")).send().await.unwrap().text().await.unwrap();
    // After a change of the export: write `rust` to this file.
    assert_eq!(rust, include_str!("exported.rs"), "{rust}");
    let script: Value = http.get(url("")).send().await.unwrap().json().await.unwrap();
    let steps = script["steps"].as_array().unwrap();
    let names: Vec<&str> = steps.iter().map(|step| step["step"].as_str().unwrap()).collect();
    let expected =
        ["phone", "phone", "act", "act", "act", "sees", "clock", "fault_seed", "account", "act", "act"];
    assert_eq!(names, expected);
    assert_eq!(steps[4]["deed"], json!({ "do": "say", "text": "\"你好\" \\ 月亮🌙" }));
    assert!(steps.windows(2).all(|pair| pair[0]["after_ms"].as_i64() <= pair[1]["after_ms"].as_i64()));
}

#[tokio::test]
async fn the_exported_test_plays_against_a_bot() {
    crate::exported::play(start_relay).await;
}

#[tokio::test]
async fn a_push_and_a_call_can_be_looked_at_in_full() {
    let (simulator, http) = record().await;
    let get = async |path: &str| {
        let answer = http.get(format!("{}{path}", simulator.api_base())).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap_or_default())
    };
    let (_, push) = get("/simulator/pushes/3").await;
    assert!(push["plain"].as_str().unwrap().contains("月亮🌙"));
    let attempt = &push["attempts"][0];
    assert_eq!((attempt["number"].as_i64(), attempt["verdict"].as_str()), (Some(1), Some("nothing")));
    assert_eq!(attempt["wire"]["answer"], json!({ "status": 200, "body": "success" }));
    let curl = attempt["wire"]["curl"].as_str().unwrap();
    assert!(curl.starts_with("curl -i -X POST 'http://127.0.0.1:") && curl.contains("signature="), "{curl}");
    let (_, state) = get("/simulator/state").await;
    let from = usize::try_from(state["log_from"].as_u64().unwrap()).unwrap();
    let log = state["log"].as_array().unwrap();
    let is_send =
        |line: &Value| line["event"]["path"].as_str().is_some_and(|path| path.ends_with("custom/send"));
    let index = from + log.iter().position(is_send).unwrap();
    let (_, call) = get(&format!("/simulator/calls/{index}")).await;
    assert!(
        call["query"].as_str().unwrap().starts_with("access_token=")
            && call["query"].as_str().unwrap().ends_with('…')
    );
    assert!(call["body"].as_str().unwrap().contains("有人："));
    assert_eq!(call["answer"]["status"], 200);
    assert_eq!(get("/simulator/pushes/99").await.0, 404);
    assert_eq!(get("/simulator/calls/99999").await.0, 404);
}

// The losses are the platform's own answer to a relay that never asked what it may send.
#[tokio::test]
async fn a_naive_relay_beside_the_bot_loses_what_the_platform_refuses() {
    let config = Config::new(([127, 0, 0, 1], 0).into(), Account::example()).for_stranger_chat();
    let simulator = Simulator::start(config).await.unwrap();
    simulator.set_callback(start_relay(simulator.api_base()).await).unwrap();
    until(|| simulator.is_verified()).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    for phone in [1, 2] {
        let find = json!({ "do": "say", "text": "找人" });
        post(&http, &simulator, &format!("/simulator/phones/{phone}"), find).await;
    }
    for n in 1..=8 {
        let line = json!({ "do": "say", "text": format!("第{n}句") });
        post(&http, &simulator, "/simulator/phones/1", line).await;
    }
    let url = format!("{}/simulator/state", simulator.api_base());
    let state: Value = http.get(url).send().await.unwrap().json().await.unwrap();
    let theirs = &state["second"]["theirs"];
    assert_eq!(
        (theirs["said"].as_u64(), theirs["arrived"].as_u64(), theirs["lost"].as_u64()),
        (Some(8), Some(5), Some(3))
    );
    let last = state["second"]["lines"].as_array().unwrap().last().unwrap();
    assert_eq!(last["their_fate"], json!({ "fate": "refused", "code": 45047 }));
    assert_eq!(state["second"]["phones"].as_array().unwrap().len(), 2);
    let page = http.get(simulator.page_url()).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("data-bot=\"stranger\""));
}
