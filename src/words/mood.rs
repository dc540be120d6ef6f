//! The names of moods, as people correct us with them.

use matchmaking::Emotion;
use unicode_normalization::UnicodeNormalization as _;

/// The mood a line names, if it is nothing but that name.
pub(crate) fn named(line: &str) -> Option<Emotion> {
    let folded: String = line.trim().nfkc().flat_map(char::to_lowercase).take(16).collect();
    Some(match folded.as_str() {
        "静" | "平静" | "calm" => Emotion::Calm,
        "乐" | "开心" | "高兴" | "happy" => Emotion::Happiness,
        "好" | "喜欢" | "心动" | "like" => Emotion::Like,
        "怒" | "生气" | "angry" => Emotion::Anger,
        "哀" | "难过" | "伤心" | "sad" => Emotion::Sadness,
        "惧" | "害怕" | "afraid" => Emotion::Fear,
        "恶" | "厌烦" | "讨厌" | "disgusted" => Emotion::Disgust,
        "惊" | "惊讶" | "surprised" => Emotion::Surprise,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_alone_is_one() {
        assert_eq!(named(" 哀 "), Some(Emotion::Sadness));
        assert_eq!(named("ＳＡＤ"), Some(Emotion::Sadness));
        assert_eq!(named("今天好"), None);
        assert_eq!(named("好累"), None);
    }
}
