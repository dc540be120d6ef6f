//! The program `wechat-simulator`, started as its users start it.

use crate::server::start_bot;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wechat-simulator"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("WECHAT_")) {
        command.env_remove(name);
    }
    command
}

// proves: S1
#[tokio::test]
async fn it_serves_until_it_is_told_to_stop() {
    let (bot, url) = start_bot().await;
    let key = "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";
    let mut child = program()
        .args([
            "serve",
            "--callback",
            &url,
            "--listen",
            "127.0.0.1:0",
            "--print",
            "json",
            "--phones",
            "阿一,阿二,阿三",
        ])
        .args(["--kind", "personal", "--format", "json", "--token", "someToken1"])
        .env("WECHAT_AES_KEY", key)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (&ready["mode"], &ready["format"], &ready["kind"]),
        (&"secure".into(), &"json".into(), &"personal".into())
    );
    assert!(!line.contains(key) && !line.contains("someToken1"));
    // Nothing in this process has needed one yet.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let state = format!("{}/simulator/state", ready["api"].as_str().unwrap());
    let state: Value = http.get(state).send().await.unwrap().json().await.unwrap();
    assert_eq!(state["phones"].as_array().unwrap().len(), 3);
    crate::server::until(|| bot.bodies.lock().unwrap().len() >= 3).await;
    let stopped = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(stopped.success());
    let status = tokio::task::spawn_blocking(move || child.wait()).await.unwrap().unwrap();
    assert!(status.success());
}

// proves: S2
#[tokio::test]
async fn a_check_says_what_it_found_and_its_code_is_for_scripts() {
    let (_bot, url) = start_bot().await;
    let check = |arguments: &[&str]| {
        let mut command = program();
        command.args(["check", "--listen", "127.0.0.1:0", "--quiet-ms", "100"]).args(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap())
    };
    let good = check(&["--callback", &url, "--only", "verify.echo", "--lang", "en"]).await.unwrap();
    let said = String::from_utf8(good.stdout).unwrap();
    assert!(
        good.status.success() && said.contains("✓ pass verify.echo") && said.contains("1 passed"),
        "{said}"
    );
    // This bot answers `success` to everybody.
    let strict =
        check(&["--callback", &url, "--only", "signature.wrong", "--strict", "--json"]).await.unwrap();
    assert_eq!(strict.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&strict.stdout).unwrap();
    assert_eq!(report["findings"][0]["outcome"], "remark");
    let none = check(&["--callback", &url, "--only", "nothing.such"]).await.unwrap();
    assert_eq!(none.status.code(), Some(2));
    let gone = check(&["--callback", "nowhere"]).await.unwrap();
    assert_eq!(gone.status.code(), Some(2));
}
