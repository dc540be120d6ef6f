//! Which analyser reads.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use matchmaking::emotion::{Builtin, Dutir, EmotionAnalyzer, Model, Trained};

use super::files;

/// Which analyser reads; without a choice the one that ships.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Choice {
    /// A model made by `emotion train`.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// The emotion ontology of DUTIR, as a CSV or TSV file of yours.
    #[arg(long, value_name = "FILE")]
    dutir: Option<PathBuf>,
}

impl Choice {
    pub(super) fn analyzer(&self) -> Result<Box<dyn EmotionAnalyzer>> {
        if let Some(path) = &self.model {
            let model = Model::read(&files::bytes(path)?).with_context(|| path.display().to_string())?;
            return Ok(Box::new(Trained::new(model)?));
        }
        if let Some(path) = &self.dutir {
            let dutir = Dutir::read(&files::bytes(path)?).with_context(|| path.display().to_string())?;
            return Ok(Box::new(dutir));
        }
        Ok(Box::new(Builtin::new()?))
    }
}
