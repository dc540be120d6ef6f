//! Parse, open and seal in instructions, the library beside the ideal. Needs valgrind; without it nothing is counted.
#![allow(missing_docs)]

use anyhow::{Context as _, Result};
use driftbottle_benches::callgrind;
use driftbottle_benches::workbench::{CASES, Workbench};

fn main() -> Result<()> {
    if let Some((calls, workload)) = callgrind::assignment()? {
        return run(calls, &workload);
    }
    if !callgrind::is_available() {
        println!("instructions are not counted: there is no valgrind (Debian: apt install valgrind)");
        return Ok(());
    }
    println!("Instructions per call (callgrind; SHA-1 without SHA instructions)");
    println!("{:<8}{:>10}{:>10}{:>8}", "", "ours", "ideal", "ratio");
    for case in &CASES {
        eprintln!("counting {} …", case.name);
        let ours = callgrind::instructions_per_call(&format!("{} ours", case.name))?;
        let ideal = callgrind::instructions_per_call(&format!("{} ideal", case.name))?;
        println!("{:<8}{ours:>10}{ideal:>10}{:>8.2}", case.name, ours as f64 / ideal as f64);
    }
    Ok(())
}

/// The program under callgrind.
fn run(calls: u64, workload: &str) -> Result<()> {
    let (name, version) = workload.split_once(' ').context("a case and a version")?;
    let case = CASES.iter().find(|case| case.name == name).context("a known case")?;
    let call = if version == "ours" { case.ours } else { case.ideal };
    let bench = Workbench::new()?;
    (0..calls).for_each(|_| call(&bench));
    Ok(())
}
