//! The servers that are compared, each a router.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use driftbottle_sqlite::SqliteStore;
use driftbottle_webhook::{AccountConfig, Bot, Webhook};
use wechat_core::callback::{Callback, CallbackConfig};
use wechat_core::{AppId, CallbackToken, EncodingAesKey};

use super::bot::{Relay, Silent};
use super::http::PATH;
use super::{outbox, service};
use crate::platform::{APP_ID, ENCODING_AES_KEY, TOKEN};

/// What answers the pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// axum alone: a route that answers `success`.
    Bare,
    /// The same, after reading the request's body: what no endpoint that looks at its pushes can do without.
    Reading,
    /// The webhook adapter in plain mode, a bot that says nothing.
    Plain,
    /// The webhook adapter in secure mode, a bot that says nothing.
    Secure,
    /// Secure mode and the chat service, kept in memory.
    Memory,
    /// Secure mode and the chat service on SQLite, every commit synced.
    Sqlite,
    /// The same, and the loop that pushes what the platform lets it.
    SqlitePushing,
}

impl Kind {
    const NAMES: [(&str, Self); 7] = [
        ("bare", Self::Bare),
        ("reading", Self::Reading),
        ("plain", Self::Plain),
        ("secure", Self::Secure),
        ("memory", Self::Memory),
        ("sqlite", Self::Sqlite),
        ("sqlite-pushing", Self::SqlitePushing),
    ];

    /// Its name between processes.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether it keeps what it takes in a database.
    #[must_use]
    pub const fn has_database(self) -> bool {
        matches!(self, Self::Sqlite | Self::SqlitePushing)
    }

    pub(super) fn named(name: &str) -> Result<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, kind)| *kind).with_context(|| format!("no server is called `{name}`"))
    }
}

/// A server ready to run.
pub(super) struct Assembled {
    pub(super) router: Router,
    pub(super) sqlite: Option<Arc<SqliteStore>>,
}

pub(super) async fn assemble(kind: Kind, directory: &Path) -> Result<Assembled> {
    let database = kind.has_database().then(|| directory.join("relay.db"));
    let (bot, sqlite): (Arc<dyn Bot>, _) = match kind {
        Kind::Bare => {
            let router = Router::new().route(PATH, post(async || "success"));
            return Ok(Assembled { router, sqlite: None });
        }
        Kind::Reading => {
            let read = async |body: Bytes| {
                std::hint::black_box(body);
                "success"
            };
            return Ok(Assembled { router: Router::new().route(PATH, post(read)), sqlite: None });
        }
        Kind::Plain | Kind::Secure => (Arc::new(Silent), None),
        Kind::Memory | Kind::Sqlite | Kind::SqlitePushing => {
            let opened = service::open(database.as_deref()).await?;
            if kind == Kind::SqlitePushing {
                tokio::spawn(outbox::run(Arc::clone(&opened.service)));
            }
            (Arc::new(Relay(opened.service)), opened.sqlite)
        }
    };
    let account = AccountConfig::new(Callback::new(config(kind)?)?, bot);
    Ok(Assembled { router: Webhook::builder().account(PATH, account).build()?.router(), sqlite })
}

fn config(kind: Kind) -> Result<CallbackConfig> {
    let (app_id, token) = (AppId::new(APP_ID)?, CallbackToken::new(TOKEN)?);
    Ok(match kind {
        Kind::Plain => CallbackConfig::plain(app_id, token),
        _ => CallbackConfig::secure(app_id, token, EncodingAesKey::new(ENCODING_AES_KEY)?),
    })
}
