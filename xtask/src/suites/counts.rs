//! How many tests ran, read from the closing lines of nextest and of `cargo test`.

use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Counts {
    pub(crate) fn total(self) -> u64 {
        self.passed + self.failed
    }

    /// The counts of a closing line, `None` for any other line. Colour codes must be gone.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        // What a failed test printed is shown indented, its own "test result" too: that one is counted already.
        let list = if let Some(rest) = line.strip_prefix("test result: ") {
            rest.split_once(". ")?.1
        } else {
            let (head, list) = line.trim().split_once(" run: ")?;
            let head = head.strip_prefix("Summary [")?;
            if !(head.ends_with(" test") || head.ends_with(" tests")) {
                return None;
            }
            list
        };
        Some(Self::of_list(list))
    }

    /// `10 passed (1 slow), 2 failed, 1 timed out, 3 skipped`, or with `;` in between.
    fn of_list(list: &str) -> Self {
        let mut counts = Self::default();
        for item in list.split([',', ';']) {
            let Some((number, word)) = item.trim().split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match word {
                "failed" | "timed out" | "exec failed" => counts.failed += number,
                _ if word.starts_with("failed ") => counts.failed += number,
                _ if word == "passed" || word.starts_with("passed ") => counts.passed += number,
                _ => {}
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64) -> Option<Counts> {
        Some(Counts { passed, failed })
    }

    #[test]
    fn nextest() {
        let line = "     Summary [   0.042s] 12 tests run: 9 passed (1 slow, 2 leaky), 1 failed, 1 timed out, \
                    1 exec failed, 3 skipped";
        assert_eq!(Counts::of_line(line), counts(9, 3));
        assert_eq!(Counts::of_line("Summary [0.1s] 1 test run: 1 passed, 0 skipped"), counts(1, 0));
        assert_eq!(
            Counts::of_line("Summary [ 1.0s] 3/9 tests run: 2 passed, 1 failed, 0 skipped"),
            counts(2, 1)
        );
    }

    #[test]
    fn libtest() {
        let line = "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.00s";
        assert_eq!(Counts::of_line(line), counts(3, 2));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in [
            "",
            "running 3 tests",
            "PASS [ 0.1s] chatstore keys::tests::x",
            "Starting 3 tests run: 1 passed",
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 40 filtered out",
        ] {
            assert_eq!(Counts::of_line(line), None, "{line}");
        }
    }
}
