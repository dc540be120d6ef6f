//! The library beside wechatpy, in CPU time, on the same inputs.
//!
//! ```text
//! python3 -m venv venv && venv/bin/pip install wechatpy pycryptodome
//! PYTHON=venv/bin/python cargo bench -p driftbottle-benches --bench wechatpy
//! ```
#![allow(missing_docs)]

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use driftbottle_benches::workbench::Workbench;
use rustix::time::{ClockId, clock_gettime};
use serde_json::Value;

/// What wechatpy is asked to be slower by.
const GATES: [(&str, f64); 3] = [("open", 50.0), ("parse", 60.0), ("seal", 20.0)];

fn main() -> Result<()> {
    let bench = Workbench::new()?;
    let peer = wechatpy(&bench)?;
    println!("\nCPU time, one core, medians against the peer's best");
    println!("{:<8}{:>12}{:>14}{:>9}{:>7}", "", "ours", "wechatpy", "ratio", "gate");
    for (name, gate) in GATES {
        let ours = match name {
            "open" => cpu_us(|| drop(black_box(bench.open()))),
            "parse" => cpu_us(|| drop(black_box(bench.parse()))),
            _ => cpu_us(|| drop(black_box(bench.seal_written()))),
        };
        let theirs = peer.get(name).and_then(Value::as_f64).context("the peer measured something else")?;
        let ratio = theirs / ours;
        let verdict = if ratio >= gate { "met" } else { "MISSED" };
        println!("{name:<8}{ours:>9.3} µs{theirs:>11.1} µs{ratio:>9.0}{gate:>7.0}  {verdict}");
    }
    Ok(())
}

/// Runs the peer in a process of its own.
fn wechatpy(bench: &Workbench) -> Result<Value> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/wechatpy/measure.py");
    let mut child = Command::new(&python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{python}` does not start; see the head of this file"))?;
    let input = serde_json::to_vec(&bench.for_peers()?)?;
    child.stdin.take().context("a peer that does not listen")?.write_all(&input)?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "wechatpy is not there or fails; see the head of this file");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// CPU microseconds per call of this thread: the middle of many batches.
fn cpu_us(mut call: impl FnMut()) -> f64 {
    const BATCH: u32 = 2_000;
    let mut taken: Vec<Duration> = (0..101)
        .map(|_| {
            let begun = thread_time();
            (0..BATCH).for_each(|_| call());
            thread_time().saturating_sub(begun)
        })
        .collect();
    taken.sort();
    let middle = taken.get(taken.len() / 2).copied().unwrap_or_default();
    middle.as_secs_f64() * 1e6 / f64::from(BATCH)
}

fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}
