//! The laboratory's runs: the same each time, conserving everybody, without a broken promise under any workload.

use matchmaking::lab::{self, Arrivals, Matcher, Metric, Settings, Source, Workload};
use matchmaking::{
    Blend, BlendConfig, Fallback, KeywordConfig, Keywords, Mode, MoodConfig, Moods, Pool, PoolConfig, Random,
    Slack, Strategy, Widening, WideningStep,
};
use std::num::NonZeroU32;

fn random() -> Box<dyn Strategy> {
    Box::new(Random::from_seed(lab::strategy_seed(3)))
}

fn keywords() -> Box<dyn Strategy> {
    Box::new(Keywords::new(KeywordConfig::default()))
}

/// Every strategy, and how long it may leave two side by side.
fn strategies() -> Vec<(&'static str, Box<dyn Strategy>, u32)> {
    let mut strict = KeywordConfig::default();
    strict.anyone_after_ms = None;
    vec![
        ("random", random(), 0),
        ("keyword", keywords(), 10_000),
        ("mood", Box::new(Moods::new(MoodConfig::default())), 10_000),
        ("blend", Box::new(Blend::new(BlendConfig::default())), 10_000),
        ("strict, then chance", Box::new(Fallback::new(Keywords::new(strict), 5_000, random())), 5_000),
    ]
}

fn short(name: &str) -> Workload {
    let mut workload = Workload::preset(name).unwrap();
    workload.tickets = 1_500;
    if name == "unique" {
        // Long enough for anybody to do.
        workload.arrivals = Arrivals::Poisson { per_tick: 2.0 };
    }
    workload
}

fn settings(starves_after_ms: u32) -> Settings {
    let mut settings = Settings::default();
    settings.starves_after_ms = Some(starves_after_ms);
    settings
}

fn widening() -> PoolConfig {
    let mut config = PoolConfig::default();
    config.widening = Widening::new(&[WideningStep::new(5_000, Slack::all())]).unwrap();
    config
}

// proves: S4
#[test]
fn no_strategy_breaks_a_promise_under_any_workload() {
    for name in Workload::PRESETS {
        let workload = short(name);
        for (strategy, built, limit) in strategies() {
            let mut pool = Pool::new(widening(), built);
            let run = lab::run(&mut pool, Source::Workload(&workload), 11, settings(limit)).unwrap();
            assert_eq!(run.violations.first, [], "{strategy} under {name}");
            assert_eq!(run.violations.count, 0);
            assert!(run.events > 100 && run.refused == 0, "{strategy} under {name}: {run:?}");
            assert!(run.figures.get(Metric::Matched).unwrap() > 0.1, "{strategy} under {name}");
        }
    }
}

#[test]
fn a_hold_breaks_no_promise_either() {
    let mut config = widening();
    config.mode = Mode::Hold { ms: NonZeroU32::new(1_000).unwrap() };
    for name in ["default", "burst", "particular", "next"] {
        for (strategy, built, limit) in strategies() {
            let mut pool = Pool::new(config, built);
            let run = lab::run(&mut pool, Source::Workload(&short(name)), 12, settings(limit)).unwrap();
            assert_eq!(run.violations.first, [], "{strategy} under {name}, held");
        }
    }
}

#[test]
fn commits_that_take_their_time_and_fail_lose_nobody() {
    let mut workload = short("next");
    workload.commit.after_ms = 700;
    workload.commit.fails = 0.3;
    for (strategy, built, _) in strategies() {
        let mut pool = Pool::new(PoolConfig::default(), built);
        let run = lab::run(&mut pool, Source::Workload(&workload), 13, Settings::default()).unwrap();
        assert_eq!(run.violations.first, [], "{strategy}");
        let counts = Matcher::counts(&pool);
        let gone = counts.matched + counts.cancelled + counts.dropped + counts.expired;
        assert_eq!(counts.joined, counts.waiting + counts.reserved + gone);
        assert_eq!(counts.joined, run.joined);
    }
}

#[test]
fn the_same_seed_gives_the_same_log_and_another_seed_another() {
    let workload = short("next");
    let hash = |seed| {
        let mut pool = Pool::new(PoolConfig::default(), keywords());
        lab::run(&mut pool, Source::Workload(&workload), seed, Settings::default()).unwrap().log_hash
    };
    assert_eq!(hash(5), hash(5));
    assert_ne!(hash(5), hash(6));
}

/// Pins the draws and the pool's decisions: on every machine, in every build.
#[test]
fn the_log_of_a_seed_is_the_same_everywhere() {
    let workload = short("default");
    let hashes = strategies().into_iter().map(|(name, built, _)| {
        let mut pool = Pool::new(PoolConfig::default(), built);
        let run = lab::run(&mut pool, Source::Workload(&workload), 2_026, Settings::default()).unwrap();
        (name, run.log_hash)
    });
    let pinned = [
        ("random", 11_594_370_408_357_683_213),
        ("keyword", 3_041_281_613_022_712_246),
        ("mood", 745_480_731_898_552_724),
        ("blend", 13_068_790_836_942_530_197),
        ("strict, then chance", 16_630_569_602_180_253_068),
    ];
    assert_eq!(hashes.collect::<Vec<_>>(), pinned);
}

#[test]
fn as_many_come_and_go_as_the_workload_says() {
    let mut workload = short("default");
    workload.tickets = 20_000;
    workload.arrivals = Arrivals::Poisson { per_tick: 2.0 };
    let figures = |workload: &Workload, built| {
        let mut pool = Pool::new(PoolConfig::default(), built);
        let run = lab::run(&mut pool, Source::Workload(workload), 21, Settings::default()).unwrap();
        let seconds = run.lasted_ms as f64 / 1e3;
        assert!((18.0..22.0).contains(&(run.joined as f64 / seconds)), "{} in {seconds} s", run.joined);
        run.figures
    };
    let patient = figures(&workload, keywords());
    workload.churn = lab::Churn::default();
    workload.churn.share = 0.5;
    let churned = figures(&workload, keywords());
    assert!(churned.get(Metric::Cancelled) > patient.get(Metric::Cancelled));
    assert_eq!(patient.get(Metric::Cancelled), Some(0.0));
    let shares = [Metric::Matched, Metric::Abandoned, Metric::Cancelled, Metric::Expired];
    let all: f64 = shares.into_iter().filter_map(|metric| churned.get(metric)).sum();
    assert!((all - 1.0).abs() < 1e-9, "whoever left, left in one way: {all}");
}

#[test]
fn in_a_closed_loop_as_many_are_matched_as_can_be() {
    let mut workload = short("closed");
    workload.arrivals = Arrivals::Closed { users: 50, think_ms: 1_000 };
    workload.recents.last = 0;
    workload.attributes.wish_female = 0.0;
    workload.attributes.wish_male = 0.0;
    let mut pool = Pool::new(PoolConfig::default(), random());
    let run = lab::run(&mut pool, Source::Workload(&workload), 4, settings(0)).unwrap();
    assert_eq!(run.violations.count, 0);
    // Fifty who think for a second each: about fifty tickets a second.
    let seconds = run.lasted_ms as f64 / 1e3;
    assert!((25.0..35.0).contains(&seconds), "1500 tickets in {seconds} s");
}

#[test]
fn a_timeline_stays_short_however_long_the_run() {
    let mut workload = short("default");
    workload.arrivals = Arrivals::Poisson { per_tick: 0.02 };
    let mut pool = Pool::new(PoolConfig::default(), keywords());
    let run = lab::run(&mut pool, Source::Workload(&workload), 4, Settings::default()).unwrap();
    assert!((100..=lab::Run::SAMPLES).contains(&run.timeline.len()), "{}", run.timeline.len());
    assert!(run.timeline.windows(2).all(|two| two[0].at_ms < two[1].at_ms));
}

#[test]
fn a_workload_out_of_bounds_is_refused_before_anybody_comes() {
    let mut workload = short("default");
    workload.warm_up = 2.0;
    let mut pool = Pool::new(PoolConfig::default(), random());
    let refused = lab::run(&mut pool, Source::Workload(&workload), 4, Settings::default()).unwrap_err();
    assert_eq!(refused.to_string(), "warm_up is 2; it must be from 0 to below 0.95");
    assert_eq!(Matcher::counts(&pool).joined, 0);
}

struct Ticking(u64);

impl lab::Clock for Ticking {
    fn cpu_ns(&mut self) -> u64 {
        self.0 += 1_000;
        self.0
    }

    fn elapsed_ns(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

#[test]
fn a_log_can_be_replayed_for_its_cost() {
    let workload = short("default");
    let mut keeping = Settings::default();
    keeping.keeps_log = true;
    let pool = || Pool::new(PoolConfig::default(), keywords());
    let mut first = pool();
    let run = lab::run(&mut first, Source::Workload(&workload), 4, keeping).unwrap();
    let log = run.log.unwrap();
    let timing = lab::replay(&log, pool, &mut Ticking(0)).unwrap();
    assert_eq!((timing.commands, timing.matched), (log.len() as u64, Matcher::counts(&first).matched));
    assert_eq!((timing.cpu_ns, timing.join.count, timing.join.p50_ns), (1_000, 1_500, 1.0));
    let figures = timing.figures();
    assert_eq!(figures.get(Metric::CommandsPerSecond), Some(log.len() as f64 * 1e6));
    // On a pool that is already full of the same people the log cannot be what happened.
    let mut pools = vec![first];
    assert!(lab::replay(&log, || pools.pop().unwrap(), &mut Ticking(0)).is_err());
}
