//! Bots that we did not write, on the simulator: wechatpy examined, Node's packages in a chat.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use wechat_simulator::check::{Examination, Outcome, Report};
use wechat_simulator::testing::Simulation;
use wechat_simulator::{Account, Mode, Verdict};

const KEY: &str = "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";

/// A bot as a process of its own; it ends with the test.
struct Bot {
    child: Child,
    callback: String,
}

impl Bot {
    /// Starts a script of this folder; its first line is its port.
    fn start(variable: &str, script: &str, api: &str, account: &Account) -> Self {
        let program =
            std::env::var_os(variable).unwrap_or_else(|| panic!("run `cargo xtask test`: no {variable}"));
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/peers").join(script);
        let mut child = Command::new(program)
            .arg(script)
            .args([api, &account.app_id, &account.app_secret, &account.token])
            .arg(account.aes_key.as_deref().unwrap_or("-"))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, callback: format!("http://127.0.0.1:{}/", line.trim()) }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn named(report: &Report, which: fn(&Outcome) -> bool) -> Vec<&str> {
    report.findings.iter().filter(|finding| which(&finding.outcome)).map(|finding| finding.id).collect()
}

// proves: S2
#[tokio::test(flavor = "multi_thread")]
async fn a_small_wechatpy_bot_is_examined_and_its_faults_are_found() {
    let account = Account::example().with_encryption(Mode::Secure, KEY);
    let examination = Examination::prepare(account.clone(), ([127, 0, 0, 1], 0).into()).await.unwrap();
    let examination = examination.quiet_for(Duration::from_millis(400));
    let api = examination.api_base();
    let bot = tokio::task::spawn_blocking(move || Bot::start("DRIFTBOTTLE_PYTHON", "bot.py", &api, &account));
    let bot = bot.await.unwrap();
    let report = examination.run(&bot.callback).await.unwrap();
    let failed = named(&report, |outcome| matches!(outcome, Outcome::Fail(_)));
    // It counts repeated pushes, breaks its reply at `]]>`, catches no exception, and uses the old token interface.
    for id in
        ["retries.message", "retries.at-once", "content.cdata", "hostile.truncated", "hostile.not-a-document"]
    {
        assert!(failed.contains(&id), "{id}: {failed:?}");
    }
    let passed = named(&report, |outcome| *outcome == Outcome::Pass);
    for id in [
        "verify.echo",
        "verify.wrong-signature",
        "signature.wrong",
        "signature.foreign-app",
        "modes.secure-xml",
        "modes.compatible-xml",
        "content.emoji",
        "sends.escapes",
    ] {
        assert!(passed.contains(&id), "{id}: {passed:?}");
    }
    let token = &report.get("tokens.stable").unwrap().outcome;
    assert!(matches!(token, Outcome::Remark(_) | Outcome::Fail(_)), "{token:?}");
}

// proves: S1
#[tokio::test(flavor = "multi_thread")]
async fn node_packages_answer_and_send() {
    let account = Account::example().with_encryption(Mode::Secure, KEY);
    let wechat = Simulation::start_with(account.clone()).await.unwrap();
    let api = wechat.api_base();
    let bot = tokio::task::spawn_blocking(move || Bot::start("DRIFTBOTTLE_NODE", "bot.js", &api, &account));
    let bot = bot.await.unwrap();
    wechat.connect(&bot.callback).await.unwrap();
    let ming = wechat.person("小明").await.unwrap();
    let answered = ming.say("你好 😀 ]]>").await.unwrap();
    assert!(matches!(answered.verdict(), Some(Verdict::Shown(_))), "{answered:?}");
    ming.sees("Node 听到：你好 😀 ]]>").await.unwrap();
    ming.sees("Node 也发了：你好 😀 ]]>").await.unwrap();
    assert_eq!(ming.pushes_left(), 4);
    assert!(wechat.with_platform(|platform| platform.refusals().is_empty()));
}
