//! The pool at every size: latencies, throughput, memory, instructions; beside the floors of the machine and a naive
//! matcher; and which targets are met.
#![allow(missing_docs)]

#[path = "matching/evenings.rs"]
mod evenings;
#[path = "matching/memory.rs"]
mod memory;
#[path = "matching/quality.rs"]
mod quality;
#[path = "matching/sizes.rs"]
mod sizes;

use anyhow::Result;
use driftbottle_benches::callgrind;
use driftbottle_benches::matching::clock::load_average;
use driftbottle_benches::matching::targets::{Row, table};

fn main() -> Result<()> {
    if let Some((calls, workload)) = callgrind::assignment()? {
        return sizes::counted(calls, &workload);
    }
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let runs = |name: &str| only.as_deref().is_none_or(|only| name.starts_with(only));
    println!("load average {}", load_average());
    let mut rows: Vec<Row> = Vec::new();
    if runs("batch") {
        rows.extend(sizes::batches()?);
    }
    if runs("stream") {
        rows.extend(sizes::streams()?);
    }
    if runs("memory") {
        rows.extend(memory::rows()?);
    }
    if runs("evening") {
        rows.extend(evenings::waits()?);
    }
    if runs("quality") {
        rows.extend(quality::rows()?);
    }
    if runs("rooms") {
        evenings::rooms()?;
    }
    if runs("instructions") {
        sizes::instructions()?;
    }
    println!("\n{}", table(&rows));
    println!(
        "Of the library alone, in one thread. A hundred million events: `POOL_EVENTS` in `many_events.rs`."
    );
    println!("load average {}", load_average());
    Ok(())
}
