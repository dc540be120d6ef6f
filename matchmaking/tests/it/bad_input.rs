//! What nobody should send, and somebody will: the pool answers in time and memory it can afford, or with an error.

use allocation_counter::measure;
use matchmaking::{
    AgeBand, Blend, BlendConfig, Command, Event, Keyword, KeywordConfig, Keywords, Languages, MoodConfig,
    Moods, Pool, PoolConfig, PoolError, Random, Reachability, Recent, Sex, Sexes, Strategy, Ticket, Wish,
    WishKind,
};

use crate::support::{MINUTE, NOW, REACH, join, met, refused, tell, ticket};

fn strategies() -> Vec<Box<dyn Strategy>> {
    let mut never = KeywordConfig::default();
    never.anyone_after_ms = None;
    vec![
        Box::new(Random::from_seed([3; 32])),
        Box::new(Keywords::new(never)),
        Box::new(Moods::new(MoodConfig::default())),
        Box::new(Blend::new(BlendConfig::default())),
    ]
}

fn liking(user: u64, words: impl IntoIterator<Item = u64>) -> Ticket {
    let mut ticket = ticket(user);
    ticket.interests = words.into_iter().map(Keyword).collect();
    ticket
}

#[test]
fn one_word_that_everybody_has_still_pairs_the_oldest_and_costs_no_more() {
    let mut config = KeywordConfig::default();
    config.anyone_after_ms = None;
    let mut pool = Pool::new(PoolConfig::default(), Keywords::new(config));
    // All women, who wish for a man: so a crowd of one word gathers.
    let crowd = 2_000;
    for user in 0..crowd {
        let mut ticket = liking(user, [7]);
        ticket.wishes.sex = Some(Wish::firm(Sex::Male.into()));
        ticket.profile.sex = Some(Sex::Female);
        ticket.born_ms += i64::try_from(user).unwrap();
        assert_eq!(join(&mut pool, ticket), []);
    }
    let mut man = liking(crowd, [7]);
    man.profile.sex = Some(Sex::Male);
    assert_eq!(met(&join(&mut pool, man)), (0, crowd), "the oldest");
}

#[test]
fn words_that_nobody_shares_take_bounded_memory_and_give_it_back() {
    let mut config = KeywordConfig::default();
    config.anyone_after_ms = None;
    let mut pool = Pool::new(PoolConfig::default(), Keywords::new(config));
    let crowd = 5_000;
    let most = Ticket::MAX_INTERESTS as u64;
    let full = measure(|| {
        for user in 0..crowd {
            let words = (0..most).map(|nth| user * most + nth);
            assert_eq!(join(&mut pool, liking(user, words)), []);
        }
    });
    let each = full.bytes_current / i64::try_from(crowd).unwrap();
    assert!(each < 3_000, "{each} bytes for one with 64 words of their own");
    let gone = measure(|| {
        for user in 50..crowd {
            tell(&mut pool, NOW, Command::Cancel { ticket: user * 10 });
        }
    });
    let left = (full.bytes_current + gone.bytes_current) / 50;
    assert!(left < 3 * each, "{left} bytes for each who is left");
}

#[test]
fn the_same_word_over_and_over_counts_once_and_too_many_are_refused() {
    for strategy in strategies() {
        let mut pool = Pool::new(PoolConfig::default(), strategy);
        assert_eq!(join(&mut pool, liking(1, [5; Ticket::MAX_INTERESTS])), []);
        assert_eq!(pool.ticket(10).unwrap().interests(), [Keyword(5)]);
        let error = refused(&mut pool, NOW, Command::Join(liking(2, 0..65)));
        assert_eq!(error, PoolError::TooManyInterests { ticket: 20, interests: 65 });
        assert_eq!(met(&join(&mut pool, liking(3, [5]))), (1, 3));
    }
}

#[test]
fn those_who_say_nothing_meet_each_other_under_every_strategy() {
    for strategy in strategies() {
        let mut pool = Pool::new(PoolConfig::default(), strategy);
        assert_eq!(join(&mut pool, ticket(1)), []);
        let mut events = join(&mut pool, ticket(2));
        // Weighed by what they have in common, they wait until nothing is asked for.
        if events.is_empty() {
            events = tell(&mut pool, NOW + 10_000, Command::Advance);
        }
        assert_eq!(met(&events), (1, 2));
    }
}

#[test]
fn wishes_that_contradict_themselves_are_refused_by_name() {
    type Spoil = fn(&mut Ticket, AgeBand);
    let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([3; 32]));
    let young = AgeBand::new(5, 12).unwrap();
    let cases: [(WishKind, Spoil); 4] = [
        (WishKind::Sex, |it, _| it.wishes.sex = Some(Wish::soft(Sexes::none()))),
        (WishKind::Languages, |it, _| it.wishes.languages = Some(Wish::soft(Languages::none().and(32)))),
        (WishKind::Nearness, |it, _| {
            it.wishes.nearness = Some(Wish::firm(matchmaking::Nearness::SameArea));
        }),
        (WishKind::Ages, |it, young| it.wishes.ages = Some(Wish::firm(young))),
    ];
    for (wish, spoil) in cases {
        let mut ticket = ticket(1);
        ticket.profile.age = Some(30);
        spoil(&mut ticket, young);
        let error = refused(&mut pool, NOW, Command::Join(ticket));
        assert_eq!(error, PoolError::ImpossibleWish { ticket: 10, wish });
    }
    assert_eq!(AgeBand::new(30, 20), Err(PoolError::EmptyAgeBand { from: 30, to: 20 }));
}

#[test]
fn time_that_runs_backwards_or_to_its_ends_changes_nothing() {
    for strategy in strategies() {
        let mut pool = Pool::new(PoolConfig::default(), strategy);
        assert_eq!(join(&mut pool, ticket(1)), []);
        assert_eq!(tell(&mut pool, i64::MIN, Command::Advance), []);
        assert_eq!(tell(&mut pool, NOW - 60 * MINUTE, Command::Advance), []);
        let mut ends = ticket(2);
        (ends.born_ms, ends.expires_ms) = (i64::MIN, i64::MAX);
        ends.reach = Reachability::Push { until_ms: i64::MAX, left: u32::MAX };
        ends.recents = vec![Recent::new(1, i64::MAX)];
        ends.blocks = vec![u64::MAX, 0];
        assert_eq!(tell(&mut pool, i64::MIN, Command::Join(ends)), []);
        let events = tell(&mut pool, i64::MAX, Command::Advance);
        let expired = events.iter().filter(|event| matches!(event, Event::Expired { .. }));
        assert_eq!((expired.count(), pool.next_deadline()), (2, None));
    }
}

#[test]
fn a_block_list_of_a_celebrity_is_searched_not_walked() {
    let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([3; 32]));
    let mut celebrity = ticket(1);
    celebrity.blocks = (1_000..101_000).chain(1_000..101_000).collect();
    celebrity.reach = REACH;
    assert_eq!(join(&mut pool, celebrity), []);
    assert_eq!(pool.ticket(10).unwrap().blocks().len(), 100_000, "each once");
    for (user, meets) in [(1_000, 0), (50_000, 1), (100_999, 0)] {
        assert_eq!(join(&mut pool, ticket(user)).len(), meets, "those who come may meet each other");
        let partner = pool.ticket_of(1).and_then(|ticket| pool.state(ticket));
        assert!(matches!(partner, Some(matchmaking::TicketState::Waiting { .. })), "nobody blocked is met");
    }
}
