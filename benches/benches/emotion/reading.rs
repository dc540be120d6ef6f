//! How well texts are read, by the program that users measure their own models with.
//!
//! Labelled posts that others have collected are not ours to ship: `EMOTION_DATA` names the folder with them, and without
//! it only our own diary lines are read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use driftbottle_benches::matching::targets::Row;

/// Classes of the eight that the posts of 2020 do not tell apart.
const MERGED: &str = "like=happiness,disgust=anger";

/// What the program says of a file.
struct Score {
    accuracy: f64,
    macro_f1: f64,
}

pub(crate) fn rows() -> Result<Vec<Row>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the workspace")?;
    let diary = eval(&workspace.join("matchmaking/tests/it/emotion_diary.tsv"), &[])?;
    let mut rows = vec![Row::at_least("default, diary lines, accuracy", 0.80, diary.accuracy, "")];
    let Some(data) = data(workspace) else {
        println!("posts are not read: EMOTION_DATA names no folder with them");
        return Ok(rows);
    };
    let weibo = eval(&data.join("nlpcc2013_weibo.dev.tsv"), &[])?;
    rows.push(Row::at_least("default, NLPCC posts, accuracy", 0.50, weibo.accuracy, ""));
    rows.push(Row::at_least("default, NLPCC posts, macro-F1", 0.30, weibo.macro_f1, ""));
    let usual = eval(&data.join("smp2020_usual.dev.tsv"), &["--map".into(), MERGED.into()])?;
    rows.push(Row::at_least("default, SMP usual, macro-F1", 0.45, usual.macro_f1, ""));
    for (name, trained_with, asked, must) in [
        (
            "NLPCC posts",
            &["nlpcc2013_weibo.train.tsv", "nlpcc2013_sent.train.tsv"][..],
            "nlpcc2013_weibo.dev.tsv",
            0.45,
        ),
        ("SMP usual", &["smp2020_usual.train.tsv"][..], "smp2020_usual.dev.tsv", 0.70),
    ] {
        let folder = tempfile::tempdir()?;
        let model = folder.path().join("model.bin");
        let files = trained_with.iter().map(|file| data.join(file).into_os_string());
        let mut train: Vec<OsString> = vec!["train".into(), "--data".into()];
        train.extend(files);
        program(train.into_iter().chain(["--out".into(), model.clone().into()]))?;
        let score = eval(&data.join(asked), &["--model".into(), model.into()])?;
        rows.push(Row::at_least(format!("trained, {name}, macro-F1"), must, score.macro_f1, ""));
    }
    Ok(rows)
}

fn data(workspace: &Path) -> Option<PathBuf> {
    let named = std::env::var_os("EMOTION_DATA").map(PathBuf::from);
    let beside = workspace.parent().map(|parent| parent.join("shared/emotion-data"));
    named.or(beside).filter(|folder| folder.is_dir())
}

fn eval(file: &Path, more: &[OsString]) -> Result<Score> {
    let asked = ["eval".into(), "--data".into(), file.into()].into_iter().chain(more.iter().cloned());
    let said = program(asked)?;
    let line = said.lines().last().context("the program says something")?;
    let json: serde_json::Value = serde_json::from_str(line)?;
    let field = |name: &str| json.get(name).and_then(serde_json::Value::as_f64).context("a number");
    Ok(Score { accuracy: field("accuracy")?, macro_f1: field("macro_f1")? })
}

fn program(arguments: impl Iterator<Item = OsString>) -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["run", "--quiet", "--release", "--package", "matcher-lab", "--", "emotion"])
        .args(arguments);
    let output = command.output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}
