//! What a report says of where it was made.

use std::process::Command;

use serde::Serialize;

use crate::clock::process_seconds;

/// Where and from what a report was made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Machine {
    /// The version of the laboratory.
    pub(crate) version: &'static str,
    /// The commit of the directory it ran in, with `+` if something was changed; none outside a repository.
    pub(crate) git: Option<String>,
    /// The load of the last minute, if the system tells.
    pub(crate) load: Option<f64>,
    /// How many processors there are.
    pub(crate) processors: usize,
    /// Whether it was built with optimisation: without, times say nothing.
    pub(crate) optimised: bool,
    /// Processor time it took in all, seconds.
    pub(crate) cpu_seconds: f64,
}

impl Machine {
    pub(crate) fn look() -> Self {
        let load = std::fs::read_to_string("/proc/loadavg").ok();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            git: revision(),
            load: load.and_then(|text| text.split_whitespace().next()?.parse().ok()),
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            optimised: !cfg!(debug_assertions),
            cpu_seconds: process_seconds(),
        }
    }
}

fn revision() -> Option<String> {
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|it| !it.is_empty());
    Some(if changed { commit + "+" } else { commit })
}
