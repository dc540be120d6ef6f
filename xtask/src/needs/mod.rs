//! What the tests need from outside the workspace: found, or announced and installed.

mod apt;
mod browser;
mod node;
mod path;
mod python;
mod toolchain;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::workspace::Workspace;

pub(crate) use path::on_path;
pub(crate) use toolchain::has_nextest;

/// Whether missing things may be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Install {
    /// Say what is missing, then install it.
    Missing,
    /// Fail with the commands that would install it.
    Never,
}

/// One thing to install: what it is for and the commands, run in the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    what: String,
    commands: Vec<Vec<String>>,
}

/// Where a needed program is, or will be once the steps have run.
#[derive(Debug)]
struct Need {
    program: PathBuf,
    steps: Vec<Step>,
}

/// The programs of the peer tests, in the environment variables that the tests read.
pub(crate) fn peers(workspace: &Workspace, install: Install) -> Result<Vec<(&'static str, PathBuf)>> {
    let python = python::peers(workspace)?;
    let browser = browser::chromium()?;
    let node = node::interpreter()?;
    let modules =
        node::packages(workspace, "peers", "Node peers (wechat, co-wechat-api), for the peer tests")?;
    let steps = [python.steps, browser.steps, node.steps, modules.steps].concat();
    provide(workspace, &steps, install)?;
    let programs = vec![
        (python::VARIABLE, python.program),
        (browser::VARIABLE, browser.program),
        (node::VARIABLE, node.program),
        (node::MODULES, modules.program),
    ];
    for (variable, program) in &programs {
        ensure!(program.exists(), "{variable} would be {}, which is not there", program.display());
    }
    Ok(programs)
}

/// The spelling checker.
pub(crate) fn typos(workspace: &Workspace, install: Install) -> Result<PathBuf> {
    if let Some(installed) = on_path("typos") {
        return Ok(installed);
    }
    let typos = python::typos(workspace)?;
    provide(workspace, &typos.steps, install)?;
    Ok(typos.program)
}

/// The toolchain's components that a minimal installation lacks.
pub(crate) fn toolchain(workspace: &Workspace, install: Install) -> Result<()> {
    provide(workspace, &toolchain::components(), install)
}

fn provide(workspace: &Workspace, steps: &[Step], install: Install) -> Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    if install == Install::Never {
        bail!(
            "missing, and --no-install was given. To install, run in {}:\n{}",
            workspace.root.display(),
            describe(steps)
        );
    }
    println!("cargo xtask will install:\n{}", describe(steps));
    for command in steps.iter().flat_map(|step| &step.commands) {
        run(workspace, command)?;
    }
    Ok(())
}

fn run(workspace: &Workspace, command: &[String]) -> Result<()> {
    let Some((program, arguments)) = command.split_first() else { bail!("an empty command") };
    println!("$ {}", command.join(" "));
    let status = Command::new(program)
        .args(arguments)
        .current_dir(&workspace.root)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .with_context(|| format!("starting {program}"))?;
    ensure!(status.success(), "`{}` failed: {status}", command.join(" "));
    Ok(())
}

fn describe(steps: &[Step]) -> String {
    let mut lines = Vec::new();
    for step in steps {
        lines.push(format!("  # {}", step.what));
        lines.extend(step.commands.iter().map(|command| format!("  {}", command.join(" "))));
    }
    lines.join("\n")
}

/// One command from its words.
fn command<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_can_be_pasted_into_a_shell() {
        let steps =
            [Step { what: "a browser".into(), commands: vec![command(["apt-get", "install", "chromium"])] }];
        assert_eq!(describe(&steps), "  # a browser\n  apt-get install chromium");
    }

    #[test]
    fn without_leave_to_install_the_error_is_the_command() {
        let workspace = Workspace::open().unwrap();
        let steps = [Step { what: "nothing real".into(), commands: vec![command(["false", "--really"])] }];
        let error = provide(&workspace, &steps, Install::Never).unwrap_err().to_string();
        assert!(error.contains("false --really"), "{error}");
        assert!(provide(&workspace, &[], Install::Never).is_ok());
    }

    #[test]
    fn a_failed_installation_is_an_error() {
        let workspace = Workspace::open().unwrap();
        let steps = [Step { what: "nothing real".into(), commands: vec![command(["false"])] }];
        assert!(provide(&workspace, &steps, Install::Missing).is_err());
    }
}
