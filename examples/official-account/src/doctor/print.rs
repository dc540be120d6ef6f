//! The diagnosis on standard output.

use super::line::{Line, State, Words};
use crate::options::{Doctor, Lang};
use serde_json::json;
use std::io::Write as _;

pub(super) fn say(lines: &[Line], doctor: &Doctor) -> anyhow::Result<()> {
    let text = if doctor.json {
        serde_json::to_string_pretty(&json!({ "ok": ok(lines), "lines": lines }))?
    } else {
        lines.iter().map(|line| one(line, doctor.lang)).collect::<Vec<_>>().join("\n")
            + &end(lines, doctor.lang)
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush())?;
    Ok(())
}

fn ok(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.state != State::Problem)
}

fn text(words: &Words, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &words.zh,
        Lang::En => &words.en,
    }
}

fn one(line: &Line, lang: Lang) -> String {
    let mark = match line.state {
        State::Ok => '✓',
        State::Remark => '!',
        State::Problem => '✗',
        State::Unknown => '·',
    };
    let action = line.action.as_ref().map(|action| format!("\n    → {}", text(action, lang)));
    format!("{mark} {:<20} {}{}", line.id, text(&line.found, lang), action.unwrap_or_default())
}

fn end(lines: &[Line], lang: Lang) -> String {
    let problems = lines.iter().filter(|line| line.state == State::Problem).count();
    match (problems, lang) {
        (0, Lang::Zh) => "\n\n没有要处理的问题。".to_owned(),
        (0, Lang::En) => "\n\nNothing needs to be done.".to_owned(),
        (n, Lang::Zh) => format!("\n\n有 {n} 个问题要处理（✗）。"),
        (n, Lang::En) => format!("\n\n{n} to be dealt with (✗)."),
    }
}
