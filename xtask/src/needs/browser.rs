//! A Chromium, for the tests that open the pages as a person would.

use std::path::PathBuf;

use anyhow::Result;

use super::path::on_path;
use super::{Need, apt};

/// The variable the tests read.
pub(super) const VARIABLE: &str = "DRIFTBOTTLE_CHROMIUM";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The browser the environment names, one on the search path, or Debian's.
pub(super) fn chromium() -> Result<Need> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Ok(Need { program: named.into(), steps: Vec::new() });
    }
    if let Some(program) = NAMES.into_iter().find_map(on_path) {
        return Ok(Need { program, steps: Vec::new() });
    }
    let step = apt::packages("Chromium, for the browser tests", &["chromium"])?;
    Ok(Need { program: PathBuf::from("/usr/bin/chromium"), steps: vec![step] })
}
