//! The light segmenter: no dictionary of its own, pairs of characters instead.

use unicode_segmentation::UnicodeSegmentation;

use super::script::Script;
use super::{Dictionary, Segmenter};

/// Cuts a text without a dictionary of its own: letters and digits by what parts them, emoji one by one, and writing
/// without spaces into the words it is told to find whole and, between them, every pair of neighbouring characters.
///
/// Pairs find what two texts share without knowing any word; a few of them are no words, which does little harm,
/// since these are seldom shared.
///
/// ```
/// use matchmaking::keywords::{Dictionary, Light, Segmenter};
///
/// let mut whole = Dictionary::default();
/// whole.read("爬山")?;
/// let mut words = Vec::new();
/// Light.segment("周末爬山c++🎮", &whole, &mut |word| words.push(word));
/// assert_eq!(words, ["周末", "爬山", "c++", "🎮"]);
/// # Ok::<(), matchmaking::keywords::KeywordError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Light;

impl Segmenter for Light {
    fn segment<'t>(&self, text: &'t str, whole: &Dictionary, found: &mut dyn FnMut(&'t str)) {
        cut(text, whole, found, &mut pairs);
    }
}

/// Cuts a text by script, and writing without spaces by the words to be found whole; what is between these is left to
/// `between`.
pub(super) fn cut<'t, F>(
    text: &'t str,
    whole: &Dictionary,
    found: &mut F,
    between: &mut dyn FnMut(&'t str, &mut F),
) where
    F: FnMut(&'t str) + ?Sized,
{
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let script = Script::of(first);
        let len = match script {
            Script::Unspaced => run(rest, script),
            Script::Spaced => with_signs(rest, run(rest, script)),
            Script::Emoji => rest.graphemes(true).next().map_or(first.len_utf8(), str::len),
            Script::Gap => first.len_utf8(),
        };
        let (word, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        match script {
            Script::Unspaced => unspaced(word, whole, found, between),
            Script::Spaced | Script::Emoji => found(word),
            Script::Gap => {}
        }
        rest = after;
    }
}

/// How many bytes of `text` are of one script.
fn run(text: &str, script: Script) -> usize {
    text.find(|it| Script::of(it) != script).unwrap_or(text.len())
}

/// The first `len` bytes of `text` and the signs that belong to the word there: c++, c#.
fn with_signs(text: &str, len: usize) -> usize {
    let after = text.get(len..).unwrap_or_default();
    len + after.find(|it| it != '+' && it != '#').unwrap_or(after.len()).min(2)
}

/// Cuts writing without spaces: the longest word from each place on, and what is between such words.
fn unspaced<'t, F>(text: &'t str, whole: &Dictionary, found: &mut F, between: &mut dyn FnMut(&'t str, &mut F))
where
    F: FnMut(&'t str) + ?Sized,
{
    let (mut gap, mut at) = (0, 0);
    while let Some((rest, first)) = text.get(at..).and_then(|rest| Some((rest, rest.chars().next()?))) {
        if let Some(len) = whole.longest_start(rest) {
            between(text.get(gap..at).unwrap_or_default(), found);
            found(rest.get(..len).unwrap_or_default());
            at += len;
            gap = at;
        } else {
            at += first.len_utf8();
        }
    }
    between(text.get(gap..).unwrap_or_default(), found);
}

/// Every two neighbours; a character alone stands for itself.
fn pairs<'t>(text: &'t str, found: &mut (dyn FnMut(&'t str) + '_)) {
    let ends = text.char_indices().map(|(at, it)| at + it.len_utf8()).skip(1);
    let mut none = true;
    for ((start, _), end) in text.char_indices().zip(ends) {
        none = false;
        found(text.get(start..end).unwrap_or_default());
    }
    if none && !text.is_empty() {
        found(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut whole = Dictionary::default();
        whole.read("电影 电影院 的").unwrap();
        let mut words = Vec::new();
        Light.segment(text, &whole, &mut |word| words.push(word));
        words
    }

    #[test]
    fn texts_are_cut_by_script_word_and_pair() {
        for (text, expected) in [
            ("", &[][..]),
            (" ，。!\u{7}\u{10FFFF}", &[]),
            ("深圳电影院", &["深圳", "电影院"]),
            ("猫", &["猫"]),
            ("猫的电影", &["猫", "的", "电影"]),
            ("一二三", &["一二", "二三"]),
            ("rock2000 c# c++++", &["rock2000", "c#", "c++"]),
            ("привет мир", &["привет", "мир"]),
            ("カラオケ", &["カラ", "ラオ", "オケ"]),
            ("👩\u{200D}🚀🇨🇳❤", &["👩\u{200D}🚀", "🇨🇳", "❤"]),
            ("电影rock🎸", &["电影", "rock", "🎸"]),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }
}
