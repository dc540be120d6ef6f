//! Packing: when most of a crowd has gone, those who are left are moved together and notice nothing.

use std::collections::BTreeMap;

use matchmaking::{Command, Event, Keyword, KeywordConfig, Keywords, Pool, PoolConfig, TicketState};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::support::{MINUTE, NOW, blocking, proposal, tell, ticket};

const CROWD: u64 = 3_000;

/// A crowd of people with a word of their own each, who would only wait; when each expires.
fn crowd(pool: &mut Pool<Keywords>, rng: &mut ChaCha8Rng) -> BTreeMap<u64, i64> {
    let mut expiry = BTreeMap::new();
    for user in 1..=CROWD {
        let mut lonely = ticket(user);
        lonely.interests = vec![Keyword(user)];
        lonely.expires_ms = NOW + rng.random_range(MINUTE..90 * MINUTE);
        expiry.insert(user, lonely.expires_ms);
        assert_eq!(tell(pool, NOW, Command::Join(lonely)), []);
    }
    expiry
}

fn keywords() -> Pool<Keywords> {
    let mut config = KeywordConfig::default();
    config.anyone_after_ms = None;
    Pool::new(PoolConfig::default(), Keywords::new(config))
}

#[test]
fn those_who_are_left_keep_their_age_their_words_and_their_time() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut pool = keywords();
    let mut expiry = crowd(&mut pool, &mut rng);
    // Two who are reserved for each other the whole time.
    let mut pair = [blocking(CROWD + 1, &[]), blocking(CROWD + 2, &[])];
    pair.iter_mut().for_each(|it| it.interests = vec![Keyword(u64::MAX)]);
    let [one, other] = pair;
    tell(&mut pool, NOW, Command::Join(one));
    let (match_id, ..) = proposal(&tell(&mut pool, NOW, Command::Join(other)));
    while expiry.len() > 90 {
        let (&gone, _) = expiry.iter().nth(rng.random_range(0..expiry.len())).unwrap();
        expiry.remove(&gone);
        assert_eq!(tell(&mut pool, NOW, Command::Cancel { ticket: gone * 10 }), []);
    }
    let left: Vec<u64> = expiry.keys().copied().collect();
    assert_eq!(pool.by_age().map(|it| it.user()).collect::<Vec<_>>(), left);
    for &user in &left {
        assert_eq!(pool.ticket_of(user), Some(user * 10));
        assert_eq!(pool.state(user * 10), Some(TicketState::Waiting { reachable: true }));
    }

    let events = tell(&mut pool, NOW, Command::Confirm { match_id });
    assert!(matches!(events[..], [Event::Matched { .. }]), "{events:?}");
    for user in left.iter().copied().step_by(9) {
        let mut newcomer = ticket(CROWD + 3 + user);
        newcomer.interests = vec![Keyword(user)];
        let (match_id, older, _) = proposal(&tell(&mut pool, NOW, Command::Join(newcomer)));
        assert_eq!(older, user, "they are found by their word");
        tell(&mut pool, NOW, Command::Confirm { match_id });
        expiry.remove(&user);
    }

    let mut order: Vec<(i64, u64)> = expiry.into_iter().map(|(user, at)| (at, user)).collect();
    order.sort_unstable();
    for (at, user) in order {
        assert_eq!(pool.next_deadline(), Some(at));
        let events = tell(&mut pool, at, Command::Advance);
        assert!(matches!(events[..], [Event::Expired { member, .. }] if member.user == user), "{events:?}");
    }
    assert_eq!((pool.counts().waiting, pool.next_deadline()), (0, None));
}
