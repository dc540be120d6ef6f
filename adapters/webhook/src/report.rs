//! The report owed for an answer with a key: written or missed, exactly once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::time::Instant;

use crate::bot::{Bot, ReplyKey, Report};

/// A report not made yet. Dropping it anywhere (late answer, connection gone, nobody waiting) reports `Missed`.
pub(crate) struct OwedReport {
    bot: Arc<dyn Bot>,
    key: Option<ReplyKey>,
    written_by: Instant,
}

impl OwedReport {
    pub(crate) const fn new(bot: Arc<dyn Bot>, key: ReplyKey, written_by: Instant) -> Self {
        Self { bot, key: Some(key), written_by }
    }

    /// The server has taken the whole answer for writing.
    pub(crate) fn written(mut self) {
        let in_time = Instant::now() < self.written_by;
        self.make(if in_time { Report::Written } else { Report::Missed });
    }

    fn make(&mut self, report: Report) {
        let Some(key) = self.key.take() else { return };
        let made = catch_unwind(AssertUnwindSafe(|| self.bot.reported(key, report)));
        if made.is_err() {
            tracing::error!("the bot panicked on a report");
        }
    }
}

impl Drop for OwedReport {
    fn drop(&mut self) {
        self.make(Report::Missed);
    }
}
