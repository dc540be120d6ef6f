//! A callback server on one core, over loopback: requests per second of the server's CPU time, beside bare axum.
#![allow(missing_docs)]

#[path = "relay/contest.rs"]
mod contest;
#[path = "relay/table.rs"]
mod table;

use anyhow::{Context as _, Result};
use contest::{Contestant, Round};
use driftbottle_benches::relay::serve_if_asked;

/// Rounds unless `--rounds N` says otherwise.
const ROUNDS: usize = 5;

/// What the command line asks for.
struct Options {
    rounds: usize,
    /// A server's name: it alone is run, for a profile.
    only: Option<String>,
}

fn main() -> Result<()> {
    if serve_if_asked()? {
        return Ok(());
    }
    let Options { rounds, only } = options()?;
    let directories = contest::directories()?;
    let mut contestants = contest::contestants(&directories, only.as_deref())?;
    for contestant in &mut contestants {
        eprintln!("{}: starting, people find each other …", contestant.name);
        contestant.warm_up()?;
    }
    for number in 1..=rounds {
        for contestant in &mut contestants {
            let rate = contestant.run()?;
            eprintln!("round {number} of {rounds}, {}: {rate:.0} per CPU second", contestant.name);
        }
    }
    // Without the yardstick there is nothing to compare with.
    if only.is_none() {
        table::print(&contestants, rounds);
    }
    Ok(())
}

fn options() -> Result<Options> {
    let mut options = Options { rounds: ROUNDS, only: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rounds" => {
                let rounds = arguments.next().and_then(|number| number.parse().ok());
                options.rounds = rounds.filter(|rounds| *rounds > 0).context("--rounds takes a number")?;
            }
            "--only" => options.only = Some(arguments.next().context("--only takes a server's name")?),
            // Cargo adds `--bench`; a filter meant for the other benchmarks is none of ours.
            _ => {}
        }
    }
    Ok(options)
}
