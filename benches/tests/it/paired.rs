//! Ratios come out right.

use driftbottle_benches::paired::{compare, median};
use std::hint::black_box;

fn spin(steps: u64) {
    black_box((0..steps).fold(1_u64, |a, b| black_box(a.wrapping_mul(31) ^ b)));
}

#[test]
fn twice_the_work_takes_about_twice_the_time() {
    let pair = compare(51, || spin(2_000), || spin(1_000));
    assert!((1.5..2.7).contains(&pair.ratio), "{pair:?}");
    assert!(pair.first_ns > pair.second_ns, "{pair:?}");
}

#[test]
fn a_median_is_the_value_in_the_middle() {
    assert_eq!(median([3.0, 1.0, 100.0]), 3.0);
    assert_eq!(median([]), 0.0);
}
