//! What every analyser of emotions does.

use super::limits::MAX_TEXT_BYTES;
use super::{EmotionError, Explanation, Feeling};

/// Reads how somebody feels from what they write.
///
/// [`Builtin`](super::Builtin) needs nothing, [`Trained`](super::Trained) a model, [`Dutir`](super::Dutir) a file of
/// yours; write one of your own and everything that takes a mood takes its.
///
/// ```
/// use matchmaking::emotion::{EmotionAnalyzer, EmotionError, Explanation, Feeling};
///
/// /// Whoever shouts is surprised.
/// struct Shouting;
///
/// impl EmotionAnalyzer for Shouting {
///     fn explain(&self, text: &str) -> Result<Explanation, EmotionError> {
///         let loud = text.contains('！');
///         let shares = if loud { [0., 0., 0., 0., 0., 0., 0., 1.] } else { [1., 0., 0., 0., 0., 0., 0., 0.] };
///         Ok(Explanation::new(Feeling::new(shares)?, Vec::new()))
///     }
/// }
///
/// assert_eq!(Shouting.analyze("真的吗！")?.class(), matchmaking::Emotion::Surprise);
/// # Ok::<(), EmotionError>(())
/// ```
pub trait EmotionAnalyzer {
    /// Reads a text and says which words counted.
    ///
    /// # Errors
    ///
    /// [`EmotionError::TextTooLong`], and whatever an analyser of your own refuses.
    fn explain(&self, text: &str) -> Result<Explanation, EmotionError>;

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// Those of [`EmotionAnalyzer::explain`].
    fn analyze(&self, text: &str) -> Result<Feeling, EmotionError> {
        self.explain(text).map(|explained| explained.feeling)
    }
}

impl<A: EmotionAnalyzer + ?Sized> EmotionAnalyzer for Box<A> {
    fn explain(&self, text: &str) -> Result<Explanation, EmotionError> {
        (**self).explain(text)
    }

    fn analyze(&self, text: &str) -> Result<Feeling, EmotionError> {
        (**self).analyze(text)
    }
}

/// Refuses a text that is too long, before any work is done.
pub(crate) fn capped(text: &str) -> Result<&str, EmotionError> {
    let bytes = text.len();
    if bytes > MAX_TEXT_BYTES { Err(EmotionError::TextTooLong { bytes }) } else { Ok(text) }
}
