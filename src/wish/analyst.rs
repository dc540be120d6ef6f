//! What people's words say about whom they would like to meet.

use super::Purpose;
use chatstore::Ticket;
use matchmaking::emotion::{Builtin, EmotionAnalyzer};
use matchmaking::keywords::{Analyzer, Word};
use matchmaking::{Emotion, Mood};
use std::fmt;

/// How many interests of one line count.
const INTERESTS: usize = 8;

/// Reads interests and moods out of opening lines. Both parts can be replaced by ones of your own.
///
/// ```
/// use driftbottle::Analyst;
/// use driftbottle::matchmaking::keywords::{Analyzer, Dictionary};
///
/// let mut dictionary = Dictionary::default();
/// dictionary.read("剧本杀\n狼人杀")?;
/// let analyst = Analyst::default().with_keywords(Analyzer::default().with_dictionary(dictionary));
/// # Ok::<(), driftbottle::matchmaking::keywords::KeywordError>(())
/// ```
pub struct Analyst {
    keywords: Analyzer,
    /// `None` knows no moods.
    emotions: Option<Box<dyn EmotionAnalyzer + Send + Sync>>,
}

/// What a ticket's opening line says.
#[derive(Clone, Default)]
pub(crate) struct Understood {
    /// What they would like to talk about.
    pub(crate) words: Vec<Word>,
    /// How they feel, where that is to count.
    pub(crate) mood: Option<Mood>,
    /// Their words speak of a crisis.
    pub(crate) crisis: bool,
}

impl Analyst {
    /// With another way to find interests.
    #[must_use]
    pub fn with_keywords(self, keywords: Analyzer) -> Self {
        Self { keywords, ..self }
    }

    /// With another way to read moods.
    #[must_use]
    pub fn with_emotions(self, emotions: impl EmotionAnalyzer + Send + Sync + 'static) -> Self {
        Self { emotions: Some(Box::new(emotions)), ..self }
    }

    /// What a ticket says about whom its owner would like to meet.
    pub(crate) fn understand(&self, ticket: &Ticket) -> Understood {
        let purpose = Purpose::of(ticket);
        let opening = ticket.opening.as_ref().map_or("", |text| text.as_str());
        let mut understood = self.feel(opening, purpose);
        if !purpose.mood {
            understood.words = self.words(opening);
        }
        understood
    }

    /// The mood of a text. A calm one counts only where moods are what is looked for.
    fn feel(&self, text: &str, purpose: Purpose) -> Understood {
        let feeling =
            self.emotions.as_ref().filter(|_| !text.is_empty()).and_then(|it| it.analyze(text).ok());
        let crisis = feeling.is_some_and(|feeling| feeling.crisis().is_some());
        let mood = match (purpose.corrected(), feeling) {
            (Some(named), Some(feeling)) => Some(feeling.corrected(named).mood()),
            (Some(named), None) => Some(Mood::only(named)),
            (None, feeling) => feeling.map(|feeling| feeling.mood()),
        };
        let counts = |mood: &Mood| purpose.mood || mood.class() != Emotion::Calm;
        Understood { mood: mood.filter(counts), crisis, words: Vec::new() }
    }

    /// The mood of a text by itself.
    pub(crate) fn emotion(&self, text: &str) -> Option<Emotion> {
        self.emotions.as_ref()?.analyze(text).ok().map(|feeling| feeling.class())
    }

    /// What a line names: a list of interests, or the words of a sentence.
    fn words(&self, text: &str) -> Vec<Word> {
        let is_list = text.trim().contains(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，'));
        let listed = if is_list { self.keywords.interests(text).ok() } else { None };
        let mut words = listed.or_else(|| self.keywords.text(text).ok()).unwrap_or_default().words;
        words.truncate(INTERESTS);
        words
    }
}

impl Default for Analyst {
    fn default() -> Self {
        // What ships can be read: a test sees to it.
        let emotions = Builtin::new().ok().map(|it| Box::new(it) as Box<dyn EmotionAnalyzer + Send + Sync>);
        Self { keywords: Analyzer::default(), emotions }
    }
}

impl fmt::Debug for Analyst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyst").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chatstore::{Text, TicketKey, UserKey};

    fn ticket(opening: &str, purpose: Purpose) -> Ticket {
        Ticket {
            key: TicketKey(1),
            user: UserKey(2),
            app: "wx".into(),
            generation: 0,
            born_ms: 0,
            expires_ms: 1,
            opening: Some(Text::from(opening)),
            wish: purpose.opaque(),
        }
    }

    #[test]
    fn a_list_is_interests_and_a_sentence_has_a_mood() {
        // proves: F33 F83
        let analyst = Analyst::default();
        let listed = analyst.understand(&ticket("登山 电影", Purpose::default()));
        assert_eq!(listed.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["爬山", "电影"]);
        assert!(listed.mood.is_none(), "a calm list says nothing of a mood");
        let sad = analyst.understand(&ticket("今天好累，想哭", Purpose::by_mood(None)));
        assert_eq!((sad.mood.map(Mood::class), sad.words.len()), (Some(Emotion::Sadness), 0));
        let corrected = Purpose::by_mood(Some(Emotion::Anger));
        let angry = analyst.understand(&ticket("今天好累，想哭", corrected));
        assert_eq!(angry.mood.map(Mood::class), Some(Emotion::Anger));
        assert!(analyst.understand(&ticket("我不想活了", Purpose::default())).crisis);
    }
}
