//! The test suites: which tests, under which runner, with which environment.

mod command;
mod counts;
mod tee;

use std::path::PathBuf;

use anyhow::{Result, ensure};

pub(crate) use counts::Counts;

use crate::needs::{Install, has_nextest, peers};
use crate::workspace::Workspace;
use command::Runner;

/// A part of the tests that a lane runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suite {
    /// Everything but peers and doctests; the evening with its few default seeds.
    Main,
    /// The examples in the documentation.
    Doctests,
    /// The modules named `peers`.
    Peers,
    /// The evening, many seeds.
    Evening,
    /// The fuzz bodies as property tests, many cases.
    FuzzBodies,
}

/// Seeds of the evening lane; `EVENING_SEEDS` overrides.
const EVENING_SEEDS: &str = "100";
/// Cases of each fuzz body in its lane; `PROPTEST_CASES` overrides.
const FUZZ_CASES: &str = "4096";

/// Runs a suite and counts; an empty suite is an error, for it proves nothing.
pub(crate) fn run(workspace: &Workspace, suite: Suite, install: Install) -> Result<Outcome> {
    let environment = environment(workspace, suite, install)?;
    let runner = if has_nextest() { Runner::Nextest } else { Runner::CargoTest };
    let mut command = command::of(suite, runner);
    command.current_dir(&workspace.root).envs(environment);
    let (succeeded, counts) = tee::run(command)?;
    ensure!(counts.total() > 0 || !succeeded, "no test ran: the suite {suite:?} selects nothing");
    Ok(Outcome { succeeded, counts })
}

/// What a suite came to. A suite may fail with no failed test: when it does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) succeeded: bool,
    pub(crate) counts: Counts,
}

fn environment(
    workspace: &Workspace,
    suite: Suite,
    install: Install,
) -> Result<Vec<(&'static str, PathBuf)>> {
    let unless_set = |name: &'static str, value: &str| {
        let value = std::env::var_os(name).map_or_else(|| value.into(), PathBuf::from);
        println!("{name}={}", value.display());
        vec![(name, value)]
    };
    Ok(match suite {
        Suite::Main | Suite::Doctests => Vec::new(),
        Suite::Peers => peers(workspace, install)?,
        Suite::Evening => unless_set("EVENING_SEEDS", EVENING_SEEDS),
        Suite::FuzzBodies => unless_set("PROPTEST_CASES", FUZZ_CASES),
    })
}
