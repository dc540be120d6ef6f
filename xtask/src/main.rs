//! Everything CI does, runnable at home: `cargo xtask ci`, `test`, `fences`, `features`.
//!
//! # Peer tests
//! A test that needs a program from outside the workspace (a Python with `wechatpy`, a Chromium, a Node with
//! packages) lives in a module named `peers`. It reads the program's path from `DRIFTBOTTLE_PYTHON`,
//! `DRIFTBOTTLE_CHROMIUM` or `DRIFTBOTTLE_NODE` (packages in `DRIFTBOTTLE_NODE_MODULES`) and panics with the
//! words "run `cargo xtask test`" when the variable is missing: a skipped peer is a peer that was never asked. `.config/nextest.toml` leaves the module out of a plain `cargo nextest run`; the lane
//! `peers` runs nothing else and sets the variables.
//!
//! # Proofs
//! A test names the capability it proves, an id of `docs/features.md`, in a comment above it
//! (`// proves: F02 F03`) or in its own name (`f02_follow_twice_is_one_user`). `cargo xtask features` fails
//! when a row that is `done` has no such test.

mod ci;
mod cli;
mod features;
mod fences;
mod lint;
mod needs;
mod packaging;
mod suites;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

fn main() -> ExitCode {
    match run(cli::Cli::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Not returned from `main`: a missing browser deserves one line, not a backtrace.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; `false` when it has already said what failed.
fn run(command: cli::Command) -> Result<bool> {
    let workspace = workspace::Workspace::open()?;
    match command {
        cli::Command::Ci { lanes, no_install } => ci::run(&workspace, &lanes, no_install.into()),
        cli::Command::Test { no_install } => ci::run_tests(&workspace, no_install.into()),
        cli::Command::Fences => fences::check(&workspace).map(|()| true),
        cli::Command::Features => features::check(&workspace).map(|()| true),
    }
}
