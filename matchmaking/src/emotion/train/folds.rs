//! Parts of a corpus that are held out in turn.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// How many parts there are.
pub(super) const FOLDS: u8 = 5;
/// How many characters a text must have to be looked for in others: shorter ones are in many by chance.
const WINDOW: usize = 8;
/// How many texts that begin alike are looked for at one place.
const MOST_ALIKE: usize = 16;

/// The part each row belongs to. A text that is whole within another belongs where that one does: a post and its
/// sentences, a line and whoever quotes it. A machine that has seen one has seen the other.
pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Vec<u8> {
    let hasher = FixedState::with_seed(0);
    let mut beginning: HashMap<u64, Vec<u32>, FixedState> = HashMap::with_hasher(FixedState::with_seed(0));
    for (row, text) in (0_u32..).zip(texts.clone()) {
        if let Some(start) = windows(text).next() {
            beginning.entry(hasher.hash_one(start)).or_default().push(row);
        }
    }
    let texts: Vec<_> = texts.collect();
    let mut groups = Groups((0_u32..).take(texts.len()).collect());
    for (row, text) in (0_u32..).zip(&texts) {
        for window in windows(text) {
            let others = beginning.get(&hasher.hash_one(window)).map(Vec::as_slice).unwrap_or_default();
            for &other in others.iter().filter(|&&other| other != row).take(MOST_ALIKE) {
                if texts.get(other as usize).is_some_and(|within| text.contains(within)) {
                    groups.join(row, other);
                }
            }
        }
    }
    (0_u32..)
        .take(texts.len())
        .map(|row| (hasher.hash_one(groups.first(row)) % u64::from(FOLDS)) as u8)
        .collect()
}

/// Every run of [`WINDOW`] characters.
fn windows(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(at, it)| at + it.len_utf8()).skip(WINDOW - 1);
    text.char_indices().zip(ends).filter_map(|((start, _), end)| text.get(start..end))
}

/// Rows that belong together: each knows one before it of its group, the first itself.
struct Groups(Vec<u32>);

impl Groups {
    fn first(&mut self, mut row: u32) -> u32 {
        while let Some(&before) = self.0.get(row as usize).filter(|&&before| before != row) {
            let further = self.0.get(before as usize).copied().unwrap_or(before);
            if let Some(slot) = self.0.get_mut(row as usize) {
                *slot = further;
            }
            row = before;
        }
        row
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(slot) = self.0.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_whole_within_another_is_held_out_with_it() {
        let other = |at: usize| format!("第{at}行说的是别的事情和别的人");
        let mut texts: Vec<_> = (0..100).map(other).collect();
        texts.extend(
            [
                "今天终于见到了老朋友",
                "下班了。今天终于见到了老朋友!真好",
                "转:下班了。今天终于见到了老朋友!真好",
            ]
            .map(str::to_owned),
        );
        let folds = of(texts.iter().map(String::as_str));
        assert_eq!(folds.len(), texts.len());
        assert!(folds[100] == folds[101] && folds[101] == folds[102], "{folds:?}");
        let in_fold = |fold| folds.iter().filter(|&&it| it == fold).count();
        assert!((0..FOLDS).all(|fold| in_fold(fold) > 10), "{folds:?}");
    }

    #[test]
    fn short_texts_and_none_are_survived() {
        assert_eq!(of(std::iter::empty()), [0_u8; 0]);
        assert!(of(["", "好", "好累"].into_iter().cycle().take(1_000)).iter().all(|&fold| fold < FOLDS));
    }
}
