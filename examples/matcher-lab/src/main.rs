//! A laboratory for matchers and for the analysis of emotions.

mod emotion;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads emotions: measure an analyser, train a model, explain a text.
    #[command(subcommand)]
    Emotion(emotion::Command),
}

fn main() -> anyhow::Result<()> {
    match Options::parse().command {
        Command::Emotion(command) => emotion::run(command),
    }
}
