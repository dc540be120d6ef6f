//! What the system says, in Fluent files: Chinese first, English too, replaceable.

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use std::collections::BTreeMap;
use std::fmt;
use unic_langid::LanguageIdentifier;

mod say;

pub use say::Say;

/// The tag of the language texts fall back to.
pub const DEFAULT_LANGUAGE: &str = "zh-CN";

/// A text is at most this long, in bytes of UTF-8, before its arguments are filled in, so that several fit into one
/// message of 2048 bytes.
pub const TEXT_LIMIT: usize = 200;

/// The texts of every language.
///
/// ```
/// use driftbottle::{Say, Texts};
/// let texts = Texts::embedded();
/// assert!(texts.say("zh-CN", Say::Left, &[("alias", "小鹿".into())]).contains("小鹿"));
/// assert!(texts.say("en", Say::Left, &[("alias", "Fawn".into())]).contains("Fawn"));
/// ```
pub struct Texts {
    bundles: BTreeMap<Box<str>, FluentBundle<FluentResource>>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("languages", &self.bundles.keys()).finish()
    }
}

/// What is wrong with a file of texts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// The name of a language is not a BCP 47 tag.
    #[error("{tag:?} is not a language tag")]
    Language {
        /// The name.
        tag: String,
    },
    /// The file is not Fluent.
    #[error("texts of {tag}: {what}")]
    Syntax {
        /// The language.
        tag: String,
        /// What the parser says.
        what: String,
    },
    /// A text is not there.
    #[error("texts of {tag}: {id} is missing")]
    Missing {
        /// The language.
        tag: String,
        /// The text's name.
        id: &'static str,
    },
    /// A text is too long.
    #[error("texts of {tag}: {id} has {bytes} bytes, more than {TEXT_LIMIT}")]
    TooLong {
        /// The language.
        tag: String,
        /// The text's name.
        id: &'static str,
        /// Its length.
        bytes: usize,
    },
}

impl Texts {
    /// The texts that ship: `zh-CN` and `en`.
    #[must_use]
    pub fn embedded() -> Self {
        let mut texts = Self { bundles: BTreeMap::new() };
        for (tag, source) in [("zh-CN", include_str!("zh-CN.ftl")), ("en", include_str!("en.ftl"))] {
            // A test reads these two files with every check, so that here nothing can go wrong.
            let _checked_by_test = texts.put(tag, source);
        }
        texts
    }

    /// Adds or replaces a language by the content of a Fluent file. Nothing is changed where an error is returned.
    ///
    /// # Errors
    /// [`TextError`] names the language and the text at fault: every text must be there and at most
    /// [`TEXT_LIMIT`] bytes long.
    pub fn put(&mut self, tag: &str, source: &str) -> Result<(), TextError> {
        let language: LanguageIdentifier =
            tag.parse().map_err(|_| TextError::Language { tag: tag.to_owned() })?;
        let syntax = |what: String| TextError::Syntax { tag: tag.to_owned(), what };
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| syntax(errors.first().map_or_else(String::new, ToString::to_string)))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks that isolate directions would count as bytes and show up as boxes on old phones.
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .map_err(|errors| syntax(errors.first().map_or_else(String::new, ToString::to_string)))?;
        for say in Say::ALL {
            let bytes = render(&bundle, *say, &FluentArgs::new())
                .ok_or_else(|| TextError::Missing { tag: tag.to_owned(), id: say.id() })?
                .len();
            if bytes > TEXT_LIMIT {
                return Err(TextError::TooLong { tag: tag.to_owned(), id: say.id(), bytes });
            }
        }
        self.bundles.insert(tag.into(), bundle);
        Ok(())
    }

    /// The languages there are, by tag.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.bundles.keys().map(AsRef::as_ref)
    }

    /// A text in a language, or in [`DEFAULT_LANGUAGE`] where that language is not there.
    #[must_use]
    pub fn say(&self, language: &str, say: Say, args: &[(&str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => fluent.set(*name, text.to_string()),
                // As text: Fluent would group digits and choose plurals, which no sentence here needs.
                Arg::Count(count) => fluent.set(*name, count.to_string()),
            }
        }
        let bundle = self.bundles.get(language).or_else(|| self.bundles.get(DEFAULT_LANGUAGE));
        bundle.and_then(|b| render(b, say, &fluent)).unwrap_or_else(|| say.id().to_owned())
    }
}

/// Something to fill into a text.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Arg<'a> {
    /// Words.
    Text(&'a str),
    /// A number.
    Count(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

fn render(bundle: &FluentBundle<FluentResource>, say: Say, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(say.id())?.value()?;
    // A missing argument leaves its name in the text, which is what the length check wants.
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_that_ship_are_complete_and_short() {
        // proves: S6
        let mut texts = Texts { bundles: BTreeMap::new() };
        texts.put("zh-CN", include_str!("zh-CN.ftl")).unwrap();
        texts.put("en", include_str!("en.ftl")).unwrap();
    }

    #[test]
    fn a_file_at_fault_is_refused_by_name_and_changes_nothing() {
        let mut texts = Texts::embedded();
        let before = texts.say("en", Say::Help, &[]);
        assert!(matches!(texts.put("en", "help = x"), Err(TextError::Missing { .. })));
        let long = include_str!("en.ftl").replace("Reports are not open yet.", &"long ".repeat(60));
        assert!(matches!(texts.put("en", &long), Err(TextError::TooLong { id: "report", .. })));
        assert!(matches!(texts.put("not a tag!", ""), Err(TextError::Language { .. })));
        assert!(matches!(texts.put("en", "= ="), Err(TextError::Syntax { .. })));
        assert_eq!(texts.say("en", Say::Help, &[]), before);
    }

    #[test]
    fn an_unknown_language_speaks_chinese() {
        let texts = Texts::embedded();
        assert_eq!(texts.say("tlh", Say::Help, &[]), texts.say("zh-CN", Say::Help, &[]));
    }
}
