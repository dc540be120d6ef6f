//! What is to be run: flags before environment before file before defaults.

use crate::credentials::Credentials;
use crate::file::{File, menu};
use crate::options::{Clock, Database, Durability, Options, Print};
use crate::texts;
use anyhow::{Context as _, ensure};
use driftbottle::wechat_core::api::ApiBase;
use driftbottle_runner::{Account, ClockKind, Config};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Everything that was decided before anything is started.
#[derive(Debug)]
pub(crate) struct Plan {
    /// `None` runs on the simulator.
    pub(crate) account: Option<Account>,
    pub(crate) listen: SocketAddr,
    pub(crate) simulator_listen: SocketAddr,
    pub(crate) database: Database,
    pub(crate) json: bool,
    clock: Clock,
    durability: Durability,
    texts: Option<PathBuf>,
    api_base: Option<ApiBase>,
    allow_plain: bool,
    file: File,
}

impl Plan {
    /// Reads the file, if one is named, and puts everything together.
    pub(crate) fn new(options: Options, environment: &Credentials) -> anyhow::Result<Self> {
        let file = options.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let mut account = environment.clone().or(file.credentials()).account()?;
        if let (Some(account), Some(kind)) = (&mut account, options.account.or(file.account.kind)) {
            account.kind = kind;
        }
        let api_base = options.api_base.filter(|base| !base.is_empty()).or(file.account.api_base.clone());
        let api_base = api_base.map(|base| ApiBase::new(&base)).transpose().context("the API's address")?;
        let own_time = if account.is_some() { Clock::System } else { Clock::Platform };
        Ok(Self {
            listen: options.listen.or(file.listen).unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            simulator_listen: options
                .simulator_listen
                .or(file.simulator_listen)
                .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8081))),
            database: options
                .database
                .or(file.database.clone())
                .unwrap_or_else(|| Database("driftbottle.db".into())),
            json: options.print == Some(Print::Json),
            clock: options.clock.or(file.clock).unwrap_or(own_time),
            durability: options.durability.or(file.durability).unwrap_or(Durability::Full),
            texts: options.texts.or(file.texts.clone()),
            allow_plain: options.allow_plain || file.allow_plain,
            account,
            api_base,
            file,
        })
    }

    /// Which time counts.
    pub(crate) fn clock(&self) -> ClockKind {
        match self.clock {
            Clock::System => ClockKind::System,
            Clock::Platform => ClockKind::Platform,
        }
    }

    /// How the database works.
    pub(crate) fn store_options(&self) -> driftbottle_sqlite::Options {
        let mut options = driftbottle_sqlite::Options::default();
        options.durability = match self.durability {
            Durability::Full => driftbottle_sqlite::Durability::Full,
            Durability::Process => driftbottle_sqlite::Durability::Process,
        };
        options
    }

    /// Applies what was chosen to the bot's configuration.
    pub(crate) fn apply(&self, config: &mut Config) -> anyhow::Result<()> {
        config.clock = self.clock();
        config.allow_plain = self.allow_plain;
        config.texts = texts::load(self.texts.as_deref())?;
        self.file.settings.apply(&mut config.settings);
        let language = config.settings.language.as_ref();
        let known = config.texts.languages().any(|tag| tag == language);
        ensure!(known, "settings.language: there are no texts in {language:?}");
        if let Some(entries) = &self.file.menu {
            config.menu = menu::buttons(entries)?;
        }
        if let Some(base) = &self.api_base {
            config.api_base = base.clone();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;
    use std::io::Write as _;

    fn plan(file: &str, flags: &[&str]) -> anyhow::Result<Plan> {
        let mut kept = tempfile::NamedTempFile::new().unwrap();
        kept.write_all(file.as_bytes()).unwrap();
        let path = kept.path().to_str().unwrap();
        let options = Options::parse_from([&["official-account", "--config", path], flags].concat());
        Plan::new(options, &Credentials::default())
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let file = "listen = \"127.0.0.1:9000\"\nclock = \"system\"\ndatabase = \"sqlite:a.db\"";
        let plan = plan(file, &["--listen", "127.0.0.1:9001"]).unwrap();
        assert_eq!(plan.listen.port(), 9001);
        assert_eq!(plan.clock(), ClockKind::System);
        assert_eq!(plan.database, Database("a.db".into()));
        assert_eq!(plan.simulator_listen.port(), 8081);
    }

    #[test]
    fn the_simulators_time_counts_where_there_is_no_account() {
        assert_eq!(plan("", &[]).unwrap().clock(), ClockKind::Platform);
        let account = "[account]\napp_id = \"wx1\"\napp_secret = \"s\"\ntoken = \"abc\"";
        let plan = plan(account, &["--account", "personal"]).unwrap();
        assert_eq!(plan.clock(), ClockKind::System);
        assert!(!plan.account.unwrap().kind.may_push());
    }

    #[test]
    fn what_is_wrong_is_said_before_anything_starts() {
        assert!(plan("listen = 1", &[]).unwrap_err().to_string().contains(":1: "));
        assert!(plan("", &["--api-base", "ftp://x"]).is_err());
        assert!(Options::try_parse_from(["x", "--listen", "8080"]).is_err());
        assert!(Options::try_parse_from(["x", "--print", "xml"]).is_err());
    }
}
