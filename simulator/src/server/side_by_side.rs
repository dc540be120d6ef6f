//! The naive relay's world beside the bot's, as the page shows it.

use super::snapshot::{PhoneView, Phones, phone_views};
use crate::compare::{Comparison, Fate, Tally, tally};
use crate::{Platform, PushId};
use serde::Serialize;

/// How far one reader has read the second world.
#[derive(Debug, Default)]
pub(super) struct Seen {
    phones: Phones,
    lines: Vec<(Fate, Fate)>,
}

/// One line in both worlds.
#[derive(Serialize)]
struct LineView {
    ours: PushId,
    theirs: PushId,
    our_fate: Fate,
    their_fate: Fate,
}

/// The second world, and the score.
#[derive(Serialize)]
pub(super) struct SideBySide {
    phones: Vec<PhoneView>,
    ours: Tally,
    theirs: Tally,
    /// What became of each line; `None` when nothing changed.
    lines: Option<Vec<LineView>>,
}

impl SideBySide {
    /// What is new since then.
    pub(super) fn since(platform: &Platform, second: &Comparison, seen: &mut Seen) -> Self {
        let lines = second.lines();
        let ours = tally(platform, lines, |line| line.ours);
        let theirs = tally(second.platform(), lines, |line| line.theirs);
        let fates: Vec<(Fate, Fate)> = ours.fates.iter().copied().zip(theirs.fates.iter().copied()).collect();
        let changed = fates != seen.lines;
        let views = lines.iter().zip(&fates).map(|(line, (our_fate, their_fate))| LineView {
            ours: line.ours,
            theirs: line.theirs,
            our_fate: *our_fate,
            their_fate: *their_fate,
        });
        let views = changed.then(|| views.collect());
        seen.lines = fates;
        Self { phones: phone_views(second.platform(), &mut seen.phones), ours, theirs, lines: views }
    }
}
