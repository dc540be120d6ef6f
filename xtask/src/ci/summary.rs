//! The table at the end of a run and its closing line.

use std::fmt::Write;
use std::time::Duration;

use super::Lane;
use crate::suites::Counts;

/// How one lane ended.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) lane: Lane,
    pub(super) succeeded: bool,
    pub(super) counts: Counts,
    pub(super) took: Duration,
}

impl Entry {
    pub(super) fn verdict(&self) -> &'static str {
        if self.succeeded { "passed" } else { "FAILED" }
    }

    pub(super) fn minutes(&self) -> String {
        minutes(self.took)
    }

    /// Its tests; a lane without tests is one check, and so is a lane that failed before a test could.
    fn checks(&self) -> Counts {
        match (self.succeeded, self.counts) {
            (true, Counts { passed: 0, .. }) => Counts { passed: 1, failed: 0 },
            (false, Counts { passed, failed: 0 }) => Counts { passed, failed: 1 },
            (_, counts) => counts,
        }
    }
}

/// One line for each lane, and the whole.
pub(super) fn table(entries: &[Entry]) -> String {
    let mut table = String::new();
    let mut whole = Duration::ZERO;
    for entry in entries {
        whole += entry.took;
        let tests = match entry.counts {
            counts if counts.total() == 0 => String::new(),
            Counts { passed: 1, failed: 0 } => "1 test".to_owned(),
            Counts { passed, failed: 0 } => format!("{passed} tests"),
            Counts { passed, failed } => format!("{} tests, {failed} failed", passed + failed),
        };
        let line = format!("{:<12} {}  {:>8}  {tests}", entry.lane, entry.verdict(), entry.minutes());
        table.push_str(line.trim_end());
        table.push('\n');
    }
    // Writing into a string cannot fail.
    let _ = write!(table, "{:<12}         {:>8}", "all", minutes(whole));
    table
}

/// `N passed, N failed`, alone on its line: tests, and one for each lane without tests.
pub(super) fn closing_line(entries: &[Entry]) -> String {
    let mut sum = Counts::default();
    for entry in entries {
        sum += entry.checks();
    }
    format!("{} passed, {} failed", sum.passed, sum.failed)
}

fn minutes(took: Duration) -> String {
    format!("{:.1} min", took.as_secs_f64() / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(lane: Lane, succeeded: bool, passed: u64, failed: u64) -> Entry {
        Entry { lane, succeeded, counts: Counts { passed, failed }, took: Duration::from_secs(90) }
    }

    #[test]
    fn the_table_has_a_line_for_each_lane_and_the_sum_of_minutes() {
        let printed = table(&[entry(Lane::Lint, true, 0, 0), entry(Lane::FuzzBodies, false, 7, 2)]);
        let lines: Vec<&str> = printed.lines().collect();
        assert_eq!(lines[0], "lint         passed   1.5 min");
        assert_eq!(lines[1], "fuzz-bodies  FAILED   1.5 min  9 tests, 2 failed");
        assert_eq!(lines[2], "all                   3.0 min");
    }

    #[test]
    fn a_failed_lane_always_counts_as_a_failure() {
        let entries = [
            entry(Lane::Lint, true, 0, 0),
            entry(Lane::Clippy, false, 0, 0),
            entry(Lane::Tests, true, 40, 0),
            entry(Lane::Doctests, false, 3, 0),
            entry(Lane::Peers, false, 5, 2),
        ];
        assert_eq!(closing_line(&entries), "49 passed, 4 failed");
    }
}
