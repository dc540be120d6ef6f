//! Direction: every edge between two of our packages goes down a floor that may be used.

use std::collections::BTreeMap;

use anyhow::Result;
use cargo_metadata::{Dependency, DependencyKind, Package};

use super::floor::Floor;
use super::verdict;
use crate::workspace::{Workspace, is_published};

/// Checks all edges of `cargo metadata`, development ones included.
pub(super) fn check(workspace: &Workspace) -> Result<String> {
    let packages = workspace.packages();
    let mut floors = BTreeMap::new();
    for package in &packages {
        floors.insert(package.name.as_str(), Floor::of(workspace, package)?);
    }
    let mut faults = Vec::new();
    let mut edges = 0;
    for package in &packages {
        for dependency in &package.dependencies {
            let (Some(from), Some(to)) =
                (floors.get(package.name.as_str()), floors.get(dependency.name.as_str()))
            else {
                continue;
            };
            // A package may name itself to switch on a feature for its own tests.
            if dependency.name == package.name.as_str() {
                continue;
            }
            edges += 1;
            faults.extend(fault(package, dependency, *from, *to));
        }
    }
    verdict(&faults, format!("packages {}, edges {edges}", packages.len()))
}

fn fault(package: &Package, dependency: &Dependency, from: Floor, to: Floor) -> Option<String> {
    let (user, used, kind) = (&package.name, &dependency.name, dependency.kind);
    if !from.may_use(to, kind) {
        return Some(format!("{user} ({from:?}) may not depend on {used} ({to:?}, {kind})"));
    }
    // With a version, publishing `user` would ask the registry for a crate that is published after it.
    let versioned = dependency.req.to_string() != "*";
    (kind == DependencyKind::Development && versioned && is_published(package)).then(|| {
        format!("{user}: the dev-dependency {used} has a version; write `{used} = {{ path = \"…\" }}`")
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The packages of a house in small: folder, name, what its manifest says beside the name.
    const HOUSE: [(&str, &str, &str); 4] = [
        ("chatstore", "chatstore", ""),
        ("matchmaking", "matchmaking", ""),
        ("adapters/sqlite", "sqlite", "[dependencies]\nchatstore = { path = \"../../chatstore\" }"),
        ("simulator", "wechat-simulator", ""),
    ];

    fn write(root: &Path, folder: &str, name: &str, rest: &str) {
        let folder = root.join(folder);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("src/lib.rs"), "").unwrap();
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n{rest}\n");
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    }

    /// Checks the house after one manifest was changed.
    fn check_with(folder: &str, name: &str, rest: &str) -> Result<String> {
        let root = tempfile::tempdir().unwrap();
        let mut folders = BTreeSet::from(HOUSE.map(|(folder, ..)| folder));
        folders.insert(folder);
        let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {folders:?}");
        let workspace = workspace.replace('{', "[").replace('}', "]");
        fs::write(root.path().join("Cargo.toml"), workspace).unwrap();
        for (folder, name, rest) in HOUSE {
            write(root.path(), folder, name, rest);
        }
        write(root.path(), folder, name, rest);
        check(&Workspace::open_at(root.path()).unwrap())
    }

    fn refusal(folder: &str, name: &str, rest: &str) -> String {
        check_with(folder, name, rest).unwrap_err().to_string()
    }

    #[test]
    fn an_edge_downwards_stands() {
        assert_eq!(check_with("chatstore", "chatstore", "").unwrap(), "packages 4, edges 1");
    }

    #[test]
    fn a_pure_crate_that_knows_another_is_refused() {
        let rest = "[dependencies]\nstore = { package = \"chatstore\", path = \"../chatstore\" }";
        let told = refusal("matchmaking", "matchmaking", rest);
        assert!(told.contains("matchmaking (Pure) may not depend on chatstore (Pure, normal)"), "{told}");
    }

    #[test]
    fn an_edge_upwards_is_refused_in_tests_and_under_a_platform_too() {
        for section in ["dev-dependencies", "build-dependencies", "target.'cfg(windows)'.dependencies"] {
            let rest = format!("[{section}]\nsqlite = {{ path = \"../adapters/sqlite\" }}");
            let told = refusal("matchmaking", "matchmaking", &rest);
            assert!(
                told.contains("matchmaking (Pure) may not depend on sqlite (Adapter"),
                "{section}: {told}"
            );
        }
    }

    #[test]
    fn the_simulator_is_for_tests_and_without_a_version() {
        let simulator = "wechat-simulator = { path = \"../../simulator\"";
        assert!(
            check_with("adapters/sqlite", "sqlite", &format!("[dev-dependencies]\n{simulator} }}")).is_ok()
        );
        let told = refusal("adapters/sqlite", "sqlite", &format!("[dependencies]\n{simulator} }}"));
        assert!(told.contains("may not depend on wechat-simulator"), "{told}");
        let versioned = format!("[dev-dependencies]\n{simulator}, version = \"0.1.0\" }}");
        let told = refusal("adapters/sqlite", "sqlite", &versioned);
        assert!(told.contains("has a version"), "{told}");
    }

    #[test]
    fn a_folder_without_a_floor_is_refused() {
        let told = refusal("attic", "attic", "");
        assert!(told.contains("without a floor"), "{told}");
    }
}
