//! Programs on the search path.

use std::path::PathBuf;

/// The first file of that name on `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_found_and_nonsense_is_not() {
        assert!(on_path("cargo").is_some());
        assert_eq!(on_path("no-such-program-anywhere"), None);
    }
}
