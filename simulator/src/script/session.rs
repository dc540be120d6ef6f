//! A session: every step somebody took, with its time, and what the phones then showed of it.

use super::Deed;
use crate::{AccountKind, Behaviours, Faults, Format, Mode, PhoneId, Platform, Sender};
use serde::Serialize;

/// Steps that are kept; a session that goes on longer loses its newest.
const MAX_STEPS: usize = 2_000;

/// One step.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum Step {
    /// A phone was there, or was added.
    Phone { phone: PhoneId, name: String },
    /// Somebody did something.
    Act { phone: PhoneId, deed: Deed },
    /// The clock was turned forward.
    Clock { advance_ms: u64 },
    /// What may go wrong was set.
    Faults { faults: Faults },
    /// The dice of the faults were thrown afresh.
    FaultSeed { seed: u64 },
    /// The account became another; the key of an encrypting mode is not kept.
    Account { kind: AccountKind, mode: Mode, format: Format },
    /// The switches were set.
    Behaviours { behaviours: Behaviours },
    /// A phone showed words that somebody else had said.
    Sees { phone: PhoneId, words: String },
}

/// Steps in order, each with the platform's time in milliseconds.
#[derive(Clone, Default)]
pub(crate) struct Session {
    steps: Vec<(i64, Step)>,
}

/// A step with when it was taken, counted from the first.
#[derive(Serialize)]
pub(crate) struct Taken {
    pub(crate) after_ms: i64,
    #[serde(flatten)]
    pub(crate) step: Step,
}

impl Session {
    /// Notes a step that was taken.
    pub(crate) fn note(&mut self, at_ms: i64, step: Step) {
        if self.steps.len() < MAX_STEPS {
            self.steps.push((at_ms, step));
        }
    }

    /// Every step, and in between which words of somebody reached somebody else's phone.
    pub(crate) fn with_sights(&self, platform: &Platform) -> Vec<Taken> {
        let begin = self.steps.first().map_or(0, |(at, _)| *at);
        let mut all = self.steps.clone();
        all.extend(self.sights(platform));
        // Stable: what was seen in the millisecond of a step comes after it.
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(at, step)| Taken { after_ms: at - begin, step }).collect()
    }

    /// Bubbles of the account that hold words another person said before.
    fn sights(&self, platform: &Platform) -> Vec<(i64, Step)> {
        let said: Vec<(i64, PhoneId, &str)> = self.steps.iter().filter_map(said).collect();
        let mut sights = Vec::new();
        for phone in platform.phones() {
            let Ok(screen) = platform.screen(phone) else { continue };
            let mut seen = vec![false; said.len()];
            for bubble in screen.iter().filter(|b| b.from == Sender::Account) {
                for ((at, from, text), seen) in said.iter().zip(&mut seen) {
                    if !*seen && *from != phone && *at <= bubble.at_ms && holds(&bubble.text, text) {
                        *seen = true;
                        sights.push((bubble.at_ms, Step::Sees { phone, words: (*text).to_owned() }));
                    }
                }
            }
        }
        sights
    }
}

fn said((at, step): &(i64, Step)) -> Option<(i64, PhoneId, &str)> {
    match step {
        Step::Act { phone, deed: Deed::Say { text } } => Some((*at, *phone, text.trim())),
        _ => None,
    }
}

/// Whether somebody's words stand in a text as a relay shows them: as a line of their own or after a name and a
/// colon, to the end of the line; or in quotation marks.
pub(crate) fn holds(shown: &str, words: &str) -> bool {
    occurrences(shown, words) > 0
}

/// How often they stand there.
pub(crate) fn occurrences(shown: &str, words: &str) -> usize {
    if words.is_empty() {
        return 0;
    }
    let spoken = shown.match_indices(words).filter(|(at, _)| {
        let (before, after) = (shown.get(..*at).unwrap_or(""), shown.get(at + words.len()..).unwrap_or(""));
        let quoted = before.ends_with(['「', '“']) && after.starts_with(['」', '”']);
        let whole = before.is_empty() || before.ends_with(['：', ':', '\n']) || before.ends_with(": ");
        quoted || (whole && (after.is_empty() || after.starts_with('\n')))
    });
    spoken.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Account;

    #[test]
    fn words_count_after_a_name_and_in_quotation_marks_only() {
        assert_eq!(occurrences("小鹿：你好\n小鹿：你好呀\n小鹿：你好", "你好"), 2);
        assert_eq!(occurrences("遇到了 小鹿。TA 说：「你好」。打个招呼吧。", "你好"), 1);
        assert_eq!(occurrences("Fox: hello", "hello"), 1);
        assert_eq!(occurrences("你好，欢迎", "你好"), 0);
        assert_eq!(occurrences("— 小鹿（昨天）留给你的话 —\n你好\n在吗", "你好"), 1);
        assert_eq!(occurrences("小鹿：好的", ""), 0);
    }

    #[test]
    fn a_session_tells_what_was_seen_after_it_was_said() {
        let mut platform = Platform::new(Account::example(), 1_000, 1).unwrap();
        let (one, other) = (platform.add_phone("小明"), platform.add_phone("小红"));
        let mut session = Session::default();
        for phone in [one, other] {
            let name = platform.name(phone).unwrap().to_owned();
            session.note(1_000, Step::Phone { phone, name });
        }
        let deed = Deed::Say { text: "你好".into() };
        session.note(2_000, Step::Act { phone: one, deed });
        let bubble = crate::Bubble::new(
            2_500,
            Sender::Account,
            crate::BubbleKind::Text,
            "小鹿：你好",
            crate::Via::Customer { n_of: (1, 5) },
        );
        platform.show(other, bubble);
        let taken = session.with_sights(&platform);
        let last = taken.last().unwrap();
        assert_eq!(last.after_ms, 1_500);
        assert!(matches!(&last.step, Step::Sees { phone, words } if *phone == other && words == "你好"));
        let json = serde_json::to_value(&taken).unwrap();
        assert_eq!(json[2]["deed"]["do"], "say");
        assert_eq!((json[2]["step"].as_str(), json[2]["after_ms"].as_i64()), (Some("act"), Some(1_000)));
    }

    #[test]
    fn a_session_has_an_end() {
        let mut session = Session::default();
        for n in 0..3_000 {
            session.note(n, Step::Clock { advance_ms: 1 });
        }
        assert_eq!(session.steps.len(), MAX_STEPS);
    }
}
