//! A crate for a strategy of one's own.

use std::path::Path;

use crate::Error;

/// Its program: also built with this crate, as an example.
const MAIN: &str = include_str!("../examples/my_strategy.rs");

const MANIFEST: &str = r#"[package]
name = "NAME"
version = "0.1.0"
edition = "2024"

[dependencies]
matcher-lab = { path = "LAB" }
matchmaking = { path = "MATCHMAKING" }

[workspace]
"#;

/// Writes the crate; returns what to do with it.
pub(crate) fn make(directory: &Path) -> Result<String, Error> {
    let failed = |source| Error::File { path: directory.to_owned(), source };
    let mut inside = match std::fs::read_dir(directory) {
        Ok(inside) => Some(inside),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    if inside.as_mut().is_some_and(|inside| inside.next().is_some()) {
        return Err(Error::NotEmpty { path: directory.to_owned() });
    }
    let lab = Path::new(env!("CARGO_MANIFEST_DIR"));
    let matchmaking = lab.join("../../matchmaking");
    let matchmaking = matchmaking.canonicalize().unwrap_or(matchmaking);
    let manifest = MANIFEST
        .replace("NAME", &package_name(directory))
        .replace("LAB", &quoted(lab))
        .replace("MATCHMAKING", &quoted(&matchmaking));
    std::fs::create_dir_all(directory.join("src")).map_err(failed)?;
    std::fs::write(directory.join("Cargo.toml"), manifest).map_err(failed)?;
    std::fs::write(directory.join("src/main.rs"), MAIN).map_err(failed)?;
    let place = directory.display();
    Ok(format!("{place}/src/main.rs\ncd {place} && cargo run --release -- run --html report.html\n"))
}

/// A path inside a string of TOML.
fn quoted(path: &Path) -> String {
    path.display().to_string().replace('\\', "\\\\").replace('"', "\\\"")
}

/// The directory's name, as far as a package may be called so.
fn package_name(directory: &Path) -> String {
    let name = directory.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let allowed = |it: char| if it.is_ascii_alphanumeric() { it } else { '-' };
    let name: String = name.chars().map(allowed).collect();
    let name = name.trim_matches('-').to_owned();
    let begins_well = name.starts_with(|it: char| it.is_ascii_alphabetic());
    if begins_well { name } else { format!("my-{name}").trim_end_matches('-').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_called_like_its_directory_as_far_as_it_may() {
        for (directory, name) in [
            ("/a/my-matcher", "my-matcher"),
            ("Über Uns", "ber-uns"),
            ("2nd", "my-2nd"),
            ("..", "my"),
            ("_x_", "x"),
        ] {
            assert_eq!(package_name(Path::new(directory)), name);
        }
    }
}
