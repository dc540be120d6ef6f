//! Words of somebody who may be in danger.

use super::EmotionError;
use super::fold::folded;
use super::word_list::WordList;

const WORDS: &str = include_str!("../../data/emotion/crisis.txt");

/// A sign that whoever wrote a text may harm themselves, the gravest last.
///
/// It is no emotion and changes none: it is a signal beside the [`Feeling`](super::Feeling), for a notice with a
/// number to call. It is found by words and therefore both missed and seen wrongly at times; never act on it against
/// the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Crisis {
    /// Life seems without hope: 活着没意思.
    Despair,
    /// A wish to die or to harm oneself: 想死, 不想活了, 割腕.
    SelfHarm,
}

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Found(Crisis),
    /// The phrase holds such a word and means something else: 想死你了, 跳楼价.
    Harmless,
}

/// Finds the words of a crisis.
#[derive(Clone)]
pub(crate) struct CrisisWords {
    /// Beside each word of the list, what it says.
    signs: Vec<Sign>,
    words: WordList,
}

impl CrisisWords {
    pub(crate) fn new() -> Result<Self, EmotionError> {
        let mut entries = Vec::new();
        for (line, text) in (1..).zip(WORDS.lines()).filter(|(_, text)| !text.starts_with('#')) {
            let mut words = text.split_whitespace();
            let sign = match words.next() {
                None => continue,
                Some("despair") => Sign::Found(Crisis::Despair),
                Some("harm") => Sign::Found(Crisis::SelfHarm),
                Some("harmless") => Sign::Harmless,
                Some(_) => return Err(EmotionError::UnknownKind { line }),
            };
            entries.extend(words.map(|word| (folded(&word.replace('_', " ")), sign)));
        }
        entries.sort_by(|(one, _), (other, _)| one.cmp(other));
        entries.dedup_by(|(one, _), (other, _)| one == other);
        let words = WordList::of_sorted(entries.iter().map(|(word, _)| word.as_str()))
            .ok_or(EmotionError::NotSearchable { words: entries.len() })?;
        Ok(Self { signs: entries.into_iter().map(|(_, sign)| sign).collect(), words })
    }

    pub(crate) fn memory_bytes(&self) -> usize {
        self.words.memory_bytes() + self.signs.capacity() * size_of::<Sign>()
    }

    /// The gravest sign in a folded text.
    pub(crate) fn find(&self, folded: &str) -> Option<Crisis> {
        let signs = self.words.hits(folded).filter_map(|found| match self.signs.get(found.place)? {
            Sign::Found(crisis) if !is_denied(folded.get(..found.start).unwrap_or_default()) => Some(*crisis),
            _ => None,
        });
        signs.max()
    }
}

/// Whether what stands before a phrase takes it back: 没有想死, 不要自杀.
fn is_denied(before: &str) -> bool {
    let denials = [
        "不", "没", "没有", "不会", "不能", "不要", "别", "从没", "并不", "反对", "预防", "防止", "拒绝",
        "阻止",
    ];
    denials.iter().any(|denial| before.ends_with(denial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danger_is_told_from_a_manner_of_speaking() {
        let words = CrisisWords::new().unwrap();
        for (text, expected) in [
            ("我真的想死", Some(Crisis::SelfHarm)),
            ("不想活了", Some(Crisis::SelfHarm)),
            ("好想从楼上跳下去", Some(Crisis::SelfHarm)),
            ("活著沒意思", Some(Crisis::Despair)),
            ("昨晚又割腕了", Some(Crisis::SelfHarm)),
            ("i want to die", Some(Crisis::SelfHarm)),
            ("笑死我了", None),
            ("今天累死了", None),
            ("想死你了", None),
            ("我不想死", None),
            ("跳楼价大甩卖", None),
            ("别自杀啊", None),
            ("热死了想吃冰", None),
            ("", None),
        ] {
            assert_eq!(words.find(&folded(text)), expected, "{text:?}");
        }
    }
}
