//! Scales: where a number lies on an axis, and which numbers are written beside it.

/// A scale from the least to the most of what is shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::report) struct Scale {
    least: f64,
    most: f64,
    logarithmic: bool,
}

impl Scale {
    /// From 0 to a round number not below `most`.
    pub(in crate::report) fn from_zero(most: f64) -> Self {
        let most = if most > 0.0 { most } else { 1.0 };
        let step = step(most);
        Self { least: 0.0, most: (most / step).ceil() * step, logarithmic: false }
    }

    /// Shares from 0 to 1.
    pub(in crate::report) fn shares() -> Self {
        Self { least: 0.0, most: 1.0, logarithmic: false }
    }

    /// From 0, the larger the closer together: for waits, of which most are short and some are long.
    pub(in crate::report) fn waits(most: f64) -> Self {
        Self { least: 0.0, most: most.max(1.0), logarithmic: true }
    }

    /// Numbered places.
    pub(in crate::report) fn places(count: usize) -> Self {
        Self { least: 1.0, most: (count.max(2)) as f64, logarithmic: false }
    }

    /// Where a number lies, from 0 to 1.
    pub(super) fn place(&self, value: f64) -> f64 {
        let bend = |it: f64| if self.logarithmic { it.max(0.0).ln_1p() } else { it };
        let (least, most) = (bend(self.least), bend(self.most));
        ((bend(value) - least) / (most - least).max(1e-12)).clamp(0.0, 1.0)
    }

    /// The numbers written beside the axis.
    pub(super) fn marks(&self) -> Vec<f64> {
        if self.logarithmic {
            let all = [0.0, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0, 3_000.0, 10_000.0, 30_000.0];
            return all.into_iter().filter(|&it| it <= self.most).collect();
        }
        let step = step(self.most - self.least);
        let first = (self.least / step).ceil() as i64;
        (first..).map(|at| at as f64 * step).take_while(|&it| it <= self.most + step / 1e3).collect()
    }
}

/// A round step that makes three to six marks.
fn step(range: f64) -> f64 {
    let power = 10_f64.powf((range / 5.0).log10().floor());
    let rounds = [1.0, 2.0, 2.5, 5.0, 10.0].map(|it| it * power);
    rounds.into_iter().find(|&it| range / it <= 5.0 + 1e-9).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_few_and_on_the_scale() {
        for most in [0.03, 0.8, 1.0, 7.0, 12.0, 99.0, 123_456.0] {
            let scale = Scale::from_zero(most);
            let marks = scale.marks();
            assert!((3..=7).contains(&marks.len()), "{most}: {marks:?}");
            assert!(scale.place(most) > 0.79 && scale.place(most) <= 1.0, "{most}");
            assert!(marks.iter().all(|&mark| (0.0..=1.0).contains(&scale.place(mark))));
        }
        assert_eq!(Scale::shares().marks().len(), 6);
        assert_eq!(Scale::waits(50.0).marks(), [0.0, 1.0, 3.0, 10.0, 30.0]);
    }

    #[test]
    fn the_ends_are_the_ends() {
        let scale = Scale::waits(100.0);
        assert_eq!([0.0, 100.0, 1e9, -5.0].map(|it| scale.place(it)), [0.0, 1.0, 1.0, 0.0]);
        assert!(scale.place(10.0) > 0.4, "short waits get room");
    }
}
