//! Programs that answer for a strategy, well and badly.

use crate::program::{json, of_crate, refusal, told};

const FEW: [&str; 6] = ["--tickets", "300", "--seeds", "2", "--patience", "60000"];

fn exec(script: &str) -> String {
    format!("exec:{script}")
}

/// A program of the shell that is ready, and answers every question with `answer`.
fn answering(answer: &str) -> String {
    let ready = r#"{"ready":1}"#;
    exec(&format!(
        "while read -r line; do case \"$line\" in *hello*) echo '{ready}';; *choose*) echo '{answer}';; esac; done"
    ))
}

// proves: S4
#[test]
fn a_strategy_in_python_is_as_good_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    let python = exec(&format!("python3 {}", of_crate("strategies/shared_interests.py").display()));
    let arguments = ["run", "-s", &python, "-s", "random", "--crowd", "30", "--json", path.to_str().unwrap()];
    told(&[&arguments[..], &FEW].concat());
    let report = json(&path);
    let metric = |at: usize, key: &str| report["strategies"][at]["metrics"][key]["mean"].as_f64();
    let (python, chance) = (metric(0, "interests-of-optimum"), metric(1, "interests-of-optimum"));
    assert!(python > chance.map(|it| it + 0.2), "{python:?} {chance:?}");
    assert!(metric(0, "matched").unwrap() > 0.5);
    assert_eq!(metric(0, "join-p99"), None, "the time of a program says nothing of its strategy");
    assert_eq!(report["strategies"][0]["violations"]["count"], 0);
}

#[test]
fn a_program_may_leave_everybody_waiting() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    let nobody = answering(r#"{"choose":null}"#);
    let arguments =
        ["run", "-s", &nobody, "--json", path.to_str().unwrap(), "--crowd", "0", "--lambda", "0.5"];
    told(&[&arguments[..], &FEW].concat());
    assert_eq!(json(&path)["strategies"][0]["metrics"]["matched"]["mean"], 0.0);
}

#[test]
fn a_bad_program_is_told_by_what_it_does() {
    let over = |answer: &str, asked: u32| format!("exec: {answer}, to question {asked}");
    let no_object = |column| format!("the answer is not an object of the exchange (column {column})");
    for (strategy, told) in [
        (exec("true"), "exec: the program ended before it answered question 0".to_owned()),
        (exec("echo hello"), over(&no_object(1), 0)),
        (
            exec("echo '{\"ready\":2}'; cat >/dev/null"),
            over("the program speaks version 2 of the exchange, not 1", 0),
        ),
        (
            exec("echo '{\"choose\":1}'; cat >/dev/null"),
            "exec: the answer to question 0 answers another question".to_owned(),
        ),
        (answering("17"), over(&no_object(2), 1)),
        (answering("{\"ready\":1}"), "exec: the answer to question 1 answers another question".to_owned()),
        (answering("{\"choose\":999999}"), "exec: ticket 999999 was no candidate in question 1".to_owned()),
        (
            exec("read -r line; echo '{\"ready\":1}'; exit 3"),
            "exec: the program ended before it answered question 1".to_owned(),
        ),
        (exec("tr '\\0' x </dev/zero"), over("the answer is longer than 65536 bytes", 0)),
    ] {
        let arguments = ["run", "-s", &strategy, "--crowd", "0"];
        assert_eq!(refusal(&[&arguments[..], &FEW].concat()), told, "{strategy}");
    }
}

#[test]
fn a_program_that_never_answers_or_never_reads_is_given_up() {
    for script in ["sleep 600", "cat >/dev/null", "read -r line; echo '{\"ready\":1}'; sleep 600"] {
        let told =
            refusal(&["run", "-s", &exec(script), "--tickets", "200", "--crowd", "0", "--patience", "300"]);
        assert!(told.starts_with("exec: no answer within 300 ms, to question "), "{script}: {told}");
    }
}
