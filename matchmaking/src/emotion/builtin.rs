//! The analyser that ships.

use std::borrow::Cow;

use super::analyzer::capped;
use super::crisis::CrisisWords;
use super::evidence::Evidence;
use super::fold::folded;
use super::lexicon::{Found, Searcher};
use super::model::pieces;
use super::{Cue, Effect, EmotionAnalyzer, EmotionError, Explanation, Feeling, Lexicon, Model};
use crate::Emotion;

/// Trained on the project's own sentences, `data/emotion/corpus.tsv`, and nothing else.
const MODEL: &[u8] = include_bytes!("../../data/emotion/model.bin");

/// Reads with the lexicon that ships and a small model that was trained on the project's own sentences: nothing is
/// loaded, nothing asked.
///
/// Make one and keep it: that takes a few milliseconds and less than a megabyte, reading a line a few microseconds.
///
/// ```
/// use matchmaking::Emotion;
/// use matchmaking::emotion::{Builtin, EmotionAnalyzer};
///
/// let reader = Builtin::new()?;
/// assert_eq!(reader.analyze("我不开心")?.class(), Emotion::Sadness);
/// assert_eq!(reader.analyze("哈哈哈哈")?.class(), Emotion::Happiness);
/// let explained = reader.explain("吓死我了")?;
/// assert_eq!(explained.feeling.class(), Emotion::Fear);
/// assert_eq!(explained.cues[0].word, "吓死我了");
/// # Ok::<(), matchmaking::emotion::EmotionError>(())
/// ```
#[derive(Clone)]
pub struct Builtin {
    searcher: Searcher,
    model: Model,
    crisis: CrisisWords,
}

impl Builtin {
    /// The analyser that ships.
    ///
    /// # Errors
    ///
    /// None with what ships.
    pub fn new() -> Result<Self, EmotionError> {
        Self::with_lexicon(Lexicon::shipped()?)
    }

    /// The analyser that ships, with a lexicon of yours: begin with [`Lexicon::default`] and add.
    ///
    /// # Errors
    ///
    /// [`EmotionError::NotSearchable`] for a lexicon without words, or with more than fit into memory.
    pub fn with_lexicon(lexicon: Lexicon) -> Result<Self, EmotionError> {
        let searcher = Searcher::new(lexicon)?;
        Ok(Self { searcher, model: Model::read(MODEL)?, crisis: CrisisWords::new()? })
    }

    /// The model that ships.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// How much memory the lexicon and the model take, bytes.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        self.searcher.memory_bytes() + self.model.memory_bytes() + self.crisis.memory_bytes()
    }

    fn feeling(&self, folded: &str, found: &[Found<'_>]) -> Feeling {
        self.without_crisis(folded, found).with_crisis(self.crisis.find(folded))
    }

    fn without_crisis(&self, folded: &str, found: &[Found<'_>]) -> Feeling {
        let margins = self.model.margins(&without_negated(folded, found), [0.0; Emotion::COUNT]);
        Feeling::of_scores(Evidence::of(folded, found).scores_with(margins))
    }

    /// The shares of a folded text.
    pub(super) fn shares(&self, folded: &str) -> [f32; Emotion::COUNT] {
        self.without_crisis(folded, &self.searcher.scan(folded)).shares()
    }

    /// The emotional words of a folded text.
    pub(super) fn words(&self, folded: &str) -> Vec<Cue> {
        self.searcher.scan(folded).iter().map(Found::cue).collect()
    }
}

impl EmotionAnalyzer for Builtin {
    fn analyze(&self, text: &str) -> Result<Feeling, EmotionError> {
        let folded = folded(capped(text)?);
        Ok(self.feeling(&folded, &self.searcher.scan(&folded)))
    }

    fn explain(&self, text: &str) -> Result<Explanation, EmotionError> {
        let folded = folded(capped(text)?);
        let found = self.searcher.scan(&folded);
        let feeling = self.feeling(&folded, &found);
        let mut cues: Vec<_> = found.iter().map(Found::cue).collect();
        cues.extend(pieces(&self.model, &without_negated(&folded, &found), feeling.class()));
        Ok(Explanation::new(feeling, cues))
    }
}

/// The text for the model, which knows nothing of negations: a dash for each word that was turned.
fn without_negated<'t>(folded: &'t str, found: &[Found<'_>]) -> Cow<'t, str> {
    let mut negated = found.iter().filter(|found| found.effect == Effect::Negated).peekable();
    if negated.peek().is_none() {
        return Cow::Borrowed(folded);
    }
    let (mut text, mut at) = (String::with_capacity(folded.len()), 0);
    for found in negated {
        text.push_str(folded.get(at..found.start).unwrap_or_default());
        text.push('-');
        at = found.start + found.word.len();
    }
    text.push_str(folded.get(at..).unwrap_or_default());
    Cow::Owned(text)
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builtin").finish_non_exhaustive()
    }
}
