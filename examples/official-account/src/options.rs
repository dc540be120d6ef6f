//! The command line. What is not given there comes from the environment, then from the file, then from the defaults.

use clap::{Args, Parser, Subcommand, ValueEnum};
use driftbottle_runner::{AccountKind, UnknownKind};
use serde::Deserialize;
use std::convert::Infallible;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// 漂流瓶：公众号里的陌生人聊天。 A stranger chat in a WeChat official account.
///
/// Without credentials it starts its own WeChat, with two phones in a page. With WECHAT_APP_ID, WECHAT_APP_SECRET,
/// WECHAT_TOKEN and WECHAT_AES_KEY (or WECHAT_ENCODING_AES_KEY) in the environment it serves the real platform.
#[derive(Debug, Default, Parser)]
#[command(version, name = "official-account", args_override_self = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Where WeChat's pushes arrive, at /wechat; a busy port gives way to the next free one [127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "DRIFTBOTTLE_LISTEN", hide_env = true)]
    pub(crate) listen: Option<SocketAddr>,
    /// Where the phones are, without credentials [127.0.0.1:8081]
    #[arg(long, value_name = "ADDR", env = "DRIFTBOTTLE_SIMULATOR_LISTEN", hide_env = true)]
    pub(crate) simulator_listen: Option<SocketAddr>,
    /// Where everything is kept [sqlite:driftbottle.db]
    #[arg(long, value_name = "sqlite:PATH", env = "DRIFTBOTTLE_DATABASE", hide_env = true)]
    pub(crate) database: Option<Database>,
    /// Which time counts: system, or platform (follows the pushes; the default without credentials)
    #[arg(long, env = "DRIFTBOTTLE_CLOCK", hide_env = true, hide_possible_values = true)]
    pub(crate) clock: Option<Clock>,
    /// What a commit survives: full (loss of power) or process (the end of this program); full unless given
    #[arg(long, env = "DRIFTBOTTLE_DURABILITY", hide_env = true, hide_possible_values = true)]
    pub(crate) durability: Option<Durability>,
    /// Texts that replace those that ship: *.ftl files named by language, such as zh-CN.ftl
    #[arg(long, value_name = "DIR", env = "DRIFTBOTTLE_TEXTS", hide_env = true)]
    pub(crate) texts: Option<PathBuf>,
    /// The kind of account: auto, verified-service, verified-subscription, unverified-service, personal, sandbox
    #[arg(long, value_name = "KIND", env = "WECHAT_ACCOUNT", hide_env_values = true, value_parser = kind, global = true)]
    pub(crate) account: Option<AccountKind>,
    /// Where the API is, unless it is WeChat's own
    #[arg(long, value_name = "URL", env = "WECHAT_API_BASE", hide_env_values = true, global = true)]
    pub(crate) api_base: Option<String>,
    /// Serve plain mode (no WECHAT_AES_KEY) beyond this machine: whoever sees a push can forge others
    #[arg(long)]
    pub(crate) allow_plain: bool,
    /// A TOML file with the same settings and the chat's numbers
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// Print one line of JSON on standard output when ready, and nothing else
    #[arg(long, value_name = "FORMAT")]
    pub(crate) print: Option<Print>,
}

/// What to do instead of serving.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// 账号为什么不工作 Why an account does not work: asks WeChat, changes nothing; exit code 0 when all is well, 1 when
    /// something is to be done, 2 when the configuration cannot be read
    Doctor(Doctor),
}

/// Settings of the diagnosis.
#[derive(Clone, Debug, Args)]
pub(crate) struct Doctor {
    /// The public address of the callback, to see whether it proves itself as the console demands
    #[arg(long, value_name = "URL")]
    pub(crate) callback_url: Option<String>,
    /// The diagnosis as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The language of the diagnosis
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Zh,
    En,
}

/// A variable that is set to nothing counts as not set.
fn kind(name: &str) -> Result<AccountKind, UnknownKind> {
    if name.is_empty() { Ok(AccountKind::Auto) } else { name.parse() }
}

/// Which time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Clock {
    System,
    Platform,
}

/// What a commit survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Durability {
    Full,
    Process,
}

/// What standard output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Print {
    Json,
}

/// Where everything is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Database(pub(crate) PathBuf);

impl FromStr for Database {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        match url.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self(path.into())),
            _ => Err(format!("{url:?} is not sqlite:PATH")),
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sqlite:{}", self.0.display())
    }
}

/// Some text that must not be printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Hidden(pub(crate) String);

impl FromStr for Hidden {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
