//! What became of lines: counted by the words that stand on other people's phones, by the platform's refusals
//! and by its fault notices. The same rule for every bot.

use super::Line;
use crate::script::occurrences;
use crate::{PhoneId, Platform, PushId, PushState, Sender};
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub(crate) enum Fate {
    /// Its words stand on the other's phone.
    Arrived,
    /// Not there yet, and nothing was refused.
    Waiting,
    /// The platform refused the push that should have brought it, and it has not arrived since.
    Refused {
        /// The `errcode`.
        code: i64,
    },
    /// The bot did not take it: the person saw the platform's fault notice.
    Failed,
}

/// The sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    /// Lines said.
    pub(crate) said: usize,
    /// Lines that stand on the other's phone.
    pub(crate) arrived: usize,
    /// Lines that may still arrive.
    pub(crate) waiting: usize,
    /// Lines refused or failed.
    pub(crate) lost: usize,
    /// How often words stand there once too often.
    pub(crate) repeated: usize,
    /// Lines that may still arrive, by the phone they are for.
    pub(crate) waiting_for: BTreeMap<PhoneId, usize>,
    /// One for each line, in order.
    #[serde(skip)]
    pub(crate) fates: Vec<Fate>,
}

/// Counts; `push_of` says which of a line's pushes belongs to this platform.
pub(crate) fn tally(platform: &Platform, lines: &[Line], push_of: impl Fn(&Line) -> PushId) -> Tally {
    let (arrivals, repeated) = arrivals(platform, lines);
    let mut refusals: Vec<_> = platform.refusals().iter().map(Some).collect();
    let mut fates = Vec::with_capacity(lines.len());
    for (line, arrived) in lines.iter().zip(arrivals) {
        let failed = platform.push(push_of(line)).is_some_and(|push| push.state == PushState::Failed);
        let refused = refusals.iter_mut().find(|refusal| {
            refusal.is_some_and(|r| r.at_ms >= line.at_ms && r.phone.is_some_and(|phone| phone != line.from))
        });
        fates.push(match (arrived, failed, refused) {
            (true, ..) => Fate::Arrived,
            (false, true, _) => Fate::Failed,
            // A refusal explains one line.
            (false, false, Some(refused)) => match refused.take() {
                Some(refusal) => Fate::Refused { code: refusal.code },
                None => Fate::Waiting,
            },
            (false, false, None) => Fate::Waiting,
        });
    }
    sum(lines, fates, repeated)
}

/// Which lines arrived, and how many too often.
fn arrivals(platform: &Platform, lines: &[Line]) -> (Vec<bool>, usize) {
    let mut there: BTreeMap<(PhoneId, &str), usize> = BTreeMap::new();
    for line in lines {
        let key = (line.from, line.text.as_str());
        there.entry(key).or_insert_with(|| count(platform, line));
    }
    let mut arrived = Vec::with_capacity(lines.len());
    for line in lines {
        let left = there.get_mut(&(line.from, line.text.as_str()));
        arrived.push(left.is_some_and(|left| {
            let some = *left > 0;
            *left = left.saturating_sub(1);
            some
        }));
    }
    (arrived, there.values().sum())
}

/// How often a line's words stand on phones other than its author's.
fn count(platform: &Platform, line: &Line) -> usize {
    let others = platform.phones().filter(|phone| *phone != line.from);
    let screens = others.filter_map(|phone| platform.screen(phone).ok());
    let shown = screens.flatten().filter(|b| b.from == Sender::Account && b.at_ms >= line.at_ms);
    shown.map(|bubble| occurrences(&bubble.text, &line.text)).sum()
}

fn sum(lines: &[Line], fates: Vec<Fate>, repeated: usize) -> Tally {
    let number = |wanted: fn(&Fate) -> bool| fates.iter().filter(|fate| wanted(fate)).count();
    let mut waiting_for = BTreeMap::new();
    for (line, _) in lines.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Waiting) {
        *waiting_for.entry(line.to).or_default() += 1;
    }
    Tally {
        said: fates.len(),
        arrived: number(|fate| *fate == Fate::Arrived),
        waiting: number(|fate| *fate == Fate::Waiting),
        lost: number(|fate| matches!(fate, Fate::Refused { .. } | Fate::Failed)),
        repeated,
        waiting_for,
        fates,
    }
}
