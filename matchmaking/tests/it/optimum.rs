//! What the best possible pairing is worth: exactly for a dozen, and from above for a crowd.

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

/// No pairing weighs more than this: half of what everybody gets if each is given one partner and may be given to one
/// (an assignment, of which every pairing is one). Found by shortest augmenting paths over dual prices.
pub(crate) fn bound(weights: &[Vec<u32>]) -> f64 {
    let n = weights.len();
    let most = i64::from(weights.iter().flatten().copied().max().unwrap_or(0));
    let cost = |row: usize, column: usize| most - i64::from(weights[row][column]);
    let (mut row_price, mut column_price) = (vec![0_i64; n], vec![0_i64; n]);
    let mut owner: Vec<Option<usize>> = vec![None; n];
    for start in 0..n {
        let (mut distance, mut came_from) = (vec![i64::MAX; n], vec![None; n]);
        let mut settled = vec![false; n];
        let (mut row, mut here, mut at) = (start, None, 0);
        let end = loop {
            for column in (0..n).filter(|&column| !settled[column]) {
                let along = at + cost(row, column) - row_price[row] - column_price[column];
                if along < distance[column] {
                    (distance[column], came_from[column]) = (along, here);
                }
            }
            let next =
                (0..n).filter(|&column| !settled[column]).min_by_key(|&column| distance[column]).unwrap();
            (at, settled[next], here) = (distance[next], true, Some(next));
            match owner[next] {
                Some(owned_by) => row = owned_by,
                None => break next,
            }
        };
        row_price[start] += at;
        for column in (0..n).filter(|&column| settled[column] && column != end) {
            column_price[column] -= at - distance[column];
            row_price[owner[column].unwrap()] += at - distance[column];
        }
        let mut column = end;
        loop {
            let before = came_from[column];
            owner[column] = Some(before.map_or(start, |it: usize| owner[it].unwrap()));
            match before {
                Some(before) => column = before,
                None => break,
            }
        }
    }
    let total: i64 = (0..n).map(|column| i64::from(weights[owner[column].unwrap()][column])).sum();
    total as f64 / 2.0
}

#[test]
fn the_bound_is_never_below_the_best_and_seldom_far_above() {
    use rand::{RngExt, SeedableRng};
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(3);
    let (mut exactly, mut from_above) = (0.0, 0.0);
    for _ in 0..200 {
        let n = rng.random_range(2..12);
        let mut weights = vec![vec![0; n]; n];
        for (a, b) in (0..n).flat_map(|a| (0..a).map(move |b| (a, b))) {
            let weight = if rng.random_ratio(1, 3) { rng.random_range(1..100) } else { 0 };
            (weights[a][b], weights[b][a]) = (weight, weight);
        }
        let (exact, bound) = (exact(&weights) as f64, bound(&weights));
        assert!(bound >= exact, "{bound} < {exact}: {weights:?}");
        exactly += exact;
        from_above += bound;
    }
    assert!(from_above < exactly * 1.1, "{from_above} beside {exactly}");
}
