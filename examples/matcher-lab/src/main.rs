//! The laboratory with the strategies that ship.

use std::process::ExitCode;

fn main() -> ExitCode {
    matcher_lab::run(matcher_lab::Catalogue::default())
}
