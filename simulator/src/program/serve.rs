//! `serve`: the simulated WeChat until Ctrl-C.

use crate::options::{Print, Serve};
use crate::signals;
use anyhow::Context as _;
use serde_json::json;
use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use wechat_simulator::Account;
use wechat_simulator::server::{Config, Running, Simulator, StartError};

/// How many ports are tried.
const TRIES: u16 = 100;

pub(crate) async fn serve(options: Serve) -> anyhow::Result<()> {
    let Serve { callback, account, listen, phones, seed, print } = options;
    let account = account.account()?;
    let stop = signals::stop().context("signals cannot be heard")?;
    let mut config = Config::new(listen, account.clone());
    config.callback_url.clone_from(&callback);
    config.seed = seed;
    config.phones = phones;
    let simulator = start_near(config).await?;
    let at = reachable(simulator.addr());
    if print == Some(Print::Json) {
        say(&json!({ "ready": true, "page": format!("http://{at}/"), "api": format!("http://{at}"),
            "callback": callback, "app_id": account.app_id, "mode": account.mode, "format": account.format,
            "kind": account.kind })
        .to_string());
    } else {
        say(&invitation(&account, at, callback.as_deref(), listen));
    }
    stop.await;
    simulator.stop().await;
    Ok(())
}

/// Starts it at the next free port where this one is taken.
async fn start_near(mut config: Config) -> anyhow::Result<Running> {
    let first = config.listen.port();
    loop {
        let taken = match Simulator::start(config.clone()).await {
            Err(StartError::Bind { source, .. }) if source.kind() == ErrorKind::AddrInUse => config.listen,
            other => return Ok(other?),
        };
        let next = taken.port().checked_add(1).filter(|port| port - first < TRIES);
        config.listen.set_port(next.with_context(|| format!("every port after {first} is taken"))?);
    }
}

/// An address as one to connect to.
pub(crate) fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

fn invitation(account: &Account, at: SocketAddr, callback: Option<&str>, wanted: SocketAddr) -> String {
    let moved = if wanted.port() == at.port() || wanted.port() == 0 {
        String::new()
    } else {
        format!("  端口 {} 被占用，改用 {}。Port {0} is busy, using {1}.\n", wanted.port(), at.port())
    };
    let example = Account::example();
    // Public values of the example; a real secret is never printed.
    let credentials = if account.app_secret == example.app_secret && account.token == example.token {
        format!("  AppID {} · AppSecret {} · Token {}\n", example.app_id, example.app_secret, example.token)
    } else {
        format!("  AppID {}\n", account.app_id)
    };
    let callback = callback.unwrap_or("还没有 none yet：--callback URL");
    format!(
        "\n  笔记本上的微信 WeChat on a laptop\n\n  手机在这里 The phones are here:\n\n      http://{at}/\n\n  \
         让机器人把接口地址换成它 The bot's API address, in place of https://api.weixin.qq.com:\n\n      \
         http://{at}\n\n  推送送到 Pushes go to: {callback}\n{credentials}  {:?} · {:?} · {:?}\n{moved}  \
         Ctrl-C 停下 stops\n",
        account.mode, account.format, account.kind
    )
}

/// One writing, flushed. Nobody reading is no fault.
pub(crate) fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
