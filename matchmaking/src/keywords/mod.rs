//! Keyword analysis: from what users write to the [`Keyword`]s their tickets carry.
//!
//! [`Analyzer`] does it all: it brings a text into its normal form (Unicode NFKC, lower case, narrow letters,
//! simplified characters), cuts it into words, leaves out those that say nothing, and lets one word stand for all
//! that mean the same. Every part is data or a trait and can be replaced: [`Segmenter`], [`StopWords`], [`Synonyms`],
//! [`Dictionary`].
//!
//! ```
//! use matchmaking::keywords::Analyzer;
//!
//! let analyzer = Analyzer::default();
//! let words = |text| analyzer.interests(text).map(|found| found.words);
//! assert_eq!(words("登山、ＭＯＶＩＥ")?, words("爬山 電影")?);
//! # Ok::<(), matchmaking::keywords::KeywordError>(())
//! ```
//!
//! What comes in is hostile until shown otherwise: lengths are capped before any work is done, and what is too long
//! is a [`KeywordError`].

mod analyzer;
mod dictionary;
mod error;
#[cfg(feature = "jieba")]
mod jieba;
mod light;
mod limits;
pub(crate) mod normal_form;
mod script;
mod segmenter;
mod stop_words;
mod synonyms;
pub(crate) mod traditional;
mod word;
mod word_list;

pub use analyzer::{Analysis, Analyzer};
pub use dictionary::Dictionary;
pub use error::KeywordError;
#[cfg(feature = "jieba")]
pub use jieba::Jieba;
pub use light::Light;
pub use limits::{MAX_LIST_BYTES, MAX_TEXT_BYTES, MAX_WORD_CHARS, MAX_WORDS};
pub use normal_form::normal_form;
pub use segmenter::Segmenter;
pub use stop_words::StopWords;
pub use synonyms::Synonyms;
pub use word::Word;

#[cfg(doc)]
use crate::Keyword;
