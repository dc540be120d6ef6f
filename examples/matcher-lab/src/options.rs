//! The command line.

use std::num::NonZeroU8;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::emotion;
use crate::words::Language;

/// 匹配实验室：先量一量，再让人等。 A laboratory for matchmaking strategies.
#[derive(Debug, Parser)]
#[command(name = "matcher-lab", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 让策略各跑几个种子，量等待、质量与公平 / Measure waits, quality and fairness over several seeds
    Run {
        /// A strategy, as `matcher-lab list` writes it, or exec:COMMAND, or
        /// exec[hold=2s,widen=30s]:COMMAND; repeat for several [default: all]
        #[arg(short, long, value_name = "STRATEGY")]
        strategy: Vec<String>,
        #[command(flatten)]
        options: Options,
    },
    /// 比较两个策略：更好、更差，还是偶然 / Compare two: better, worse, or an accident
    Compare {
        /// The first, to be compared with
        first: String,
        /// The second: is it better?
        second: String,
        #[command(flatten)]
        options: Options,
    },
    /// 多人房间：几个人凑一间 / Rooms for more than two
    Rooms {
        /// oldest, or topics:look=16,anyone=15s; repeat for several [default: both]
        #[arg(short, long, value_name = "STRATEGY")]
        strategy: Vec<String>,
        /// How many people a room needs
        #[arg(long, value_name = "N", default_value_t = 3)]
        min: u8,
        /// How many people a room holds
        #[arg(long, value_name = "N", default_value_t = 6)]
        max: u8,
        #[command(flatten)]
        options: Options,
    },
    /// 情绪分析：评估、训练、解释 / Emotions: measure an analyser, train a model, explain a text
    #[command(subcommand)]
    Emotion(emotion::Command),
    /// 列出策略、参数与人群 / List the strategies, their parameters, and the workloads
    List {
        /// The language of what is printed: zh or en [default: by LANG]
        #[arg(long, value_name = "LANGUAGE")]
        lang: Option<Language>,
    },
    /// 新建一个自己的策略工程 / Make a crate for a strategy of one's own
    New {
        /// Where; it must not exist, or be empty
        directory: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The people: a name of `matcher-lab list`, or a TOML file
    #[arg(short, long, value_name = "NAME|FILE", default_value = "default")]
    pub(crate) workload: String,
    /// Poisson arrivals, so many in a tick
    #[arg(long, value_name = "PER_TICK")]
    pub(crate) lambda: Option<f64>,
    /// How many tickets are joined
    #[arg(long, value_name = "N")]
    pub(crate) tickets: Option<u32>,
    /// A field of the workload, as in TOML: topics.each=5; repeat for several
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// Recorded arrivals (JSON lines) instead of a workload, cut into as many parts as there are seeds
    #[arg(long, value_name = "FILE", conflicts_with_all = ["workload", "lambda", "tickets", "set"])]
    pub(crate) trace: Option<PathBuf>,
    /// How many seeds; five or more for intervals that say something
    #[arg(long, value_name = "N", default_value = "5")]
    pub(crate) seeds: NonZeroU8,
    /// The first seed
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many people are paired at once and compared with the exact optimum; 0 for none
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(crate) crowd: u32,
    /// Leave out what needs a clock
    #[arg(long)]
    pub(crate) no_timing: bool,
    /// How long a program may take for an answer, milliseconds
    #[arg(long, value_name = "MS", default_value_t = 5_000)]
    pub(crate) patience: u64,
    /// Write everything measured as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write a report to look at: one HTML file
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// The language of what is printed: zh or en [default: by LANG]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
}
