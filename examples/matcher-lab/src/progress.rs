//! How far a study is: on the error output, and only where somebody looks at it.

use std::cell::Cell;

use indicatif::{ProgressBar, ProgressStyle};
use matchmaking::lab::{Matcher, Source};
use matchmaking::{Command, Counts, Event, PoolConfig, PoolError};

/// Into how many steps the bar divides a run.
const STEPS: u64 = 1_000;
/// How often a run tells how far it is, in people who came.
const OFTEN: u64 = 256;

/// How far a study is.
pub(crate) struct Progress {
    bar: ProgressBar,
    done: Cell<u64>,
}

impl Progress {
    /// Of so many runs.
    pub(crate) fn of(runs: usize) -> Self {
        let bar = ProgressBar::new(runs as u64 * STEPS);
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {percent:>3} % {elapsed} {msg}") {
            bar.set_style(style);
        }
        Self { bar, done: Cell::new(0) }
    }

    /// A run begins.
    pub(crate) fn begin(&self, name: String) {
        self.bar.set_message(name);
    }

    /// The run has ended.
    pub(crate) fn end(&self) {
        self.done.set(self.done.get() + 1);
        self.bar.set_position(self.done.get() * STEPS);
    }

    fn within(&self, came: u64, expected: u64) {
        self.bar.set_position(self.done.get() * STEPS + STEPS * came.min(expected) / expected.max(1));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A matcher that tells how far its run is.
pub(crate) struct Watched<'p, M> {
    matcher: M,
    progress: &'p Progress,
    came: u64,
    expected: u64,
}

impl<'p, M: Matcher> Watched<'p, M> {
    pub(crate) fn new(matcher: M, progress: &'p Progress, source: Source<'_>) -> Self {
        let expected = match source {
            Source::Workload(workload) => u64::from(workload.tickets),
            Source::Trace(trace) => trace.len() as u64,
            _ => 0,
        };
        Self { matcher, progress, came: 0, expected }
    }
}

impl<M: Matcher> Matcher for Watched<'_, M> {
    fn config(&self) -> &PoolConfig {
        self.matcher.config()
    }

    fn apply(&mut self, now_ms: i64, command: Command, events: &mut Vec<Event>) -> Result<(), PoolError> {
        if let Command::Join(_) = command {
            self.came += 1;
            if self.came.is_multiple_of(OFTEN) {
                self.progress.within(self.came, self.expected);
            }
        }
        self.matcher.apply(now_ms, command, events)
    }

    fn next_deadline(&self) -> Option<i64> {
        self.matcher.next_deadline()
    }

    fn counts(&self) -> Counts {
        self.matcher.counts()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matchmaking::lab::{Settings, Workload, run};
    use matchmaking::{Pool, Random};

    #[test]
    fn a_run_moves_the_bar_and_changes_nothing() {
        let mut workload = Workload::default();
        workload.tickets = 2_000;
        let source = Source::Workload(&workload);
        let pool = || Pool::new(PoolConfig::default(), Random::from_seed([7; 32]));
        let progress = Progress::of(2);
        progress.end();
        let watched = run(&mut Watched::new(pool(), &progress, source), source, 1, Settings::default());
        let position = progress.bar.position();
        assert!((1_800..=2_000).contains(&position), "{position}");
        let alone = run(&mut pool(), source, 1, Settings::default());
        assert_eq!(watched.unwrap().log_hash, alone.unwrap().log_hash);
    }
}
