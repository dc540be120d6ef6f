//! What the best possible pairing is worth: by Edmonds' blossoms for a crowd, by trying them all for a dozen.

use mwmatching::Matching;

/// The largest total weight of a pairing, and how many of its pairs weigh anything.
pub(crate) fn best(weights: &[Vec<u32>]) -> (u64, usize) {
    let n = weights.len();
    let pairs = (0..n).flat_map(|a| (0..a).map(move |b| (b, a)));
    let edges = pairs.map(|(a, b)| (a, b, weights[a][b] as i32)).filter(|edge| edge.2 > 0).collect();
    let mates = Matching::new(edges).solve();
    let made = mates.iter().enumerate().filter(|&(one, &other)| other < n && one < other);
    let weights: Vec<u64> = made.map(|(one, &other)| u64::from(weights[one][other])).collect();
    (weights.iter().sum(), weights.len())
}

/// The largest total weight of a pairing, by trying them all: for at most some sixteen.
pub(crate) fn exact(weights: &[Vec<u32>]) -> u64 {
    let n = weights.len();
    let mut best = vec![0_u64; 1 << n];
    for set in 1..1_usize << n {
        let first = set.trailing_zeros() as usize;
        let without = set & !(1 << first);
        let alone = best[without];
        let others = (first + 1..n).filter(|other| without & 1 << other != 0);
        let paired = others.map(|other| u64::from(weights[first][other]) + best[without & !(1 << other)]);
        best[set] = paired.max().unwrap_or(0).max(alone);
    }
    best[(1 << n) - 1]
}

#[test]
fn both_ways_agree_on_the_best() {
    use rand::{RngExt, SeedableRng};
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(3);
    for _ in 0..300 {
        let n = rng.random_range(2..12);
        let mut weights = vec![vec![0; n]; n];
        for (a, b) in (0..n).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let weight = if rng.random_ratio(1, 3) { rng.random_range(1..100) } else { 0 };
            (weights[a][b], weights[b][a]) = (weight, weight);
        }
        assert_eq!(best(&weights).0, exact(&weights), "{weights:?}");
    }
}
