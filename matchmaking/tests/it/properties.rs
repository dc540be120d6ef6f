//! The promises of the pool, held against the naive model on random scripts.

use std::num::NonZeroU32;

use matchmaking::{
    Blend, BlendConfig, BlendStage, Command, Compatibility, Event, Fallback, KeywordConfig, Keywords, Mode,
    MoodConfig, Moods, Pool, PoolConfig, PoolError, Random, Strategy, Ticket,
};
use proptest::prelude::{ProptestConfig, any, proptest};

use crate::model::{Model, MustMeet};
use crate::script::{Step, command, config, steps};
use crate::strategies::{Newest, Patient};

type Log = Vec<(i64, Command, Result<(), PoolError>, Vec<Event>)>;

/// Runs a script, the model following every command, and returns what was said on both sides.
fn run<S: Strategy>(config: PoolConfig, strategy: S, script: &[(i64, Step)], must_meet: MustMeet) -> Log {
    let mut pool = Pool::new(config, strategy);
    let mut model = Model::new(config, must_meet);
    let (mut log, mut now) = (Log::new(), 0);
    for (serial, (pause, step)) in (1..).zip(script) {
        now += pause;
        if let (Step::AdvanceToDeadline, Some(deadline)) = (step, pool.next_deadline()) {
            now = now.max(deadline.min(now + 1_000));
        }
        // Time first and alone, so that the model need not guess what was due and what the command did.
        for turn in 0..2 {
            let command = if turn == 0 { Command::Advance } else { command(step, now, serial, &model) };
            let mut events = Vec::new();
            let result = pool.apply(now, command.clone(), &mut events);
            model.follow(now, &command, &result, &events);
            model.compare(&pool);
            log.push((now, command, result, events));
        }
    }
    log
}

fn always(_: &Ticket, _: &Ticket, _: i64) -> bool {
    true
}

const PATIENCE_MS: u32 = 12;

fn keywords() -> Keywords {
    let mut config = KeywordConfig::default();
    (config.anyone_after_ms, config.first_after_ms) = (Some(PATIENCE_MS), Some(25));
    Keywords::new(config)
}

fn share_a_word_or_patience(a: &Ticket, b: &Ticket, waited: i64) -> bool {
    let share = a.interests.iter().any(|word| b.interests.contains(word));
    share || (a.interests.is_empty() && b.interests.is_empty()) || waited >= i64::from(PATIENCE_MS)
}

fn moods() -> Moods {
    let mut config = MoodConfig::default();
    config.anyone_after_ms = Some(PATIENCE_MS);
    Moods::new(config)
}

fn feel_alike_or_patience(a: &Ticket, b: &Ticket, waited: i64) -> bool {
    let fit = match (a.mood, b.mood) {
        (Some(a), Some(b)) => Compatibility::default().score(a, b) > 0,
        (a, b) => a == b,
    };
    fit || waited >= i64::from(PATIENCE_MS)
}

fn blend() -> Blend {
    let mut config = BlendConfig::default();
    config
        .set_stages(&[BlendStage::new(0, 500), BlendStage::new(5, 100), BlendStage::new(PATIENCE_MS, 0)])
        .unwrap();
    Blend::new(config)
}

fn patience(_: &Ticket, _: &Ticket, waited: i64) -> bool {
    waited >= i64::from(PATIENCE_MS)
}

fn holding() -> PoolConfig {
    let mut config = config();
    config.mode = Mode::Hold { ms: NonZeroU32::new(6).unwrap() };
    config
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nobody is matched twice, with themselves, across a block, against a wish, with a recent partner or out of reach;
    /// cancelled tickets stay out; nothing is lost; who returns is as old as before; nobody eligible waits beside
    /// another.
    #[test]
    fn random_keeps_every_promise(seed in any::<[u8; 32]>(), script in steps()) {
        run(config(), Random::from_seed(seed), &script, always);
    }

    /// The same for a strategy with an index of its own, chosen at run time.
    #[test]
    fn an_indexing_strategy_keeps_every_promise(script in steps()) {
        let strategy: Box<dyn Strategy> = Box::new(Newest::default());
        run(config(), strategy, &script, always);
    }

    /// The same for one that declines, but for the promise not to let anybody wait.
    #[test]
    fn a_declining_strategy_keeps_the_rules(script in steps()) {
        run(config(), Patient { patience_ms: 12 }, &script, |_, _, waited| waited >= 12);
    }

    /// Nobody waits beside somebody with whom they share a word, nor beside anybody for long.
    #[test]
    fn keywords_keep_every_promise(script in steps()) {
        run(config(), keywords(), &script, share_a_word_or_patience);
    }

    #[test]
    fn moods_keep_every_promise(script in steps()) {
        run(config(), moods(), &script, feel_alike_or_patience);
    }

    #[test]
    fn a_blend_keeps_every_promise(script in steps()) {
        run(config(), blend(), &script, patience);
    }

    #[test]
    fn falling_back_keeps_every_promise(seed in any::<[u8; 32]>(), script in steps()) {
        let mut words = KeywordConfig::default();
        words.anyone_after_ms = None;
        let chance = Fallback::new(moods(), PATIENCE_MS, Random::from_seed(seed));
        run(config(), Fallback::new(Keywords::new(words), 5, chance), &script, patience);
    }

    /// The same where arrivals are gathered and paired together.
    #[test]
    fn holding_keeps_every_promise(seed in any::<[u8; 32]>(), script in steps()) {
        run(holding(), Random::from_seed(seed), &script, always);
        run(holding(), keywords(), &script, share_a_word_or_patience);
        run(holding(), blend(), &script, patience);
    }

    /// The same seed and log give the same matches, though the time was not advanced before each command.
    #[test]
    fn a_log_replays(seed in any::<[u8; 32]>(), script in steps(), held in any::<bool>()) {
        let config = if held { holding() } else { config() };
        replay(config, || Random::from_seed(seed), &script, always);
        replay(config, keywords, &script, share_a_word_or_patience);
        replay(config, blend, &script, patience);
    }
}

fn replay<S: Strategy>(
    config: PoolConfig,
    strategy: impl Fn() -> S,
    script: &[(i64, Step)],
    must_meet: MustMeet,
) {
    let log = run(config, strategy(), script, must_meet);
    let mut pool = Pool::new(config, strategy());
    for turns in log.chunks(2) {
        let [(_, _, _, due), (now, command, result, events)] = turns else { panic!("two turns a step") };
        let mut replayed = Vec::new();
        assert_eq!(pool.apply(*now, command.clone(), &mut replayed), *result);
        assert_eq!(replayed, [&due[..], &events[..]].concat());
    }
}
