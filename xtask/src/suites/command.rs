//! The command line of each suite.

use std::io::IsTerminal;
use std::process::Command;

use super::Suite;

/// Who runs the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runner {
    Nextest,
    CargoTest,
}

/// One selection of packages and features for all suites: another would build the world again.
const WHOLE: [&str; 2] = ["--workspace", "--all-features"];

/// The command that runs `suite`, coloured when a person watches.
pub(super) fn of(suite: Suite, runner: Runner) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments(suite, runner));
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

fn arguments(suite: Suite, runner: Runner) -> Vec<&'static str> {
    let nextest = |filter: &'static [&'static str]| {
        [&["nextest", "run"], &WHOLE[..], &["--no-fail-fast", "--no-tests", "fail"], filter].concat()
    };
    let cargo = |filter: &'static [&'static str]| {
        [&["test"], &WHOLE[..], &["--no-fail-fast", "--lib", "--bins", "--tests"], filter].concat()
    };
    match (suite, runner) {
        (Suite::Doctests, _) => [&["test", "--doc"], &WHOLE[..], &["--no-fail-fast"]].concat(),
        // The default filter of .config/nextest.toml already leaves the peers out.
        (Suite::Main, Runner::Nextest) => nextest(&[]),
        (Suite::Main, Runner::CargoTest) => cargo(&["--", "--skip", "peers::"]),
        (Suite::Peers, Runner::Nextest) => {
            nextest(&["--ignore-default-filter", "--filterset", "test(/(^|::)peers::/)"])
        }
        (Suite::Peers, Runner::CargoTest) => cargo(&["--", "peers::"]),
        (Suite::Evening, Runner::Nextest) => {
            nextest(&["--filterset", "package(driftbottle) & test(/(^|::)evening::/)"])
        }
        (Suite::Evening, Runner::CargoTest) => cargo(&["--", "evening::"]),
        (Suite::FuzzBodies, Runner::Nextest) => nextest(&["--filterset", "package(driftbottle-fuzz)"]),
        (Suite::FuzzBodies, Runner::CargoTest) => {
            vec!["test", "--package", "driftbottle-fuzz", "--all-features", "--no-fail-fast"]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suite_of_nextest_builds_the_same_selection() {
        for suite in [Suite::Main, Suite::Peers, Suite::Evening, Suite::FuzzBodies] {
            let words = arguments(suite, Runner::Nextest).join(" ");
            assert!(words.starts_with("nextest run --workspace --all-features "), "{words}");
        }
    }

    #[test]
    fn the_main_suite_leaves_the_peers_out() {
        assert!(arguments(Suite::Main, Runner::CargoTest).join(" ").ends_with("-- --skip peers::"));
        let config = include_str!("../../../.config/nextest.toml");
        assert!(config.contains("default-filter = 'not test(/(^|::)peers::/)'"));
    }
}
