//! Moods and the blend, as tables: how people feel, whom they meet and why.

use matchmaking::{
    Blend, BlendConfig, BlendStage, Command, Emotion, Event, Keyword, Mood, MoodConfig, Moods, Pool,
    PoolConfig, Reason, Strategy, Ticket,
};

use crate::support::{NOW, join, proposal, tell, ticket};

use Emotion::{Anger, Calm, Fear, Happiness, Like, Sadness};

fn feeling(user: u64, mood: Option<Mood>, words: &[u64]) -> Ticket {
    let mut ticket = ticket(user);
    ticket.mood = mood;
    ticket.interests = words.iter().copied().map(Keyword).collect();
    ticket
}

/// Fills a pool with people who want nothing of each other: users 1, 2, 3 …
fn fill<S: Strategy>(strategy: S, waiting: &[(Option<Mood>, &[u64])]) -> Pool<S> {
    let mut pool = Pool::new(PoolConfig::default(), strategy);
    for (user, &(mood, words)) in (1..).zip(waiting) {
        let mut shy = feeling(user, mood, words);
        shy.blocks = (1..=9).collect();
        assert_eq!(join(&mut pool, shy), []);
    }
    pool
}

fn met(events: &[Event]) -> Option<(u64, Vec<Reason>)> {
    let [Event::Proposed { older, reasons, .. }] = events else { return None };
    Some((older.user, reasons.iter().collect()))
}

fn only(emotion: Emotion) -> Option<Mood> {
    Some(Mood::only(emotion))
}

#[test]
fn moods_that_go_together_meet_the_best_first() {
    let fitting = |one, other| Reason::FittingMoods { one, other };
    let mixed = Mood::new([0, 0, 90, 0, 100, 0, 0, 0]).ok();
    let table = [
        (
            "alike before fitting",
            vec![only(Like), only(Sadness)],
            only(Sadness),
            Some((2, Reason::SameMood(Sadness))),
        ),
        (
            "fitting before others",
            vec![only(Happiness), only(Like)],
            only(Sadness),
            Some((2, fitting(Sadness, Like))),
        ),
        ("never those kept apart", vec![only(Anger)], only(Fear), None),
        ("calm with calm", vec![only(Happiness), only(Calm)], only(Calm), Some((2, Reason::SameMood(Calm)))),
        (
            "the nearer of the same class",
            vec![only(Sadness), mixed],
            mixed,
            Some((2, Reason::SameMood(Sadness))),
        ),
        (
            "the older among equals",
            vec![only(Like), only(Like)],
            only(Like),
            Some((1, Reason::SameMood(Like))),
        ),
        ("unknown with unknown", vec![only(Calm), None], None, Some((2, Reason::NothingNamed))),
        ("unknown with none", vec![only(Calm)], None, None),
    ];
    for (name, waiting, comes, expected) in table {
        let waiting: Vec<_> = waiting.into_iter().map(|mood| (mood, &[][..])).collect();
        let mut pool = fill(Moods::new(MoodConfig::default()), &waiting);
        let expected = expected.map(|(user, reason)| (user, vec![reason]));
        assert_eq!(met(&join(&mut pool, feeling(99, comes, &[]))), expected, "{name}");
    }
}

#[test]
fn after_a_while_any_mood_will_do() {
    let mut pool = fill(Moods::new(MoodConfig::default()), &[(only(Anger), &[])]);
    assert_eq!(join(&mut pool, feeling(99, only(Fear), &[])), []);
    let events = tell(&mut pool, NOW + 10_000, Command::Advance);
    assert_eq!(met(&events), Some((1, vec![Reason::LongestWait])));
}

#[test]
fn a_blend_weighs_words_against_moods() {
    let crowd: [(Option<Mood>, &[u64]); 3] = [(only(Sadness), &[]), (only(Anger), &[7]), (only(Like), &[7])];
    for (keywords, moods, expected) in [(4, 0, 2), (0, 1, 1), (20, 1, 3)] {
        let mut config = BlendConfig::default();
        (config.keywords, config.moods) = (keywords, moods);
        config.set_stages(&[BlendStage::new(0, 1)]).unwrap();
        let mut pool = fill(Blend::new(config), &crowd);
        let events = join(&mut pool, feeling(99, only(Sadness), &[7]));
        assert_eq!(proposal(&events).1, expected, "{keywords} {moods}");
    }
}

#[test]
fn a_blend_names_the_words_and_the_mood() {
    let mut pool = fill(Blend::new(BlendConfig::default()), &[(only(Like), &[1, 2, 3, 4, 5])]);
    let (_, reasons) = met(&join(&mut pool, feeling(99, only(Like), &[1, 2, 3, 4, 5]))).unwrap();
    assert_eq!(reasons.len(), 4);
    assert_eq!(reasons[3], Reason::SameMood(Like));
    assert!(reasons[..3].iter().all(|reason| matches!(reason, Reason::SharedKeyword(_))));
}

#[test]
fn a_blend_asks_for_less_with_time() {
    let mut config = BlendConfig::default();
    config.waited_second = 0;
    config
        .set_stages(&[BlendStage::new(1_000, 900), BlendStage::new(5_000, 300), BlendStage::new(9_000, 0)])
        .unwrap();
    for (mood, meet_ms) in
        [(only(Sadness), 1_000), (only(Happiness), 9_000), (only(Anger), 5_000), (None, 9_000)]
    {
        let mut pool = fill(Blend::new(config), &[(only(Sadness), &[])]);
        assert_eq!(join(&mut pool, feeling(99, mood, &[])), []);
        let mut now = NOW;
        while pool.counts().reserved == 0 {
            now = pool.next_deadline().unwrap();
            tell(&mut pool, now, Command::Advance);
        }
        assert_eq!(now - NOW, meet_ms, "{mood:?}");
    }
}
