//! The analyser that ships.

use super::analyzer::capped;
use super::crisis::CrisisWords;
use super::evidence::Evidence;
use super::fold::folded;
use super::lexicon::Searcher;
use super::model::pieces;
use super::{EmotionAnalyzer, EmotionError, Explanation, Feeling, Lexicon, Model};

/// Trained on the project's own sentences, `data/emotion/corpus.tsv`, and nothing else.
const MODEL: &[u8] = include_bytes!("../../data/emotion/model.bin");

/// Reads with the lexicon that ships and a small model that was trained on the project's own sentences: nothing is
/// loaded, nothing asked.
///
/// Make one and keep it: that takes some milliseconds, reading a line some microseconds.
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
        Self::with_lexicon(Lexicon::default())
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

    fn feeling(&self, folded: &str, evidence: &Evidence) -> Feeling {
        let scores = evidence.scores_with(self.model.margins(folded));
        Feeling::of_scores(scores).with_crisis(self.crisis.find(folded))
    }
}

impl EmotionAnalyzer for Builtin {
    fn analyze(&self, text: &str) -> Result<Feeling, EmotionError> {
        let folded = folded(capped(text)?);
        Ok(self.feeling(&folded, &Evidence::of(&folded, &self.searcher.scan(&folded))))
    }

    fn explain(&self, text: &str) -> Result<Explanation, EmotionError> {
        let folded = folded(capped(text)?);
        let found = self.searcher.scan(&folded);
        let feeling = self.feeling(&folded, &Evidence::of(&folded, &found));
        let mut cues: Vec<_> = found.iter().map(|found| found.cue()).collect();
        cues.extend(pieces(&self.model, &folded, feeling.class()));
        Ok(Explanation::new(feeling, cues))
    }
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builtin").finish_non_exhaustive()
    }
}
