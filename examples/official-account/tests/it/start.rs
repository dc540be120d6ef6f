//! Starting: what is said about a configuration that cannot work, and what gives way.

use crate::support::http;
use crate::support::program::{Program, command};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

fn with_account(directory: &Path) -> Command {
    let mut command = command(directory);
    command
        .env("WECHAT_APP_ID", "wx0123456789abcdef")
        .env("WECHAT_APP_SECRET", "a-secret-nobody-may-see")
        .env("WECHAT_TOKEN", "driftwood")
        // Nobody listens there.
        .env("WECHAT_API_BASE", "http://127.0.0.1:9");
    command
}

/// Runs it to its end: the exit code and what it said.
fn fails(command: &mut Command) -> (i32, String) {
    let (status, out, errors) = Program::start(command).end(Duration::from_secs(15));
    assert_eq!(out, "", "{errors}");
    (status.code().unwrap(), errors)
}

#[test]
fn credentials_are_all_or_none() {
    let directory = tempfile::tempdir().unwrap();
    for missing in ["WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_TOKEN"] {
        let (code, errors) = fails(with_account(directory.path()).env(missing, ""));
        assert_eq!(code, 2);
        assert!(errors.contains(&format!("{missing} is missing")), "{errors}");
        assert!(!errors.contains("a-secret-nobody-may-see"));
    }
    let (code, errors) = fails(with_account(directory.path()).env("WECHAT_AES_KEY", "too-short"));
    assert!(code == 2 && errors.contains("WECHAT_AES_KEY: EncodingAESKey has 9 characters"), "{errors}");
}

#[test]
fn a_configuration_at_fault_is_named_by_line() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("chat.toml"), "clock = \"system\"\nlisten_to = 1\n").unwrap();
    let (code, errors) = fails(command(directory.path()).args(["--config", "chat.toml"]));
    assert!(code == 2 && errors.contains("chat.toml:2: unknown field `listen_to`"), "{errors}");
    let (code, errors) = fails(command(directory.path()).args(["--config", "nowhere.toml"]));
    assert!(code == 2 && errors.contains("nowhere.toml"), "{errors}");
    let (code, errors) = fails(command(directory.path()).args(["--database", "postgres://x"]));
    assert!(code == 2 && errors.contains("is not sqlite:PATH"), "{errors}");
}

#[test]
fn plain_mode_does_not_leave_this_machine_by_accident() {
    let directory = tempfile::tempdir().unwrap();
    let everywhere = ["--listen", "0.0.0.0:0"];
    let (code, errors) = fails(with_account(directory.path()).args(everywhere));
    assert!(code == 1 && errors.contains("plain mode"), "{errors}");
    let (program, _) = Program::ready(with_account(directory.path()).args(everywhere).arg("--allow-plain"));
    drop(program.stop());
    let secure = "driftbottleDRIFTBOTTLE0123456789driftbottlE";
    let (program, _) = Program::ready(
        with_account(directory.path()).args(everywhere).env("WECHAT_ENCODING_AES_KEY", secure),
    );
    drop(program.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_it_serves_all_the_same_and_says_what_is_wrong() {
    let directory = tempfile::tempdir().unwrap();
    let (program, ready) = Program::ready(&mut with_account(directory.path()));
    let health = format!("{}/healthz", ready["listen"].as_str().unwrap());
    let said = || program.errors().contains("no access token");
    crate::support::until("it says so", Duration::from_secs(10), said).await;
    assert_eq!(http().get(health).send().await.unwrap().status(), 200);
    let (_, errors) = program.stop();
    assert!(!errors.contains("a-secret-nobody-may-see"));
}

#[test]
fn a_busy_port_gives_way_to_the_next_free_one() {
    let directory = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = command(directory.path());
    let flags = ["--listen", &address, "--simulator-listen", &address];
    let (program, ready) = Program::ready(command.args(flags));
    let (listen, page) = (ready["listen"].as_str().unwrap(), ready["simulator"].as_str().unwrap());
    assert!(listen != page && [listen, page].iter().all(|url| !url.ends_with(&address)), "{ready}");
    assert_eq!(ready["callback"], format!("{listen}/wechat"));
    drop(program.stop());
}

#[test]
fn a_database_is_served_by_one_process() {
    let directory = tempfile::tempdir().unwrap();
    let (program, ready) = Program::ready(&mut command(directory.path()));
    assert_eq!(ready["database"], "sqlite:driftbottle.db");
    let (code, errors) = fails(&mut command(directory.path()));
    assert!(code == 1 && errors.contains("another process"), "{errors}");
    drop(program.stop());
    let (program, _) = Program::ready(&mut command(directory.path()));
    drop(program.stop());
}
