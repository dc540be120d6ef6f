//! What each command does.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::compare::Comparison;
use crate::contender::Contender;
use crate::machine::Machine;
use crate::options::{Cli, Command, Options};
use crate::report::Report;
use crate::setting::Setting;
use crate::study::{Findings, study};
use crate::words::Language;
use crate::{Catalogue, Error, emotion, new, report, rooms, table};

/// Does what the command line asks; errors are told in one line, with exit code 1.
#[must_use]
pub fn run(catalogue: Catalogue) -> ExitCode {
    match obey(&catalogue, Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "matcher-lab: {error}");
            ExitCode::FAILURE
        }
    }
}

fn obey(catalogue: &Catalogue, command: Command) -> Result<(), Error> {
    match command {
        Command::Run { strategy, options } => {
            let names = if strategy.is_empty() { catalogue.defaults() } else { strategy };
            examine(catalogue, &names, &options, false)
        }
        Command::Compare { first, second, options } => examine(catalogue, &[first, second], &options, true),
        Command::Rooms { strategy, min, max, options } => {
            let setting = Setting::of(&options)?;
            let findings = rooms::study(&setting, &strategy, (min, max), !options.no_timing)?;
            tell(&setting, &findings, None, &options)
        }
        Command::List { lang } => {
            print(&table::list(Language::choose(lang)));
            Ok(())
        }
        Command::Emotion(command) => emotion::run(command).map_err(Error::Emotion),
        Command::New { directory } => {
            print(&new::make(&directory)?);
            Ok(())
        }
    }
}

fn examine(catalogue: &Catalogue, names: &[String], options: &Options, compares: bool) -> Result<(), Error> {
    let setting = Setting::of(options)?;
    let contenders: Vec<Contender> =
        names.iter().map(|name| catalogue.find(name, options.patience)).collect::<Result<_, _>>()?;
    let findings = study(&setting, &contenders, !options.no_timing)?;
    let comparison = if compares { Comparison::of(&findings) } else { None };
    tell(&setting, &findings, comparison.as_ref(), options)
}

/// Prints and writes what was found.
fn tell(
    setting: &Setting,
    findings: &[Findings],
    comparison: Option<&Comparison>,
    options: &Options,
) -> Result<(), Error> {
    let language = Language::choose(options.lang);
    let machine = Machine::look();
    print(&table::heading(setting, &machine, language));
    print("\n");
    print(&table::findings(findings, language));
    if let Some(comparison) = comparison {
        print("\n");
        print(&table::comparison(comparison, language));
    }
    let report = Report::of(setting, findings, comparison, machine);
    if let Some(path) = &options.json {
        write(path, &(serde_json::to_string_pretty(&report)? + "\n"))?;
    }
    if let Some(path) = &options.html {
        write(path, &report::html(&report))?;
    }
    check(findings)
}

/// A broken promise is a failure, after all has been told.
fn check(findings: &[Findings]) -> Result<(), Error> {
    let runs = || findings.iter().flat_map(|it| &it.runs);
    let count = runs().map(|run| run.violations.count).sum();
    match runs().find_map(|run| run.violations.first.first()) {
        Some(first) => Err(Error::Violations { count, first: first.to_string() }),
        None => Ok(()),
    }
}

fn write(path: &std::path::Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|source| Error::File { path: path.to_owned(), source })
}

/// A reader that closed the pipe has read enough.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
