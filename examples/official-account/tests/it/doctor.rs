//! `official-account doctor` against a platform of each kind, and each way an account can fail.

use crate::support::program::{self, Program};
use crate::support::world::{KEY, World};
use serde_json::Value;
use std::process::{Command, ExitStatus};
use std::time::Duration;
use wechat_simulator::testing::Simulation;
use wechat_simulator::{Account, AccountKind, Mode};

/// The doctor for that account, on that API.
fn doctor(account: &Account, api: &str) -> Command {
    let mut command = program::command(&std::env::temp_dir());
    command
        .env("WECHAT_APP_ID", &account.app_id)
        .env("WECHAT_APP_SECRET", &account.app_secret)
        .env("WECHAT_TOKEN", &account.token)
        .env("WECHAT_API_BASE", api)
        .arg("doctor");
    if let Some(key) = &account.aes_key {
        command.env("WECHAT_AES_KEY", key);
    }
    command
}

/// Its exit code and what it found.
async fn examine(mut command: Command) -> (i32, Value) {
    command.arg("--json");
    let (status, out, errors) = said(command).await;
    let found = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{errors}"));
    (status.code().unwrap(), found)
}

async fn said(mut command: Command) -> (ExitStatus, String, String) {
    let ended = move || Program::start(&mut command).end(Duration::from_secs(30));
    tokio::task::spawn_blocking(ended).await.unwrap()
}

fn line<'a>(found: &'a Value, id: &str) -> &'a Value {
    let lines = found["lines"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == id).unwrap_or_else(|| panic!("no {id} in {found}"))
}

fn state<'a>(found: &'a Value, id: &str) -> &'a str {
    line(found, id)["state"].as_str().unwrap()
}

fn says(found: &Value, id: &str, words: &str) {
    let line = line(found, id).to_string();
    assert!(line.contains(words), "{words}: {line}");
}

// proves: S3
#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_account_is_recognised() {
    let table = [
        (AccountKind::VerifiedService, "认证服务号", "ok", "ok"),
        (AccountKind::VerifiedSubscription, "认证公众号", "ok", "ok"),
        (AccountKind::UnverifiedService, "未认证服务号", "remark", "ok"),
        (AccountKind::Personal, "个人", "remark", "remark"),
        (AccountKind::Sandbox, "测试号", "ok", "ok"),
    ];
    for (kind, name, push, menu) in table {
        let account = Account::example().with_kind(kind);
        let wechat = Simulation::start_with(account.clone()).await.unwrap();
        let (code, found) = examine(doctor(&account, &wechat.api_base())).await;
        assert_eq!((code, &found["ok"]), (0, &Value::Bool(true)), "{found}");
        says(&found, "kind", name);
        assert_eq!((state(&found, "push"), state(&found, "menu")), (push, menu), "{kind:?}");
        assert_eq!(
            (state(&found, "token"), state(&found, "clock"), state(&found, "quota")),
            ("ok", "ok", "ok")
        );
        assert_eq!((state(&found, "credentials.aes-key"), state(&found, "callback")), ("remark", "unknown"));
        // It changed nothing and showed nobody anything.
        assert!(wechat.with_platform(|p| p.menu().is_empty() && p.refusals().is_empty()));
    }
}

// proves: S3
#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_token_is_told_with_what_to_do() {
    let account = Account::example();
    let wechat = Simulation::start_with(account.clone()).await.unwrap();
    wechat.with_platform(|platform| platform.set_caller_whitelisted(false));
    let (code, found) = examine(doctor(&account, &wechat.api_base())).await;
    assert_eq!(code, 1);
    says(&found, "token", "40164");
    says(&found, "token", "127.0.0.1");
    wechat.with_platform(|platform| platform.set_caller_whitelisted(true));
    let mut wrong = doctor(&account, &wechat.api_base());
    wrong.env("WECHAT_APP_SECRET", "ffffffffffffffffffffffffffffffff");
    let (code, found) = examine(wrong).await;
    assert_eq!((code, state(&found, "token")), (1, "problem"));
    says(&found, "token", "AppSecret");
    assert!(!found.to_string().contains("ffffffffff"));
    let mut wrong = doctor(&account, &wechat.api_base());
    wrong.env("WECHAT_APP_ID", "wx0000000000000000");
    let (_, found) = examine(wrong).await;
    says(&found, "token", "40013");
    let (code, found) = examine(doctor(&account, "http://127.0.0.1:9")).await;
    assert_eq!((code, state(&found, "network")), (1, "problem"));
}

// proves: S3
#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_contradicts_is_told() {
    let account = Account::example().with_kind(AccountKind::Personal);
    let wechat = Simulation::start_with(account.clone()).await.unwrap();
    let mut mistaken = doctor(&account, &wechat.api_base());
    mistaken.args(["--account", "verified-service"]);
    let (code, found) = examine(mistaken).await;
    assert_eq!((code, state(&found, "kind")), (1, "problem"));
    let mut without = doctor(&account, &wechat.api_base());
    without.env("WECHAT_TOKEN", "");
    let (code, found) = examine(without).await;
    assert_eq!((code, state(&found, "credentials.token"), state(&found, "token")), (1, "problem", "unknown"));
    wechat.with_platform(|platform| {
        platform.set_account_kind(AccountKind::VerifiedService).unwrap();
        platform.set_daily_limit("/cgi-bin/message/custom/send", 0).unwrap();
    });
    let (code, found) = examine(doctor(&account, &wechat.api_base())).await;
    assert_eq!((code, state(&found, "quota")), (1, "problem"));
}

// proves: S3
#[tokio::test(flavor = "multi_thread")]
async fn the_callback_is_asked_as_the_console_asks() {
    let world = World::start(Mode::Secure).await;
    let account = Account::example().with_encryption(Mode::Secure, KEY);
    let url = format!("http://{}/wechat", world.bot);
    let mut right = doctor(&account, &world.simulator.api_base());
    right.args(["--callback-url", &url]);
    let (code, found) = examine(right).await;
    assert_eq!(
        (code, state(&found, "callback"), state(&found, "credentials.aes-key")),
        (0, "ok", "ok"),
        "{found}"
    );
    assert_eq!(state(&found, "callback.address"), "remark");
    let mut wrong = doctor(&account, &world.simulator.api_base());
    wrong.env("WECHAT_TOKEN", "anotherOne123").args(["--callback-url", &url]);
    let (code, found) = examine(wrong).await;
    assert_eq!((code, state(&found, "callback")), (1, "problem"));
    let mut elsewhere = doctor(&account, &world.simulator.api_base());
    elsewhere.args(["--callback-url", "http://127.0.0.1:9/wechat"]);
    let (_, found) = examine(elsewhere).await;
    says(&found, "callback", "connection refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_speaks_two_languages_and_says_when_it_cannot_begin() {
    let account = Account::example();
    let wechat = Simulation::start_with(account.clone()).await.unwrap();
    for (lang, words) in [("zh", "看起来是认证服务号"), ("en", "it looks like")] {
        let mut command = doctor(&account, &wechat.api_base());
        command.args(["--lang", lang]);
        let (status, out, errors) = said(command).await;
        assert!(status.success() && out.contains(words), "{out}{errors}");
    }
    let (status, _, errors) = said(doctor(&account, "ftp://x")).await;
    assert!(status.code() == Some(2) && errors.contains("the API's address"), "{errors}");
}
