//! What became of lines: counted by the words that stand on other people's phones, by the platform's refusals
//! and by its fault notices. The same rule for every bot.

use super::Line;
use crate::script::occurrences;
use crate::{LogEvent, PhoneId, Platform, PushId, PushState, Sender};
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
    /// The push that should have brought it was refused or got lost, and it has not arrived since.
    Refused {
        /// The `errcode`; 0 for a call that got lost.
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
    let mut refusals: Vec<_> = refusals(platform).map(Some).collect();
    let mut fates = Vec::with_capacity(lines.len());
    for (line, arrived) in lines.iter().zip(arrivals) {
        let failed = platform.push(push_of(line)).is_some_and(|push| push.state == PushState::Failed);
        let refused = refusals
            .iter_mut()
            .find(|refusal| refusal.is_some_and(|r: Refused| r.at_ms >= line.at_ms && r.to == line.to));
        fates.push(match (arrived, failed, refused) {
            (true, ..) => Fate::Arrived,
            (false, true, _) => Fate::Failed,
            // A refusal explains one line.
            (false, false, Some(refusal)) => match refusal.take() {
                Some(refused) => Fate::Refused { code: refused.code },
                None => Fate::Waiting,
            },
            (false, false, None) => Fate::Waiting,
        });
    }
    sum(lines, fates, repeated)
}

/// A push to somebody that came to nothing.
#[derive(Clone, Copy)]
struct Refused {
    at_ms: i64,
    to: PhoneId,
    code: i64,
}

/// Every push that was refused or lost on its way, oldest first.
fn refusals(platform: &Platform) -> impl Iterator<Item = Refused> {
    platform.log().iter().filter_map(|line| match &line.event {
        LogEvent::Api { path, errcode, carried_out, .. }
            if path.ends_with("/custom/send") && (*errcode != 0 || !*carried_out) =>
        {
            Some(Refused { at_ms: line.at_ms, to: line.phone?, code: *errcode })
        }
        _ => None,
    })
}

/// Which lines arrived, and how many too often: each time the words stand on somebody's phone belongs to the
/// earliest line that it can be.
fn arrivals(platform: &Platform, lines: &[Line]) -> (Vec<bool>, usize) {
    let mut sightings: BTreeMap<&str, Vec<Option<Sighting>>> = BTreeMap::new();
    for line in lines {
        let text = line.text.as_str();
        sightings.entry(text).or_insert_with(|| sightings_of(platform, text));
    }
    let mut arrived = Vec::with_capacity(lines.len());
    for line in lines {
        let open = sightings.get_mut(line.text.as_str()).into_iter().flatten();
        let fits = |s: &Option<Sighting>| s.is_some_and(|s| s.on != line.from && s.at_ms >= line.at_ms);
        let mut fitting: Vec<_> = open.filter(|s| fits(s)).collect();
        arrived.push(fitting.first_mut().and_then(|s| s.take()).is_some());
    }
    // Words said before the first line that is followed are nobody's repetition.
    let since = lines.first().map_or(i64::MAX, |line| line.at_ms);
    let repeated = sightings.into_values().flatten().flatten().filter(|s| s.at_ms >= since).count();
    (arrived, repeated)
}

/// Words on somebody's phone.
#[derive(Clone, Copy)]
struct Sighting {
    on: PhoneId,
    at_ms: i64,
}

/// Every time those words stand on a phone, oldest first.
fn sightings_of(platform: &Platform, text: &str) -> Vec<Option<Sighting>> {
    let mut found = Vec::new();
    for on in platform.phones() {
        for bubble in platform.screen(on).unwrap_or_default().iter().filter(|b| b.from == Sender::Account) {
            let sighting = Sighting { on, at_ms: bubble.at_ms };
            found.extend(std::iter::repeat_n(Some(sighting), occurrences(&bubble.text, text)));
        }
    }
    found.sort_by_key(|s| s.map(|s| s.at_ms));
    found
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
