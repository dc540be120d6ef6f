//! What several seeds say together: intervals, and whether one strategy is better than another.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::measure::{Better, Figures, Metric};

/// A mean and the half-width of its 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// How far the interval reaches to both sides; infinite for a single value.
    pub half_width: f64,
}

impl Interval {
    /// By Student's t over independent values, one for each seed; `None` of none.
    ///
    /// ```
    /// use matchmaking::lab::Interval;
    ///
    /// let interval = Interval::of(&[2.0, 4.0, 6.0, 8.0, 10.0]).unwrap();
    /// assert_eq!(interval.mean, 6.0);
    /// assert!((interval.half_width - 3.926).abs() < 1e-3);
    /// ```
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = values.len() as f64;
        if values.is_empty() {
            return None;
        }
        let mean = values.iter().sum::<f64>() / n;
        let Some(t) = student(values.len()).map(|student| student.inverse_cdf(0.975)) else {
            return Some(Self { mean, half_width: f64::INFINITY });
        };
        Some(Self { mean, half_width: t * standard_error(values, mean) })
    }
}

/// What the change from one strategy to another does to a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// It is better, and that is no accident.
    Better,
    /// It is worse, and that is no accident.
    Worse,
    /// The same for every seed.
    Same,
    /// The difference could be an accident.
    Noise,
}

/// How two strategies differ in a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The measure.
    pub metric: Metric,
    /// The second minus the first, over the seeds.
    pub interval: Interval,
    /// How likely so large a difference would be by accident, after Holm's correction for the number of measures.
    pub p: f64,
    /// What that means.
    pub change: Change,
}

/// The chance of a false alarm that is accepted over all measures together.
const LEVEL: f64 = 0.05;

/// Whether a second strategy is better than a first, measure by measure: paired t-tests over the seeds, Holm's
/// correction, 5 % for all measures together. Seeds must be in the same order; a measure that is not in all of them is
/// left out.
#[must_use]
pub fn changes(first: &[Figures], second: &[Figures]) -> Vec<Difference> {
    let mut found: Vec<Difference> =
        Metric::ALL.into_iter().filter_map(|metric| difference(metric, first, second)).collect();
    holm(&mut found);
    found
}

fn difference(metric: Metric, first: &[Figures], second: &[Figures]) -> Option<Difference> {
    let pairs = first.iter().zip(second).map(|(a, b)| Some(b.get(metric)? - a.get(metric)?));
    let values: Vec<f64> = pairs.collect::<Option<_>>()?;
    let interval = Interval::of(&values)?;
    // What sums differ in by rounding is no difference.
    let scale = second.iter().filter_map(|it| it.get(metric)).map(f64::abs).fold(1e-12, f64::max);
    let same = values.iter().all(|value| value.abs() <= scale * 1e-12);
    let error = standard_error(&values, interval.mean);
    let p = match student(values.len()) {
        _ if same => 1.0,
        None => 1.0,
        Some(_) if error <= scale * 1e-12 => 0.0,
        Some(student) => 2.0 * student.sf((interval.mean / error).abs()),
    };
    let change = if same { Change::Same } else { Change::Noise };
    Some(Difference { metric, interval, p, change })
}

/// Corrects the chances for how many there are, the smallest first, and says what is no accident.
fn holm(found: &mut [Difference]) {
    let mut order: Vec<&mut Difference> = found.iter_mut().filter(|it| it.change != Change::Same).collect();
    order.sort_by(|a, b| a.p.total_cmp(&b.p));
    let (mut left, mut least) = (order.len() as f64, 0.0_f64);
    for it in order {
        least = least.max((it.p * left).min(1.0));
        left -= 1.0;
        it.p = least;
        if it.p < LEVEL {
            let risen = it.interval.mean > 0.0;
            let good = risen == (it.metric.better() == Better::Higher);
            it.change = if good { Change::Better } else { Change::Worse };
        }
    }
}

fn student(values: usize) -> Option<StudentsT> {
    let freedom = values.checked_sub(1).filter(|&it| it > 0)?;
    StudentsT::new(0.0, 1.0, freedom as f64).ok()
}

/// The standard error of the mean.
fn standard_error(values: &[f64], mean: f64) -> f64 {
    let n = values.len() as f64;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (n - 1.0).max(1.0) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(values: &[f64], metric: Metric) -> Vec<Figures> {
        let figure = |&value: &f64| {
            let mut figures = Figures::default();
            figures.set(metric, value);
            figures
        };
        values.iter().map(figure).collect()
    }

    fn change(metric: Metric, first: &[f64], second: &[f64]) -> Change {
        let found = changes(&figures(first, metric), &figures(second, metric));
        assert_eq!(found.len(), 1);
        found[0].change
    }

    #[test]
    fn a_steady_difference_is_told_by_its_direction() {
        let (low, high) = ([1.0, 5.0, 2.0, 8.0, 3.0], [1.5, 5.4, 2.6, 8.5, 3.4]);
        assert_eq!(change(Metric::Matched, &low, &high), Change::Better);
        assert_eq!(change(Metric::WaitMean, &low, &high), Change::Worse);
        assert_eq!(change(Metric::WaitMean, &high, &low), Change::Better);
        assert_eq!(change(Metric::WaitMean, &low, &low), Change::Same);
    }

    #[test]
    fn an_unsteady_one_is_noise_and_so_is_a_single_seed() {
        assert_eq!(
            change(Metric::Matched, &[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 1.0, 4.0, 3.0, 6.0]),
            Change::Noise
        );
        assert_eq!(change(Metric::Matched, &[1.0], &[2.0]), Change::Noise);
    }

    /// From a table of Student's t: 2.776 at 4 degrees of freedom leaves 5 % on both sides.
    #[test]
    fn the_test_agrees_with_the_table() {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        let interval = Interval::of(&values).unwrap();
        assert!((interval.half_width / standard_error(&values, 3.0) - 2.776).abs() < 1e-3);
    }

    #[test]
    fn chance_alone_seldom_looks_like_a_difference() {
        use rand::{RngExt, SeedableRng};
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(9);
        let mut draw = || f64::from(rng.random_range(0..1_000_u32));
        let alarms = (0..2_000).filter(|_| {
            let (mut first, mut second) = (vec![Figures::default(); 6], vec![Figures::default(); 6]);
            for figures in first.iter_mut().chain(&mut second) {
                Metric::ALL.into_iter().for_each(|metric| figures.set(metric, draw()));
            }
            changes(&first, &second).iter().any(|it| it.change != Change::Noise)
        });
        let alarms = alarms.count();
        assert!((20..=140).contains(&alarms), "{alarms} of 2000: about 5 % are allowed for");
    }
}
