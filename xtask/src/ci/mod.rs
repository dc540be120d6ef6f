//! The lanes of CI: each with a header and its minutes, a table at the end.

mod lane;
mod summary;

use std::time::Instant;

use anyhow::Result;

pub(crate) use lane::Lane;

use crate::needs::Install;
use crate::suites::{Counts, Outcome};
use crate::workspace::Workspace;
use summary::Entry;

/// The lanes of `cargo xtask test`.
const TESTS: [Lane; 3] = [Lane::Tests, Lane::Doctests, Lane::Peers];

/// Runs the chosen lanes, or all when none is chosen; whether all of them passed.
pub(crate) fn run(workspace: &Workspace, chosen: &[Lane], install: Install) -> Result<bool> {
    let lanes = Lane::all().filter(|lane| chosen.is_empty() || chosen.contains(lane));
    Ok(run_lanes(workspace, lanes, install))
}

/// Runs every test; whether all passed. What they need is installed first: that a browser is missing should
/// not be learnt ten minutes later.
pub(crate) fn run_tests(workspace: &Workspace, install: Install) -> Result<bool> {
    crate::needs::peers(workspace, install)?;
    Ok(run_lanes(workspace, TESTS, install))
}

fn run_lanes(workspace: &Workspace, lanes: impl IntoIterator<Item = Lane>, install: Install) -> bool {
    let entries: Vec<Entry> = lanes.into_iter().map(|lane| time(workspace, lane, install)).collect();
    println!("\n{}", summary::table(&entries));
    println!("{}", summary::closing_line(&entries));
    entries.iter().all(|entry| entry.succeeded)
}

/// Runs one lane to its end: a failure is told and counted, and the next lane runs.
fn time(workspace: &Workspace, lane: Lane, install: Install) -> Entry {
    println!("\n══ {lane}: {}", lane.about());
    let start = Instant::now();
    let outcome = lane.run(workspace, install).unwrap_or_else(|error| {
        println!("{lane} failed: {error:#}");
        Outcome { succeeded: false, counts: Counts::default() }
    });
    let entry = Entry { lane, succeeded: outcome.succeeded, counts: outcome.counts, took: start.elapsed() };
    println!("── {lane}: {}, {}", entry.verdict(), entry.minutes());
    entry
}
