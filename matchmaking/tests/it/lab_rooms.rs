//! The laboratory's runs with rooms.

use matchmaking::lab::{self, LabError, Metric, Workload};
use matchmaking::{OldestRoom, PoolConfig, RoomConfig, Rooms, TopicConfig, Topics};

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
            let run = lab::run_rooms(&mut rooms, &friends(name), 3).unwrap();
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
    let run = lab::run_rooms(&mut Rooms::new(config(3, 5), topics()), &workload, 3).unwrap();
    assert_eq!(run.violations.first, []);
}

#[test]
fn topics_bring_those_together_who_share_some_and_the_same_each_time() {
    let run = |topical: bool| {
        let (workload, config) = (friends("default"), config(3, 4));
        if topical {
            lab::run_rooms(&mut Rooms::new(config, topics()), &workload, 3).unwrap()
        } else {
            lab::run_rooms(&mut Rooms::new(config, OldestRoom), &workload, 3).unwrap()
        }
    };
    let shared = |topical| run(topical).figures.get(Metric::SharedInterests).unwrap();
    assert!(shared(true) > shared(false) + 0.3, "{} {}", shared(true), shared(false));
    assert_eq!(run(true).log_hash, run(true).log_hash);
    assert_ne!(run(true).log_hash, run(false).log_hash);
}

#[test]
fn a_closed_loop_of_rooms_is_refused() {
    let refused = lab::run_rooms(&mut Rooms::new(config(3, 4), OldestRoom), &friends("closed"), 3);
    assert!(matches!(refused, Err(LabError::Field { field: "arrivals", .. })), "{refused:?}");
}
