//! The tables `[[menu]]`: the account's menu.

use anyhow::{Context as _, bail};
use driftbottle::wechat_core::api::menu::{BUTTONS_MAX, Button, ITEMS_MAX};
use serde::Deserialize;

/// A button: a word of command, a page, or a list of such.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    name: String,
    key: Option<String>,
    url: Option<String>,
    #[serde(default)]
    items: Vec<Entry>,
}

/// The buttons that the entries describe.
pub(crate) fn buttons(entries: &[Entry]) -> anyhow::Result<Vec<Button>> {
    anyhow::ensure!(entries.len() <= BUTTONS_MAX, "a menu has at most {BUTTONS_MAX} buttons");
    entries.iter().map(|entry| button(entry, true)).collect()
}

fn button(entry: &Entry, outermost: bool) -> anyhow::Result<Button> {
    let Entry { name, key, url, items } = entry;
    Ok(match (key, url, items.as_slice()) {
        (Some(key), None, []) => Button::click(name, key),
        (None, Some(url), []) => Button::view(name, url),
        (None, None, [_, ..]) if outermost && items.len() <= ITEMS_MAX => {
            let items: anyhow::Result<_> = items.iter().map(|item| button(item, false)).collect();
            Button::items(name, items.with_context(|| format!("in the menu's button {name:?}"))?)
        }
        _ => bail!("the menu's button {name:?} needs a key, or a url, or 1 to {ITEMS_MAX} items"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use driftbottle_runner::usual_menu;

    #[derive(Deserialize)]
    struct File {
        menu: Vec<Entry>,
    }

    fn read(text: &str) -> anyhow::Result<Vec<Button>> {
        buttons(&toml::from_str::<File>(text)?.menu)
    }

    #[test]
    fn the_example_describes_the_usual_menu() {
        // proves: F04
        let example = include_str!("../../config.example.toml");
        let menu: String = example
            .lines()
            .skip_while(|line| *line != "[[menu]]")
            .take_while(|line| *line != "[settings]")
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(read(&menu).unwrap(), usual_menu());
    }

    #[test]
    fn a_button_at_fault_is_named() {
        let wrong = [
            "[[menu]]\nname = \"空\"",
            "[[menu]]\nname = \"空\"\nkey = \"find\"\nurl = \"https://example.com\"",
            "[[menu]]\nname = \"外\"\n[[menu.items]]\nname = \"空\"\n[[menu.items.items]]\nname = \"x\"\nkey = \"y\"",
        ];
        for text in wrong {
            let error = format!("{:#}", read(text).unwrap_err());
            assert!(error.contains("\"空\" needs a key"), "{error}");
        }
        let four = "[[menu]]\nname = \"a\"\nkey = \"b\"\n".repeat(4);
        assert!(read(&four).unwrap_err().to_string().contains("at most 3"));
        assert!(read("[[menu]]\nname = \"a\"\nkeys = \"b\"").is_err());
    }
}
