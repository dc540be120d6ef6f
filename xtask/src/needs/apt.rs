//! Debian packages.

use anyhow::{Result, bail};

use super::path::on_path;
use super::{Step, command};

/// The step that installs Debian packages, with `sudo` where we are not root.
pub(super) fn packages(what: &str, names: &[&str]) -> Result<Step> {
    if on_path("apt-get").is_none() {
        bail!("{what}: this machine has no apt-get; install the equivalent of {} by hand", names.join(", "));
    }
    let mut install = command(["apt-get", "install", "--yes", "--no-install-recommends"]);
    install.extend(names.iter().map(|name| (*name).to_owned()));
    let commands = vec![command(["apt-get", "update"]), install];
    Ok(Step { what: what.to_owned(), commands: if is_root() { commands } else { with_sudo(commands)? } })
}

fn with_sudo(commands: Vec<Vec<String>>) -> Result<Vec<Vec<String>>> {
    if on_path("sudo").is_none() {
        let lines: Vec<String> = commands.iter().map(|words| words.join(" ")).collect();
        bail!("neither root nor sudo; as root, run: {}", lines.join(" && "));
    }
    let prefixed = |words: Vec<String>| [vec!["sudo".to_owned()], words].concat();
    Ok(commands.into_iter().map(prefixed).collect())
}

/// Whether this process is root: `id -u` needs no `unsafe` and no further crate.
fn is_root() -> bool {
    let printed = std::process::Command::new("id").arg("-u").output();
    printed.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
