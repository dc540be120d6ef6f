//! The simulator's page in a real browser, with the real bot behind it: what people see first.

use crate::support::program::{Program, command};
use std::path::PathBuf;
use std::process::Command;

/// Runs a script in a browser against a fresh program; its last line is `ok`.
fn browse(script: &str, arguments: &[&str]) {
    let variable =
        |name: &str| std::env::var_os(name).unwrap_or_else(|| panic!("run `cargo xtask test`: no {name}"));
    for name in ["DRIFTBOTTLE_CHROMIUM", "DRIFTBOTTLE_NODE_MODULES"] {
        variable(name);
    }
    let directory = tempfile::tempdir().unwrap();
    let (program, ready) = Program::ready(&mut command(directory.path()));
    let url = ready["simulator"].as_str().unwrap();
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/peers/page").join(script);
    let output =
        Command::new(variable("DRIFTBOTTLE_NODE")).arg(file).arg(url).args(arguments).output().unwrap();
    let (out, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.trim_end().ends_with("ok"), "{out}\n{errors}");
    drop(program.stop());
}

// proves: S1
#[test]
fn two_people_talk_and_every_part_of_the_page_works() {
    browse("chat.mjs", &[]);
}

// proves: S1
#[test]
fn a_stranger_answers_and_the_session_can_be_played_again_on_a_narrow_screen() {
    browse("strangers.mjs", &[]);
}

// proves: S1
#[test]
fn the_story_of_a_first_visit_plays_by_itself_and_shows_what_a_naive_relay_loses() {
    browse("story.mjs", &["1440"]);
}

// proves: S1
#[test]
fn the_story_plays_on_a_narrow_screen_too() {
    browse("story.mjs", &["360"]);
}

// proves: S1
#[test]
fn nothing_is_lost_in_any_scenario_of_talk_on_a_wide_screen() {
    browse("scenario.mjs", &["1440", "first", "silent", "leave", "unfollow"]);
}

// proves: S1
#[test]
fn nothing_is_lost_when_time_or_the_line_breaks_on_a_narrow_screen() {
    browse("scenario.mjs", &["360", "two_days", "retries", "crash", "personal"]);
}

// proves: S1
#[test]
fn wechats_own_pages_open_in_the_phone() {
    browse("web.mjs", &[]);
}

/// The pictures of the README. They are kept where `DRIFTBOTTLE_PICTURES` says, to be committed from there.
#[test]
fn the_pictures_of_the_readme_can_be_taken() {
    let kept = std::env::var_os("DRIFTBOTTLE_PICTURES").map(PathBuf::from);
    let directory = tempfile::tempdir().unwrap();
    let folder = kept.unwrap_or_else(|| directory.path().to_owned());
    browse("pictures.mjs", &[folder.to_str().unwrap()]);
    for name in ["phones", "phones-light", "phones-dark", "phone", "compare"] {
        let picture = std::fs::read(folder.join(format!("{name}.png"))).unwrap();
        assert!(picture.starts_with(b"\x89PNG") && picture.len() > 20_000, "{name}: {} bytes", picture.len());
    }
}
