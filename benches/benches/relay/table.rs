//! The figures, beside bare axum's of the same round.

use driftbottle_benches::paired::median;

use crate::{Contestant, Round};

pub(crate) fn print(contestants: &[Contestant], rounds: usize) {
    let Some(bare) = contestants.first() else { return };
    println!("\nPushes per second of the server's CPU time, one core, loopback; medians of {rounds} rounds");
    println!(
        "{:<40}{:>9}{:>9}{:>7}{:>7}  {:<8}{:>8}{:>9}{:>8}",
        "", "per CPU s", "CPU µs", "ratio", "gate", "", "replies", "commits", "a sync"
    );
    for contestant in contestants {
        let ratios = contestant.rounds.iter().zip(&bare.rounds).map(|(ours, bare)| ours.rate() / bare.rate());
        let ratio = median(ratios);
        let (gate, verdict) = match contestant.gate {
            Some(gate) => (format!("{gate:.2}"), if ratio >= gate { "met" } else { "MISSED" }),
            None => (String::new(), ""),
        };
        let of = |value: fn(&Round) -> f64| median(contestant.rounds.iter().map(value));
        let rate = of(Round::rate);
        println!(
            "{:<40}{rate:>9.0}{:>9.1}{ratio:>7.2}{gate:>7}  {verdict:<8}{:>8.2}{:>9.2}{:>8.1}",
            contestant.name,
            1e6 / rate,
            of(|round| round.with_reply as f64 / round.pushes as f64),
            of(|round| round.commits as f64 / round.pushes as f64),
            of(|round| round.commits as f64 / round.transactions.max(1) as f64),
        );
    }
    println!(
        "replies, commits: per push. a sync: commits that shared one. Wall time is not shown: it is the disk's."
    );
}
