//! A store in a directory of its own, that can crash.

use chatstore::contract::Harness;
use chatstore::{Address, ChangeSet, ChatStore, Commit, Epoch, Fact, Person, UserId, UserKey};
use driftbottle_sqlite::{Options, SqliteStore};
use pollster::block_on;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) struct Sqlite {
    pub(crate) store: Arc<SqliteStore>,
    pub(crate) path: PathBuf,
    options: Options,
    directory: TempDir,
    crashes: u32,
}

impl Sqlite {
    pub(crate) fn with(options: Options) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("chat.db");
        let store = Arc::new(SqliteStore::open(&path, options.clone()).unwrap());
        Self { store, path, options, directory, crashes: 0 }
    }
}

/// What a process that was killed leaves: the files as they are, the operating system's lock gone.
pub(crate) fn copy_as_left(path: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    for end in ["", "-wal"] {
        let name = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        if name(path).exists() {
            std::fs::copy(name(path), name(to)).unwrap();
        }
    }
}

impl Harness for Sqlite {
    fn open() -> Self {
        Self::with(Options::default())
    }

    fn store(&self) -> Arc<dyn ChatStore> {
        self.store.clone()
    }

    fn run<F: Future>(&self, future: F) -> F::Output {
        block_on(future)
    }

    fn crash_and_reopen(&mut self) {
        self.crashes += 1;
        let path = self.directory.path().join(self.crashes.to_string()).join("chat.db");
        copy_as_left(&self.path, &path);
        self.store = Arc::new(SqliteStore::open(&path, self.options.clone()).unwrap());
        self.path = path;
    }

    fn raw_scan(&self) -> Vec<u8> {
        let log = PathBuf::from(format!("{}-wal", self.path.display()));
        let mut bytes = std::fs::read(&self.path).unwrap();
        bytes.extend(std::fs::read(log).unwrap_or_default());
        bytes
    }
}

/// Somebody new.
pub(crate) fn person(key: u64, name: &str) -> Fact {
    let address = Address::official_account("wx1", name);
    let mut id = [0; 16];
    id[8..].copy_from_slice(&key.to_be_bytes());
    Fact::AddPerson(Box::new(Person::new(UserKey(key), UserId(id), address, 1_000)))
}

/// Commits facts that nothing stands against.
pub(crate) fn keep(store: &dyn ChatStore, epoch: Epoch, facts: impl IntoIterator<Item = Fact>) {
    let mut change = ChangeSet::new(epoch);
    change.facts.extend(facts);
    let outcome = block_on(store.commit(change)).unwrap();
    assert!(matches!(outcome, Commit::Committed(_)), "{outcome:?}");
}

/// Takes the lease.
pub(crate) fn boot(store: &dyn ChatStore) -> Epoch {
    block_on(store.boot([1; 32])).unwrap().epoch
}
