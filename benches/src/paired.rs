//! Timing two things against each other on a machine that others use too.
//!
//! The two run in turn, in batches too short to be interrupted often, and the middle of the ratios counts: a neighbour
//! that slows a minute down slows both down.

use std::time::{Duration, Instant};

/// Time of one batch: well above the clock's own cost, well below a slice of the scheduler.
const BATCH: Duration = Duration::from_micros(100);

/// What one round of each took.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The median of the first, in nanoseconds per call.
    pub first_ns: f64,
    /// The median of the second, in nanoseconds per call.
    pub second_ns: f64,
    /// The median of the rounds' ratios, first by second.
    pub ratio: f64,
}

/// Runs both `rounds` times in turn.
///
/// ```
/// use driftbottle_benches::paired::compare;
/// use std::hint::black_box;
///
/// let sum = |to: u64| black_box((0..to).fold(0, |a, b| black_box(a + b)));
/// let pair = compare(51, || { sum(3_000); }, || { sum(1_000); });
/// assert!(pair.ratio > 1.0);
/// ```
pub fn compare(rounds: usize, mut first: impl FnMut(), mut second: impl FnMut()) -> Pair {
    let (first_calls, second_calls) = (calls_in_batch(&mut first), calls_in_batch(&mut second));
    let mut pairs = Vec::with_capacity(rounds);
    for round in 0..rounds {
        let (a, b) = if round % 2 == 0 {
            let a = time(&mut first, first_calls);
            (a, time(&mut second, second_calls))
        } else {
            let b = time(&mut second, second_calls);
            (time(&mut first, first_calls), b)
        };
        pairs.push((a, b));
    }
    Pair {
        first_ns: median(pairs.iter().map(|(a, _)| *a)),
        second_ns: median(pairs.iter().map(|(_, b)| *b)),
        ratio: median(pairs.iter().map(|(a, b)| a / b)),
    }
}

/// The value in the middle; 0 of none.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn calls_in_batch(run: &mut impl FnMut()) -> u32 {
    let mut calls = 1;
    while calls < 1 << 20 {
        let begun = Instant::now();
        (0..calls).for_each(|_| run());
        if begun.elapsed() >= BATCH {
            break;
        }
        calls *= 2;
    }
    calls
}

/// Nanoseconds per call.
fn time(run: &mut impl FnMut(), calls: u32) -> f64 {
    let begun = Instant::now();
    (0..calls).for_each(|_| run());
    begun.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}
