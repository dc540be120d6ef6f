//! Parse, open and seal: wall time by criterion, then the library beside the ideal, run in turn.
#![allow(missing_docs)]

use anyhow::Result;
use criterion::Criterion;
use driftbottle_benches::paired::compare;
use driftbottle_benches::workbench::{CASES, Workbench};

/// Rounds of the comparison; each is a fifth of a millisecond.
const ROUNDS: usize = 2_001;

fn main() -> Result<()> {
    let bench = Workbench::new()?;
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    for case in &CASES {
        let mut group = criterion.benchmark_group(case.name);
        group.bench_function("ours", |b| b.iter(|| (case.ours)(&bench)));
        group.bench_function("ideal", |b| b.iter(|| (case.ideal)(&bench)));
        group.finish();
    }
    criterion.final_summary();
    print_ratios(&bench);
    Ok(())
}

fn print_ratios(bench: &Workbench) {
    let (push, envelope) = bench.lengths();
    println!(
        "\nCPU-bound, one core, text push of {push} bytes, envelope of {envelope}; medians of {ROUNDS} rounds"
    );
    println!("{:<8}{:>10}{:>10}{:>8}{:>8}", "", "ours", "ideal", "ratio", "gate");
    for case in &CASES {
        let pair = compare(ROUNDS, || (case.ours)(bench), || (case.ideal)(bench));
        let verdict = if pair.ratio <= case.gate { "met" } else { "MISSED" };
        println!(
            "{:<8}{:>7.0} ns{:>7.0} ns{:>8.2}{:>8.1}  {verdict}",
            case.name, pair.first_ns, pair.second_ns, pair.ratio, case.gate
        );
    }
}
