//! Recorded arrivals.

use matchmaking::lab::Recorder;
use matchmaking::{Command, Keyword, Party, Reachability, RoomCommand, Ticket};

use crate::program::{json, lab, refusal, told};

fn recorded(people: u64) -> String {
    let (mut recorder, mut file) = (Recorder::new([3; 16]), Recorder::HEADER.to_owned());
    for user in 1..=people {
        let now = 5_000_000 + 60 * user as i64;
        let reach = Reachability::Push { until_ms: now + 3_600_000, left: 5 };
        let mut ticket = Ticket::new(user, user, now, now + 600_000, reach);
        ticket.interests = vec![Keyword(user % 13), Keyword(user * user % 31 + 100)];
        file.extend(recorder.line(now, &Command::Join(ticket)));
        if user % 9 == 0 {
            file.extend(recorder.line(now + 10, &Command::Cancel { ticket: user }));
        }
    }
    file
}

#[test]
fn ones_own_arrivals_take_the_place_of_a_workload() {
    let directory = tempfile::tempdir().unwrap();
    let (trace, path) = (directory.path().join("evening.jsonl"), directory.path().join("report.json"));
    std::fs::write(&trace, recorded(500)).unwrap();
    let (trace, path_text) = (trace.to_str().unwrap(), path.to_str().unwrap());
    told(&["compare", "random", "keyword", "--trace", trace, "--json", path_text]);
    let report = json(&path);
    assert_eq!(report["workload"], serde_json::Value::Null);
    for strategy in report["strategies"].as_array().unwrap() {
        assert_eq!((&strategy["joined"], &strategy["violations"]["count"]), (&500.into(), &0.into()));
        assert_eq!(strategy["log_hashes"].as_array().unwrap().len(), 5, "five parts");
    }
    let mut differences = report["comparison"]["differences"].as_array().unwrap().iter();
    let shared = differences.find(|it| it["metric"] == "shared-interests").unwrap();
    assert_eq!(shared["change"], "better");
}

#[test]
fn parties_of_ones_own_come_to_rooms_together() {
    let directory = tempfile::tempdir().unwrap();
    let (trace, path) = (directory.path().join("evening.jsonl"), directory.path().join("report.json"));
    let (mut recorder, mut file) = (Recorder::new([3; 16]), Recorder::HEADER.to_owned());
    for party in 1..=200_u64 {
        let now = 5_000_000 + 200 * party as i64;
        let reach = Reachability::Push { until_ms: now + 3_600_000, left: 5 };
        let ticket = |user| Ticket::new(user, user, now, now + 600_000, reach);
        let members = (0..1 + party % 2).map(|nth| ticket(party * 2 + nth)).collect();
        file += &recorder.room_lines(now, &RoomCommand::Join(Party::new(party, members)));
    }
    std::fs::write(&trace, file).unwrap();
    let (trace, path_text) = (trace.to_str().unwrap(), path.to_str().unwrap());
    told(&["rooms", "-s", "oldest", "--trace", trace, "--json", path_text, "--seeds", "2"]);
    let oldest = &json(&path)["strategies"][0];
    assert_eq!((&oldest["joined"], &oldest["violations"]["count"]), (&200.into(), &0.into()));
    assert!(oldest["metrics"]["join-p99"]["mean"].as_f64().unwrap() > 0.0);
}

#[test]
fn a_broken_trace_is_refused_with_file_and_line() {
    let directory = tempfile::tempdir().unwrap();
    let trace = directory.path().join("evening.jsonl");
    let refused = |text: &[u8]| {
        std::fs::write(&trace, text).unwrap();
        refusal(&["run", "--trace", trace.to_str().unwrap()])
    };
    let (whole, header) = (recorded(500), Recorder::HEADER.as_bytes());
    assert!(refused(b"").ends_with("evening.jsonl: line 1: a trace begins with {\"trace\":1}"));
    let torn = refused(&whole.as_bytes()[..whole.len() - 20]);
    assert!(torn.contains("evening.jsonl: line ") && torn.contains("not a line of a trace"), "{torn}");
    let binary = refused(&[header, &[0xff, 0, 1, 2]].concat());
    assert!(binary.contains("line 2"), "{binary}");
    let long = refused(&[header, &vec![b'x'; 1_000_000]].concat());
    assert!(long.contains("line 2: it is longer than 262144 bytes"), "{long}");
    let short = refused(recorded(50).as_bytes());
    assert_eq!(short, "a trace of 50 arrivals cannot be cut into 5 parts of at least 20 each");
    let both = lab(&["run", "--trace", "x", "--lambda", "2"]);
    assert!(!both.ok && both.err.contains("--lambda"), "{}", both.err);
}
