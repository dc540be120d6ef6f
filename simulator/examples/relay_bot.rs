//! A bot in one file: what one person says reaches everyone else, by customer-service message.
//!
//! `cargo run -p wechat-simulator --features server --example relay_bot`, then open the printed address.
//!
//! > 小明: 你好 → 小红 sees 「有人说：你好」; after five lines without an answer 小明 reads that 小红 must write
//! > first. Plain mode; the signature is checked, and that is all the crypto there is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use axum::extract::{Query, State};
use axum::{Router, routing::get};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};
use wechat_simulator::Account;
use wechat_simulator::server::{Config, Simulator};

struct Bot {
    account: Account,
    api: String,
    people: Mutex<BTreeSet<String>>,
    http: reqwest::Client,
}

type Parameters = Query<HashMap<String, String>>;

fn signed(bot: &Bot, q: &HashMap<String, String>) -> bool {
    let part = |name: &str| q.get(name).cloned().unwrap_or_default();
    let mut parts = [bot.account.token.clone(), part("timestamp"), part("nonce")];
    parts.sort();
    const_hex::encode(Sha1::digest(parts.concat())) == part("signature")
}

async fn verify(State(bot): State<Arc<Bot>>, Query(q): Parameters) -> String {
    if signed(&bot, &q) { q.get("echostr").cloned().unwrap_or_default() } else { String::new() }
}

async fn push(State(bot): State<Arc<Bot>>, Query(q): Parameters, body: String) -> String {
    let field = |name: &str| {
        let (_, rest) = body.split_once(&format!("<{name}><![CDATA["))?;
        rest.split_once("]]>").map(|(text, _)| text.to_owned())
    };
    let me = field("FromUserName").filter(|_| signed(&bot, &q)).unwrap_or_default();
    let answer = match (field("Event").as_deref(), field("Content")) {
        (Some("subscribe"), _) => {
            bot.people.lock().unwrap().insert(me.clone());
            "欢迎！你说的话，别的朋友都会看到。".to_owned()
        }
        (Some("unsubscribe"), _) => {
            bot.people.lock().unwrap().remove(&me);
            return "success".into();
        }
        (None, Some(text)) => match relay(&bot, &me, &text).await {
            0 => return "success".into(),
            code => format!("有人收不到（{code}），等 TA 说句话吧。"),
        },
        _ => return "success".into(),
    };
    let own = &bot.account.original_id;
    format!(
        "<xml><ToUserName><![CDATA[{me}]]></ToUserName><FromUserName><![CDATA[{own}]]></FromUserName>\
         <CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[{answer}]]></Content></xml>"
    )
}

/// Sends the line to everybody else; the last errcode that was not 0.
async fn relay(bot: &Bot, from: &str, text: &str) -> i64 {
    let (id, secret) = (&bot.account.app_id, &bot.account.app_secret);
    let ask = json!({ "grant_type": "client_credential", "appid": id, "secret": secret });
    let token = call(bot, "stable_token", &ask).await["access_token"].as_str().unwrap_or_default().to_owned();
    let others: Vec<String> = bot.people.lock().unwrap().iter().filter(|p| *p != from).cloned().collect();
    let mut failure = 0;
    for other in others {
        let line =
            json!({ "touser": other, "msgtype": "text", "text": { "content": format!("有人说：{text}") } });
        let answer = call(bot, &format!("message/custom/send?access_token={token}"), &line).await;
        failure = answer["errcode"].as_i64().filter(|code| *code != 0).unwrap_or(failure);
    }
    failure
}

async fn call(bot: &Bot, path: &str, body: &Value) -> Value {
    let answer = bot.http.post(format!("{}/cgi-bin/{path}", bot.api)).body(body.to_string()).send().await;
    serde_json::from_slice(&answer.unwrap().bytes().await.unwrap()).unwrap()
}

#[tokio::main]
async fn main() {
    let account = Account::example();
    let port = std::env::args().nth(1).map_or(0, |p| p.parse().unwrap());
    let simulator =
        Simulator::start(Config::new(([127, 0, 0, 1], port).into(), account.clone())).await.unwrap();
    let people = Mutex::default();
    let bot = Arc::new(Bot { account, api: simulator.api_base(), people, http: reqwest::Client::new() });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    simulator.set_callback(format!("http://{}/wechat", listener.local_addr().unwrap())).unwrap();
    println!("The phones: {}", simulator.page_url());
    axum::serve(listener, Router::new().route("/wechat", get(verify).post(push)).with_state(bot))
        .await
        .unwrap();
}
