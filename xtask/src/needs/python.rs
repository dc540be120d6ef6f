//! Python environments under the target folder, one for each pinned list in `xtask/python/`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::{Need, Step, apt, command};
use crate::workspace::Workspace;

/// The variable the peer tests read.
pub(super) const VARIABLE: &str = "DRIFTBOTTLE_PYTHON";

/// The interpreter the environment names, or one with the peers of `xtask/python/peers.txt`.
pub(super) fn peers(workspace: &Workspace) -> Result<Need> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Ok(Need { program: named.into(), steps: Vec::new() });
    }
    environment(workspace, "peers", "python", "Python peers (wechatpy, cryptography), for the peer tests")
}

/// The spelling checker, which PyPI carries as a ready program.
pub(super) fn typos(workspace: &Workspace) -> Result<Need> {
    environment(workspace, "spelling", "typos", "typos, for the spelling check")
}

fn environment(workspace: &Workspace, list: &str, program: &str, what: &str) -> Result<Need> {
    let pinned = format!("xtask/python/{list}.txt");
    let folder = workspace.target().join(list);
    // The list is copied in last, so a half-made environment is made again.
    let stamp = folder.join("installed.txt");
    let wanted = fs::read(workspace.root.join(&pinned)).with_context(|| format!("reading {pinned}"))?;
    let need = Need { program: folder.join("bin").join(program), steps: Vec::new() };
    if need.program.is_file() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(need);
    }
    let mut steps = Vec::new();
    if !can_make_environments() {
        steps.push(apt::packages("Python with venv", &["python3", "python3-venv"])?);
    }
    steps.push(Step { what: what.to_owned(), commands: installation(&folder, &pinned, &stamp) });
    Ok(Need { steps, ..need })
}

fn installation(folder: &Path, pinned: &str, stamp: &Path) -> Vec<Vec<String>> {
    let python = folder.join("bin/python").display().to_string();
    vec![
        command(["python3", "-m", "venv", "--clear", &folder.display().to_string()]),
        command([&python, "-m", "pip", "install", "--quiet", "--no-deps", "--requirement", pinned]),
        command(["cp", pinned, &stamp.display().to_string()]),
    ]
}

fn can_make_environments() -> bool {
    let status = Command::new("python3")
        .args(["-c", "import venv, ensurepip"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_is_written_last() {
        let commands = installation(Path::new("/t/peers"), "xtask/python/peers.txt", Path::new("/t/peers/i"));
        assert_eq!(commands.last().unwrap(), &command(["cp", "xtask/python/peers.txt", "/t/peers/i"]));
    }

    #[test]
    fn every_pinned_list_is_exact() {
        let workspace = Workspace::open().unwrap();
        for list in ["peers", "spelling"] {
            let text = workspace.text(&format!("xtask/python/{list}.txt")).unwrap().unwrap();
            let named: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(!named.is_empty());
            assert!(named.iter().all(|line| line.contains("==")), "{list}: {named:?}");
        }
    }
}
