//! Traces: what is recorded can be replayed, and what is broken is refused with the line at fault.

use matchmaking::lab::{self, LabError, Metric, Recorder, Settings, Source, Trace, TraceError, TraceLimits};
use matchmaking::{Command, Keyword, KeywordConfig, Keywords, Pool, PoolConfig, PoolError, Random};
use proptest::prelude::*;

use crate::model::Model;
use crate::script::{command, config, steps};
use crate::support::{NOW, ticket};

fn read(lines: &[&str]) -> Result<Trace, TraceError> {
    let text = format!("{}{}\n", Recorder::HEADER, lines.join("\n"));
    Trace::read(text.as_bytes(), TraceLimits::default())
}

fn refused(lines: &[&str]) -> TraceError {
    read(lines).unwrap_err()
}

const JOIN: &str = r#"{"at":5,"join":{"ticket":"1","user":"a","wait_ms":60000}}"#;

#[test]
fn what_is_broken_is_refused_with_its_line() {
    let join = |more: &str| format!(r#"{{"at":5,"join":{{"ticket":"1","user":"a","wait_ms":60000{more}}}}}"#);
    let malformed = |text: &str| matches!(refused(&[JOIN, text]), TraceError::Malformed { line: 3, .. });
    for text in [
        "{",
        "[]",
        r#"{"at":9}"#,
        r#"{"at":9,"cancel":"1","block":["1","2"]}"#,
        r#"{"at":9,"cancel":"x"}"#,
        r#"{"at":9,"cancel":"+1"}"#,
        r#"{"at":9,"cancel":""}"#,
        r#"{"at":9,"cancel":"00000000000000001"}"#,
        r#"{"at":9,"block":["1"]}"#,
        r#"{"at":9,"cancel":"1","more":1}"#,
        r#"{"at":1e99,"cancel":"1"}"#,
        &join(r#","name":"x""#).replace("\"1\"", "\"2\""),
        &join(r#","mood":[1,2]"#).replace("\"1\"", "\"2\""),
        &join(r#","age":300"#).replace("\"1\"", "\"2\""),
    ] {
        assert!(malformed(text), "{text}: {:?}", refused(&[JOIN, text]));
    }
    assert_eq!(refused(&[JOIN, JOIN]), TraceError::JoinedBefore { line: 3 });
    let cancel = r#"{"at":9,"cancel":"1"}"#;
    assert_eq!(refused(&[cancel]), TraceError::NotJoined { line: 2 });
    assert_eq!(refused(&[JOIN, "", cancel, cancel]), TraceError::NotJoined { line: 5 });
    let early = r#"{"at":4,"cancel":"1"}"#;
    assert_eq!(refused(&[JOIN, early]), TraceError::Time { line: 3, at_ms: 4, last_ms: 5 });
    assert!(matches!(refused(&[r#"{"at":-1,"cancel":"1"}"#]), TraceError::Time { line: 2, .. }));
    let empty_mood = join(r#","mood":[0,0,0,0,0,0,0,0]"#);
    assert_eq!(refused(&[&empty_mood]), TraceError::Ticket { line: 2, source: PoolError::EmptyMood });
    let band = join(r#","wishes_ages":{"value":[30,20],"firm":true}"#);
    let source = PoolError::EmptyAgeBand { from: 30, to: 20 };
    assert_eq!(refused(&[&band]), TraceError::Ticket { line: 2, source });
    let many = join(&format!(r#","interests":[{}]"#, vec!["\"1\""; 65].join(",")));
    assert_eq!(refused(&[&many]), TraceError::Field { line: 2, field: "interests", value: 65, most: 64 });
    let tongue = join(r#","languages":[32]"#);
    assert_eq!(refused(&[&tongue]), TraceError::Field { line: 2, field: "a language", value: 32, most: 31 });
}

#[test]
fn what_is_no_trace_is_refused_at_once() {
    for text in ["", "\n\n", "{}", "{\"trace\":2}", "hello", "\u{feff}{\"trace\":1}", "{\"at\":1}"] {
        assert_eq!(
            Trace::read(text.as_bytes(), TraceLimits::default()),
            Err(TraceError::Version),
            "{text:?}"
        );
    }
}

/// An endless line is given up at the limit, not read to its end.
#[test]
fn what_is_huge_is_refused_at_the_limit() {
    let endless =
        || std::io::BufReader::new(std::io::Read::chain(Recorder::HEADER.as_bytes(), std::io::repeat(b'x')));
    let refused = Trace::read(endless(), TraceLimits::default());
    assert_eq!(refused, Err(TraceError::LineTooLong { line: 2, limit: 262_144 }));
    let newlines =
        std::io::BufReader::new(std::io::Read::chain(Recorder::HEADER.as_bytes(), std::io::repeat(b'\n')));
    let mut limits = TraceLimits::default();
    limits.bytes = 1_000;
    assert!(matches!(Trace::read(newlines, limits), Err(TraceError::TooLong { limit: 1_000, .. })));
    limits = TraceLimits::default();
    limits.arrivals = 1;
    let two = format!("{}{JOIN}\n{}\n", Recorder::HEADER, JOIN.replace("\"1\"", "\"2\""));
    let refused = Trace::read(two.as_bytes(), limits);
    assert_eq!(refused, Err(TraceError::TooManyArrivals { line: 3, limit: 1 }));
}

/// An evening recorded as a service would: users join, some cancel.
fn recorded(people: u64) -> String {
    let mut recorder = Recorder::new([9; 16]);
    let mut file = Recorder::HEADER.to_owned();
    for user in 1..=people {
        let now = NOW + 40 * user as i64;
        let mut ticket = ticket(user);
        ticket.born_ms = now;
        ticket.interests = vec![Keyword(user % 7), Keyword(user % 11 + 100)];
        file.extend(recorder.line(now, &Command::Join(ticket)));
        if user % 10 == 0 {
            file.extend(recorder.line(now + 20, &Command::Cancel { ticket: user * 10 }));
        }
        if user % 15 == 0 {
            file.extend(recorder.line(now + 25, &Command::Block { a: user, b: user - 1 }));
        }
        assert_eq!(recorder.line(now + 30, &Command::Advance), None);
    }
    file
}

#[test]
fn what_was_recorded_can_be_replayed() {
    let trace = Trace::read(recorded(400).as_bytes(), TraceLimits::default()).unwrap();
    assert_eq!(trace.len(), 400);
    let mut settings = Settings::default();
    settings.starves_after_ms = Some(10_000);
    let mut hashes = Vec::new();
    for _ in 0..2 {
        let mut pool = Pool::new(PoolConfig::default(), Keywords::new(KeywordConfig::default()));
        let run = lab::run(&mut pool, Source::Trace(&trace), 1, settings).unwrap();
        assert_eq!((run.violations.count, run.joined, run.refused), (0, 400, 0));
        assert!(run.figures.get(Metric::SharedInterests).unwrap() >= 1.0, "the words survive hashing");
        hashes.push(run.log_hash);
    }
    assert_eq!(hashes[0], hashes[1]);
    let parts = trace.parts(5).unwrap();
    assert!(parts.iter().all(|part| part.len() == 80) && parts.len() == 5);
    let refused = trace.parts(40).unwrap_err();
    assert_eq!(refused, LabError::TooFewArrivals { joins: 400, parts: 40, least: 20 });
}

#[test]
fn nothing_of_the_service_is_in_a_recording() {
    let file = recorded(50);
    let mut other = Recorder::new([8; 16]);
    let line = other.line(NOW, &Command::Join(ticket(7))).unwrap();
    let id = |line: &str| line.split('"').nth(7).unwrap().to_owned();
    assert!(!file.contains(&id(&line)), "another key gives other ids");
    for told in [NOW.to_string(), "100".repeat(2), "\"7\"".into(), format!("{:016x}", 7)] {
        assert!(!file.contains(&told), "{told}");
    }
    assert!(!format!("{other:?}").contains('8'), "the key is not printed");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a service does with its pool, its recording can be read and holds what it accepted.
    #[test]
    fn every_recording_is_a_trace(script in steps()) {
        let (mut recorder, mut file) = (Recorder::new([1; 16]), Recorder::HEADER.to_owned());
        let mut pool = Pool::new(config(), Random::from_seed([2; 32]));
        let mut model = Model::new(config(), |_, _, _| true);
        let (mut now, mut joined) = (1_000_000, 0);
        for (serial, (wait, step)) in (1..).zip(&script) {
            now += wait.max(&0);
            for command in [Command::Advance, command(step, now, serial, &model)] {
                let mut events = Vec::new();
                let result = pool.apply(now, command.clone(), &mut events);
                model.follow(now, &command, &result, &events);
                if result.is_ok() {
                    joined += usize::from(matches!(command, Command::Join(_)));
                    file.extend(recorder.line(now, &command));
                }
            }
        }
        let trace = Trace::read(file.as_bytes(), TraceLimits::default()).unwrap();
        prop_assert_eq!(trace.len(), joined);
        let mut again = Pool::new(PoolConfig::default(), Random::from_seed([2; 32]));
        let run = lab::run(&mut again, Source::Trace(&trace), 1, Settings::default()).unwrap();
        prop_assert_eq!(run.violations.first, vec![]);
    }
}
