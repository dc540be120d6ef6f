//! The laboratory's runs with rooms.

use matchmaking::lab::{self, Clock, LabError, Metric, Settings, Violation, Workload};
use matchmaking::{
    Group, OldestRoom, OpenRoom, OpenRooms, PoolConfig, Reason, Reasons, RoomConfig, RoomStrategy, Rooms,
    TopicConfig, Topics,
};

fn friends(name: &str) -> Workload {
    let mut workload = Workload::preset(name).unwrap();
    workload.tickets = 1_500;
    workload.parties.two = 0.2;
    workload.parties.three = 0.1;
    workload
}

fn config(min: u8, max: u8) -> RoomConfig {
    RoomConfig::new(min, max, PoolConfig::default()).unwrap()
}

/// Nobody may be left beside somebody from this age on.
fn starving(after_ms: u32) -> Settings {
    let mut settings = Settings::default();
    settings.starves_after_ms = Some(after_ms);
    settings
}

fn topics() -> Topics {
    Topics::new(TopicConfig::default())
}

#[test]
fn rooms_of_any_size_break_no_promise_under_any_workload() {
    // Where no two share a word nobody meets before anybody will do, which these runs are too short for.
    let filled = Workload::PRESETS.into_iter().filter(|name| !["closed", "unique"].contains(name));
    for name in filled {
        for (min, max) in [(3, 3), (3, 8), (5, 8)] {
            let mut rooms = Rooms::new(config(min, max), topics());
            let run = lab::run_rooms(&mut rooms, &friends(name), 3, starving(15_000)).unwrap();
            assert_eq!(run.violations.first, [], "{name}, {min} to {max}");
            assert!(run.joined == 1_500 && run.events > 0, "{name}: {run:?}");
            let size = run.figures.get(Metric::RoomSize).unwrap();
            assert!((f64::from(min)..=f64::from(max)).contains(&size), "{name}: {size}");
        }
    }
}

#[test]
fn commits_that_fail_lose_no_party() {
    let mut workload = friends("default");
    workload.commit.after_ms = 400;
    workload.commit.fails = 0.3;
    let run =
        lab::run_rooms(&mut Rooms::new(config(3, 5), topics()), &workload, 3, starving(15_000)).unwrap();
    assert_eq!(run.violations.first, []);
    assert_eq!(run.figures.get(Metric::Overtaking), None, "told of pairs alone");
}

#[test]
fn topics_bring_those_together_who_share_some_and_the_same_each_time() {
    let run = |topical: bool| {
        let (workload, config) = (friends("default"), config(3, 4));
        if topical {
            lab::run_rooms(&mut Rooms::new(config, topics()), &workload, 3, Settings::default()).unwrap()
        } else {
            lab::run_rooms(&mut Rooms::new(config, OldestRoom), &workload, 3, Settings::default()).unwrap()
        }
    };
    let shared = |topical| run(topical).figures.get(Metric::SharedInterests).unwrap();
    assert!(shared(true) > shared(false) + 0.3, "{} {}", shared(true), shared(false));
    assert_eq!(run(true).log_hash, run(true).log_hash);
    assert_ne!(run(true).log_hash, run(false).log_hash);
}

#[test]
fn by_age_alone_no_room_that_could_be_one_with_another_stays_apart() {
    for name in ["default", "particular", "next", "blocked"] {
        let mut rooms = Rooms::new(config(3, 6), OldestRoom);
        let run = lab::run_rooms(&mut rooms, &friends(name), 4, starving(0)).unwrap();
        assert_eq!(run.violations.first, [], "{name}");
    }
}

/// Declines everybody for ever.
struct Nobody;

impl RoomStrategy for Nobody {
    fn choose<'r>(&mut self, _: OpenRooms<'r>) -> Option<OpenRoom<'r>> {
        None
    }

    fn reasons(&self, _: Group<'_>) -> Reasons {
        Reasons::one(Reason::LongestWait)
    }

    fn belongs(&self, _: Group<'_>, _: i64) -> bool {
        false
    }
}

#[test]
fn rooms_that_are_kept_apart_for_too_long_are_found() {
    let mut workload = friends("default");
    workload.tickets = 1_000;
    let run = lab::run_rooms(&mut Rooms::new(config(3, 6), Nobody), &workload, 4, starving(500)).unwrap();
    assert!(matches!(run.violations.first[0], Violation::Starvation { .. }), "{:?}", run.violations);
}

#[test]
fn friends_come_again_and_meet_nobody_yet_again() {
    let mut workload = friends("next");
    let run = |workload: &Workload| {
        lab::run_rooms(&mut Rooms::new(config(3, 4), OldestRoom), workload, 3, starving(0)).unwrap()
    };
    workload.requeue.to_ms = 10_000;
    let again = run(&workload);
    assert_eq!(again.violations.first, []);
    workload.requeue.share = 0.0;
    let once = run(&workload);
    assert_eq!(again.joined, once.joined);
    assert!(again.lasted_ms < once.lasted_ms * 2 / 3, "{} {}", again.lasted_ms, once.lasted_ms);
}

#[test]
fn the_log_of_rooms_is_replayed_and_timed() {
    /// Time that passes by the look.
    struct Ticking(u64);
    impl Clock for Ticking {
        fn cpu_ns(&mut self) -> u64 {
            self.0 += 1_000;
            self.0
        }
        fn elapsed_ns(&mut self) -> u64 {
            self.0 += 7;
            self.0
        }
    }
    let mut settings = Settings::default();
    settings.keeps_log = true;
    let rooms = || Rooms::new(config(3, 4), topics());
    let mut workload = friends("default");
    workload.commit.fails = 0.2;
    workload.commit.after_ms = 500;
    workload.patience.mean_ms = 2_000;
    let run = lab::run_rooms(&mut rooms(), &workload, 3, settings).unwrap();
    let log = run.room_log.unwrap();
    let timing = lab::replay_rooms(&log, rooms, &mut Ticking(0)).unwrap();
    assert_eq!((timing.commands, timing.cpu_ns), (log.len() as u64, 1_000));
    assert_eq!((timing.join.count, timing.join.p999_ns), (1_500, 7.0));
    assert!(timing.matched > 300 && timing.advance.count > 0, "{timing:?}");
    let figures = timing.figures();
    assert_eq!(figures.get(Metric::JoinP999), Some(7.0));
}

#[test]
fn a_closed_loop_of_rooms_is_refused() {
    let refused =
        lab::run_rooms(&mut Rooms::new(config(3, 4), OldestRoom), &friends("closed"), 3, Settings::default());
    assert!(matches!(refused, Err(LabError::Field { field: "arrivals", .. })), "{refused:?}");
}
