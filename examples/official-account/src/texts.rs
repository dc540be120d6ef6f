//! Texts that replace those that ship.

use anyhow::Context as _;
use driftbottle::Texts;
use std::path::Path;

/// The texts that ship, and over them every `*.ftl` of a directory, named by language: `zh-CN.ftl`.
pub(crate) fn load(directory: Option<&Path>) -> anyhow::Result<Texts> {
    let mut texts = Texts::embedded();
    let Some(directory) = directory else { return Ok(texts) };
    let in_directory = || format!("the texts in {}", directory.display());
    let mut found = 0;
    for entry in std::fs::read_dir(directory).with_context(in_directory)? {
        let path = entry.with_context(in_directory)?.path();
        if path.extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let place = || format!("{}", path.display());
        let tag = path.file_stem().and_then(|stem| stem.to_str()).with_context(place)?;
        let source = std::fs::read_to_string(&path).with_context(place)?;
        texts.put(tag, &source).with_context(place)?;
        found += 1;
    }
    anyhow::ensure!(found > 0, "{}: there is no *.ftl file", in_directory());
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use driftbottle::Say;

    const ENGLISH: &str = include_str!("../../../src/texts/en.ftl");

    #[test]
    fn a_directory_replaces_languages_and_adds_some() {
        let directory = tempfile::tempdir().unwrap();
        let (_, rest) = ENGLISH.split_once("\nidle = ").unwrap();
        let (idle, _) = rest.split_once('\n').unwrap();
        std::fs::write(directory.path().join("fr.ftl"), ENGLISH.replace(idle, "Bonjour")).unwrap();
        std::fs::write(directory.path().join("notes.txt"), "not a text").unwrap();
        let texts = load(Some(directory.path())).unwrap();
        assert_eq!(texts.say("fr", Say::Idle, &[]), "Bonjour");
        assert_eq!(texts.say("en", Say::Idle, &[]), idle);
    }

    #[test]
    fn a_file_at_fault_is_named() {
        let directory = tempfile::tempdir().unwrap();
        assert!(load(Some(directory.path())).is_err());
        std::fs::write(directory.path().join("en.ftl"), "welcome = hi").unwrap();
        let error = format!("{:#}", load(Some(directory.path())).unwrap_err());
        assert!(error.contains("en.ftl") && error.contains("is missing"), "{error}");
        assert!(load(Some(&directory.path().join("nowhere"))).is_err());
    }
}
