//! The first minutes: no account, no service, no network; two phones in a page.

use crate::support::program::{Program, command};
use crate::support::world::SETTINGS;
use crate::support::{http, until};
use serde_json::{Value, json};
use std::time::Duration;

/// The page's own interface.
struct Page {
    url: String,
    client: reqwest::Client,
}

impl Page {
    async fn state(&self) -> Value {
        let url = format!("{}simulator/state", self.url);
        self.client.get(url).send().await.unwrap().json().await.unwrap()
    }

    async fn post(&self, path: &str, body: Value) {
        let url = format!("{}simulator/{path}", self.url);
        let answer = self.client.post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success());
    }

    async fn say(&self, phone: u32, text: &str) {
        self.post(&format!("phones/{phone}"), json!({ "do": "say", "text": text })).await;
    }

    /// What the account has shown a phone.
    async fn shown(&self, phone: usize) -> Vec<String> {
        let state = self.state().await;
        let bubbles = state["phones"][phone - 1]["bubbles"].as_array().unwrap().clone();
        let shown = bubbles.iter().filter(|bubble| bubble["from"] == "account");
        shown.map(|bubble| bubble["text"].as_str().unwrap().to_owned()).collect()
    }

    async fn wait(&self, phone: usize, words: &str) {
        for _ in 0..500 {
            if self.shown(phone).await.iter().any(|text| text.contains(words)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{words} was not shown on phone {phone}: {:?}", self.shown(phone).await);
    }
}

// proves: S1
#[tokio::test(flavor = "multi_thread")]
async fn two_phones_meet_and_talk_and_what_is_held_is_kept() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("settings.toml"), SETTINGS).unwrap();
    let program = Program::start(command(directory.path()).args(["--config", "settings.toml"]));
    let url = program.line_with("http://127.0.0.1:").trim().to_owned();
    let page = Page { url, client: http() };
    let html = page.client.get(&page.url).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("<title>"));
    for phone in [1, 2] {
        page.wait(phone, "找人").await;
        page.say(u32::try_from(phone).unwrap(), "找人").await;
        page.wait(phone, if phone == 1 { "正在找" } else { "遇到了" }).await;
    }
    page.wait(1, "遇到了").await;
    page.say(1, "你好").await;
    page.wait(2, "：你好").await;
    page.say(2, "在呢").await;
    page.wait(1, "：在呢").await;

    // A talk with someone who does not answer: what WeChat does not let through is kept.
    for n in 0..12 {
        page.say(1, &format!("独白{n}")).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    page.wait(1, "替你收着").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let shown = page.shown(2).await.iter().map(|text| text.matches("独白").count()).sum::<usize>();
    assert!((1..12).contains(&shown), "{shown}");
    let refusals: Value = {
        let url = format!("{}simulator/refusals", page.url);
        page.client.get(url).send().await.unwrap().json().await.unwrap()
    };
    assert_eq!(refusals, json!([]));
    let (out, errors) = program.stop();
    assert!(out.contains(&format!("留着 {} 句话", 12 - shown)), "{shown} of 12 were shown; it said {out}");
    assert!(out.contains(&format!("{} lines and", 12 - shown)) && errors.is_empty(), "{out} {errors}");
}

// proves: S1
#[tokio::test(flavor = "multi_thread")]
async fn two_days_pass_at_a_click() {
    let directory = tempfile::tempdir().unwrap();
    let (program, ready) = Program::ready(&mut command(directory.path()));
    let url = format!("{}/", ready["simulator"].as_str().unwrap());
    let page = Page { url, client: http() };
    for phone in [1, 2] {
        page.wait(phone, "找人").await;
        page.say(u32::try_from(phone).unwrap(), "找人").await;
    }
    page.wait(1, "遇到了").await;
    page.post("clock", json!({ "advance_ms": 48 * 3_600_000 })).await;
    page.say(1, "还在吗").await;
    // The talk ended in between, before this word came.
    page.wait(1, "散了").await;
    assert!(page.shown(2).await.iter().all(|text| !text.contains("还在吗")));
    drop(program.stop());
}

// proves: S1
#[tokio::test(flavor = "multi_thread")]
async fn the_next_run_begins_after_the_time_the_last_one_reached() {
    let directory = tempfile::tempdir().unwrap();
    let mut clocks = Vec::new();
    for _ in 0..2 {
        let (program, ready) = Program::ready(&mut command(directory.path()));
        let page = Page { url: format!("{}/", ready["simulator"].as_str().unwrap()), client: http() };
        page.wait(1, "找人").await;
        clocks.push(page.state().await["clock"]["now_ms"].as_i64().unwrap());
        page.post("clock", json!({ "advance_ms": 48 * 3_600_000 })).await;
        // New phones of a new account: they are welcomed, meet and talk.
        for phone in [1, 2] {
            page.say(u32::try_from(phone).unwrap(), "找人").await;
        }
        page.wait(1, "遇到了").await;
        page.say(2, "你好").await;
        page.wait(1, "：你好").await;
        drop(program.stop());
    }
    assert!(clocks[1] - clocks[0] >= 48 * 3_600_000, "{clocks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_is_a_ctrl_c_too_and_stdout_has_the_ready_line_only() {
    let directory = tempfile::tempdir().unwrap();
    let (program, ready) = Program::ready(&mut command(directory.path()));
    let health = format!("{}/healthz", ready["listen"].as_str().unwrap());
    assert_eq!(http().get(health).send().await.unwrap().status(), 200);
    until("there is a token", Duration::from_secs(10), || program.errors().contains("token")).await;
    // A welcome still on its way would be kept: the simulator ends with the program.
    let page = Page { url: format!("{}/", ready["simulator"].as_str().unwrap()), client: http() };
    for phone in [1, 2] {
        page.wait(phone, "找人").await;
    }
    program.signal("TERM");
    let (status, out, errors) = program.end(Duration::from_secs(15));
    assert!(status.success());
    assert_eq!(out, "");
    assert!(errors.contains("stopped: 0 lines and 0 notices"), "{errors}");
}
