//! `emotion train`: a model from files of labelled texts.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use matchmaking::emotion::{Corpus, TrainingConfig, TrainingProgress};

use super::files;

/// A model from files of labelled texts.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Files of labelled texts: a label, a tab and a text a line.
    #[arg(long, value_name = "FILE.tsv", num_args = 1.., required = true)]
    data: Vec<PathBuf>,
    /// Where the model goes.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How much an error on a row counts beside small weights.
    #[arg(long, default_value_t = TrainingConfig::default().cost)]
    cost: f32,
    /// How large the file may become.
    #[arg(long, value_name = "BYTES", default_value_t = TrainingConfig::default().max_bytes)]
    max_bytes: usize,
    /// How far rare classes are made up for: 0 reads most rows right, 1 most classes.
    #[arg(long, default_value_t = TrainingConfig::default().balance)]
    balance: f32,
    /// Learns from the data alone, not what the analyser that ships thinks of each text as well.
    #[arg(long)]
    alone: bool,
}

/// Trains, shows how far it is, and writes the model.
pub(super) fn run(options: &Options) -> Result<()> {
    let mut corpus = Corpus::default();
    for path in &options.data {
        let rows = files::rows(path)?;
        eprintln!("{}: {} rows", path.display(), rows.len());
        rows.into_iter().for_each(|row| corpus.push(row.class, row.text));
    }
    let mut config = TrainingConfig::default();
    (config.cost, config.max_bytes) = (options.cost, options.max_bytes);
    (config.balance, config.on_builtin) = (options.balance, !options.alone);
    let model = matchmaking::emotion::train(&corpus, &config, &mut show)?;
    let file = model.write();
    std::fs::write(&options.out, &file).with_context(|| format!("cannot write {}", options.out.display()))?;
    let classes: Vec<_> = model.classes().map(matchmaking::emotion::label).collect();
    println!(
        "{}: {} bytes, {} pieces, classes {}",
        options.out.display(),
        file.len(),
        model.pieces(),
        classes.join(" ")
    );
    Ok(())
}

fn show(progress: TrainingProgress) {
    const WIDTH: usize = 30;
    let full = WIDTH * progress.done / progress.steps.max(1);
    let bar: String = (0..WIDTH).map(|at| if at < full { '█' } else { '░' }).collect();
    eprint!("\r{bar} {}/{}", progress.done, progress.steps);
    if progress.done == progress.steps {
        eprintln!();
    }
    // The bar is for eyes only: where it cannot be shown, the training goes on.
    let _ = std::io::stderr().flush();
}
