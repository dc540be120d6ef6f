//! Throughput and latency at every size.

use anyhow::{Context as _, Result};
use driftbottle_benches::callgrind;
use driftbottle_benches::matching::clock::{Latencies, spent};
use driftbottle_benches::matching::crowd::{Crowd, Knobs};
use driftbottle_benches::matching::floors::{lookup_ns, pairing_ns};
use driftbottle_benches::matching::load::{Kind, Load, Stream};
use driftbottle_benches::matching::naive::Naive;
use driftbottle_benches::matching::targets::Row;

const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];
const KINDS: [(&str, Kind); 2] = [("random", Kind::Random), ("keyword", Kind::Keyword(16))];

/// Everybody is paired at once.
pub(crate) fn batches() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    println!("\nall paired at once (nanoseconds of processor time per pair)");
    println!("{:<10}{:>10}{:>10}{:>10}{:>12}{:>12}", "", "waiting", "pairing", "confirm", "pairs/s", "floor");
    for (name, kind) in KINDS {
        for waiting in [1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000] {
            let (mut pairing, mut confirming) = (Vec::new(), Vec::new());
            for round in 0..(200_000 / waiting).clamp(1, 100) {
                let mut load = Load::filled(kind, round, waiting)?;
                let (pairs, paired, confirmed) = load.pair_all()?;
                pairing.push(paired.as_secs_f64() * 1e9 / pairs as f64);
                confirming.push(confirmed.as_secs_f64() * 1e9 / pairs as f64);
            }
            let (ns, floor) = (median(pairing), pairing_ns(waiting));
            let per_second = 1e9 / ns;
            println!(
                "{name:<10}{waiting:>10}{ns:>10.0}{:>10.0}{per_second:>12.0}{floor:>12.1}",
                median(confirming)
            );
            let must = match (kind, waiting) {
                (Kind::Random, 1_000 | 5_000) => 4e6,
                (Kind::Keyword(_), 1_000 | 2_000) => 1.5e6,
                (Kind::Keyword(_), 1_000_000) => 1e6,
                _ => continue,
            };
            let row = Row::at_least(
                format!("{name}, all at once, {waiting}"),
                must / 1e6,
                per_second / 1e6,
                "M pairs/s",
            );
            rows.push(row.beside(1e3 / floor));
        }
    }
    Ok(rows)
}

/// Of a few rounds: some pay for the memory that a size before has given back, or for what else the machine does.
fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds.get(rounds.len() / 2).copied().unwrap_or(f64::NAN)
}

/// One after the other.
pub(crate) fn streams() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    println!("\none after the other (nanoseconds, p50/p99)");
    println!(
        "{:<10}{:>10}{:>14}{:>14}{:>14}{:>14}{:>12}{:>10}",
        "", "waiting", "join or match", "confirm", "add", "cancel", "advance", "look-up"
    );
    for (name, kind) in KINDS {
        for waiting in SIZES {
            let mut load = Load::filled(kind, 3, waiting)?;
            Stream::run(&mut load, 2_000)?;
            let stream = Stream::run(&mut load, 40_000)?;
            let floor = lookup_ns(waiting);
            let pair = |it: &Latencies| format!("{:.0}/{:.0}", it.percentile(0.5), it.percentile(0.99));
            println!(
                "{name:<10}{waiting:>10}{:>14}{:>14}{:>14}{:>14}{:>12}{floor:>10.1}",
                pair(&stream.meet),
                pair(&stream.confirm),
                pair(&stream.add),
                pair(&stream.cancel),
                pair(&stream.idle),
            );
            rows.extend(stream_rows(kind, waiting, &stream, floor));
        }
    }
    naive()?;
    Ok(rows)
}

fn stream_rows(kind: Kind, waiting: u64, stream: &Stream, floor: f64) -> Vec<Row> {
    if kind == Kind::Random {
        return Vec::new();
    }
    let row = |what: &str, share: f64, must: f64, of: &Latencies| {
        let measure = format!("{what}, keyword, {}k, p{:.0}", waiting / 1_000, share * 100.0);
        Row::at_most(measure, must, of.percentile(share), "ns").beside(floor)
    };
    match waiting {
        10_000 => vec![
            row("join or match", 0.5, 500.0, &stream.meet),
            row("join or match", 0.99, 1_500.0, &stream.meet),
            row("add", 0.5, 150.0, &stream.add),
            row("cancel", 0.5, 120.0, &stream.cancel),
            row("cancel", 0.99, 500.0, &stream.cancel),
        ],
        1_000_000 => vec![
            row("join or match", 0.5, 1_500.0, &stream.meet),
            row("join or match", 0.99, 5_000.0, &stream.meet),
        ],
        _ => Vec::new(),
    }
}

/// The matcher one would write first.
fn naive() -> Result<()> {
    println!("\nthe naive matcher, a list behind a mutex (nanoseconds of processor time per arrival)");
    for waiting in [1_000, 10_000, 100_000] {
        let (naive, mut crowd) = (Naive::default(), Crowd::new(3, Knobs::default()));
        (0..waiting).for_each(|_| naive.add(crowd.person()));
        let arrivals = 20_000_000 / waiting / 10;
        let people: Vec<_> = (0..arrivals).map(|_| crowd.person()).collect();
        let (matched, taken) = spent(|| people.into_iter().filter_map(|it| naive.join(it)).count());
        let ns = taken.as_secs_f64() * 1e9 / arrivals as f64;
        println!("{waiting:>20}{ns:>14.0}   ({matched} of {arrivals} matched)");
    }
    Ok(())
}

/// Instructions, where there is valgrind.
pub(crate) fn instructions() -> Result<()> {
    if !callgrind::is_available() {
        println!("instructions are not counted: there is no valgrind");
        return Ok(());
    }
    println!("\ninstructions for one who comes and is matched, confirming, and one who comes and waits");
    for (name, _) in KINDS {
        for waiting in [1_000, 10_000] {
            let counted = callgrind::instructions_per_call(&format!("{name} {waiting}"))?;
            println!("{name:<10}{waiting:>10}{counted:>10}");
        }
    }
    Ok(())
}

/// The program under callgrind.
pub(crate) fn counted(calls: u64, workload: &str) -> Result<()> {
    let (name, waiting) = workload.split_once(' ').context("a strategy and a size")?;
    let (_, kind) = KINDS.into_iter().find(|(known, _)| *known == name).context("a known strategy")?;
    let mut load = Load::filled(kind, 5, waiting.parse()?)?;
    (0..calls).try_for_each(|_| load.meet_and_refill())
}
