//! WeChat on a laptop, for a bot in any language.
//!
//! ```text
//! wechat-simulator serve --callback http://127.0.0.1:8080/wechat --token driftwood
//! wechat-simulator check --callback http://127.0.0.1:8080/wechat --token driftwood
//! ```
#![allow(clippy::disallowed_methods)] // A program reads clocks and files.

mod check;
mod options;
mod report;
mod serve;
mod signals;

use clap::Parser as _;
use options::{Command, Options};
use std::process::ExitCode;

/// The examination could not be made, or the command makes no sense.
const COULD_NOT: u8 = 2;

fn main() -> ExitCode {
    let command = Options::parse().command;
    let done = tokio::runtime::Runtime::new().map_err(anyhow::Error::from).and_then(|runtime| {
        runtime.block_on(async {
            match command {
                Command::Serve(options) => serve::serve(options).await.map(|()| ExitCode::SUCCESS),
                Command::Check(options) => check::check(options).await,
            }
        })
    });
    done.unwrap_or_else(|error| {
        eprintln!("wechat-simulator: {error:#}");
        ExitCode::from(COULD_NOT)
    })
}
