//! The random strategy: fair, complete, repeatable.

use matchmaking::{Pool, PoolConfig, Random};

use crate::support::{blocking, join, proposal, random_pool, ticket, waiting};

fn pool_of(seed: u64) -> Pool<Random> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    Pool::new(PoolConfig::default(), Random::from_seed(bytes))
}

/// Who among five who want nothing of each other meets user 6.
fn drawn(seed: u64) -> u64 {
    let mut pool = pool_of(seed);
    for user in 1..=5 {
        join(&mut pool, blocking(user, &[1, 2, 3, 4, 5]));
    }
    proposal(&join(&mut pool, ticket(6))).1
}

#[test]
fn everyone_eligible_is_equally_likely() {
    let mut hits = [0_i32; 5];
    for seed in 0..2_000 {
        hits[usize::try_from(drawn(seed)).unwrap() - 1] += 1;
    }
    // 400 expected, standard deviation 18: four of them.
    assert!(hits.iter().all(|hit| (hit - 400).abs() < 72), "{hits:?}");
}

#[test]
fn the_only_eligible_among_many_is_found() {
    let mut pool = random_pool();
    let crowd: Vec<u64> = (1..=500).collect();
    for &user in &crowd {
        join(&mut pool, blocking(user, &crowd));
    }
    let all_but_one: Vec<u64> = crowd.iter().copied().filter(|&user| user != 321).collect();
    assert_eq!(proposal(&join(&mut pool, blocking(501, &all_but_one))).1, 321);
    assert_eq!(waiting(&pool).len(), 499);
}

/// Pins the draws: a change here means that logs written by earlier versions no longer replay.
#[test]
fn the_draws_of_a_seed_never_change() {
    assert_eq!((0..12).map(drawn).collect::<Vec<_>>(), [5, 5, 2, 3, 5, 5, 1, 4, 3, 2, 4, 2]);
}

#[test]
fn the_generator_is_not_printed() {
    assert_eq!(format!("{:?}", Random::from_seed([42; 32])), "Random { .. }");
}
