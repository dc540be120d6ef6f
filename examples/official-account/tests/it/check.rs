//! The simulator's examination of any bot, made of this one; and every mode and format end to end.

use crate::support::program::{self, Program};
use crate::support::world::KEY;
use std::path::Path;
use std::time::Duration;
use wechat_simulator::check::{Examination, Outcome, Report};
use wechat_simulator::testing::Simulation;
use wechat_simulator::{Account, Format, Mode};

/// More people come than in an ordinary minute, and nobody waits for lines to be gathered.
const SETTINGS: &str = "[settings]\nlines_per_minute = 1000000\nlines_at_once = 1000000\ngather_ms = 50\n\
                        gather_last_ms = 50\n";

/// The program serving that account on that API; its callback address.
fn serve(directory: &Path, account: &Account, api: &str) -> (Program, String) {
    std::fs::write(directory.join("settings.toml"), SETTINGS).unwrap();
    let mut command = program::command(directory);
    command
        .env("WECHAT_APP_ID", &account.app_id)
        .env("WECHAT_APP_SECRET", &account.app_secret)
        .env("WECHAT_TOKEN", &account.token)
        .env("WECHAT_API_BASE", api)
        .env("WECHAT_ACCOUNT", "verified-service")
        .args(["--clock", "platform", "--config", "settings.toml"]);
    if let Some(key) = &account.aes_key {
        command.env("WECHAT_AES_KEY", key);
    }
    let (program, ready) = Program::ready(&mut command);
    let callback = ready["callback"].as_str().unwrap().to_owned();
    (program, callback)
}

async fn examined(account: Account) -> Report {
    let examination = Examination::prepare(account.clone(), ([127, 0, 0, 1], 0).into()).await.unwrap();
    let examination = examination.saying_first(vec!["找人".to_owned()]).turning_the_clock(true);
    let examination = examination.quiet_for(Duration::from_millis(500));
    let directory = tempfile::tempdir().unwrap();
    let (program, callback) = serve(directory.path(), &account, &examination.api_base());
    let report = examination.run(&callback).await.unwrap();
    drop(program);
    report
}

fn assert_all_well(report: &Report, observed: &[&str]) {
    let bad = report.findings.iter().filter(|f| matches!(f.outcome, Outcome::Fail(_) | Outcome::Remark(_)));
    let bad: Vec<_> = bad.map(|finding| (finding.id, &finding.outcome)).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    for id in observed {
        assert_eq!(report.get(id).unwrap().outcome, Outcome::Pass, "{id}");
    }
}

/// What must have been seen, not only not failed.
const OBSERVED: [&str; 9] = [
    "signature.wrong",
    "retries.message",
    "hostile.entities",
    "sends.count",
    "sends.window",
    "sends.unfollowed",
    "sends.escapes",
    "tokens.stable",
    "tokens.replaced",
];

// proves: S2
#[tokio::test(flavor = "multi_thread")]
async fn in_secure_mode_it_passes_every_check() {
    let report = examined(Account::example().with_encryption(Mode::Secure, KEY)).await;
    let modes = ["modes.secure-xml", "modes.secure-json", "modes.compatible-xml", "modes.compatible-json"];
    assert_all_well(
        &report,
        &[&OBSERVED[..], &modes, &["signature.foreign-app", "envelope.garbage"]].concat(),
    );
}

// proves: S2
#[tokio::test(flavor = "multi_thread")]
async fn in_plain_mode_it_passes_every_check() {
    let report = examined(Account::example()).await;
    assert_all_well(&report, &[&OBSERVED[..], &["modes.plain-xml", "modes.plain-json"]].concat());
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn three_modes_and_two_formats_carry_a_chat_end_to_end() {
    for mode in [Mode::Plain, Mode::Compatible, Mode::Secure] {
        for format in [Format::Xml, Format::Json] {
            let account = match mode {
                Mode::Plain => Account::example(),
                mode => Account::example().with_encryption(mode, KEY),
            };
            let wechat = Simulation::start_with(account.with_format(format)).await.unwrap();
            let directory = tempfile::tempdir().unwrap();
            let (_program, callback) = serve(directory.path(), &wechat.account(), &wechat.api_base());
            wechat.connect(&callback).await.unwrap();
            let (ming, hong) = (wechat.person("小明").await.unwrap(), wechat.person("小红").await.unwrap());
            ming.say("找人").await.unwrap();
            ming.sees("正在找").await.unwrap();
            hong.say("找人").await.unwrap();
            ming.sees("遇到了").await.unwrap();
            let line = "a < b && c ]]> 😀 \\u4f60 \"引号\"";
            ming.say(line).await.unwrap();
            hong.sees(&format!("：{line}")).await.unwrap();
            hong.say("收到").await.unwrap();
            ming.sees("：收到").await.unwrap();
            hong.send_image().await.unwrap();
            ming.sees("[图片]").await.unwrap();
            assert!(wechat.with_platform(|p| p.refusals().is_empty()), "{mode:?} {format:?}");
        }
    }
}
