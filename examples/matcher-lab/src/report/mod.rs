//! The report: everything that was measured, as data; the page is made of it.

mod outline;
mod page;
mod plot;
mod sections;

use std::collections::BTreeMap;

use matchmaking::lab::{Better, Group, Interval, Metric, Run, Unit, Workload};
use serde::Serialize;

use crate::compare::Comparison;
use crate::machine::Machine;
use crate::setting::Setting;
use crate::study::Findings;
use outline::outline;

pub(crate) use page::html;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) machine: Machine,
    /// The workload's name or the trace's file.
    pub(crate) people: String,
    /// Every field of the workload; none for a trace.
    pub(crate) workload: Option<Workload>,
    pub(crate) tick_ms: u32,
    pub(crate) seeds: Vec<u64>,
    /// How many people a crowd had, if there were crowds.
    pub(crate) crowd: Option<u32>,
    pub(crate) strategies: Vec<Part>,
    pub(crate) comparison: Option<Compared>,
}

/// What was measured of one strategy.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) metrics: BTreeMap<&'static str, Measured>,
    /// The wait that a share of the matched did not exceed, over all seeds: shares rising, ticks.
    pub(crate) waits: Vec<(f64, f64)>,
    /// By the rarity of one's rarest interest, the rarest first; means over the seeds.
    pub(crate) tenths: Vec<Fared>,
    /// By what one is and whom one wishes to meet; means over the seeds.
    pub(crate) groups: Vec<Fared>,
    /// How many waited in the run of the first seed: milliseconds, people.
    pub(crate) timeline: Vec<(i64, u32)>,
    /// A hash of all events of each seed: sixteen hexadecimal digits.
    pub(crate) log_hashes: Vec<String>,
    /// How many events were judged.
    pub(crate) events: u64,
    pub(crate) joined: u64,
    pub(crate) refused: u64,
    pub(crate) violations: Broken,
}

/// A measure over the seeds.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    #[serde(skip)]
    pub(crate) metric: Metric,
    #[serde(skip)]
    pub(crate) interval: Interval,
    unit: &'static str,
    better: &'static str,
    mean: f64,
    /// Half of the 95 % confidence interval; none for a single seed.
    half_width: Option<f64>,
    values: Vec<f64>,
}

/// How a group fared.
#[derive(Debug, Serialize)]
pub(crate) struct Fared {
    pub(crate) name: String,
    pub(crate) left: u64,
    pub(crate) matched: u64,
    pub(crate) wait_mean: f64,
    pub(crate) wait_p99: f64,
}

/// Promises broken.
#[derive(Debug, Serialize)]
pub(crate) struct Broken {
    pub(crate) count: u64,
    pub(crate) first: Vec<String>,
}

/// The second strategy beside the first.
#[derive(Debug, Serialize)]
pub(crate) struct Compared {
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) differences: Vec<Told>,
}

/// A difference of a measure.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    #[serde(skip)]
    pub(crate) difference: matchmaking::lab::Difference,
    metric: &'static str,
    mean: f64,
    half_width: Option<f64>,
    p: f64,
    change: &'static str,
}

impl Report {
    pub(crate) fn of(
        setting: &Setting,
        findings: &[Findings],
        comparison: Option<&Comparison>,
        machine: Machine,
    ) -> Self {
        Self {
            machine,
            people: setting.name.clone(),
            workload: setting.workload().cloned(),
            tick_ms: setting.tick_ms(),
            seeds: setting.seeds.clone(),
            crowd: setting.crowd,
            strategies: findings.iter().map(Part::of).collect(),
            comparison: comparison.map(Compared::of),
        }
    }
}

impl Part {
    fn of(findings: &Findings) -> Self {
        let runs = &findings.runs;
        let metrics = Metric::ALL.into_iter().filter_map(|metric| Measured::of(findings, metric));
        let samples = runs.first().map(|run| &run.timeline);
        let timeline = samples.into_iter().flatten().map(|sample| (sample.at_ms, sample.waiting));
        let broken = runs.iter().flat_map(|run| &run.violations.first);
        Self {
            name: findings.name.clone(),
            metrics: metrics.map(|it| (it.metric.key(), it)).collect(),
            waits: outline(runs.iter().flat_map(|run| run.waits.iter().copied()).collect()),
            tenths: mean_groups(runs, |run| &run.tenths),
            groups: mean_groups(runs, |run| &run.groups),
            timeline: timeline.collect(),
            log_hashes: runs.iter().map(|run| format!("{:016x}", run.log_hash)).collect(),
            events: runs.iter().map(|run| run.events).sum(),
            joined: runs.iter().map(|run| run.joined).sum(),
            refused: runs.iter().map(|run| run.refused).sum(),
            violations: Broken {
                count: runs.iter().map(|run| run.violations.count).sum(),
                first: broken.take(16).map(ToString::to_string).collect(),
            },
        }
    }

    pub(crate) fn interval(&self, metric: Metric) -> Option<Interval> {
        self.metrics.get(metric.key()).map(|it| it.interval)
    }

    pub(crate) fn mean(&self, metric: Metric) -> Option<f64> {
        self.interval(metric).map(|it| it.mean)
    }
}

impl Measured {
    fn of(findings: &Findings, metric: Metric) -> Option<Self> {
        let values: Vec<f64> = findings.figures.iter().map(|it| it.get(metric)).collect::<Option<_>>()?;
        let interval = Interval::of(&values)?;
        let unit = match metric.unit() {
            Unit::Share => "share",
            Unit::Ticks => "ticks",
            Unit::PerSecond => "per-cpu-second",
            Unit::Nanoseconds => "nanoseconds",
            _ => "number",
        };
        let better = if metric.better() == Better::Higher { "higher" } else { "lower" };
        let half_width = finite(interval.half_width);
        Some(Self { metric, interval, unit, better, mean: interval.mean, half_width, values })
    }
}

impl Compared {
    fn of(comparison: &Comparison) -> Self {
        let differences = comparison.differences.iter().map(|&difference| Told {
            difference,
            metric: difference.metric.key(),
            mean: difference.interval.mean,
            half_width: finite(difference.interval.half_width),
            p: difference.p,
            change: crate::words::of_change(difference.change).en,
        });
        Self {
            first: comparison.first.clone(),
            second: comparison.second.clone(),
            differences: differences.collect(),
        }
    }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// The groups of all runs by name, in the order of the first run that has them.
fn mean_groups(runs: &[Run], of: impl Fn(&Run) -> &Vec<Group>) -> Vec<Fared> {
    let mut names: Vec<&str> = Vec::new();
    for group in runs.iter().flat_map(&of) {
        if !names.contains(&group.name.as_str()) {
            names.push(&group.name);
        }
    }
    let fared = |name: &str| {
        let same: Vec<&Group> = runs.iter().flat_map(&of).filter(|group| group.name == name).collect();
        let matched: u64 = same.iter().map(|group| group.matched).sum();
        // Each run counts by how many it matched.
        let weighed = |value: fn(&Group) -> f64| {
            let sum: f64 = same.iter().map(|group| value(group) * group.matched as f64).sum();
            if matched == 0 { 0.0 } else { sum / matched as f64 }
        };
        Fared {
            name: name.to_owned(),
            left: same.iter().map(|group| group.left).sum(),
            matched,
            wait_mean: weighed(|group| group.wait_mean),
            wait_p99: weighed(|group| group.wait_p99),
        }
    };
    names.into_iter().map(fared).collect()
}
