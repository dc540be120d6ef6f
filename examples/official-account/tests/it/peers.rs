//! An independent implementation of the protocol on both sides: wechatpy as the platform of the program, and as a bot
//! of the simulator. Beside it, a browser on the simulator's page.

mod page;

use crate::support::program::{Program, command};
use crate::support::world::KEY;
use std::path::PathBuf;
use std::process::Command;
use wechat_simulator::server::{Config, Simulator};
use wechat_simulator::{Account, Via};

/// Runs the script; its last line is `ok`.
fn python(arguments: &[&str]) {
    let python =
        std::env::var_os("DRIFTBOTTLE_PYTHON").expect("run `cargo xtask test`: no Python with wechatpy");
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/peers/platform.py");
    let output = Command::new(python).arg(script).args(arguments).output().unwrap();
    let (out, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.trim_end().ends_with("ok"), "{out}\n{errors}");
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

// proves: F01
#[test]
fn wechatpy_as_the_platform() {
    let directory = tempfile::tempdir().unwrap();
    let account = Account::example();
    let api_port = free_port().to_string();
    let (program, ready) = Program::ready(
        command(directory.path())
            .env("WECHAT_APP_ID", &account.app_id)
            .env("WECHAT_APP_SECRET", &account.app_secret)
            .env("WECHAT_TOKEN", &account.token)
            .env("WECHAT_AES_KEY", KEY)
            .env("WECHAT_API_BASE", format!("http://127.0.0.1:{api_port}")),
    );
    let callback = ready["callback"].as_str().unwrap();
    let secrets = [&account.app_id, &account.app_secret, &account.token, KEY];
    python(&["platform", callback, &api_port, secrets[0], secrets[1], secrets[2], secrets[3]]);
    drop(program.stop());
}

// proves: S1
#[tokio::test(flavor = "multi_thread")]
async fn wechatpy_as_a_bot_of_the_simulator() {
    let account = Account::example();
    let mut config = Config::new(([127, 0, 0, 1], 0).into(), account.clone());
    config.phones.clear();
    let simulator = Simulator::start(config).await.unwrap();
    let (phone, openid) = simulator.with_platform(|platform| {
        let phone = platform.add_phone("小明");
        platform.follow(phone).unwrap();
        platform.say(phone, "在吗").unwrap();
        (phone, platform.openid(phone).unwrap().to_owned())
    });
    let base = simulator.api_base();
    tokio::task::spawn_blocking(move || {
        python(&["client", &base, &account.app_id, &account.app_secret, &openid]);
    })
    .await
    .unwrap();
    let screen = simulator.with_platform(|platform| platform.screen(phone).unwrap().to_vec());
    let sent: Vec<_> = screen.iter().filter(|b| matches!(b.via, Via::Customer { .. })).collect();
    assert_eq!(sent.iter().map(|bubble| bubble.text.as_str()).collect::<Vec<_>>(), ["你好，我是 wechatpy"]);
    simulator.stop().await;
}
