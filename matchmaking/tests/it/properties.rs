//! The promises of the pool, held against the naive model on random scripts.

use matchmaking::{Command, Event, Pool, PoolError, Random, Strategy};
use proptest::prelude::{ProptestConfig, any, proptest};

use crate::model::Model;
use crate::script::{Step, command, config, steps};
use crate::strategies::{Newest, Patient};

type Log = Vec<(i64, Command, Result<(), PoolError>, Vec<Event>)>;

/// Runs a script, the model following every command, and returns what was said on both sides.
fn run<S: Strategy>(strategy: S, script: &[(i64, Step)], complete: bool) -> Log {
    let mut pool = Pool::new(config(), strategy);
    let mut model = Model::new(config(), complete);
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nobody is matched twice, with themselves, across a block, with a recent partner or out of reach; cancelled
    /// tickets stay out; nothing is lost; who returns is as old as before; nobody eligible waits beside another.
    #[test]
    fn random_keeps_every_promise(seed in any::<[u8; 32]>(), script in steps()) {
        run(Random::from_seed(seed), &script, true);
    }

    /// The same for a strategy with an index of its own, chosen at run time.
    #[test]
    fn an_indexing_strategy_keeps_every_promise(script in steps()) {
        let strategy: Box<dyn Strategy> = Box::new(Newest::default());
        run(strategy, &script, true);
    }

    /// The same for one that declines, but for the promise not to let anybody wait.
    #[test]
    fn a_declining_strategy_keeps_the_rules(script in steps()) {
        run(Patient { patience_ms: 12 }, &script, false);
    }

    /// The same seed and log give the same matches, though the time was not advanced before each command.
    #[test]
    fn a_log_replays(seed in any::<[u8; 32]>(), script in steps()) {
        let log = run(Random::from_seed(seed), &script, true);
        let mut pool = Pool::new(config(), Random::from_seed(seed));
        for turns in log.chunks(2) {
            let [(_, _, _, due), (now, command, result, events)] = turns else { panic!("two turns a step") };
            let mut replayed = Vec::new();
            assert_eq!(pool.apply(*now, command.clone(), &mut replayed), *result);
            assert_eq!(replayed, [&due[..], &events[..]].concat());
        }
    }
}
