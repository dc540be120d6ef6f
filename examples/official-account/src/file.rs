//! The configuration file: the same settings as the command line, the account, and the chat's numbers.

pub(crate) mod menu;
mod number;
mod overrides;

use crate::credentials::Credentials;
use crate::options::{Clock, Database, Durability, Hidden};
use anyhow::{Context as _, anyhow};
use driftbottle_runner::AccountKind;
use overrides::Overrides;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct File {
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) simulator_listen: Option<SocketAddr>,
    #[serde(deserialize_with = "named")]
    pub(crate) database: Option<Database>,
    pub(crate) clock: Option<Clock>,
    pub(crate) durability: Option<Durability>,
    pub(crate) texts: Option<PathBuf>,
    pub(crate) allow_plain: bool,
    pub(crate) account: AccountTable,
    pub(crate) menu: Option<Vec<menu::Entry>>,
    pub(crate) settings: Overrides,
}

/// The table `[account]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AccountTable {
    #[serde(deserialize_with = "hidden")]
    app_id: Option<Hidden>,
    #[serde(deserialize_with = "hidden")]
    app_secret: Option<Hidden>,
    #[serde(deserialize_with = "hidden")]
    token: Option<Hidden>,
    #[serde(deserialize_with = "hidden")]
    aes_key: Option<Hidden>,
    #[serde(deserialize_with = "named")]
    pub(crate) kind: Option<AccountKind>,
    pub(crate) api_base: Option<String>,
}

impl File {
    /// Reads a file. An error names the line, never what stands there: it may be a secret.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
        Self::parse(&text).map_err(|error| anyhow!("{}:{error}", path.display()))
    }

    fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            format!("{}: {}", before.matches('\n').count() + 1, error.message())
        })
    }

    /// The credentials in it.
    pub(crate) fn credentials(&self) -> Credentials {
        let AccountTable { app_id, app_secret, token, aes_key, .. } = &self.account;
        Credentials {
            app_id: app_id.clone(),
            secret: app_secret.clone(),
            token: token.clone(),
            aes_key: aes_key.clone(),
        }
    }
}

/// Something read from its name.
fn named<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(from: D) -> Result<Option<T>, D::Error> {
    String::deserialize(from)?.parse().map(Some).map_err(D::Error::custom)
}

/// A text in quotes; whatever else stands there is not repeated.
fn hidden<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Hidden>, D::Error> {
    match toml::Value::deserialize(from)? {
        toml::Value::String(text) => Ok(Some(Hidden(text))),
        _ => Err(D::Error::custom("a text in quotes belongs here")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use driftbottle::Settings;

    #[test]
    fn everything_can_be_set() {
        let file = File::parse(
            "listen = \"0.0.0.0:80\"\ndatabase = \"sqlite:/var/chat.db\"\nclock = \"platform\"\n\
             durability = \"process\"\n[account]\napp_id = \"wx1\"\nkind = \"sandbox\"\n\
             [settings]\nwait_ms = 300000\nheld_limit = 50\nbusy_hour = 20\nlanguage = \"en\"\n",
        )
        .unwrap();
        assert_eq!(file.database, Some(Database("/var/chat.db".into())));
        assert_eq!(file.account.kind, Some(AccountKind::Sandbox));
        assert_eq!(file.credentials().app_id, Some(Hidden("wx1".into())));
        let mut settings = Settings::new("wx1");
        file.settings.apply(&mut settings);
        assert_eq!((settings.wait_ms, settings.held_limit, settings.busy_hour), (300_000, 50, 20));
        assert_eq!((settings.language.as_ref(), settings.gather_ms), ("en", 3_000));
    }

    #[test]
    fn the_example_says_what_the_defaults_are() {
        let file = File::parse(include_str!("../config.example.toml")).unwrap();
        let mut settings = Settings::new("wx1");
        settings.busy_hour = 0;
        settings.language = "".into();
        file.settings.apply(&mut settings);
        assert_eq!(settings, Settings::new("wx1"));
        assert_eq!(file.listen.unwrap().port(), 8080);
        let without = include_str!("../config.example.toml").lines().filter(|line| !line.starts_with('#'));
        let table = without.skip_while(|line| *line != "[settings]").filter(|line| line.contains(" = "));
        assert_eq!(table.count(), Overrides::NAMES.len(), "every setting is in the example");
    }

    #[test]
    fn errors_name_the_line_and_the_key() {
        let table = [
            ("listen = \"nowhere\"", "1: invalid socket address"),
            ("\ndatabase = \"mysql:x\"", "2: \"mysql:x\" is not sqlite:PATH"),
            ("clock = \"sundial\"", "1: unknown variant `sundial`, expected `system` or `platform`"),
            ("\n\nlisten_to = 1", "3: unknown field `listen_to`"),
            ("[settings]\nwait_msec = 1", "2: unknown field `wait_msec`"),
            ("[settings]\nwait_ms = -1", "2: milliseconds, 0 to 31622400000, belong here"),
            ("[settings]\nbusy_hour = 24", "2: an hour, 0 to 23, belongs here"),
            ("[account]\nkind = \"rich\"", "2: \"rich\" is not a kind of account"),
            ("clock = ", "1: "),
        ];
        for (text, want) in table {
            let error = File::parse(text).unwrap_err();
            assert!(error.starts_with(want), "{text:?}: {error}");
        }
    }

    #[test]
    fn a_secret_is_not_repeated_where_it_is_wrong() {
        for wrong in
            ["[account]\napp_secret = 12345", "[account]\ntoken = [ 12345 ]", "[account]\ntoken = 12345x"]
        {
            let error = File::parse(wrong).unwrap_err();
            assert!(error.starts_with("2: ") && !error.contains("12345"), "{error}");
        }
        let file = File::parse("[account]\napp_secret = \"hush\"").unwrap();
        assert!(!format!("{file:?}").contains("hush"));
    }
}
