//! `run` and `list`.

use crate::program::{SMALL, json, lab, refusal, told};

#[test]
fn every_strategy_is_measured_and_written_down() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    let printed = told(&[&["run", "--json", path.to_str().unwrap(), "--lang", "en"], &SMALL[..]].concat());
    for word in ["seeds: 1 2 3", "git: ", "load average: ", "CPU time: ", "mean wait", "promises broken"] {
        assert!(printed.contains(word), "{word}: {printed}");
    }
    let report = json(&path);
    let strategies = report["strategies"].as_array().unwrap();
    let names: Vec<_> = strategies.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["random", "keyword", "mood", "blend"]);
    for strategy in strategies {
        assert_eq!(strategy["violations"]["count"], 0);
        assert_eq!(strategy["joined"], 1_800);
        let metrics = strategy["metrics"].as_object().unwrap();
        for key in ["matched", "wait-p99", "interests-of-optimum", "matched-per-second", "group-fairness"] {
            assert_eq!(metrics[key]["values"].as_array().unwrap().len(), 3, "{key}");
            assert!(metrics[key]["half_width"].is_f64(), "{key}");
        }
        let hashes = strategy["log_hashes"].as_array().unwrap();
        assert!(hashes.len() == 3 && hashes[0] != hashes[1], "{hashes:?}");
    }
    let shared = |at: usize| strategies[at]["metrics"]["interests-of-optimum"]["mean"].as_f64().unwrap();
    assert!(shared(1) > shared(0) + 0.3, "keywords beat chance: {} {}", shared(1), shared(0));
    assert_eq!(report["workload"]["tickets"], 600);
}

#[test]
fn the_same_seeds_give_the_same_logs_and_chinese_comes_first() {
    let directory = tempfile::tempdir().unwrap();
    let hashes = |name: &str| {
        let path = directory.path().join(name);
        let arguments =
            ["run", "-s", "random", "-s", "keyword:hold=1s", "--no-timing", "--json", path.to_str().unwrap()];
        let printed = told(&[&arguments[..], &SMALL].concat());
        assert!(printed.contains("种子: 1 2 3") && printed.contains("平均等待"), "{printed}");
        let report = json(&path);
        assert!(report["strategies"][0]["metrics"].get("join-p99").is_none(), "no clock was looked at");
        report["strategies"].as_array().unwrap().iter().map(|it| it["log_hashes"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(hashes("a.json"), hashes("b.json"));
}

#[test]
fn a_workload_is_a_name_or_a_file_and_any_field_can_be_set() {
    let directory = tempfile::tempdir().unwrap();
    let (file, path) = (directory.path().join("people.toml"), directory.path().join("report.json"));
    std::fs::write(&file, "[topics]\neach = 5\n[arrivals]\nkind = 'poisson'\nper_tick = 3.0\n").unwrap();
    let (people, set) = (file.to_str().unwrap(), "topics.unnamed=0.5");
    let arguments = ["run", "-s", "keyword", "-w", people, "--set", set, "--json", path.to_str().unwrap()];
    told(&[&arguments[..], &SMALL].concat());
    let workload = &json(&path)["workload"];
    assert_eq!((&workload["topics"]["each"], &workload["topics"]["unnamed"]), (&5.into(), &0.5.into()));
    assert_eq!(workload["arrivals"]["per_tick"], 3.0);
    told(&[&["run", "-s", "random", "-w", "next", "--no-timing"], &SMALL[..]].concat());

    std::fs::write(&file, "[topics]\neech = 5\n").unwrap();
    // The place in a file of TOML is shown in several lines.
    let refused = lab(&["run", "-w", people]);
    assert!(!refused.ok && refused.err.contains("people.toml"), "{}", refused.err);
    assert!(refused.err.contains("line 2") && refused.err.contains("eech"), "{}", refused.err);
}

#[test]
fn what_cannot_be_is_refused_in_one_line() {
    assert!(refusal(&["run", "-w", "nobody"]).contains("there is no workload \"nobody\""));
    assert!(refusal(&["run", "-s", "fastest"]).contains("there is no strategy \"fastest\""));
    assert!(refusal(&["run", "-s", "keyword:look=0"]).contains("look cannot be \"0\""));
    assert!(refusal(&["run", "--lambda", "0"]).starts_with("arrivals.per_tick is 0"));
    assert!(refusal(&["run", "--crowd", "5000", "--tickets", "50"]).starts_with("crowd is 5000"));
    let nowhere = ["run", "--tickets", "50", "--html", "/nowhere/at/all.html", "--crowd", "0"];
    assert!(refusal(&nowhere).contains("/nowhere/at/all.html"));
    assert!(refusal(&["run", "--trace", "/nowhere.jsonl"]).contains("/nowhere.jsonl"));
}

#[test]
fn everything_that_can_be_chosen_is_listed_in_both_languages() {
    for (language, word) in [("zh", "共同兴趣"), ("en", "shared interests")] {
        let printed = told(&["list", "--lang", language]);
        assert!(
            printed.contains(word) && printed.contains("keyword") && printed.contains("town"),
            "{printed}"
        );
    }
}

#[test]
fn rooms_are_filled_by_friends_and_strangers() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("report.json");
    let arguments =
        ["rooms", "--min", "3", "--max", "5", "--set", "parties.two=0.2", "--json", path.to_str().unwrap()];
    told(&[&arguments[..], &SMALL].concat());
    let report = json(&path);
    for strategy in report["strategies"].as_array().unwrap() {
        let size = strategy["metrics"]["room-size"]["mean"].as_f64().unwrap();
        assert!((3.0..=5.0).contains(&size) && strategy["violations"]["count"] == 0, "{strategy}");
    }
    assert!(refusal(&["rooms", "--min", "9", "--max", "3"]).contains("no room holds 9 to 3 people"));
    assert!(refusal(&["rooms", "-s", "newest"]).contains("oldest, topics"));
}
