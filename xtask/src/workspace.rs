//! The workspace under test: where it lies, its packages, the files it keeps.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use cargo_metadata::{Metadata, MetadataCommand, Package, TargetKind};
use xshell::{Shell, cmd};

/// The open workspace. Paths handed out are relative to its root, with `/`.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    metadata: Metadata,
}

impl Workspace {
    /// Opens the workspace this program was built from.
    pub(crate) fn open() -> Result<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        Self::open_at(&here)
    }

    /// Opens the workspace that the package in `folder` belongs to.
    pub(crate) fn open_at(folder: &Path) -> Result<Self> {
        let manifest = folder.join("Cargo.toml");
        let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec()?;
        Ok(Self { root: metadata.workspace_root.clone().into_std_path_buf(), metadata })
    }

    /// A shell that stands in the root.
    pub(crate) fn shell(&self) -> Result<Shell> {
        let shell = Shell::new()?;
        shell.change_dir(&self.root);
        Ok(shell)
    }

    /// Our own packages, each once.
    pub(crate) fn packages(&self) -> Vec<&Package> {
        self.metadata.workspace_packages()
    }

    /// Where cargo builds.
    pub(crate) fn target(&self) -> &Path {
        self.metadata.target_directory.as_std_path()
    }

    /// The package's folder, relative to the root; empty for the root package.
    pub(crate) fn folder(&self, package: &Package) -> Result<String> {
        let folder = package.manifest_path.parent().context("a manifest lies in a folder")?;
        let relative = folder.strip_prefix(&self.metadata.workspace_root)?;
        Ok(relative.as_str().replace('\\', "/"))
    }

    /// The files git keeps, and the new ones it would: what a commit of everything would hold.
    pub(crate) fn files(&self) -> Result<Vec<String>> {
        let shell = self.shell()?;
        let listed = cmd!(shell, "git -c safe.directory=* ls-files -z --cached --others --exclude-standard")
            .quiet()
            .read()
            .context("the checks read the list of files from git")?;
        let mut files: Vec<String> = listed
            .split('\0')
            .filter(|path| !path.is_empty() && self.root.join(path).is_file())
            .map(str::to_owned)
            .collect();
        files.sort_unstable();
        files.dedup();
        ensure!(!files.is_empty(), "git lists no file under {}", self.root.display());
        Ok(files)
    }

    /// One file as text, or `None` when it is not UTF-8 (a picture, an archive).
    pub(crate) fn text(&self, path: &str) -> Result<Option<String>> {
        let bytes = fs::read(self.root.join(path)).with_context(|| format!("reading {path}"))?;
        Ok(String::from_utf8(bytes).ok())
    }
}

/// The root file of the package's library, absolute.
pub(crate) fn library_root(package: &Package) -> Option<&Path> {
    let is_library = |kind: &TargetKind| matches!(kind, TargetKind::Lib | TargetKind::RLib);
    let library = package.targets.iter().find(|target| target.kind.iter().any(is_library))?;
    Some(library.src_path.as_std_path())
}

/// Whether the manifest lets the package be published.
pub(crate) fn is_published(package: &Package) -> bool {
    package.publish.is_none()
}
