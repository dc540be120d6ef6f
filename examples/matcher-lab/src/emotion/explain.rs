//! `emotion explain`: how a text is read.

use std::fmt::Write;

use anyhow::Result;
use clap::Args;
use matchmaking::Emotion;
use matchmaking::emotion::label;

use super::choice::Choice;
use super::files;

/// How a text is read, and which words counted.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The text.
    #[arg(required = true, num_args = 1..)]
    text: Vec<String>,
    #[command(flatten)]
    choice: Choice,
}

/// Reads and shows.
pub(super) fn run(options: &Options) -> Result<()> {
    let explained = options.choice.analyzer()?.explain(&options.text.join(" "))?;
    let feeling = explained.feeling;
    let mut out = String::new();
    let [red, green, blue] = feeling.tone().color();
    writeln!(out, "{} ({}, #{red:02x}{green:02x}{blue:02x})", label(feeling.class()), feeling.tone().key())?;
    for (class, share) in Emotion::ALL.into_iter().zip(feeling.shares()) {
        writeln!(out, "{:>10} {share:>6.3} {}", label(class), "█".repeat((share * 40.0).round() as usize))?;
    }
    if let Some(crisis) = feeling.crisis() {
        writeln!(out, "crisis: {crisis:?}")?;
    }
    for cue in explained.cues {
        writeln!(out, "{:>10} {:>+6.2} {} ({})", label(cue.class), cue.weight, cue.word, cue.effect.key())?;
    }
    files::say(&out)
}
