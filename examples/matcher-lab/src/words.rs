//! What is printed and shown, Chinese and English.

use std::str::FromStr;

use matchmaking::lab::{Change, Metric};

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// Both languages of a text.
pub(crate) const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The language of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Chinese,
    English,
}

impl Language {
    /// The one asked for, or that of the environment: English where it says so, else Chinese.
    pub(crate) fn choose(asked: Option<Self>) -> Self {
        let told = || std::env::var("LC_ALL").or_else(|_| std::env::var("LANG")).unwrap_or_default();
        asked.unwrap_or_else(|| if told().starts_with("en") { Self::English } else { Self::Chinese })
    }

    pub(crate) const fn of(self, words: Words) -> &'static str {
        match self {
            Self::Chinese => words.zh,
            Self::English => words.en,
        }
    }
}

impl FromStr for Language {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "zh" => Ok(Self::Chinese),
            "en" => Ok(Self::English),
            _ => Err("zh 或 en / zh or en"),
        }
    }
}

/// What a measure is called.
#[rustfmt::skip]
pub(crate) fn of_metric(metric: Metric) -> Words {
    match metric {
        Metric::Matched => words("配对成功", "matched"),
        Metric::Abandoned => words("等不及走了", "lost patience"),
        Metric::Cancelled => words("主动取消", "cancelled"),
        Metric::Expired => words("到期未配", "expired"),
        Metric::WaitMean => words("平均等待", "mean wait"),
        Metric::WaitMedian => words("等待中位数", "median wait"),
        Metric::WaitP99 => words("等待 p99", "p99 wait"),
        Metric::WaitP999 => words("等待 p99.9", "p99.9 wait"),
        Metric::WaitMax => words("最长等待", "longest wait"),
        Metric::SharedInterests => words("每对共同兴趣", "interests shared"),
        Metric::NothingShared => words("毫无共同兴趣", "nothing shared"),
        Metric::MoodFit => words("心情相合", "moods that fit"),
        Metric::InterestsOfOptimum => words("兴趣 / 最优", "interests / optimum"),
        Metric::PairsOfOptimum => words("对数 / 最优解", "pairs / optimum's"),
        Metric::PairsOfMost => words("对数 / 最多", "pairs / most possible"),
        Metric::CrowdNothingShared => words("人群中无共同兴趣", "nothing shared, crowd"),
        Metric::MoodsOfOptimum => words("心情 / 最优", "moods / optimum"),
        Metric::RoomSize => words("每间人数", "people in a room"),
        Metric::Tail => words("最长 / 中位", "longest / median"),
        Metric::GroupFairness => words("各群体公平", "fair to groups"),
        Metric::RarityFairness => words("冷门兴趣公平", "fair to rare interests"),
        Metric::Overtaking => words("后来居上", "overtaking"),
        Metric::Violations => words("违反规则", "promises broken"),
        Metric::MatchedPerSecond => words("每 CPU 秒配对", "matched per CPU second"),
        Metric::CommandsPerSecond => words("每 CPU 秒命令", "commands per CPU second"),
        Metric::JoinMedian => words("加入耗时中位数", "median join"),
        Metric::JoinP99 => words("加入耗时 p99", "p99 join"),
        Metric::JoinP999 => words("加入耗时 p99.9", "p99.9 join"),
        Metric::CancelMedian => words("取消耗时中位数", "median cancel"),
        Metric::CancelP99 => words("取消耗时 p99", "p99 cancel"),
        Metric::CancelP999 => words("取消耗时 p99.9", "p99.9 cancel"),
        Metric::AdvanceMedian => words("推进耗时中位数", "median advance"),
        Metric::AdvanceP99 => words("推进耗时 p99", "p99 advance"),
        Metric::AdvanceP999 => words("推进耗时 p99.9", "p99.9 advance"),
        _ => words("其他", "other"),
    }
}

/// What a change is called.
pub(crate) fn of_change(change: Change) -> Words {
    match change {
        Change::Better => words("更好", "better"),
        Change::Worse => words("更差", "worse"),
        Change::Same => words("相同", "same"),
        _ => words("噪声", "noise"),
    }
}
