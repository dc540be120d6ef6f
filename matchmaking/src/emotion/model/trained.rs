//! The analyser that reads with a model.

use super::{Model, opinion};
use crate::Emotion;
use crate::emotion::analyzer::capped;
use crate::emotion::crisis::CrisisWords;
use crate::emotion::fold::folded;
use crate::emotion::{Builtin, Cue, Effect, EmotionAnalyzer, EmotionError, Explanation, Feeling};

/// How much a margin of a model counts beside another in a share.
const SHARPNESS: f32 = 3.0;

/// Reads with a model that was trained on data of your own, and with what [`Builtin`] says where the model
/// [stands on it](Model::stands_on_builtin).
///
/// ```
/// use matchmaking::Emotion;
/// use matchmaking::emotion::{Corpus, EmotionAnalyzer, Trained, TrainingConfig, train};
///
/// let corpus = Corpus::read("sadness\t今天好难过\nhappiness\t今天好开心\nsadness\t难过想哭\nhappiness\t开心地笑")?;
/// let model = train(&corpus, &TrainingConfig::default(), &mut |_| {})?;
/// let reader = Trained::new(model)?;
/// assert_eq!(reader.analyze("有点难过")?.class(), Emotion::Sadness);
/// # Ok::<(), matchmaking::emotion::EmotionError>(())
/// ```
#[derive(Clone)]
pub struct Trained {
    model: Model,
    /// Only for a model that stands on it.
    builtin: Option<Builtin>,
    crisis: CrisisWords,
}

impl Trained {
    /// An analyser with a model.
    ///
    /// # Errors
    ///
    /// None with what ships.
    pub fn new(model: Model) -> Result<Self, EmotionError> {
        let builtin = model.stands_on_builtin().then(Builtin::new).transpose()?;
        Ok(Self { model, builtin, crisis: CrisisWords::new()? })
    }

    /// The model.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    fn feeling(&self, folded: &str) -> Feeling {
        let opinion = self.builtin.as_ref().map_or([0.0; Emotion::COUNT], |it| opinion(it.shares(folded)));
        let scores = self.model.margins(folded, opinion).map(|margin| margin * SHARPNESS);
        Feeling::of_scores(scores).with_crisis(self.crisis.find(folded))
    }
}

impl EmotionAnalyzer for Trained {
    fn analyze(&self, text: &str) -> Result<Feeling, EmotionError> {
        Ok(self.feeling(&folded(capped(text)?)))
    }

    fn explain(&self, text: &str) -> Result<Explanation, EmotionError> {
        let folded = folded(capped(text)?);
        let feeling = self.feeling(&folded);
        let mut cues = self.builtin.as_ref().map(|it| it.words(&folded)).unwrap_or_default();
        cues.extend(pieces(&self.model, &folded, feeling.class()));
        Ok(Explanation::new(feeling, cues))
    }
}

/// The weightiest pieces for a class, as cues.
pub(crate) fn pieces(model: &Model, folded: &str, class: Emotion) -> Vec<Cue> {
    let pieces = model.pieces_for(folded, class).into_iter().take(Explanation::PIECES);
    pieces.map(|(piece, weight)| Cue::new(piece.text(), class, weight, Effect::Piece)).collect()
}

impl std::fmt::Debug for Trained {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trained").field("model", &self.model).finish_non_exhaustive()
    }
}
