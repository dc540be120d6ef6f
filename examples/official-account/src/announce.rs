//! What is said to whoever started the program.

use crate::demo::Demo;
use crate::plan::Plan;
use driftbottle::Start;
use driftbottle_runner::Summary;
use serde::Serialize;
use std::io::{IsTerminal as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use tracing_subscriber::EnvFilter;

/// The line for programs.
#[derive(Serialize)]
struct Ready {
    ready: bool,
    listen: String,
    callback: String,
    simulator: Option<String>,
    database: String,
    clock: &'static str,
}

/// Logs to standard error: `RUST_LOG`, or what matters.
pub(crate) fn start_logging(plan: &Plan) {
    let usual = if plan.account.is_some() || plan.json { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours).init();
}

/// An address as one to connect to: a listener on every interface is found on this machine.
pub(crate) fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

/// The callback URL as this machine sees it.
pub(crate) fn callback(listen: SocketAddr) -> String {
    format!("http://{}/wechat", reachable(listen))
}

/// Says that the bot is there.
pub(crate) fn ready(plan: &Plan, listen: SocketAddr, demo: Option<&Demo>, start: &Start) {
    let Start { owed, lanes, waiting, .. } = start;
    tracing::info!(%listen, owed, people = lanes, waiting, "ready");
    let simulator = demo.map(Demo::url);
    if !plan.json {
        let text = match &simulator {
            Some(page) => invitation(plan, listen, page),
            None => notice(plan, listen),
        };
        return say(&text);
    }
    let ready = Ready {
        ready: true,
        listen: format!("http://{listen}"),
        callback: callback(listen),
        simulator,
        database: plan.database.to_string(),
        clock: plan.clock().as_str(),
    };
    match serde_json::to_string(&ready) {
        Ok(line) => say(&line),
        Err(error) => tracing::error!(%error, "the ready line cannot be written"),
    }
}

fn invitation(plan: &Plan, listen: SocketAddr, page: &str) -> String {
    format!(
        "\n  漂流瓶 driftbottle\n\n  打开这个地址，里面有两部手机：\n  Open this address, two phones are in there:\n\n      \
         {page}/\n\n  在两部手机上都说「找人」，遇到了就能聊。\n  Say find (找人) on both phones; once they have met, \
         they talk.\n\n  {} · {} · {}\n{}  Ctrl-C 停下 stops\n",
        callback(listen),
        plan.database,
        plan.clock(),
        moved(plan.listen, listen),
    )
}

fn notice(plan: &Plan, listen: SocketAddr) -> String {
    format!(
        "\n  漂流瓶 driftbottle\n\n  把这个回调的公网地址填进公众平台的服务器配置：\n  Enter the public URL of this callback into the \
         account's server configuration:\n\n      {}\n\n  {} · {}\n{}  Ctrl-C 停下 stops\n",
        callback(listen),
        plan.database,
        plan.clock(),
        moved(plan.listen, listen),
    )
}

fn moved(wanted: SocketAddr, got: SocketAddr) -> String {
    if wanted.port() == got.port() || wanted.port() == 0 {
        return String::new();
    }
    format!("  端口 {0} 被占用，改用 {1}。Port {0} is busy, using {1}.\n", wanted.port(), got.port())
}

/// Says what is kept.
pub(crate) fn stopped(plan: &Plan, summary: &Summary) {
    if plan.json {
        tracing::info!("stopped: {summary}");
    } else {
        let Summary { lines, notices, .. } = summary;
        say(&format!(
            "\n  停下了。留着 {lines} 句话和 {notices} 条通知，下次启动接着送。\n  Stopped: {summary}.\n"
        ));
    }
}

/// One writing, flushed: whoever reads it through a pipe has it at once. Nobody reading is no fault.
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
