//! Who is measured, and one round of it.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use driftbottle_benches::relay::Protection::{Plain, Secure};
use driftbottle_benches::relay::{Crowd, Kind, Protection, Server, send};
use tempfile::TempDir;

/// One server under load.
pub(crate) struct Contestant {
    pub(crate) name: &'static str,
    /// The least share of bare axum's rate it is to reach.
    pub(crate) gate: Option<f64>,
    kind: Kind,
    /// Pushes in a round: enough for about half a second of CPU time.
    pushes: usize,
    server: Server,
    crowd: Crowd,
    pub(crate) rounds: Vec<Round>,
}

/// What one round showed.
pub(crate) struct Round {
    pub(crate) pushes: usize,
    pub(crate) with_reply: usize,
    pub(crate) cpu: Duration,
    pub(crate) commits: u64,
    pub(crate) transactions: u64,
}

impl Round {
    /// Pushes per second of the server's CPU time.
    pub(crate) fn rate(&self) -> f64 {
        self.pushes as f64 / self.cpu.as_secs_f64()
    }
}

/// Where databases live while they are measured.
pub(crate) struct Directories {
    disk: TempDir,
    memory: Option<TempDir>,
}

/// An ordinary directory, and one in memory where the system has that.
pub(crate) fn directories() -> Result<Directories> {
    let shared_memory = Path::new("/dev/shm");
    let memory = shared_memory.is_dir().then(|| TempDir::new_in(shared_memory)).transpose()?;
    Ok(Directories { disk: TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?, memory })
}

/// Who there is, the yardstick first: title, server, protection, gate, pushes in a round.
const ALL: [(&str, Kind, Protection, Option<f64>, usize); 7] = [
    ("bare axum, `success`", Kind::Bare, Plain, None, 40_000),
    ("axum that reads the body, `success`", Kind::Reading, Plain, None, 40_000),
    ("webhook, plain mode, `success`", Kind::Plain, Plain, Some(0.9), 40_000),
    ("webhook, secure mode, typed, no store", Kind::Secure, Secure, Some(0.5), 30_000),
    ("relay, kept in memory", Kind::Memory, Secure, None, 16_000),
    ("relay, SQLite synced, on disk", Kind::Sqlite, Secure, Some(0.32), 16_000),
    ("the same with its outbox", Kind::SqlitePushing, Secure, None, 16_000),
];

/// Everybody, or only the servers of one name.
pub(crate) fn contestants(directories: &Directories, only: Option<&str>) -> Result<Vec<Contestant>> {
    let mut entries: Vec<_> = ALL.iter().map(|entry| (*entry, directories.disk.path())).collect();
    if let Some(memory) = &directories.memory {
        let on_tmpfs = ("relay, SQLite synced, on tmpfs", Kind::Sqlite, Secure, Some(0.32), 16_000);
        entries.push((on_tmpfs, memory.path()));
    }
    entries.retain(|((_, kind, ..), _)| only.is_none_or(|name| name == kind.name()));
    ensure!(!entries.is_empty(), "no server has the name that --only asks for");
    let start = |((name, kind, protection, gate, pushes), directory): (_, &Path)| {
        let directory = directory.join(Kind::name(kind));
        std::fs::create_dir_all(&directory)?;
        let server = Server::start(kind, &directory)?;
        Ok(Contestant { name, gate, kind, pushes, server, crowd: Crowd::new(protection), rounds: Vec::new() })
    };
    entries.into_iter().map(start).collect()
}

impl Contestant {
    fn relays(&self) -> bool {
        !matches!(self.kind, Kind::Bare | Kind::Reading | Kind::Plain | Kind::Secure)
    }

    /// Everybody finds a partner, and the first lines are said.
    pub(crate) fn warm_up(&mut self) -> Result<()> {
        if self.relays() {
            let asking = self.crowd.ask_for_company()?;
            send(self.server.address, asking)?;
        }
        let lines = self.crowd.lines(4_000)?;
        send(self.server.address, lines)?;
        Ok(())
    }

    /// One round and its rate; what it did is checked, so that no rate is that of an error.
    pub(crate) fn run(&mut self) -> Result<f64> {
        let lines = self.crowd.lines(self.pushes)?;
        let before = self.server.report()?;
        let sent = send(self.server.address, lines)?;
        let after = self.server.report()?;
        let round = Round {
            pushes: self.pushes,
            with_reply: sent.with_reply,
            cpu: after.cpu - before.cpu,
            commits: after.commits - before.commits,
            transactions: after.transactions - before.transactions,
        };
        ensure!(sent.answered == self.pushes, "{}: {} of {} answered", self.name, sent.answered, self.pushes);
        if self.relays() {
            ensure!(
                round.with_reply * 10 > self.pushes,
                "{}: few lines came through: {}",
                self.name,
                round.with_reply
            );
        } else {
            ensure!(round.with_reply == 0, "{}: says something", self.name);
        }
        if self.kind.has_database() {
            ensure!(round.commits >= self.pushes as u64, "{}: {} commits", self.name, round.commits);
        }
        let rate = round.rate();
        self.rounds.push(round);
        Ok(rate)
    }
}
