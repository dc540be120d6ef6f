//! The outline of many values: as many quantiles as an eye can tell apart.

/// How many points an outline has at most.
const POINTS: usize = 160;

/// The values at evenly spaced shares, and more densely at the long end: `(share, value)`, rising.
pub(super) fn outline(mut values: Vec<f64>) -> Vec<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let len = values.len();
    if len == 0 {
        return Vec::new();
    }
    let mut places: Vec<usize> = (0..POINTS * 3 / 4).map(|at| at * len / (POINTS * 3 / 4)).collect();
    let tail = len - len.div_ceil(50);
    places.extend((0..POINTS / 4).map(|at| tail + at * (len - tail) / (POINTS / 4)));
    places.push(len - 1);
    places.sort_unstable();
    places.dedup();
    let point = |place: usize| Some(((place + 1) as f64 / len as f64, *values.get(place)?));
    places.into_iter().filter_map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_rises_to_the_whole_and_keeps_the_largest() {
        for len in [1_usize, 2, 49, 50, 1_000, 100_000] {
            let made = outline((0..len).rev().map(|it| it as f64).collect());
            assert!(made.len() <= POINTS + 1, "{len}: {}", made.len());
            assert!(made.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 <= two[1].1), "{len}");
            assert_eq!(made.last(), Some(&(1.0, (len - 1) as f64)));
        }
        assert_eq!(outline(vec![]), []);
    }
}
