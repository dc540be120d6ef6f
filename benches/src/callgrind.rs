//! Instructions of a workload, counted by valgrind's callgrind: the same on every run, however busy the machine.
//!
//! The program runs itself under callgrind twice, with few and with many calls; the difference is what the calls cost,
//! start and end of the process fall out. Valgrind has no SHA instructions, so SHA-1 is counted in its portable form
//! here, in both versions alike.

use std::process::Command;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};

/// Tells the program, run again under callgrind, what to do: `calls workload`.
const VARIABLE: &str = "DRIFTBOTTLE_COUNTED";
const FEW: u64 = 100;
const MANY: u64 = 1_100;

/// What this process is to run, when it was started to be counted: how often, and what.
///
/// # Errors
/// When the variable is not what [`instructions_per_call`] sets.
pub fn assignment() -> Result<Option<(u64, String)>> {
    let Ok(value) = std::env::var(VARIABLE) else { return Ok(None) };
    let (calls, workload) = value.split_once(' ').with_context(|| format!("{VARIABLE} is `{value}`"))?;
    Ok(Some((calls.parse()?, workload.to_owned())))
}

/// Whether valgrind can be run.
#[must_use]
pub fn is_available() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Instructions per call of a workload of this program.
///
/// # Errors
/// When valgrind, or the program under it, fails.
pub fn instructions_per_call(workload: &str) -> Result<u64> {
    let (few, many) = (collected(workload, FEW)?, collected(workload, MANY)?);
    Ok(many.saturating_sub(few) / (MANY - FEW))
}

fn collected(workload: &str, calls: u64) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .env(VARIABLE, format!("{calls} {workload}"))
        .output()
        .context("valgrind cannot be run")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("`{workload}` failed under valgrind:\n{said}");
    }
    total(&said).with_context(|| format!("valgrind did not say how much it collected:\n{said}"))
}

/// The number in callgrind's last lines: `==7== Collected : 123`.
fn total(said: &str) -> Option<u64> {
    let line = said.lines().find_map(|line| line.split_once("Collected :"))?.1;
    u64::from_str(line.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn the_total_is_found_in_what_callgrind_says() {
        assert_eq!(total("==7== Events    : Ir\n==7== Collected : 120345\n==7==\n"), Some(120_345));
        assert_eq!(total("==7== Collected : many"), None);
        assert_eq!(total(""), None);
    }
}
