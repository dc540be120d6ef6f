//! The laboratory's runs with rooms.

use matchmaking::lab::{
    self, Clock, LabError, Metric, Recorder, Settings, Source, Trace, TraceError, TraceLimits, Violation,
    Workload,
};
use matchmaking::{
    Group, OldestRoom, OpenRoom, OpenRooms, PoolConfig, Reason, Reasons, RoomCommand, RoomConfig,
    RoomStrategy, Rooms, TopicConfig, Topics,
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
            let run =
                lab::run_rooms(&mut rooms, Source::Workload(&friends(name)), 3, starving(15_000)).unwrap();
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
    let run = lab::run_rooms(
        &mut Rooms::new(config(3, 5), topics()),
        Source::Workload(&workload),
        3,
        starving(15_000),
    )
    .unwrap();
    assert_eq!(run.violations.first, []);
    assert_eq!(run.figures.get(Metric::Overtaking), None, "told of pairs alone");
}

#[test]
fn topics_bring_those_together_who_share_some_and_the_same_each_time() {
    let run = |topical: bool| {
        let (workload, config) = (friends("default"), config(3, 4));
        if topical {
            lab::run_rooms(
                &mut Rooms::new(config, topics()),
                Source::Workload(&workload),
                3,
                Settings::default(),
            )
            .unwrap()
        } else {
            lab::run_rooms(
                &mut Rooms::new(config, OldestRoom),
                Source::Workload(&workload),
                3,
                Settings::default(),
            )
            .unwrap()
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
        let run = lab::run_rooms(&mut rooms, Source::Workload(&friends(name)), 4, starving(0)).unwrap();
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
    let run =
        lab::run_rooms(&mut Rooms::new(config(3, 6), Nobody), Source::Workload(&workload), 4, starving(500))
            .unwrap();
    assert!(matches!(run.violations.first[0], Violation::Starvation { .. }), "{:?}", run.violations);
}

#[test]
fn friends_come_again_and_meet_nobody_yet_again() {
    let mut workload = friends("next");
    let run = |workload: &Workload| {
        lab::run_rooms(&mut Rooms::new(config(3, 4), OldestRoom), Source::Workload(workload), 3, starving(0))
            .unwrap()
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
    let run = lab::run_rooms(&mut rooms(), Source::Workload(&workload), 3, settings).unwrap();
    let log = run.room_log.unwrap();
    let timing = lab::replay_rooms(&log, rooms, &mut Ticking(0)).unwrap();
    assert_eq!((timing.commands, timing.cpu_ns), (log.len() as u64, 1_000));
    assert_eq!((timing.join.count, timing.join.p999_ns), (1_500, 7.0));
    assert!(timing.matched > 300 && timing.advance.count > 0, "{timing:?}");
    let figures = timing.figures();
    assert_eq!(figures.get(Metric::JoinP999), Some(7.0));
}

#[test]
fn a_recording_of_rooms_is_played_with_everybody_who_came_together() {
    let mut settings = Settings::default();
    settings.keeps_log = true;
    let (config, mut workload) = (config(3, 4), friends("default"));
    workload.patience.mean_ms = 3_000;
    let source = Source::Workload(&workload);
    let run = lab::run_rooms(&mut Rooms::new(config, topics()), source, 3, settings).unwrap();
    let (mut recorder, mut file) = (Recorder::new([9; 16]), Recorder::HEADER.to_owned());
    let (mut people, mut cancels) = (0, 0);
    for (at_ms, command) in run.room_log.as_ref().unwrap().iter() {
        file += &recorder.room_lines(at_ms, command);
        match command {
            RoomCommand::Join(party) => people += party.members.len(),
            RoomCommand::Cancel { .. } => cancels += 1,
            _ => {}
        }
    }
    let trace = Trace::read(file.as_bytes(), TraceLimits::default()).unwrap();
    assert_eq!(trace.len(), people);
    let mut rooms = Rooms::new(config, topics());
    let again = lab::run_rooms(&mut rooms, Source::Trace(&trace), 1, starving(15_000)).unwrap();
    assert_eq!(again.violations.first, []);
    assert_eq!((again.joined, again.refused), (run.joined, 0));
    assert!(cancels > 50 && again.figures.get(Metric::Abandoned).unwrap() > 0.02, "{cancels}");
    let size = |run: &lab::Run| run.figures.get(Metric::RoomSize).unwrap();
    assert!((size(&run) - size(&again)).abs() < 0.2, "{} {}", size(&run), size(&again));
}

#[test]
fn a_party_of_a_trace_comes_once_and_cancels_once() {
    let join = |at: i64, ticket: u8| {
        format!(
            "{{\"at\":{at},\"join\":{{\"ticket\":\"{ticket}\",\"user\":\"{ticket}\",\"party\":\"99\",\"wait_ms\":60000}}}}\n"
        )
    };
    let read = |lines: &[String]| {
        let text = Recorder::HEADER.to_owned() + &lines.concat();
        Trace::read(text.as_bytes(), TraceLimits::default()).map(|trace| trace.len())
    };
    let cancel = || "{\"at\":9,\"cancel\":\"99\"}\n".to_owned();
    assert_eq!(read(&[join(0, 1), join(0, 2), cancel()]), Ok(2));
    assert_eq!(read(&[join(0, 1), join(5, 2)]), Err(TraceError::JoinedBefore { line: 3 }));
    assert_eq!(read(&[join(0, 1), cancel(), cancel()]), Err(TraceError::NotJoined { line: 4 }));
}

#[test]
fn a_closed_loop_of_rooms_is_refused() {
    let refused = lab::run_rooms(
        &mut Rooms::new(config(3, 4), OldestRoom),
        Source::Workload(&friends("closed")),
        3,
        Settings::default(),
    );
    assert!(matches!(refused, Err(LabError::Field { field: "arrivals", .. })), "{refused:?}");
}
