//! The server's process: this program, run again with a variable that says what to serve.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};
use rustix::time::{ClockId, clock_gettime};

use super::affinity;
use super::server::{Kind, assemble};

const SERVE: &str = "DRIFTBOTTLE_BENCH_SERVE";
const DIRECTORY: &str = "DRIFTBOTTLE_BENCH_DIRECTORY";
/// A command to run servers under, such as `valgrind --tool=callgrind`: for profiles, the rates are then its own.
const UNDER: &str = "DRIFTBOTTLE_BENCH_UNDER";

/// What a server has done since it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// CPU time of all its threads, kernel included.
    pub cpu: Duration,
    /// Commits in its database.
    pub commits: u64,
    /// Transactions they shared, each synced once.
    pub transactions: u64,
}

/// A running server; dropping it ends it.
pub struct Server {
    child: Child,
    asking: Option<ChildStdin>,
    telling: BufReader<ChildStdout>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts this program again as a server.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(kind: Kind, directory: &Path) -> Result<Self> {
        let mut child = command()?
            .env(SERVE, kind.name())
            .env(DIRECTORY, directory)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting a server")?;
        let asking = child.stdin.take();
        let mut telling = BufReader::new(child.stdout.take().context("a server without output")?);
        let mut line = String::new();
        telling.read_line(&mut line)?;
        let address =
            line.trim().parse().with_context(|| format!("the {} server said `{line}`", kind.name()))?;
        Ok(Self { child, asking, telling, address })
    }

    /// Asks what it has done.
    ///
    /// # Errors
    /// When it is gone.
    pub fn report(&mut self) -> Result<Report> {
        writeln!(self.asking.as_mut().context("a server that is not asked")?, "report")?;
        let mut line = String::new();
        self.telling.read_line(&mut line)?;
        let numbers: Vec<u64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let [nanos, commits, transactions] = *numbers.as_slice() else {
            anyhow::bail!("a server reported `{line}`")
        };
        Ok(Report { cpu: Duration::from_nanos(nanos), commits, transactions })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input ends the server.
        drop(self.asking.take());
        let _ = self.child.wait();
    }
}

/// This program, or what it is to be run under.
fn command() -> Result<Command> {
    let program = std::env::current_exe()?;
    let under = std::env::var(UNDER).unwrap_or_default();
    let mut words = under.split_whitespace();
    let Some(first) = words.next() else { return Ok(Command::new(program)) };
    let mut command = Command::new(first);
    command.args(words).arg(program);
    Ok(command)
}

/// Serves, if this process was started for it, until its input ends. Call it first in `main`; `true`: all is done.
///
/// # Errors
/// When it cannot serve.
pub fn serve_if_asked() -> Result<bool> {
    let Ok(name) = std::env::var(SERVE) else { return Ok(false) };
    let directory = PathBuf::from(std::env::var_os(DIRECTORY).context("no directory to serve from")?);
    affinity::take_server_core()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let kind = Kind::named(&name)?;
    let (assembled, listener) = runtime.block_on(async {
        let assembled = assemble(kind, &directory).await?;
        anyhow::Ok((assembled, tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?))
    })?;
    println!("{}", listener.local_addr()?);
    let serving = runtime.spawn(axum::serve(listener, assembled.router).into_future());
    for _ask in std::io::stdin().lock().lines() {
        let cpu = clock_gettime(ClockId::ProcessCPUTime);
        let counts = assembled.sqlite.as_ref().map(|store| store.counts());
        let (commits, transactions) = counts.map_or((0, 0), |counts| (counts.commits, counts.transactions));
        println!("{} {commits} {transactions}", cpu.tv_sec * 1_000_000_000 + cpu.tv_nsec);
    }
    serving.abort();
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(true)
}
