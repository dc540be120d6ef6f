//! The measures, by name.

/// One measure of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Metric {
    /// The share of the tickets that were matched.
    Matched,
    /// The share whose owner lost patience.
    Abandoned,
    /// The share that were cancelled for other reasons.
    Cancelled,
    /// The share that ended by themselves.
    Expired,
    /// How long those who were matched had waited, in the mean.
    WaitMean,
    /// How long half of them had waited at most.
    WaitMedian,
    /// How long 99 of 100 had waited at most.
    WaitP99,
    /// How long 999 of 1 000 had waited at most.
    WaitP999,
    /// The longest wait that ended in a match.
    WaitMax,
    /// How many interests the two of a pair share, in the mean.
    SharedInterests,
    /// The share of pairs without a shared interest.
    NothingShared,
    /// How well the moods of a pair go together by the table that ships, from 0 to 1, among pairs of known mood.
    MoodFit,
    /// The longest wait beside the median, each plus one tick.
    Tail,
    /// How alike the mean waits of the groups by attributes are (Jain's index): 1 if they are the same.
    GroupFairness,
    /// How alike the mean waits of the tenths by rarity of interests are (Jain's index).
    RarityFairness,
    /// The share of matches made over the head of somebody older whom one of the two might have met.
    Overtaking,
    /// The weight of the pairs of a crowd beside the best possible, by shared interests.
    InterestsOfOptimum,
    /// The number of pairs of a crowd beside that of the weightiest pairing.
    PairsOfOptimum,
    /// The number of pairs of a crowd beside the most that are possible.
    PairsOfMost,
    /// The share of pairs of a crowd without a shared interest.
    CrowdNothingShared,
    /// The weight of the pairs of a crowd beside the best possible, by how well moods go together.
    MoodsOfOptimum,
    /// How many people are in a room, in the mean.
    RoomSize,
    /// Promises broken, of all kinds.
    Violations,
    /// Tickets matched for each second of processor time.
    MatchedPerSecond,
    /// Commands for each second of processor time.
    CommandsPerSecond,
    /// How long half of the joins took at most.
    JoinMedian,
    /// How long 99 of 100 joins took at most.
    JoinP99,
    /// How long 999 of 1 000 joins took at most.
    JoinP999,
    /// How long half of the cancellations took at most.
    CancelMedian,
    /// How long 99 of 100 cancellations took at most.
    CancelP99,
    /// How long 999 of 1 000 cancellations took at most.
    CancelP999,
    /// How long half of the commands that only let time pass took at most.
    AdvanceMedian,
    /// How long 99 of 100 of these took at most.
    AdvanceP99,
    /// How long 999 of 1 000 of these took at most.
    AdvanceP999,
}

/// The unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// A share, from 0 to 1.
    Share,
    /// Ticks.
    Ticks,
    /// A plain number.
    Number,
    /// For each second of processor time.
    PerSecond,
    /// Nanoseconds.
    Nanoseconds,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl Metric {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 34] = [
        Self::Matched,
        Self::Abandoned,
        Self::Cancelled,
        Self::Expired,
        Self::WaitMean,
        Self::WaitMedian,
        Self::WaitP99,
        Self::WaitP999,
        Self::WaitMax,
        Self::SharedInterests,
        Self::NothingShared,
        Self::MoodFit,
        Self::RoomSize,
        Self::InterestsOfOptimum,
        Self::PairsOfOptimum,
        Self::PairsOfMost,
        Self::CrowdNothingShared,
        Self::MoodsOfOptimum,
        Self::Tail,
        Self::GroupFairness,
        Self::RarityFairness,
        Self::Overtaking,
        Self::Violations,
        Self::MatchedPerSecond,
        Self::CommandsPerSecond,
        Self::JoinMedian,
        Self::JoinP99,
        Self::JoinP999,
        Self::CancelMedian,
        Self::CancelP99,
        Self::CancelP999,
        Self::AdvanceMedian,
        Self::AdvanceP99,
        Self::AdvanceP999,
    ];

    /// A stable lower-case name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.facts().0
    }

    /// Its unit.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.facts().1
    }

    /// Which way is better.
    #[must_use]
    pub const fn better(self) -> Better {
        self.facts().2
    }

    #[rustfmt::skip]
    const fn facts(self) -> (&'static str, Unit, Better) {
        use Better::{Higher, Lower};
        use Unit::{Nanoseconds, Number, PerSecond, Share, Ticks};
        match self {
            Self::Matched => ("matched", Share, Higher),
            Self::Abandoned => ("abandoned", Share, Lower),
            Self::Cancelled => ("cancelled", Share, Lower),
            Self::Expired => ("expired", Share, Lower),
            Self::WaitMean => ("wait-mean", Ticks, Lower),
            Self::WaitMedian => ("wait-median", Ticks, Lower),
            Self::WaitP99 => ("wait-p99", Ticks, Lower),
            Self::WaitP999 => ("wait-p999", Ticks, Lower),
            Self::WaitMax => ("wait-max", Ticks, Lower),
            Self::SharedInterests => ("shared-interests", Number, Higher),
            Self::NothingShared => ("nothing-shared", Share, Lower),
            Self::MoodFit => ("mood-fit", Share, Higher),
            Self::RoomSize => ("room-size", Number, Higher),
            Self::Tail => ("tail", Number, Lower),
            Self::GroupFairness => ("group-fairness", Share, Higher),
            Self::RarityFairness => ("rarity-fairness", Share, Higher),
            Self::Overtaking => ("overtaking", Share, Lower),
            Self::InterestsOfOptimum => ("interests-of-optimum", Share, Higher),
            Self::PairsOfOptimum => ("pairs-of-optimum", Share, Higher),
            Self::PairsOfMost => ("pairs-of-most", Share, Higher),
            Self::CrowdNothingShared => ("crowd-nothing-shared", Share, Lower),
            Self::MoodsOfOptimum => ("moods-of-optimum", Share, Higher),
            Self::Violations => ("violations", Number, Lower),
            Self::MatchedPerSecond => ("matched-per-second", PerSecond, Higher),
            Self::CommandsPerSecond => ("commands-per-second", PerSecond, Higher),
            Self::JoinMedian => ("join-median", Nanoseconds, Lower),
            Self::JoinP99 => ("join-p99", Nanoseconds, Lower),
            Self::JoinP999 => ("join-p999", Nanoseconds, Lower),
            Self::CancelMedian => ("cancel-median", Nanoseconds, Lower),
            Self::CancelP99 => ("cancel-p99", Nanoseconds, Lower),
            Self::CancelP999 => ("cancel-p999", Nanoseconds, Lower),
            Self::AdvanceMedian => ("advance-median", Nanoseconds, Lower),
            Self::AdvanceP99 => ("advance-p99", Nanoseconds, Lower),
            Self::AdvanceP999 => ("advance-p999", Nanoseconds, Lower),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_told_once_under_a_name_of_its_own() {
        let keys: std::collections::BTreeSet<_> = Metric::ALL.map(Metric::key).into();
        assert_eq!(keys.len(), Metric::ALL.len());
        let all: std::collections::BTreeSet<_> = Metric::ALL.into();
        assert_eq!(all.len(), Metric::AdvanceP999 as usize + 1, "none is left out");
    }
}
