//! Why two were brought together, as somebody would say it.

use super::Understood;
use crate::texts::{Say, Texts};
use matchmaking::{Emotion, Mood, Reason, Reasons};

/// The text that names a mood.
pub(crate) const fn mood_name(emotion: Emotion) -> Say {
    match emotion {
        Emotion::Happiness => Say::MoodHappiness,
        Emotion::Like => Say::MoodLike,
        Emotion::Anger => Say::MoodAnger,
        Emotion::Sadness => Say::MoodSadness,
        Emotion::Fear => Say::MoodFear,
        Emotion::Disgust => Say::MoodDisgust,
        Emotion::Surprise => Say::MoodSurprise,
        _ => Say::MoodCalm,
    }
}

/// One sentence for `me` on why it is this partner: the weightiest reason, in full.
pub(crate) fn sentence(
    texts: &Texts,
    language: &str,
    reasons: &Reasons,
    me: &Understood,
    partner: &Understood,
) -> String {
    let say = |say: Say, name: &str, value: &str| texts.say(language, say, &[(name, value.into())]);
    let mood = |of: &Understood| {
        let class = of.mood.map_or(Emotion::Calm, Mood::class);
        texts.say(language, mood_name(class), &[])
    };
    match reasons.iter().next() {
        Some(Reason::SharedKeyword(_)) => {
            let shared = reasons.iter().filter_map(|reason| match reason {
                Reason::SharedKeyword(keyword) => me.words.iter().find(|word| word.keyword == keyword),
                _ => None,
            });
            let words: Vec<_> = shared.map(|word| word.text.as_str()).collect();
            say(Say::WhyShared, "words", &words.join(&texts.say(language, Say::ListComma, &[])))
        }
        Some(Reason::SameMood(_)) => say(Say::WhySameMood, "mood", &mood(me)),
        Some(Reason::FittingMoods { .. }) => say(Say::WhyFittingMoods, "mood", &mood(partner)),
        Some(Reason::LongestWait) => texts.say(language, Say::WhyLongestWait, &[]),
        _ => texts.say(language, Say::WhyChance, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matchmaking::keywords::Word;

    #[test]
    fn every_reason_is_one_sentence_in_both_languages() {
        // proves: N3
        let texts = Texts::embedded();
        let words = vec![Word::new("爬山"), Word::new("电影")];
        let me = Understood { words: words.clone(), mood: Some(Mood::only(Emotion::Like)), crisis: false };
        let partner = Understood { mood: Some(Mood::only(Emotion::Sadness)), ..me.clone() };
        let shared = |at: usize| Reason::SharedKeyword(words[at].keyword);
        let fitting = Reason::FittingMoods { one: Emotion::Sadness, other: Emotion::Like };
        let cases = [
            (Reasons::one(shared(1)).and(shared(0)), "你们都说到了「电影、爬山」。"),
            (Reasons::one(Reason::SameMood(Emotion::Like)), "你们现在都有点心动。"),
            (Reasons::one(fitting), "TA 现在有点难过，也许和你合得来。"),
            (Reasons::one(Reason::LongestWait), "TA 等得最久。"),
            (Reasons::one(Reason::NothingNamed), "你们正好都在找人。"),
            (Reasons::one(Reason::Random), "你们正好都在找人。"),
        ];
        for (reasons, want) in cases {
            assert_eq!(sentence(&texts, "zh-CN", &reasons, &me, &partner), want);
            assert!(sentence(&texts, "en", &reasons, &me, &partner).ends_with('.'));
        }
    }
}
