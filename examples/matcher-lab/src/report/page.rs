//! The page: one HTML file that needs nothing else, in Chinese and English, light and dark, on a desk and on a phone.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::sections::{both, cards, compared, measures, plots};
use super::{Part, Report};
use crate::words::words;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page of a report.
pub(crate) fn html(report: &Report) -> String {
    let page = markup! {
        (DOCTYPE)
        html lang="zh-CN" data-lang="zh" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "匹配实验室 · matcher-lab" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(report))
                main {
                    (cards(report))
                    @if let Some(comparison) = &report.comparison {
                        section { h2 { (both(words("哪个更好", "Which is better"))) } (compared(comparison)) (how_compared()) }
                    }
                    section { h2 { (both(words("看图", "At a glance"))) } (plots(report)) }
                    section { h2 { (both(words("全部量度", "All measures"))) } (measures(report)) (how_measured(report)) }
                    section { h2 { (both(words("裁判", "The oracle"))) } (oracle(report)) }
                    section { h2 { (both(words("设置", "Settings"))) } (settings(report)) }
                }
                footer { "driftbottle matcher-lab " (report.machine.version) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

fn header(report: &Report) -> Markup {
    let machine = &report.machine;
    let seeds: Vec<String> = report.seeds.iter().map(u64::to_string).collect();
    markup! {
        header {
            div .bar {
                h1 { (both(words("匹配实验室", "Matcher lab"))) }
                div .buttons {
                    button #language type="button" { "中 / En" }
                    button #theme type="button" aria-label="深色 / dark" { "◐" }
                }
            }
            ul .facts {
                li { (both(words("人群", "people"))) " " b { (report.people) } }
                li { (both(words("种子", "seeds"))) " " b { (seeds.join(" ")) } }
                @if let Some(git) = &machine.git { li { "git " b { (git) } } }
                @if let Some(load) = machine.load {
                    li { (both(words("负载", "load"))) " " b { (format!("{load:.2}")) } " / " (machine.processors) }
                }
                li { (both(words("CPU 时间", "CPU time"))) " " b { (format!("{:.1} s", machine.cpu_seconds)) } }
                @if !machine.optimised {
                    li .broken { (both(words("未优化构建，耗时无意义", "built without optimisation: times say nothing"))) }
                }
            }
        }
    }
}

fn how_compared() -> Markup {
    markup! {
        p .note { (both(words(
            "同一种子配成对做 t 检验，对所有量度一起作 Holm 校正（5%）；「噪声」即差别可能出于偶然。",
            "Paired t-tests over the seeds with Holm’s correction for all measures together (5 %); noise means that the \
             difference could be an accident.",
        ))) }
    }
}

fn how_measured(report: &Report) -> Markup {
    let seconds = format!("{}", f64::from(report.tick_ms) / 1e3);
    markup! {
        p .note {
            (both(words("± 为各种子间的 95% 置信区间（t 分布）。一刻为 ", "± is the 95 % interval over the seeds (Student’s t). A tick is ")))
            (seconds) " s. "
            @if let Some(people) = report.crowd {
                (both(words("「最优」由最大权匹配精确求得，人群人数：", "The optimum is exact, by maximum-weight matching, for a crowd of ")))
                (people) "."
            }
        }
    }
}

fn oracle(report: &Report) -> Markup {
    markup! {
        p .note { (both(words(
            "每个事件都与一本独立的账对照：一票至多一个配对，不与自己、拉黑者、近期聊过的人、不合要求的人相配，取消者不再相配，人数守恒，无人被饿着。",
            "Every event is held against an account of its own: a ticket is in one match at most, never with oneself, across a \
             block, with a recent partner or against a wish; nobody cancelled is matched, nobody is lost, nobody starves.",
        ))) }
        div .scroll { table {
            thead { tr {
                th scope="col" { (both(words("策略", "strategy"))) }
                th scope="col" { (both(words("事件", "events"))) }
                th scope="col" { (both(words("加入", "joined"))) }
                th scope="col" { (both(words("被拒", "refused"))) }
                th scope="col" { (both(words("违规", "broken"))) }
                th scope="col" { (both(words("日志指纹（各种子）", "log hash of each seed"))) }
            } }
            tbody { @for (nth, part) in report.strategies.iter().enumerate() {
                tr {
                    th scope="row" { i class={ "key c" (nth % 8) } {} (part.name) }
                    td { (part.events) } td { (part.joined) } td { (part.refused) }
                    td { (part.violations.count) }
                    td .hashes { @for hash in &part.log_hashes { code { (hash) } " " } }
                }
            } }
        } }
        @for part in &report.strategies { (broken(part)) }
    }
}

fn broken(part: &Part) -> Markup {
    markup! {
        @if part.violations.count > 0 {
            h3 .strategy { (part.name) }
            ul .broken { @for violation in &part.violations.first { li { (violation) } } }
        }
    }
}

fn settings(report: &Report) -> Markup {
    let fields = report.workload.as_ref().and_then(|workload| serde_json::to_string_pretty(workload).ok());
    markup! {
        @match fields {
            Some(fields) => { details { summary { (both(words("人群的每个旋钮", "Every knob of the workload"))) } pre { (fields) } } }
            None => p { (both(words("录制的到来：", "Recorded arrivals: "))) code { (report.people) } }
        }
    }
}
