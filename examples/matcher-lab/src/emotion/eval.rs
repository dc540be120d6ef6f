//! `emotion eval`: how well an analyser meets the labels of a file.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use matchmaking::Emotion;
use matchmaking::emotion::label;

use super::choice::Choice;
use super::files;
use super::mapping::Mapping;
use super::score::Score;

/// How well an analyser meets the labels of a file.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A file of labelled texts: a label, a tab and a text a line.
    #[arg(long, value_name = "FILE.tsv")]
    data: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// Classes that count as others, such as like=happiness,disgust=anger.
    #[arg(long, value_name = "CLASS=CLASS,…", default_value = "")]
    map: Mapping,
    /// Also shows each row that was read otherwise: its label, what was read, the text.
    #[arg(long)]
    misses: bool,
}

/// Reads and compares. A class the file lacks is never read.
pub(super) fn run(options: &Options) -> Result<()> {
    let (rows, analyzer) = (files::rows(&options.data)?, options.choice.analyzer()?);
    let labelled = |class| rows.iter().any(|row| options.map.of(row.class) == class);
    let present: Vec<_> = Emotion::ALL.into_iter().filter(|&class| labelled(class)).collect();
    let mut score = Score::default();
    for row in &rows {
        let expected = options.map.of(row.class);
        let feeling = analyzer.analyze(&row.text)?;
        let read = options.map.class(&feeling, &present).context("the file has no class")?;
        score.add(expected, read);
        if options.misses && read != expected {
            println!("{}\t{}\t{}", label(expected), label(read), row.text);
        }
    }
    files::say(&table(&score)?)
}

/// The table, the confusions, and the line for programs.
fn table(score: &Score) -> Result<String> {
    let mut out = String::new();
    writeln!(out, "{:>10}{:>8}{:>11}{:>8}{:>8}", "class", "rows", "precision", "recall", "F1")?;
    for line in score.lines() {
        writeln!(
            out,
            "{:>10}{:>8}{:>11.3}{:>8.3}{:>8.3}",
            label(line.class),
            line.rows,
            line.precision,
            line.recall,
            line.f1
        )?;
    }
    writeln!(out, "\nlabels down, what was read across\n{}", score.confusion())?;
    // By hand, so that the fields keep the order in which they are announced; the numbers are always finite.
    writeln!(
        out,
        r#"{{"n":{},"accuracy":{:.6},"macro_f1":{:.6}}}"#,
        score.rows(),
        score.accuracy(),
        score.macro_f1()
    )?;
    Ok(out)
}
