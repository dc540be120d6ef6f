//! `compare`: what is better, what is worse, what is noise.

use std::collections::BTreeMap;

use crate::program::{SMALL, json, lab, refusal, told};

fn changes(first: &str, second: &str, seeds: &str) -> BTreeMap<String, String> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    let arguments =
        ["compare", first, second, "--no-timing", "--json", path.to_str().unwrap(), "--seeds", seeds];
    let printed = told(&[&arguments[..], &SMALL[..4]].concat());
    assert!(printed.contains("结论"), "{printed}");
    let report = json(&path);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let told = report["comparison"]["differences"].as_array().unwrap().iter();
    told.map(|it| (text(&it["metric"]), text(&it["change"]))).collect()
}

// proves: S4
#[test]
fn keywords_are_better_in_what_they_are_for_and_worse_in_what_they_cost() {
    let found = changes("random", "keyword", "6");
    for (metric, change) in [
        ("shared-interests", "better"),
        ("interests-of-optimum", "better"),
        ("wait-mean", "worse"),
        ("violations", "same"),
    ] {
        assert_eq!(found[metric], change, "{metric}: {found:?}");
    }
}

#[test]
fn a_strategy_is_not_better_than_itself() {
    let found = changes("keyword", "keyword", "5");
    assert!(found.values().all(|it| it == "same"), "{found:?}");
}

#[test]
fn a_single_seed_says_nothing() {
    let found = changes("random", "keyword", "1");
    assert!(found.values().all(|it| it == "noise" || it == "same"), "{found:?}");
}

#[test]
fn two_are_needed() {
    assert!(!lab(&["compare", "random"]).ok);
    assert!(refusal(&["compare", "random", "randon"]).contains("\"randon\""));
}
