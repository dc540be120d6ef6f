//! The names of classes in files: numbers, Chinese and English.

use crate::Emotion;

/// The names each class goes by, the one that is written first.
const NAMES: [(Emotion, &[&str]); Emotion::COUNT] = [
    (
        Emotion::Calm,
        &["none", "0", "calm", "neutral", "静", "平静", "无", "无情绪", "中性", "平淡", "其他", "other"],
    ),
    (
        Emotion::Happiness,
        &["happiness", "1", "happy", "joy", "乐", "快乐", "高兴", "开心", "喜悦", "喜", "积极"],
    ),
    (Emotion::Like, &["like", "2", "love", "好", "喜欢", "喜好", "爱", "喜爱"]),
    (Emotion::Anger, &["anger", "3", "angry", "怒", "愤怒", "生气"]),
    (Emotion::Sadness, &["sadness", "4", "sad", "哀", "悲伤", "伤心", "难过", "哀伤", "悲"]),
    (Emotion::Fear, &["fear", "5", "afraid", "惧", "恐惧", "害怕"]),
    (Emotion::Disgust, &["disgust", "6", "disgusted", "恶", "厌恶", "讨厌"]),
    (Emotion::Surprise, &["surprise", "7", "surprised", "惊", "惊讶", "惊奇", "惊喜"]),
];

/// The name of a class in files: `none`, `happiness`, `like`, `anger`, `sadness`, `fear`, `disgust`, `surprise`.
///
/// It is [`Emotion::key`] but for calm, which corpora call `none`.
#[must_use]
pub fn label(class: Emotion) -> &'static str {
    if class == Emotion::Calm { "none" } else { class.key() }
}

/// The class a label names, in any case and with blanks around: its number, its English or its Chinese name.
///
/// ```
/// use matchmaking::{Emotion, emotion::class_of_label};
///
/// assert_eq!(class_of_label(" Sad "), Some(Emotion::Sadness));
/// assert_eq!(class_of_label("4"), class_of_label("哀"));
/// assert_eq!(class_of_label("text"), None);
/// ```
#[must_use]
pub fn class_of_label(label: &str) -> Option<Emotion> {
    let label = label.trim().to_lowercase();
    let mut named = NAMES.iter().filter(|(_, names)| names.contains(&label.as_str()));
    named.next().map(|&(class, _)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_found_by_each_of_its_names() {
        for (class, names) in NAMES {
            assert_eq!(names[0], label(class));
            assert_eq!(names[1], class.index().to_string());
            assert!(names.iter().all(|name| class_of_label(name) == Some(class)), "{class:?}");
        }
    }
}
