//! What is printed.

use std::fmt::Write;

use matchmaking::lab::{Interval, Metric, Unit};

use crate::catalogue::SHIPPED;
use crate::compare::Comparison;
use crate::machine::Machine;
use crate::setting::Setting;
use crate::study::Findings;
use crate::words::{Language, of_change, of_metric, words};
use matchmaking::lab::Workload;

/// The measures of all contenders, side by side.
pub(crate) fn findings(findings: &[Findings], language: Language) -> String {
    let mut rows =
        vec![[String::new()].into_iter().chain(findings.iter().map(|it| it.name.clone())).collect()];
    for metric in Metric::ALL {
        let cells: Vec<Option<String>> = findings.iter().map(|it| cell(it, metric)).collect();
        if cells.iter().any(Option::is_some) {
            let mut row = vec![language.of(of_metric(metric)).to_owned()];
            row.extend(cells.into_iter().map(|cell| cell.unwrap_or_else(|| "—".to_owned())));
            rows.push(row);
        }
    }
    columns(&rows)
}

fn cell(findings: &Findings, metric: Metric) -> Option<String> {
    let values: Option<Vec<f64>> = findings.figures.iter().map(|it| it.get(metric)).collect();
    Some(interval(metric, Interval::of(&values?)?))
}

/// A mean with its interval, in the unit of the measure.
pub(crate) fn interval(metric: Metric, interval: Interval) -> String {
    let mean = value(metric, interval.mean);
    let half = interval.half_width;
    if half.is_finite() && half > 0.0 { format!("{mean} ±{}", value(metric, half)) } else { mean }
}

/// A number in the unit of a measure.
pub(crate) fn value(metric: Metric, value: f64) -> String {
    match metric.unit() {
        Unit::Share => format!("{:.1}%", value * 100.0),
        Unit::Ticks if value.abs() < 10.0 => format!("{value:.2}"),
        Unit::Ticks => format!("{value:.1}"),
        Unit::PerSecond => grouped(value),
        Unit::Nanoseconds => format!("{} ns", grouped(value)),
        _ if metric == Metric::Violations => format!("{value:.0}"),
        _ => format!("{value:.2}"),
    }
}

/// A whole number with its thousands apart.
pub(crate) fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = if value < 0.0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// How likely something is by accident.
pub(crate) fn chance(p: f64) -> String {
    if p < 1e-4 { "<0.0001".to_owned() } else { format!("{p:.4}") }
}

/// What is better, worse, an accident.
pub(crate) fn comparison(comparison: &Comparison, language: Language) -> String {
    let head = [
        String::new(),
        language.of(words("第二减第一", "second − first")).to_owned(),
        "p".to_owned(),
        language.of(words("结论", "verdict")).to_owned(),
    ];
    let mut rows = vec![head.to_vec()];
    for it in &comparison.differences {
        rows.push(vec![
            language.of(of_metric(it.metric)).to_owned(),
            interval(it.metric, it.interval),
            chance(it.p),
            language.of(of_change(it.change)).to_owned(),
        ]);
    }
    columns(&rows)
}

/// Where, from what and for whom.
pub(crate) fn heading(setting: &Setting, machine: &Machine, language: Language) -> String {
    let seeds: Vec<String> = setting.seeds.iter().map(u64::to_string).collect();
    let mut text = String::new();
    let mut line = |name: &'static str, value: String| {
        let _ = writeln!(text, "{name}: {value}");
    };
    line(language.of(words("人群", "people")), setting.name.clone());
    line(language.of(words("种子", "seeds")), seeds.join(" "));
    line("git", machine.git.clone().unwrap_or_else(|| "—".to_owned()));
    let load = machine.load.map_or_else(|| "—".to_owned(), |load| format!("{load:.2}"));
    line(language.of(words("系统负载", "load average")), format!("{load} / {}", machine.processors));
    line(language.of(words("CPU 时间", "CPU time")), format!("{:.1} s", machine.cpu_seconds));
    if !machine.optimised {
        let warning = words("未优化构建，耗时无意义", "built without optimisation: times say nothing");
        line(language.of(words("注意", "note")), language.of(warning).to_owned());
    }
    text
}

/// What can be chosen.
pub(crate) fn list(language: Language) -> String {
    let mut rows = Vec::new();
    for (name, parameters, zh, en) in SHIPPED {
        rows.push(vec![name.to_owned(), language.of(words(zh, en)).to_owned(), parameters.to_owned()]);
    }
    let own = words("任何语言的程序，以 JSON 行问答", "a program in any language, asked by JSON lines");
    rows.push(vec!["exec[PARAMETERS]:COMMAND".to_owned(), language.of(own).to_owned(), String::new()]);
    let every = words(
        "所有策略另有 hold=SPAN（攒一会儿再配）与 widen=SPAN（软性要求何时放宽）",
        "all of them also take hold=SPAN (pair together) and widen=SPAN (when soft wishes give way)",
    );
    format!(
        "{}\n{}\n\n{}: {}\n",
        columns(&rows),
        language.of(every),
        language.of(words("人群", "workloads")),
        Workload::PRESETS.join(" ")
    )
}

/// Columns as wide as their widest cell; a Chinese character is two wide.
fn columns(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, full) in row.iter().zip(&widths) {
            line += cell;
            line += &" ".repeat(full.saturating_sub(width(cell)) + 2);
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

fn width(text: &str) -> usize {
    text.chars().map(|it| if ('\u{2e80}'..='\u{ffef}').contains(&it) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_in_their_unit() {
        for (metric, number, told) in [
            (Metric::Matched, 0.987_6, "98.8%"),
            (Metric::WaitMean, 2.345, "2.35"),
            (Metric::WaitP99, 51.04, "51.0"),
            (Metric::MatchedPerSecond, 1_234_567.0, "1 234 567"),
            (Metric::JoinP99, -999.0, "-999 ns"),
            (Metric::Violations, 3.0, "3"),
        ] {
            assert_eq!(value(metric, number), told);
        }
    }

    #[test]
    fn columns_stand_below_each_other_in_both_scripts() {
        let cells = |one: &str, two: &str| vec![one.to_owned(), two.to_owned()];
        assert_eq!(columns(&[cells("配对", "1"), cells("abc", "2")]), "配对  1\nabc   2\n");
    }
}
