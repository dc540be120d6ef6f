//! Words of command: a whole line, after trimming, width and case folding.

use unicode_normalization::UnicodeNormalization;

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Meet someone, saying this first.
    Find(Option<String>),
    /// Meet someone in a fitting mood, feeling like this.
    Mood(Option<String>),
    /// Say something of oneself.
    Myself(String),
    /// Say whom one would like to meet.
    Wish(String),
    /// What is known of me, and whom do I look for?
    Profile,
    Next,
    End,
    Cancel,
    Help,
    /// Show what is kept for me.
    Fetch,
    Block,
    Report,
    /// Be spoken to in this language from now on.
    Language(&'static str),
    /// A short answer to the question asked just before.
    Short(Short),
}

/// A short answer; it means something only right after a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Short {
    Yes,
    One,
    Two,
}

impl Command {
    /// Whether the word is a command even inside a conversation, where most words are for the partner.
    fn in_conversation(&self) -> bool {
        matches!(self, Self::Next | Self::End | Self::Report | Self::Block | Self::Help | Self::Fetch)
    }
}

/// No word of command is longer, in bytes, however wide its letters: most lines need no closer look.
const LONGEST: usize = 40;

/// The words of command that take the rest of the line.
const WITH_TEXT: &[(&str, fn(String) -> Command)] = &[
    ("找人", |text| Command::Find(Some(text))),
    ("匹配", |text| Command::Find(Some(text))),
    ("find", |text| Command::Find(Some(text))),
    ("match", |text| Command::Find(Some(text))),
    ("心情", |text| Command::Mood(Some(text))),
    ("mood", |text| Command::Mood(Some(text))),
    ("我是", Command::Myself),
    ("iam", Command::Myself),
    ("想找", Command::Wish),
    ("want", Command::Wish),
];

/// Whether a line may be one of these in any width and case.
fn may_have_text(line: &str) -> bool {
    let head: String = line.trim_start().chars().take(8).nfkc().flat_map(char::to_lowercase).collect();
    head.starts_with('/') || WITH_TEXT.iter().any(|(word, _)| head.starts_with(word))
}

/// The command a line is, if it is one. Inside a conversation only a few words are; any command is with a `/` before
/// it. A short answer is left to the caller, who knows whether a question stands.
pub(crate) fn parse(line: &str, talking: bool) -> Option<Command> {
    if line.trim().len() > LONGEST && !may_have_text(line) {
        return None;
    }
    let folded: String = line.trim().nfkc().flat_map(char::to_lowercase).collect();
    let folded = folded.trim();
    let (slashed, word) = match folded.strip_prefix('/') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, folded),
    };
    let command = whole(word).or_else(|| with_text(line, word))?;
    let short = matches!(command, Command::Short(_));
    (!talking || slashed || short || command.in_conversation()).then_some(command)
}

fn whole(word: &str) -> Option<Command> {
    Some(match word {
        "找人" | "匹配" | "find" | "match" | "找" => Command::Find(None),
        "心情" | "mood" => Command::Mood(None),
        "资料" | "我的资料" | "me" | "profile" => Command::Profile,
        "下一个" | "换人" | "next" => Command::Next,
        "结束" | "离开" | "end" | "leave" | "bye" => Command::End,
        "取消" | "cancel" | "stop" => Command::Cancel,
        "帮助" | "help" | "?" | "说明" => Command::Help,
        "收" | "get" => Command::Fetch,
        "拉黑" | "block" => Command::Block,
        "举报" | "report" => Command::Report,
        "语言" | "中文" | "chinese" => Command::Language("zh-CN"),
        "language" | "英文" | "english" => Command::Language("en"),
        "好" | "好的" | "ok" | "yes" => Command::Short(Short::Yes),
        "1" | "等一等" | "wait" => Command::Short(Short::One),
        "2" => Command::Short(Short::Two),
        _ => return None,
    })
}

/// 「找人 今天好累」: the text after the word is taken from the line as it was typed.
fn with_text(line: &str, word: &str) -> Option<Command> {
    let head = word.split_whitespace().next()?;
    let (_, command) = WITH_TEXT.iter().find(|(known, _)| *known == head)?;
    let typed = line.trim();
    let text = typed.split_once(char::is_whitespace).map(|(_, text)| text.trim())?;
    (!text.is_empty()).then(|| command(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_whole_lines_in_any_width_and_case() {
        let cases: &[(&str, bool, Option<Command>)] = &[
            ("找人", false, Some(Command::Find(None))),
            ("  ＦＩＮＤ ", false, Some(Command::Find(None))),
            ("找人 今天 好累", false, Some(Command::Find(Some("今天 好累".into())))),
            ("Find Hello There", false, Some(Command::Find(Some("Hello There".into())))),
            ("找人啊", false, None),
            ("心情", false, Some(Command::Mood(None))),
            ("心情 今天好累", false, Some(Command::Mood(Some("今天好累".into())))),
            ("我是　女 28", false, Some(Command::Myself("女 28".into()))),
            ("我是谁", false, None),
            ("想找 不限", false, Some(Command::Wish("不限".into()))),
            ("想找 不限", true, None),
            ("资料", false, Some(Command::Profile)),
            ("资料", true, None),
            ("找人", true, None),
            ("/找人", true, Some(Command::Find(None))),
            ("下一个", true, Some(Command::Next)),
            ("下一个吧", true, None),
            ("收", true, Some(Command::Fetch)),
            ("取消", true, None),
            ("语言", true, None),
            ("／语言", true, Some(Command::Language("zh-CN"))),
            ("Next", true, Some(Command::Next)),
            ("？", false, Some(Command::Help)),
            (&"长".repeat(500), false, None),
            (&format!("ＦＩＮＤ {}", "长".repeat(500)), false, Some(Command::Find(Some("长".repeat(500))))),
            ("", false, None),
            ("/", false, None),
        ];
        for (line, talking, want) in cases {
            assert_eq!(parse(line, *talking), *want, "{line:?} talking={talking}");
        }
    }
}
