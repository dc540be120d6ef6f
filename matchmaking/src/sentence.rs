//! The reasons of a match as one sentence.

use crate::{Emotion, Keyword, Reason, Reasons};

/// A language that [`Reasons::sentence`] speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SentenceLanguage {
    /// Chinese, in simplified characters.
    #[default]
    Chinese,
    /// English.
    English,
}

/// How many words a sentence names at most: reasons beyond that would only make it long.
const NAMED: usize = 3;

impl Reasons {
    /// What to say to both of the two: one sentence, made on demand; nothing of it is stored.
    ///
    /// `word_of` gives the word behind a keyword as either user wrote it; a keyword it does not know is left out, and
    /// if it knows none the sentence says only that there is a shared interest. The words are put in as they are: it
    /// is the caller's to have passed them through whatever filter lines of a chat go through.
    ///
    /// ```
    /// use matchmaking::{Emotion, Keyword, Reason, Reasons, SentenceLanguage};
    ///
    /// let hiking = Keyword::of("爬山");
    /// let reasons = Reasons::one(Reason::SharedKeyword(hiking)).and(Reason::SameMood(Emotion::Sadness));
    /// let word_of = |keyword| (keyword == hiking).then(|| "爬山".to_owned());
    /// assert_eq!(
    ///     reasons.sentence(SentenceLanguage::Chinese, word_of),
    ///     "你们都说到了「爬山」，此刻的心情也都是难过。"
    /// );
    /// assert_eq!(
    ///     reasons.sentence(SentenceLanguage::English, word_of),
    ///     "You both mentioned “爬山”, and you both feel sad right now."
    /// );
    /// ```
    #[must_use]
    pub fn sentence(
        &self,
        language: SentenceLanguage,
        word_of: impl FnMut(Keyword) -> Option<String>,
    ) -> String {
        let keyword = |reason| if let Reason::SharedKeyword(keyword) = reason { Some(keyword) } else { None };
        let shares = self.iter().any(|reason| keyword(reason).is_some());
        let words: Vec<String> = self.iter().filter_map(keyword).filter_map(word_of).take(NAMED).collect();
        let others = self.iter().find(|reason| !matches!(reason, Reason::SharedKeyword(_)));
        let mood = others.filter(|it| matches!(it, Reason::SameMood(_) | Reason::FittingMoods { .. }));
        let interest = shares.then(|| match language {
            SentenceLanguage::Chinese => interest_in_chinese(&words),
            SentenceLanguage::English => interest_in_english(&words),
        });
        match (language, interest, mood) {
            (SentenceLanguage::Chinese, Some(interest), Some(mood)) => {
                format!("{interest}，{}。", mood_in_chinese(mood, true))
            }
            (SentenceLanguage::Chinese, Some(interest), None) => format!("{interest}。"),
            (SentenceLanguage::Chinese, None, _) => {
                let reason = others.unwrap_or(Reason::Random);
                format!("{}。", alone_in_chinese(reason))
            }
            (SentenceLanguage::English, Some(interest), Some(mood)) => {
                format!("{interest}, and {}.", mood_in_english(mood))
            }
            (SentenceLanguage::English, Some(interest), None) => format!("{interest}."),
            (SentenceLanguage::English, None, _) => {
                let said = alone_in_english(others.unwrap_or(Reason::Random));
                let mut letters = said.chars();
                let first = letters.next().map(|letter| letter.to_uppercase().to_string());
                format!("{}{}.", first.unwrap_or_default(), letters.as_str())
            }
        }
    }
}

fn interest_in_chinese(words: &[String]) -> String {
    if words.is_empty() {
        return "你们有共同的兴趣".to_owned();
    }
    let named: String = words.iter().map(|word| format!("「{word}」")).collect();
    format!("你们都说到了{named}")
}

fn interest_in_english(words: &[String]) -> String {
    let named: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    match named.split_last() {
        None => "You have an interest in common".to_owned(),
        Some((only, [])) => format!("You both mentioned {only}"),
        Some((last, others)) => format!("You both mentioned {} and {last}", others.join(", ")),
    }
}

/// `too` if something else was said before.
fn mood_in_chinese(reason: Reason, too: bool) -> String {
    match reason {
        Reason::SameMood(mood) if too => format!("此刻的心情也都是{}", feeling_in_chinese(mood)),
        Reason::SameMood(mood) => format!("你们此刻的心情都是{}", feeling_in_chinese(mood)),
        Reason::FittingMoods { one, other } => {
            let (one, other) = (feeling_in_chinese(one), feeling_in_chinese(other));
            let who = if too { "" } else { "你们" };
            format!("{who}一个{one}、一个{other}，也许正好说得来")
        }
        _ => String::new(),
    }
}

fn mood_in_english(reason: Reason) -> String {
    match reason {
        Reason::SameMood(mood) => format!("you both feel {} right now", feeling_in_english(mood)),
        Reason::FittingMoods { one, other } => {
            let (one, other) = (feeling_in_english(one), feeling_in_english(other));
            format!("one of you feels {one} and the other {other}, which may go well together")
        }
        _ => String::new(),
    }
}

fn alone_in_chinese(reason: Reason) -> String {
    match reason {
        Reason::LongestWait => "没有谁比你们等得更久，先聊聊看".to_owned(),
        Reason::NothingNamed => "你们都还没说想聊什么，正好从头聊起".to_owned(),
        Reason::SameMood(_) | Reason::FittingMoods { .. } => mood_in_chinese(reason, false),
        _ => "这次相遇全凭缘分".to_owned(),
    }
}

fn alone_in_english(reason: Reason) -> String {
    match reason {
        Reason::LongestWait => "nobody has waited longer than you, so give it a try".to_owned(),
        Reason::NothingNamed => "neither of you has named a topic yet, so begin anywhere".to_owned(),
        Reason::SameMood(_) | Reason::FittingMoods { .. } => mood_in_english(reason),
        _ => "you met by chance alone".to_owned(),
    }
}

const fn feeling_in_chinese(emotion: Emotion) -> &'static str {
    match emotion {
        Emotion::Calm => "平静",
        Emotion::Happiness => "开心",
        Emotion::Like => "温暖",
        Emotion::Anger => "生气",
        Emotion::Sadness => "难过",
        Emotion::Fear => "不安",
        Emotion::Disgust => "厌烦",
        Emotion::Surprise => "惊讶",
    }
}

const fn feeling_in_english(emotion: Emotion) -> &'static str {
    match emotion {
        Emotion::Calm => "calm",
        Emotion::Happiness => "happy",
        Emotion::Like => "warm",
        Emotion::Anger => "angry",
        Emotion::Sadness => "sad",
        Emotion::Fear => "uneasy",
        Emotion::Disgust => "fed up",
        Emotion::Surprise => "surprised",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(reasons: Reasons) -> [String; 2] {
        let word_of = |keyword: Keyword| (keyword.0 < 9).then(|| format!("w{}", keyword.0));
        [SentenceLanguage::Chinese, SentenceLanguage::English]
            .map(|language| reasons.sentence(language, word_of))
    }

    #[test]
    fn every_reason_is_one_sentence_in_both_languages() {
        let word = |number| Reason::SharedKeyword(Keyword(number));
        let fitting = Reason::FittingMoods { one: Emotion::Sadness, other: Emotion::Like };
        let table = [
            (Reasons::one(Reason::Random), "这次相遇全凭缘分。", "You met by chance alone."),
            (
                Reasons::one(Reason::LongestWait),
                "没有谁比你们等得更久，先聊聊看。",
                "Nobody has waited longer than you, so give it a try.",
            ),
            (
                Reasons::one(Reason::NothingNamed),
                "你们都还没说想聊什么，正好从头聊起。",
                "Neither of you has named a topic yet, so begin anywhere.",
            ),
            (
                Reasons::one(word(1)).and(word(2)).and(word(3)).and(word(4)),
                "你们都说到了「w1」「w2」「w3」。",
                "You both mentioned “w1”, “w2” and “w3”.",
            ),
            (Reasons::one(word(10)), "你们有共同的兴趣。", "You have an interest in common."),
            (
                Reasons::one(fitting),
                "你们一个难过、一个温暖，也许正好说得来。",
                "One of you feels sad and the other warm, which may go well together.",
            ),
            (
                Reasons::one(word(10)).and(word(2)).and(fitting),
                "你们都说到了「w2」，一个难过、一个温暖，也许正好说得来。",
                "You both mentioned “w2”, and one of you feels sad and the other warm, which may go well together.",
            ),
        ];
        for (reasons, chinese, english) in table {
            assert_eq!(said(reasons), [chinese, english]);
        }
    }

    #[test]
    fn every_feeling_has_a_word_of_its_own() {
        let chinese: std::collections::BTreeSet<_> = Emotion::ALL.map(feeling_in_chinese).into();
        let english: std::collections::BTreeSet<_> = Emotion::ALL.map(feeling_in_english).into();
        assert_eq!((chinese.len(), english.len()), (Emotion::COUNT, Emotion::COUNT));
    }
}
