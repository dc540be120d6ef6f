//! `matcher-lab emotion …`: measure an analyser, train a model, explain a text.

mod choice;
mod eval;
mod explain;
mod files;
mod mapping;
mod score;
mod train;

use clap::Subcommand;

/// What can be done with emotions.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reads every text of a file and compares with its labels; the last line is JSON.
    Eval(eval::Options),
    /// Trains a model on files of labelled texts.
    Train(train::Options),
    /// Shows how a text is read, and which words counted.
    Explain(explain::Options),
}

/// Does it.
pub(crate) fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Eval(options) => eval::run(&options),
        Command::Train(options) => train::run(&options),
        Command::Explain(options) => explain::run(&options),
    }
}
