//! The sections of the page.

use matchmaking::lab::{Change, Metric, Unit};
use maud::{Markup, html};

use super::plot::{Line, Point, Scale, dots, lines, outcomes, scatter};
use super::{Compared, Part, Report};
use crate::table;
use crate::words::{Words, of_change, of_metric, words};

/// A text in the language that is shown.
pub(super) fn both(text: Words) -> Markup {
    html! { span .zh lang="zh" { (text.zh) } span .en lang="en" { (text.en) } }
}

const TICKS: Words = words("等待（刻）", "wait (ticks)");

/// The cards: what matters most of each strategy.
pub(super) fn cards(report: &Report) -> Markup {
    html! {
        div .cards {
            @for (nth, part) in report.strategies.iter().enumerate() {
                article .card {
                    h3 { i class={ "key c" (nth % 8) } {} span .strategy { (part.name) } }
                    dl {
                        (fact(part, Metric::Matched))
                        (fact(part, Metric::WaitMean))
                        (fact(part, Metric::WaitP99))
                        @if part.mean(Metric::InterestsOfOptimum).is_some() {
                            (fact(part, Metric::InterestsOfOptimum))
                        } @else {
                            (fact(part, Metric::SharedInterests))
                        }
                    }
                    @if part.violations.count == 0 {
                        p .sound { "✓ " (both(words("无一违规", "no promise broken"))) " · " (table::grouped(part.events as f64)) " "
                            (both(words("个事件", "events"))) }
                    } @else {
                        p .broken { "✗ " (part.violations.count) " " (both(words("处违规", "promises broken"))) }
                    }
                }
            }
        }
    }
}

fn fact(part: &Part, metric: Metric) -> Markup {
    html! {
        @if let Some(mean) = part.mean(metric) {
            div { dt { (both(of_metric(metric))) } dd { (table::value(metric, mean)) @if metric.unit() == Unit::Ticks {
                small { " " (both(words("刻", "ticks"))) } } } }
        }
    }
}

/// The plots, each with what it shows.
pub(super) fn plots(report: &Report) -> Markup {
    let quality = report.strategies.iter().all(|part| part.mean(Metric::InterestsOfOptimum).is_some());
    let quality = if quality { Metric::InterestsOfOptimum } else { Metric::SharedInterests };
    html! {
        ul .legend.of-all { @for (nth, part) in report.strategies.iter().enumerate() {
            li { i class={ "key c" (nth % 8) } {} (part.name) }
        } }
        div .plots {
            @if report.strategies.len() > 1 {
                (figure(words("等待换来什么", "What waiting buys"),
                    words("越靠左上越好；须为 95% 置信区间。", "The nearer to the top left the better; whiskers are 95 % intervals."),
                    &trade(report, quality)))
            }
            (figure(words("多少人等了多久", "How many waited how long"),
                words("已配对者中，等待不超过横轴时间的比例。", "Of those matched, the share that waited no longer."),
                &waits(report)))
            (figure(words("结局", "How it ended"),
                words("右侧数字为配对成功的比例。", "The number is the share that was matched."), &endings(report)))
            (figure(words("兴趣越冷门，等得越久吗", "Do rare interests wait longer?"),
                words("按最冷门兴趣的少见程度分十组，1 组最冷门；纵轴为平均等待。", "Tenths by one’s rarest interest, 1 the rarest; mean wait."),
                &tenths(report)))
            @if report.strategies.iter().any(|part| part.groups.len() > 1) {
                (figure(words("谁等得更久", "Who waits longer?"),
                    words("按自己与想遇见的人分组的平均等待。", "Mean wait by what one is and whom one wishes to meet."),
                    &groups(report)))
            }
            (figure(words("池中人数", "How many were waiting"),
                words("首个种子的一次运行。", "In the run of the first seed."), &timeline(report)))
        }
    }
}

fn figure(title: Words, caption: Words, plot: &Markup) -> Markup {
    html! { figure { h3 { (both(title)) } (plot) figcaption { (both(caption)) } } }
}

fn trade(report: &Report, quality: Metric) -> Markup {
    let point = |(nth, part): (usize, &'_ Part)| -> Option<(usize, matchmaking::lab::Interval, matchmaking::lab::Interval)> {
        Some((nth, part.interval(Metric::WaitMean)?, part.interval(quality)?))
    };
    let found: Vec<_> = report.strategies.iter().enumerate().filter_map(point).collect();
    let points: Vec<Point<'_>> = found
        .iter()
        .filter_map(|&(nth, x, y)| Some(Point { name: &report.strategies.get(nth)?.name, nth, x, y }))
        .collect();
    let most = |of: fn(&Point<'_>) -> f64| points.iter().map(of).fold(0.0, f64::max);
    let y = if quality == Metric::InterestsOfOptimum {
        Scale::shares()
    } else {
        Scale::from_zero(most(|it| it.y.mean))
    };
    let x_name = if quality == Metric::InterestsOfOptimum {
        words("平均等待（刻） · 纵轴：兴趣 / 最优", "mean wait (ticks) · upwards: interests / optimum")
    } else {
        words("平均等待（刻） · 纵轴：每对共同兴趣", "mean wait (ticks) · upwards: interests shared")
    };
    scatter(
        words("等待与质量", "waiting and quality"),
        x_name,
        Scale::from_zero(most(|it| it.x.mean) * 1.1),
        y,
        &points,
    )
}

/// One line for each strategy.
fn each_line<'r>(
    report: &'r Report,
    points: impl Fn(&'r Part) -> Vec<(f64, f64)>,
    (dotted, stepped): (bool, bool),
) -> Vec<Line<'r>> {
    let line = |(nth, part): (usize, &'r Part)| Line {
        name: &part.name,
        nth,
        points: points(part),
        dotted,
        stepped,
    };
    report.strategies.iter().enumerate().map(line).collect()
}

/// The largest of what is drawn to the right, and upwards.
fn largest(drawn: &[Line<'_>]) -> (f64, f64) {
    let points = || drawn.iter().flat_map(|line| &line.points);
    (points().map(|it| it.0).fold(0.0, f64::max), points().map(|it| it.1).fold(0.0, f64::max))
}

fn waits(report: &Report) -> Markup {
    let drawn = each_line(
        report,
        |part| part.waits.iter().map(|&(share, wait)| (wait, share)).collect(),
        (false, true),
    );
    lines(words("等待的分布", "waits"), TICKS, Scale::waits(largest(&drawn).0), Scale::shares(), &drawn)
}

fn tenths(report: &Report) -> Markup {
    let points = |part: &Part| {
        (1_u32..)
            .zip(&part.tenths)
            .filter(|(_, tenth)| tenth.matched > 0)
            .map(|(at, tenth)| (f64::from(at), tenth.wait_mean))
            .collect()
    };
    let drawn = each_line(report, points, (true, false));
    let name = words("冷门兴趣的等待", "waits by rarity");
    let x_name = words("最冷门 → 最热门", "rarest → most common");
    lines(name, x_name, Scale::places(10), Scale::from_zero(largest(&drawn).1), &drawn)
}

fn timeline(report: &Report) -> Markup {
    let seconds = |part: &Part| {
        part.timeline.iter().map(|&(at, waiting)| (at as f64 / 1e3, f64::from(waiting))).collect()
    };
    let drawn = each_line(report, seconds, (false, false));
    let (right, up) = largest(&drawn);
    lines(
        words("池中人数", "people waiting"),
        words("秒", "seconds"),
        Scale::from_zero(right),
        Scale::from_zero(up),
        &drawn,
    )
}

const KINDS: [(&str, Metric); 4] = [
    ("matched", Metric::Matched),
    ("abandoned", Metric::Abandoned),
    ("cancelled", Metric::Cancelled),
    ("expired", Metric::Expired),
];

fn endings(report: &Report) -> Markup {
    let kinds = KINDS.map(|(kind, metric)| (kind, of_metric(metric)));
    let shares = |part: &Part| KINDS.map(|(_, metric)| part.mean(metric).unwrap_or(0.0)).to_vec();
    let bars: Vec<_> = report.strategies.iter().map(|part| (part.name.as_str(), shares(part))).collect();
    html! {
        (outcomes(words("结局", "endings"), &kinds, &bars))
        ul .legend { @for (kind, name) in kinds { li { i class={ "key " (kind) } {} (both(name)) } } }
    }
}

fn groups(report: &Report) -> Markup {
    let mut names: Vec<&str> = Vec::new();
    for group in report.strategies.iter().flat_map(|part| &part.groups) {
        if !names.contains(&group.name.as_str()) {
            names.push(&group.name);
        }
    }
    let of_group = |name: &str| {
        let found = report.strategies.iter().enumerate().filter_map(|(nth, part)| {
            let group = part.groups.iter().find(|group| group.name == name && group.matched > 0)?;
            Some((part.name.as_str(), nth, group.wait_mean))
        });
        found.collect::<Vec<_>>()
    };
    let chinese: Vec<(String, &str)> = names.iter().map(|name| (group_name(name), *name)).collect();
    let rows: Vec<_> = chinese.iter().map(|(zh, en)| (zh.as_str(), *en, of_group(en))).collect();
    let most = rows.iter().flat_map(|(.., dots)| dots).map(|&(.., value)| value).fold(0.0, f64::max);
    dots(words("各群体的等待", "waits by group"), TICKS, Scale::from_zero(most), &rows)
}

/// `female-any` in Chinese.
fn group_name(name: &str) -> String {
    let (own, wished) = name.split_once('-').unwrap_or((name, "any"));
    let word = |word: &str| match word {
        "female" => "女",
        "male" => "男",
        "other" => "其他",
        "any" => "谁都行",
        _ => "未填",
    };
    let wished: Vec<_> = wished.split('+').map(word).collect();
    format!("{} → {}", word(own), wished.join("、"))
}

/// All measures of all strategies.
pub(super) fn measures(report: &Report) -> Markup {
    html! {
        div .scroll { table {
            thead { tr {
                th scope="col" { (both(words("量度", "measure"))) }
                @for (nth, part) in report.strategies.iter().enumerate() {
                    th scope="col" { i class={ "key c" (nth % 8) } {} (part.name) }
                }
            } }
            tbody { @for metric in Metric::ALL {
                @if report.strategies.iter().any(|part| part.mean(metric).is_some()) {
                    tr {
                        th scope="row" { (both(of_metric(metric))) }
                        @for part in &report.strategies { td { (cell(part, metric)) } }
                    }
                }
            } }
        } }
    }
}

fn cell(part: &Part, metric: Metric) -> Markup {
    html! { @match part.interval(metric) {
        Some(interval) => {
            (table::value(metric, interval.mean))
            @if interval.half_width.is_finite() && interval.half_width > 0.0 {
                small { " ±" (table::value(metric, interval.half_width)) }
            }
        }
        None => { "—" }
    } }
}

/// What is better, worse, an accident.
pub(super) fn compared(compared: &Compared) -> Markup {
    html! {
        p { span .strategy { (compared.second) } " " (both(words("与", "beside"))) " " span .strategy { (compared.first) } }
        div .scroll { table {
            thead { tr {
                th scope="col" { (both(words("量度", "measure"))) }
                th scope="col" { (both(words("结论", "verdict"))) }
                th scope="col" { (both(words("差", "difference"))) }
                th scope="col" { "p" }
            } }
            tbody { @for told in &compared.differences {
                @let it = &told.difference;
                tr {
                    th scope="row" { (both(of_metric(it.metric))) }
                    td { span class={ "chip " (chip(it.change)) } { (both(of_change(it.change))) } }
                    td { (table::interval(it.metric, it.interval)) }
                    td { (table::chance(it.p)) }
                }
            } }
        } }
    }
}

fn chip(change: Change) -> &'static str {
    match change {
        Change::Better => "better",
        Change::Worse => "worse",
        _ => "noise",
    }
}
