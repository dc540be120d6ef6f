//! The lanes, cheapest first, and what each runs.

use std::fmt;

use anyhow::{Result, ensure};
use clap::ValueEnum;
use xshell::cmd;

use crate::needs::{self, Install};
use crate::suites::{self, Counts, Outcome, Suite};
use crate::workspace::Workspace;
use crate::{features, fences, lint, packaging};

/// A part of CI that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lane {
    /// Format, forbidden text, file length, translations, spelling, licences
    Lint,
    /// Who may depend on whom; the pure crates stay pure
    Fences,
    /// What docs/features.md calls done is proved
    Features,
    /// Clippy over every target, warnings are errors
    Clippy,
    /// The documentation builds, every public item has some, every link leads somewhere
    Docs,
    /// Unit and integration tests
    Tests,
    /// The examples in the documentation
    Doctests,
    /// Tests against programs from outside: wechatpy, a browser
    Peers,
    /// Many seeds of the evening
    Evening,
    /// The fuzz bodies with many cases
    FuzzBodies,
    /// The benchmarks compile
    Benches,
    /// The libraries can be packed for the registry
    Package,
}

impl Lane {
    /// Every lane, in the order in which they run.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Self::value_variants().iter().copied()
    }

    /// One line on what it checks: the help text of the command line.
    pub(crate) fn about(self) -> String {
        let value = self.to_possible_value();
        value.and_then(|value| value.get_help().map(ToString::to_string)).unwrap_or_default()
    }

    /// Runs it. Output goes straight to the terminal.
    pub(super) fn run(self, workspace: &Workspace, install: Install) -> Result<Outcome> {
        match self {
            Self::Lint => lint::check(workspace, install).map(passed),
            Self::Fences => fences::check(workspace).map(passed),
            Self::Features => features::check(workspace).map(passed),
            Self::Clippy => clippy(workspace, install).map(passed),
            Self::Docs => docs(workspace).map(passed),
            Self::Tests => suites::run(workspace, Suite::Main, install),
            Self::Doctests => suites::run(workspace, Suite::Doctests, install),
            Self::Peers => suites::run(workspace, Suite::Peers, install),
            Self::Evening => suites::run(workspace, Suite::Evening, install),
            Self::FuzzBodies => suites::run(workspace, Suite::FuzzBodies, install),
            Self::Benches => benches(workspace).map(passed),
            Self::Package => packaging::check(workspace).map(passed),
        }
    }
}

impl fmt::Display for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.pad(value.as_ref().map_or("", |value| value.get_name()))
    }
}

fn passed((): ()) -> Outcome {
    Outcome { succeeded: true, counts: Counts::default() }
}

fn clippy(workspace: &Workspace, install: Install) -> Result<()> {
    needs::toolchain(workspace, install)?;
    let shell = workspace.shell()?;
    cmd!(shell, "cargo clippy --workspace --all-targets --all-features --quiet -- -D warnings").run()?;
    Ok(())
}

fn docs(workspace: &Workspace) -> Result<()> {
    let shell = workspace.shell()?;
    shell.set_var("RUSTDOCFLAGS", "-D warnings");
    cmd!(shell, "cargo doc --workspace --all-features --no-deps --quiet").run()?;
    let index = workspace.target().join("doc/driftbottle/index.html");
    ensure!(index.is_file(), "no {}", index.display());
    Ok(())
}

fn benches(workspace: &Workspace) -> Result<()> {
    let shell = workspace.shell()?;
    cmd!(shell, "cargo bench --no-run --package driftbottle-benches").run()?;
    Ok(())
}
