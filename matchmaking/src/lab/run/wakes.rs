//! Waking whoever asks to be woken.

/// How often one may ask to be woken at one moment.
const WAKES: usize = 64;

/// Counts how often somebody was woken at one moment: who asks over and over is left alone until the next deed.
#[derive(Default)]
pub(crate) struct Wakes(usize);

impl Wakes {
    /// The moment to wake at, if there is one by `until_ms`.
    pub(crate) fn due(&mut self, deadline_ms: Option<i64>, now_ms: i64, until_ms: i64) -> Option<i64> {
        let Some(due) = deadline_ms.filter(|&due| due <= until_ms) else {
            self.0 = 0;
            return None;
        };
        self.0 = if due > now_ms { 0 } else { self.0 + 1 };
        if self.0 > WAKES {
            self.0 = 0;
            return None;
        }
        Some(due.max(now_ms))
    }
}
