//! How near to the best pairing the pairs come, and whether every promise is kept.

use std::num::NonZeroU32;

use anyhow::{Context as _, Result};
use driftbottle_benches::matching::targets::Row;
use matchmaking::lab::{self, Arrivals, Crowd, Metric, Settings, Source, Vocabulary, Workload};
use matchmaking::{KeywordConfig, Keywords, Mode, Pool, PoolConfig};

/// The crowds of which the best pairing is computed.
const CROWDS: u64 = 5;
const PEOPLE: u32 = 1_000;

pub(crate) fn rows() -> Result<Vec<Row>> {
    let held = Mode::Hold { ms: NonZeroU32::MIN.saturating_add(999) };
    println!("\nquality: {CROWDS} crowds of {PEOPLE}, beside the best pairing there is");
    let crowds = (1..=CROWDS).map(|seed| Crowd::new(&workload(), seed, PEOPLE, PoolConfig::default()));
    let crowds = crowds.collect::<Result<Vec<_>, _>>()?;
    let mut rows = Vec::new();
    for (name, mode, look, must) in [
        ("on arrival, 16 looked at", Mode::Immediate, 16, 0.85),
        ("on arrival, 64 looked at", Mode::Immediate, 64, 0.88),
        ("held for a second, 16 looked at", held, 16, 0.94),
    ] {
        let (mut weight, mut pairs) = (0.0, 0.0);
        for crowd in &crowds {
            let figures = crowd.judge(&crowd.pair(mode, keywords(look, None))?);
            let share = |metric| figures.get(metric).context("what was judged");
            weight += share(Metric::InterestsOfOptimum)? / CROWDS as f64;
            pairs += share(Metric::PairsOfOptimum)? / CROWDS as f64;
        }
        rows.push(Row::at_least(format!("weight of the optimum, {name}"), must, weight, ""));
        rows.push(Row::at_least(format!("pairs of the optimum, {name}"), 0.98, pairs, ""));
    }
    rows.push(promises()?);
    Ok(rows)
}

/// The words of the targets: a thousand of them, three each.
fn workload() -> Workload {
    let mut workload = Workload::default();
    workload.topics.vocabulary = Vocabulary::Zipf { words: 1_000, exponent: 1.0 };
    workload
}

fn keywords(look: u32, anyone_after_ms: Option<u32>) -> Keywords {
    let mut config = KeywordConfig::default();
    config.look = NonZeroU32::new(look).unwrap_or(NonZeroU32::MIN);
    config.anyone_after_ms = anyone_after_ms;
    Keywords::new(config)
}

/// Whoever comes is watched by an account of its own: nobody twice, nobody they must not meet, nobody left waiting beside
/// somebody eligible.
fn promises() -> Result<Row> {
    let (mut broken, mut events) = (0, 0);
    for (seed, per_tick) in [(1, 0.2), (2, 2.0), (3, 20.0), (4, 200.0)] {
        let mut workload = workload();
        (workload.arrivals, workload.tickets) = (Arrivals::Poisson { per_tick }, 20_000);
        let mut pool = Pool::new(PoolConfig::default(), keywords(16, Some(5_000)));
        let run = lab::run(&mut pool, Source::Workload(&workload), seed, Settings::default())?;
        broken += run.violations.count;
        events += run.events;
    }
    let measure = format!("broken promises in {events} events, starvation included");
    Ok(Row::at_most(measure, 0.0, broken as f64, ""))
}
