//! The command line. Secrets may come from the environment, where a list of processes does not show them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use wechat_simulator::{Account, AccountKind, Format, Mode};

/// 笔记本上的微信：给任何语言写的公众号机器人。 WeChat on a laptop, for a bot in any language.
#[derive(Debug, Parser)]
#[command(version, name = "wechat-simulator")]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 启动模拟的微信和它的手机页面 Serve the simulated WeChat with its page of phones, until Ctrl-C
    Serve(Serve),
    /// 检查一个机器人 Examine a bot: exit code 0 when all is well, 1 when something is not, 2 when it could not be examined
    Check(Check),
}

/// The account that the bot believes it has.
#[derive(Debug, Args)]
pub(crate) struct AccountOptions {
    /// The token of the server configuration
    #[arg(long, env = "WECHAT_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    token: Option<String>,
    /// AppID
    #[arg(long, env = "WECHAT_APP_ID", hide_env_values = true, value_name = "ID")]
    app_id: Option<String>,
    /// AppSecret, with which the bot fetches access tokens
    #[arg(long, env = "WECHAT_APP_SECRET", hide_env_values = true, value_name = "SECRET")]
    secret: Option<String>,
    /// EncodingAESKey, 43 letters or digits
    #[arg(long, env = "WECHAT_AES_KEY", hide_env_values = true, value_name = "KEY")]
    aes_key: Option<String>,
    /// How pushes are protected; secure when there is a key, else plain
    #[arg(long)]
    mode: Option<ModeName>,
    /// Whether pushes are XML or JSON
    #[arg(long, default_value = "xml")]
    format: FormatName,
    /// What the account may do
    #[arg(long, default_value = "verified-service")]
    kind: KindName,
    /// The account's original id, the ToUserName of pushes
    #[arg(long, value_name = "gh_ID")]
    original_id: Option<String>,
}

/// Settings of the server.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where the bot takes its pushes; without one they wait, and the page asks for it
    #[arg(long, value_name = "URL")]
    pub(crate) callback: Option<String>,
    #[command(flatten)]
    pub(crate) account: AccountOptions,
    /// Where the API and the page are; a busy port gives way to the next free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8000")]
    pub(crate) listen: SocketAddr,
    /// The people of the page
    #[arg(long, value_name = "NAMES", value_delimiter = ',', default_value = "小明,小红")]
    pub(crate) phones: Vec<String>,
    /// The seed of ids and faults
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Print one line of JSON on standard output when it serves, and nothing else
    #[arg(long, value_name = "FORMAT")]
    pub(crate) print: Option<Print>,
}

/// Settings of an examination.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Where the bot takes its pushes
    #[arg(long, value_name = "URL")]
    pub(crate) callback: String,
    #[command(flatten)]
    pub(crate) account: AccountOptions,
    /// Where the API is meanwhile: start the bot with this address in place of https://api.weixin.qq.com, and its
    /// messages are judged too
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8000")]
    pub(crate) listen: SocketAddr,
    /// What two people say first, so that a bot that introduces people has two to introduce; may be repeated
    #[arg(long, value_name = "TEXT")]
    pub(crate) say: Vec<String>,
    /// Also turn the clock by two days: only for a bot whose time is the CreateTime of pushes
    #[arg(long)]
    pub(crate) turn_clock: bool,
    /// How long nothing must happen before nothing more is expected of a push, in milliseconds: more for a bot that
    /// thinks before it sends
    #[arg(long, value_name = "MS", default_value_t = 1_200)]
    pub(crate) quiet_ms: u64,
    /// Only checks whose id begins so; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) only: Vec<String>,
    /// Let remarks count as failures
    #[arg(long)]
    pub(crate) strict: bool,
    /// The report as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The language of the report
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

/// What standard output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Print {
    Json,
}

/// A language of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ModeName {
    Plain,
    #[value(alias = "compatible")]
    Compat,
    Secure,
    Cloud,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Xml,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindName {
    VerifiedService,
    VerifiedSubscription,
    UnverifiedService,
    Personal,
    Sandbox,
}

impl AccountOptions {
    /// The account they describe. What is not given is that of [`Account::example`].
    pub(crate) fn account(self) -> anyhow::Result<Account> {
        let mut account = Account::example();
        for (field, given) in [
            (&mut account.token, self.token),
            (&mut account.app_id, self.app_id),
            (&mut account.app_secret, self.secret),
            (&mut account.original_id, self.original_id),
        ] {
            // A variable that is set to nothing counts as not set.
            if let Some(given) = given.filter(|text| !text.is_empty()) {
                *field = given;
            }
        }
        account.aes_key = self.aes_key.filter(|key| !key.is_empty());
        account.mode = match self.mode {
            Some(ModeName::Plain) => Mode::Plain,
            Some(ModeName::Compat) => Mode::Compatible,
            Some(ModeName::Secure) => Mode::Secure,
            Some(ModeName::Cloud) => Mode::CloudHosting,
            None if account.aes_key.is_some() => Mode::Secure,
            None => Mode::Plain,
        };
        account.format = match self.format {
            FormatName::Xml => Format::Xml,
            FormatName::Json => Format::Json,
        };
        account.kind = match self.kind {
            KindName::VerifiedService => AccountKind::VerifiedService,
            KindName::VerifiedSubscription => AccountKind::VerifiedSubscription,
            KindName::UnverifiedService => AccountKind::UnverifiedService,
            KindName::Personal => AccountKind::Personal,
            KindName::Sandbox => AccountKind::Sandbox,
        };
        account.check()?;
        Ok(account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn account(flags: &[&str]) -> anyhow::Result<Account> {
        let options = Options::parse_from([&["wechat-simulator", "serve"], flags].concat());
        let Command::Serve(serve) = options.command else { panic!("not serve") };
        serve.account.account()
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Options::command().debug_assert();
    }

    #[test]
    fn a_key_means_secure_mode_unless_told_otherwise() {
        let key = ["--aes-key", "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E"];
        assert_eq!(account(&[]).unwrap().mode, Mode::Plain);
        assert_eq!(account(&key).unwrap().mode, Mode::Secure);
        assert_eq!(account(&[&key[..], &["--mode", "compat"]].concat()).unwrap().mode, Mode::Compatible);
        assert!(account(&["--mode", "secure"]).unwrap_err().to_string().contains("aes_key"));
        assert!(account(&["--token", "no token!"]).unwrap_err().to_string().contains("token"));
    }

    #[test]
    fn secrets_are_not_shown() {
        let account = account(&["--secret", "hush-hush", "--token", "quiet123"]).unwrap();
        assert_eq!(account.app_secret, "hush-hush");
        let shown = format!("{account:?}");
        assert!(!shown.contains("hush") && !shown.contains("quiet"));
    }
}
