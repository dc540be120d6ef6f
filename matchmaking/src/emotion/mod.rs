//! Emotion analysis: how somebody feels, from what they write.
//!
//! Every analyser is an [`EmotionAnalyzer`]: it makes of a text a [`Feeling`], the shares of the eight classes of
//! [`Emotion`](crate::Emotion), with a [`Tone`] and its colour, and says on demand which words counted. A feeling's
//! [`mood`](Feeling::mood) is what a ticket carries; its owner may [correct](Feeling::corrected) it.
//!
//! | analyser | reads with | brought by |
//! |---|---|---|
//! | [`Builtin`] | the lexicon and the small model that ship | nobody: both are the project's own |
//! | [`Trained`] | a [`Model`] that [`train`] made of a [`Corpus`] | you: your data, your model |
//! | [`Dutir`] | the emotion ontology of DUTIR | you: it may not be shipped |
//!
//! ```
//! use matchmaking::emotion::{Builtin, EmotionAnalyzer, Tone};
//! use matchmaking::{Emotion, Reachability, Ticket};
//!
//! let reader = Builtin::new()?;
//! let feeling = reader.analyze("今天好累，想哭")?;
//! assert_eq!((feeling.class(), feeling.tone()), (Emotion::Sadness, Tone::Negative));
//!
//! let mut ticket = Ticket::new(1, 100, 0, 600_000, Reachability::Pull { last_seen_ms: 0 });
//! ticket.mood = Some(feeling.mood());
//! # Ok::<(), matchmaking::emotion::EmotionError>(())
//! ```
//!
//! Words of somebody in danger are a signal beside the feeling: [`Feeling::crisis`]. It finds words and knows nothing
//! of a person; answer it with an offer of help, never with a refusal.
//!
//! Texts, lists and files are hostile until shown otherwise: what is too long, damaged or no model is an
//! [`EmotionError`], before memory is spent on it.

mod analyzer;
mod builtin;
mod corpus;
mod crisis;
mod dutir;
mod error;
mod evidence;
mod explanation;
mod feeling;
mod fold;
mod label;
mod lexicon;
mod limits;
mod model;
mod piece;
mod tone;
mod train;
mod word_list;

pub use analyzer::EmotionAnalyzer;
pub use builtin::Builtin;
pub use corpus::{Corpus, Row};
pub use crisis::Crisis;
pub use dutir::Dutir;
pub use error::EmotionError;
pub use explanation::{Cue, Effect, Explanation};
pub use feeling::Feeling;
pub use label::{class_of_label, label};
pub use lexicon::Lexicon;
pub use limits::{MAX_LIST_BYTES, MAX_ROWS, MAX_TEXT_BYTES, MAX_WORD_CHARS};
pub use model::{Model, Trained};
pub use tone::Tone;
pub use train::{TrainingConfig, TrainingProgress, train};
