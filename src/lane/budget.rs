//! What a send window allows a lane to do, and at what pace.

use crate::settings::Settings;
use chatstore::{Opaque, Person};
use wechat_core::send_window::{GrantClass, SendWindow, Standing, WindowRules};

/// Reads the window a store kept. An empty one has heard nothing; one that cannot be read allows nothing, which is
/// the safe side: the person's next word fills it again.
pub(crate) fn window_of(person: &Person) -> SendWindow {
    let data = &person.window.0;
    if data.is_empty() { SendWindow::default() } else { serde_json::from_str(data).unwrap_or_default() }
}

/// The window as the store keeps it.
pub(crate) fn opaque(window: &mut SendWindow, rules: &WindowRules) -> Opaque {
    window.prune(rules);
    Opaque(serde_json::to_string(window).unwrap_or_default().into())
}

/// What one person's lane may spend at one moment.
///
/// A message of the person grants most; its last push is kept for a notice. The grants of one minute (a menu tap, a
/// follow, a scan) keep nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Left of the long grant, while it is open.
    long: Option<u32>,
    /// The most left of the short grants, while one is open.
    short: Option<u32>,
    /// When the last of them closes, in ms.
    pub(crate) until_ms: Option<i64>,
    /// When the long grant closes, in ms.
    pub(crate) long_until_ms: Option<i64>,
}

/// Pushes of the long grant from which a backlog leaves at least two for the live talk and one for a notice.
const BACKLOG_FROM: u32 = 4;

impl Budget {
    pub(crate) fn of(person: &Person, rules: &WindowRules, may_push: bool, now_ms: i64) -> Self {
        if !may_push || !person.following {
            return Self::default();
        }
        Self::from_standing(&window_of(person).at(rules, now_ms))
    }

    fn from_standing(standing: &Standing<'_>) -> Self {
        let long = standing.open_class(GrantClass::UserMessage);
        let short = standing.open_classes().filter(|open| open.class != GrantClass::UserMessage);
        Self {
            long: long.map(|open| open.left),
            short: short.map(|open| open.left).max(),
            until_ms: standing.open_until(),
            long_until_ms: long.map(|open| open.closes_at_ms),
        }
    }

    /// How many pushes are left at all.
    pub(crate) fn left(&self) -> u32 {
        self.long.max(self.short).unwrap_or(0)
    }

    /// How many are left of the long grant; a match is only for those who have some beyond the kept one.
    pub(crate) fn long_left(&self) -> u32 {
        self.long.unwrap_or(0)
    }

    /// Whether a notice that must be known may go.
    pub(crate) fn allows_essential(&self) -> bool {
        self.left() > 0
    }

    /// Whether a line may go: never on the last push of the long grant.
    pub(crate) fn allows_line(&self) -> bool {
        self.left() > 0 && self.long != Some(1)
    }

    /// Whether lines from before the person's last word may still go.
    pub(crate) fn allows_backlog(&self) -> bool {
        match self.long {
            Some(left) if left > 0 => left >= BACKLOG_FROM,
            _ => self.allows_line(),
        }
    }

    /// Whether the next push is the last that may carry lines.
    pub(crate) fn is_last_for_lines(&self) -> bool {
        match self.long {
            Some(left) if left > 0 => left == 2,
            _ => self.short == Some(1),
        }
    }

    /// How long lines are gathered before the next push, in ms.
    pub(crate) fn gather_ms(&self, settings: &Settings) -> i64 {
        match self.long {
            Some(left) if left > 3 => 0,
            Some(3) => settings.gather_ms,
            Some(left) if left > 0 => settings.gather_last_ms,
            // One minute is too short for long gathering.
            _ => settings.gather_ms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(long: Option<u32>, short: Option<u32>) -> Budget {
        Budget { long, short, ..Budget::default() }
    }

    #[test]
    fn the_last_push_of_the_long_grant_is_never_for_lines() {
        // proves: D1 D2
        // (long, short) → line, backlog, essential, last for lines
        let table = [
            ((Some(5), None), (true, true, true, false)),
            ((Some(4), None), (true, true, true, false)),
            ((Some(3), None), (true, false, true, false)),
            ((Some(2), None), (true, false, true, true)),
            ((Some(1), None), (false, false, true, false)),
            ((Some(1), Some(3)), (false, false, true, false)),
            ((Some(0), Some(3)), (true, true, true, false)),
            ((Some(0), Some(1)), (true, true, true, true)),
            ((Some(0), None), (false, false, false, false)),
            ((None, Some(2)), (true, true, true, false)),
            ((None, None), (false, false, false, false)),
        ];
        for ((long, short), want) in table {
            let b = budget(long, short);
            let got = (b.allows_line(), b.allows_backlog(), b.allows_essential(), b.is_last_for_lines());
            assert_eq!(got, want, "long {long:?} short {short:?}");
        }
    }
}
