//! The chat service over each kind of store.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use driftbottle::chatstore::{ChatStore, MemoryStore};
use driftbottle::{ChatService, Settings, Texts};
use driftbottle_sqlite::{Options, SqliteStore};
use driftbottle_webhook::{Clock as _, SystemClock};

use crate::platform::APP_ID;

/// A service, and its database where it has one.
pub(super) struct Opened {
    pub(super) service: Arc<ChatService>,
    pub(super) sqlite: Option<Arc<SqliteStore>>,
}

/// On memory, or on a SQLite file of the default durability, which is full.
pub(super) async fn open(database: Option<&Path>) -> Result<Opened> {
    let sqlite = match database {
        Some(path) => Some(Arc::new(SqliteStore::open(path, Options::default())?)),
        None => None,
    };
    let store: Arc<dyn ChatStore> = match &sqlite {
        Some(sqlite) => Arc::<SqliteStore>::clone(sqlite),
        None => Arc::new(MemoryStore::default()),
    };
    let mut settings = Settings::new(APP_ID);
    // The load is a flood by intent.
    settings.lines_per_minute = 1_000_000;
    settings.lines_at_once = 1_000_000;
    let mut candidate = [0; 32];
    getrandom::fill(&mut candidate)?;
    let service =
        ChatService::open(store, settings, Texts::embedded(), candidate, SystemClock.now_ms()).await?;
    Ok(Opened { service: Arc::new(service), sqlite })
}
