//! The floors of the house, by folder, and which floor may use which.

use anyhow::{Result, bail};
use cargo_metadata::{DependencyKind, Package};

use crate::workspace::Workspace;

/// What a package is, told by where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Floor {
    /// `wechat-core`, `matchmaking`, `chatstore`: no I/O, and nothing of ours below them.
    Pure,
    /// The root package `driftbottle`: policy over the three.
    Service,
    /// `adapters/*`: each touches one part of the world.
    Adapter,
    /// `simulator`: the judge, which shares nothing with the judged.
    Simulator,
    /// `examples/*`: wires everything.
    Example,
    /// `benches`, `fuzz`, `xtask`: nobody depends on them.
    Leaf,
}

impl Floor {
    /// The floor of a package.
    pub(crate) fn of(workspace: &Workspace, package: &Package) -> Result<Self> {
        let folder = workspace.folder(package)?;
        let Some(floor) = Self::of_folder(&folder) else {
            bail!(
                "{} lies in {folder}/, a folder without a floor: see xtask/src/fences/floor.rs",
                package.name
            )
        };
        Ok(floor)
    }

    fn of_folder(folder: &str) -> Option<Self> {
        Some(match folder {
            "" => Self::Service,
            "wechat-core" | "matchmaking" | "chatstore" => Self::Pure,
            "simulator" => Self::Simulator,
            "benches" | "fuzz" | "xtask" => Self::Leaf,
            _ if folder.starts_with("adapters/") => Self::Adapter,
            _ if folder.starts_with("examples/") => Self::Example,
            _ => return None,
        })
    }

    /// Whether a package on this floor may depend on one on `other`.
    ///
    /// Tests may also ask the simulator; nothing else is looser for them, because a dev-dependency upwards
    /// closes a cycle in which unit tests meet two copies of one type.
    pub(crate) fn may_use(self, other: Self, kind: DependencyKind) -> bool {
        let for_tests = kind == DependencyKind::Development;
        match self {
            Self::Pure | Self::Simulator => false,
            Self::Service => other == Self::Pure || (for_tests && other == Self::Simulator),
            Self::Adapter => match other {
                Self::Pure | Self::Service | Self::Adapter => true,
                Self::Simulator => for_tests,
                Self::Example | Self::Leaf => false,
            },
            Self::Example | Self::Leaf => other != Self::Leaf,
        }
    }

    /// Whether the floor holds no I/O: the three pure crates and the service.
    pub(crate) fn is_pure(self) -> bool {
        matches!(self, Self::Pure | Self::Service)
    }

    /// Whether packages of this floor go to the registry.
    pub(crate) fn is_published(self) -> bool {
        !matches!(self, Self::Example | Self::Leaf)
    }
}

#[cfg(test)]
mod tests {
    use DependencyKind::{Development, Normal};

    use super::*;

    #[test]
    fn folders_have_floors() {
        assert_eq!(Floor::of_folder(""), Some(Floor::Service));
        assert_eq!(Floor::of_folder("adapters/sqlite"), Some(Floor::Adapter));
        assert_eq!(Floor::of_folder("chatstore"), Some(Floor::Pure));
        assert_eq!(Floor::of_folder("chatstore-extras"), None);
    }

    #[test]
    fn the_pure_crates_and_the_simulator_know_nothing_of_ours() {
        for from in [Floor::Pure, Floor::Simulator] {
            for to in [Floor::Pure, Floor::Service, Floor::Adapter, Floor::Simulator] {
                assert!(!from.may_use(to, Normal) && !from.may_use(to, Development), "{from:?} → {to:?}");
            }
        }
    }

    #[test]
    fn only_tests_and_examples_ask_the_simulator() {
        assert!(!Floor::Adapter.may_use(Floor::Simulator, Normal));
        assert!(!Floor::Service.may_use(Floor::Simulator, Normal));
        assert!(Floor::Adapter.may_use(Floor::Simulator, Development));
        assert!(Floor::Service.may_use(Floor::Simulator, Development));
        assert!(Floor::Example.may_use(Floor::Simulator, Normal));
    }

    #[test]
    fn nothing_points_up_or_at_a_leaf() {
        assert!(!Floor::Service.may_use(Floor::Adapter, Development));
        assert!(!Floor::Adapter.may_use(Floor::Example, Development));
        assert!(!Floor::Example.may_use(Floor::Leaf, Normal));
        assert!(!Floor::Leaf.may_use(Floor::Leaf, Normal));
    }
}
