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
    /// Throw a bottle that says this.
    Throw(Option<String>),
    /// Pick a bottle.
    Pick,
    /// Throw the one in hand back.
    ThrowBack,
    /// Answer what is in hand, or whom the text names, by letter.
    Answer(Option<String>),
    /// Show my bottles.
    Mine,
    /// Take the bottle with this number out of the sea.
    Sink(usize),
    /// More, where more waits; elsewhere an ordinary word.
    More,
    /// A short answer to the question asked just before.
    Short(Short),
}

/// A short answer; it means something only right after a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Short {
    Yes,
    One,
    Wait,
    Two,
}

impl Command {
    /// Whether the word is a command even inside a conversation, where most words are for the partner.
    fn in_conversation(&self) -> bool {
        matches!(self, Self::Next | Self::End | Self::Report | Self::Block | Self::Help | Self::Fetch)
    }

    /// Whether only the caller, who knows what was asked and what waits, can say if it is a command.
    fn depends(&self) -> bool {
        matches!(self, Self::Short(_) | Self::More)
    }
}

/// No word of command is longer, in bytes, however wide its letters: most lines need no closer look.
const LONGEST: usize = 40;

/// What a word makes of the rest of its line.
type Reading = fn(String) -> Option<Command>;

/// The words of command that take the rest of the line.
const WITH_TEXT: &[(&str, Reading)] = &[
    ("找人", |text| Some(Command::Find(Some(text)))),
    ("匹配", |text| Some(Command::Find(Some(text)))),
    ("find", |text| Some(Command::Find(Some(text)))),
    ("match", |text| Some(Command::Find(Some(text)))),
    ("心情", |text| Some(Command::Mood(Some(text)))),
    ("mood", |text| Some(Command::Mood(Some(text)))),
    ("我是", |text| Some(Command::Myself(text))),
    ("iam", |text| Some(Command::Myself(text))),
    ("想找", |text| Some(Command::Wish(text))),
    ("want", |text| Some(Command::Wish(text))),
    ("扔", |text| Some(Command::Throw(Some(text)))),
    ("throw", |text| Some(Command::Throw(Some(text)))),
    ("回", |text| Some(Command::Answer(Some(text)))),
    ("回信", |text| Some(Command::Answer(Some(text)))),
    ("reply", |text| Some(Command::Answer(Some(text)))),
    ("删", sink),
    ("delete", sink),
];

fn sink(number: String) -> Option<Command> {
    let number: String = number.nfkc().take(8).collect();
    number.parse().ok().map(Command::Sink)
}

/// Whether a line may begin with such a word, in any width and case.
fn begins_with_head(line: &str) -> bool {
    let line = line.trim_start();
    // Nothing changes an ideograph, whatever comes after it.
    if let Some(first @ '\u{4e00}'..='\u{9fff}') = line.chars().next()
        && !WITH_TEXT.iter().any(|(word, _)| word.starts_with(first))
    {
        return false;
    }
    let head: String = line.chars().take(8).nfkc().flat_map(char::to_lowercase).collect();
    head.starts_with('/') || WITH_TEXT.iter().any(|(word, _)| head.starts_with(word))
}

/// The command a line is, if it is one. Inside a conversation only a few words are; any command is with a `/` before
/// it. A short answer is left to the caller, who knows whether a question stands.
pub(crate) fn parse(line: &str, talking: bool) -> Option<Command> {
    if line.trim().len() > LONGEST && !begins_with_head(line) {
        return None;
    }
    let folded: String = line.trim().nfkc().flat_map(char::to_lowercase).collect();
    let folded = folded.trim();
    let (slashed, word) = match folded.strip_prefix('/') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, folded),
    };
    let command = whole(word).or_else(|| with_text(line, word))?;
    (!talking || slashed || command.depends() || command.in_conversation()).then_some(command)
}

/// Whether a line asks for a bottle: the sea must be looked at for it.
pub(crate) fn is_pick(line: &str) -> bool {
    line.trim().len() <= LONGEST && parse(line, false) == Some(Command::Pick)
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
        "扔" | "扔瓶子" | "throw" => Command::Throw(None),
        "捡" | "捡瓶子" | "捞" | "pick" => Command::Pick,
        "扔回" | "放回" | "throw back" => Command::ThrowBack,
        "回" | "回信" | "reply" => Command::Answer(None),
        "我的" | "我的瓶子" | "mine" | "my bottles" => Command::Mine,
        "。" | "more" => Command::More,
        "好" | "好的" | "ok" | "yes" => Command::Short(Short::Yes),
        "1" => Command::Short(Short::One),
        "等一等" | "wait" => Command::Short(Short::Wait),
        "2" => Command::Short(Short::Two),
        _ => return None,
    })
}

/// 「找人 今天好累」: the text after the word is taken from the line as it was typed.
fn with_text(line: &str, word: &str) -> Option<Command> {
    let head = word.split_whitespace().next()?;
    let (_, command) = WITH_TEXT.iter().find(|(known, _)| *known == head)?;
    let typed = line.trim().trim_start_matches(['/', '／']).trim_start();
    let text = typed.split_once(char::is_whitespace).map(|(_, text)| text.trim())?;
    if text.is_empty() { None } else { command(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_whole_lines_in_any_width_and_case() {
        let text = |text: &str| Some(text.to_owned());
        let cases: &[(&str, bool, Option<Command>)] = &[
            ("找人", false, Some(Command::Find(None))),
            ("  ＦＩＮＤ ", false, Some(Command::Find(None))),
            ("找人 今天 好累", false, Some(Command::Find(text("今天 好累")))),
            ("Find Hello There", false, Some(Command::Find(text("Hello There")))),
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
            ("扔 今天 Good", false, Some(Command::Throw(text("今天 Good")))),
            ("/ 扔 今天", true, Some(Command::Throw(text("今天")))),
            ("扔 今天", true, None),
            ("扔", false, Some(Command::Throw(None))),
            ("Throw Back", false, Some(Command::ThrowBack)),
            ("throw a stone", false, Some(Command::Throw(text("a stone")))),
            ("Pick", false, Some(Command::Pick)),
            ("捡", true, None),
            ("回　小鹿 你好", false, Some(Command::Answer(text("小鹿 你好")))),
            ("回家了", false, None),
            ("My Bottles", false, Some(Command::Mine)),
            ("删 ２", false, Some(Command::Sink(2))),
            ("删 它", false, None),
            ("。", true, Some(Command::More)),
            ("1", true, Some(Command::Short(Short::One))),
            (&"长".repeat(500), false, None),
            (&format!("ＦＩＮＤ {}", "长".repeat(500)), false, Some(Command::Find(Some("长".repeat(500))))),
            (&format!("回信 {}", "长".repeat(500)), false, Some(Command::Answer(Some("长".repeat(500))))),
            ("", false, None),
            ("/", false, None),
        ];
        for (line, talking, want) in cases {
            assert_eq!(parse(line, *talking), *want, "{line:?} talking={talking}");
        }
        assert!(is_pick(" 捞 ") && !is_pick("捞不着"));
    }
}
