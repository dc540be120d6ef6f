//! The exchange with a strategy in any language: one JSON object a line, asked and answered.
//!
//! The laboratory asks, and waits for a line only where it says so.
//!
//! ```text
//! → {"hello":{"protocol":1,"seed":7,"tick_ms":100}}          ← {"ready":1}
//! → {"enter":{"id":12,"user":12,"born_ms":400,"interests":["00000000000000a1"], …}}
//! → {"leave":{"id":12}}
//! → {"choose":{"now_ms":900,"seeker":{…},"candidates":[12,17]}}  ← {"choose":17}
//!                                                             or ← {"choose":null,"again_ms":10400}
//! ```
//!
//! `enter` and `leave` say who waits. `choose` asks whom the seeker is to meet; `candidates` are those who wait and
//! whom the hard rules allow, the oldest first, [`Ask::CANDIDATES`] at most. Answer one of them, or `null` to let the
//! seeker wait; then `again_ms` may say when to ask again though nothing else happens (to a tenth of a second, and until
//! an answer without it). `weight` (0 unless given) says what the pair weighs beside others, where pairs are made
//! together. The program should end when its input does.

use serde::{Deserialize, Serialize};

use crate::{Emotion, Keyword, Nearness, Sex, TicketRef};

/// A line to the program.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Ask {
    /// The first line, to be answered by `{"ready":1}`.
    Hello {
        /// The version of the exchange: 1.
        protocol: u32,
        /// The seed of the run, for a strategy with chance of its own.
        seed: u64,
        /// The length of a tick, milliseconds.
        tick_ms: u32,
    },
    /// A ticket waits. Not answered.
    Enter(Sheet),
    /// A ticket no longer waits. Not answered.
    Leave {
        /// The ticket.
        id: u64,
    },
    /// Whom is the seeker to meet?
    Choose {
        /// The time, milliseconds.
        now_ms: i64,
        /// The ticket that seeks.
        seeker: Sheet,
        /// The tickets it may meet, the oldest first.
        candidates: Vec<u64>,
    },
}

impl Ask {
    /// The version of the exchange.
    pub const PROTOCOL: u32 = 1;
    /// How many candidates are named at most.
    pub const CANDIDATES: usize = 1_024;

    /// The line, without its end.
    #[must_use]
    pub fn line(&self) -> String {
        // Numbers, strings and lists of them: nothing that could fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What a program gets to know of a ticket. The hard rules are not its business.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Sheet {
    /// The ticket.
    pub id: u64,
    /// Its owner.
    pub user: u64,
    /// When it was born, milliseconds.
    pub born_ms: i64,
    /// When it ends by itself, milliseconds.
    pub expires_ms: i64,
    /// The interests, sixteen hexadecimal digits each, the weightiest first.
    pub interests: Vec<String>,
    /// The share of each emotion by name, from 0 to 255; none if the mood is not known.
    pub mood: Option<std::collections::BTreeMap<&'static str, u8>>,
    /// `female`, `male`, `other`, or none.
    pub sex: Option<&'static str>,
    /// The age in years, if stated.
    pub age: Option<u8>,
    /// The area and the place in it, if stated.
    pub region: Option<[u32; 2]>,
    /// How near a partner is wished: `same-place`, `same-area`, or none.
    pub near: Option<&'static str>,
}

impl Sheet {
    /// The sheet of a ticket.
    #[must_use]
    pub fn of(ticket: TicketRef<'_>) -> Self {
        let mood =
            ticket.mood().map(|mood| Emotion::ALL.map(Emotion::key).into_iter().zip(mood.shares()).collect());
        let sex = ticket.profile().sex.map(|sex| match sex {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Other => "other",
        });
        let near = ticket.wishes().nearness.map(|wish| match wish.value {
            Nearness::SameArea => "same-area",
            Nearness::SamePlace => "same-place",
        });
        Self {
            id: ticket.id(),
            user: ticket.user(),
            born_ms: ticket.born_ms(),
            expires_ms: ticket.expires_ms(),
            interests: ticket.interests().iter().map(|&Keyword(number)| format!("{number:016x}")).collect(),
            mood,
            sex,
            age: ticket.profile().age,
            region: ticket.profile().region.map(|region| [region.area, region.place]),
            near,
        }
    }
}

/// A line from the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// Ready for questions.
    Ready,
    /// Whom the seeker is to meet.
    Choose {
        /// The ticket, or none.
        ticket: Option<u64>,
        /// When to ask again though nothing else happens, milliseconds.
        again_ms: Option<i64>,
        /// What the pair weighs.
        weight: u32,
    },
}

/// Why a line is no answer. What it says is not repeated, since nobody knows what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// It is longer than [`Answer::LONGEST`] bytes.
    #[error("the answer is longer than {} bytes", Answer::LONGEST)]
    TooLong,
    /// It is no JSON, or not an object with the fields of an answer.
    #[error("the answer is not an object of the exchange (column {column})")]
    Malformed {
        /// Where it ceased to be one, in bytes from 1.
        column: usize,
    },
    /// It says that the program speaks another version.
    #[error("the program speaks version {version} of the exchange, not {}", Ask::PROTOCOL)]
    Protocol {
        /// The version.
        version: u32,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    ready: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    choose: Option<Option<u64>>,
    again_ms: Option<i64>,
    weight: Option<u32>,
}

/// Tells `null` from nothing at all.
fn given<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<u64>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl Answer {
    /// How long an answer may be, bytes.
    pub const LONGEST: usize = 65_536;

    /// Reads a line.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] says why it is no answer.
    ///
    /// ```
    /// use matchmaking::lab::{Answer, AnswerError};
    ///
    /// let answer = Answer::read(br#"{"choose":17}"#)?;
    /// assert_eq!(answer, Answer::Choose { ticket: Some(17), again_ms: None, weight: 0 });
    /// assert_eq!(Answer::read(b"17"), Err(AnswerError::Malformed { column: 2 }));
    /// # Ok::<(), AnswerError>(())
    /// ```
    pub fn read(line: &[u8]) -> Result<Self, AnswerError> {
        if line.len() > Self::LONGEST {
            return Err(AnswerError::TooLong);
        }
        let raw: Raw = serde_json::from_slice(line)
            .map_err(|error| AnswerError::Malformed { column: error.column() })?;
        match raw {
            Raw { ready: Some(version), choose: None, again_ms: None, weight: None } => {
                if version == Ask::PROTOCOL {
                    Ok(Self::Ready)
                } else {
                    Err(AnswerError::Protocol { version })
                }
            }
            Raw { ready: None, choose: Some(ticket), again_ms, weight } => {
                Ok(Self::Choose { ticket, again_ms, weight: weight.unwrap_or(0) })
            }
            _ => Err(AnswerError::Malformed { column: line.len() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Command, Mood, Pool, PoolConfig, Random, Reachability, Ticket};

    #[test]
    fn a_question_is_one_line_that_says_what_is_known() {
        let mut ticket = Ticket::new(7, 8, 5, 600, Reachability::Pull { last_seen_ms: 0 });
        ticket.interests = vec![Keyword(0xa1)];
        ticket.mood = Some(Mood::only(Emotion::Like));
        ticket.blocks = vec![99];
        let mut pool = Pool::new(PoolConfig::default(), Random::from_seed([0; 32]));
        pool.apply(6, Command::Join(ticket), &mut Vec::new()).unwrap();
        let seeker = Sheet::of(pool.ticket(7).unwrap());
        let line = Ask::Choose { now_ms: 9, seeker, candidates: vec![3, 4] }.line();
        assert!(line.starts_with(r#"{"choose":{"now_ms":9,"seeker":{"id":7,"user":8,"born_ms":5"#), "{line}");
        assert!(
            line.contains(r#""interests":["00000000000000a1"]"#) && line.contains(r#""like":255"#),
            "{line}"
        );
        assert!(line.ends_with(r#""candidates":[3,4]}}"#) && !line.contains("99") && !line.contains('\n'));
        let hello = Ask::Hello { protocol: 1, seed: 2, tick_ms: 3 };
        assert_eq!(hello.line(), r#"{"hello":{"protocol":1,"seed":2,"tick_ms":3}}"#);
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        let malformed =
            |line: &str| matches!(Answer::read(line.as_bytes()), Err(AnswerError::Malformed { .. }));
        for line in [
            "",
            "{}",
            "null",
            "[]",
            r#"{"choose":-1}"#,
            r#"{"choose":1,"ready":1}"#,
            r#"{"choose":1"#,
            r#"{"weight":1}"#,
            r#"{"choose":1,"name":"x"}"#,
            r#"{"choose":1.5}"#,
            r#"{"choose":1}{"choose":1}"#,
        ] {
            assert!(malformed(line), "{line}");
        }
        assert_eq!(Answer::read(br#"{"ready":2}"#), Err(AnswerError::Protocol { version: 2 }));
        assert_eq!(Answer::read(&vec![b' '; Answer::LONGEST + 1]), Err(AnswerError::TooLong));
    }

    #[test]
    fn answers_are_read() {
        assert_eq!(Answer::read(br#"{"ready":1}"#), Ok(Answer::Ready));
        let none = Answer::Choose { ticket: None, again_ms: Some(5), weight: 0 };
        assert_eq!(Answer::read(br#" {"choose":null,"again_ms":5} "#), Ok(none));
        let some = Answer::Choose { ticket: Some(3), again_ms: None, weight: 9 };
        assert_eq!(Answer::read(br#"{"weight":9,"choose":3}"#), Ok(some));
    }
}
