//! The command line: `cargo xtask <command>`.

use clap::{Parser, Subcommand};

use crate::ci::Lane;
use crate::needs::Install;

/// Everything CI does, runnable at home.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run every lane of CI, or only the named ones, and print how long each took
    Ci {
        /// Lanes to run, in the order of the list; none means all
        #[arg(value_enum)]
        lanes: Vec<Lane>,
        /// Install nothing: fail with the commands to run instead
        #[arg(long)]
        no_install: bool,
    },
    /// Install what the tests need, then run all of them: unit, integration, doctests and peers
    Test {
        /// Install nothing: fail with the commands to run instead
        #[arg(long)]
        no_install: bool,
    },
    /// Check who may depend on whom, and that the pure crates stay pure
    Fences,
    /// Check that every capability called done in docs/features.md has a test that names it
    Features,
}

impl From<bool> for Install {
    fn from(no_install: bool) -> Self {
        if no_install { Self::Never } else { Self::Missing }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn lanes_are_named_in_words() {
        let cli = Cli::parse_from(["cargo xtask", "ci", "lint", "fuzz-bodies", "--no-install"]);
        let Command::Ci { lanes, no_install } = cli.command else { panic!("not ci") };
        assert_eq!(lanes, [Lane::Lint, Lane::FuzzBodies]);
        assert!(no_install);
    }

    #[test]
    fn an_unknown_lane_is_refused() {
        assert!(Cli::try_parse_from(["cargo xtask", "ci", "lnit"]).is_err());
    }
}
