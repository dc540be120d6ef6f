//! The report as a table to read.

use crate::options::Lang;
use wechat_simulator::check::{Finding, Outcome, Report, Words};

fn text(words: &Words, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &words.zh,
        Lang::En => &words.en,
    }
}

/// Before the examination.
pub(crate) fn beginning(lang: Lang, callback: &str, api: &str) -> String {
    match lang {
        Lang::Zh => format!("检查 {callback}，要一两分钟。机器人的接口地址应当是 {api}"),
        Lang::En => {
            format!("Examining {callback}; it takes a minute or two. The bot's API address should be {api}")
        }
    }
}

/// One line a check; what was seen, the rule and the link under those that did not simply pass.
pub(crate) fn table(report: &Report, lang: Lang) -> String {
    let mut all = String::new();
    for finding in &report.findings {
        all.push_str(&line(finding, lang));
    }
    let [pass, remark, fail, unseen] = report.counts();
    all.push_str(&match lang {
        Lang::Zh => format!("\n通过 {pass} · 失败 {fail} · 建议 {remark} · 未观察到 {unseen}"),
        Lang::En => format!("\n{pass} passed · {fail} failed · {remark} remarks · {unseen} not observed"),
    });
    all
}

fn line(finding: &Finding, lang: Lang) -> String {
    let mark = mark(&finding.outcome, lang);
    let mut line = format!("{mark} {:<24} {}\n", finding.id, text(&finding.title, lang));
    let Some(found) = finding.outcome.found() else { return line };
    line.push_str(&format!("        {}\n", text(found, lang)));
    if matches!(finding.outcome, Outcome::Fail(_) | Outcome::Remark(_)) {
        line.push_str(&format!("        {}\n        {}\n", text(&finding.rule, lang), finding.link));
    }
    line
}

/// Two Chinese characters are as wide as four Latin ones.
fn mark(outcome: &Outcome, lang: Lang) -> &'static str {
    match (outcome, lang) {
        (Outcome::Pass, Lang::Zh) => "✓ 通过",
        (Outcome::Fail(_), Lang::Zh) => "✗ 失败",
        (Outcome::Remark(_), Lang::Zh) => "! 建议",
        (_, Lang::Zh) => "· 未见",
        (Outcome::Pass, Lang::En) => "✓ pass",
        (Outcome::Fail(_), Lang::En) => "✗ FAIL",
        (Outcome::Remark(_), Lang::En) => "! note",
        (_, Lang::En) => "· none",
    }
}
