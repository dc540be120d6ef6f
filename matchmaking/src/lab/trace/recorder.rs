//! Recording: a trace of one's own service, without anybody's name in it.

use std::hash::Hasher;

use serde::Serialize;
use siphasher::sip::SipHasher24;

use super::arrival::{BLOCKS, RECENTS, SPAN_MS};
use super::id::Id;
use super::line::{Join, Line, NearWord, SexWord, WishOf};
use crate::{Command, Languages, Nearness, Reachability, RoomCommand, Sex, Sexes, Ticket, Wish};

/// Writes a [`Trace`](super::Trace) of the commands a service gives its pool.
///
/// Users, tickets, words and places are replaced by keyed hashes (SipHash-2-4), each kind under a key of its own: with
/// the key kept secret and thrown away afterwards, nobody can find out who or what was meant, only what was the same.
/// What stays readable are ages in years, sexes, languages, moods and spans of time, and the time since the first line.
/// No text is in it.
///
/// ```
/// use matchmaking::lab::Recorder;
/// use matchmaking::{Command, Reachability, Ticket};
///
/// let mut recorder = Recorder::new([7; 16]);
/// let mut file = Recorder::HEADER.to_owned();
/// let ticket = Ticket::new(1, 100, 5_000, 605_000, Reachability::Push { until_ms: 900_000, left: 5 });
/// for (now, command) in [(5_000, Command::Join(ticket)), (6_000, Command::Cancel { ticket: 1 })] {
///     file.extend(recorder.line(now, &command));
///     // … pool.apply(now, command, &mut events)
/// }
/// assert_eq!(file.lines().count(), 3);
/// assert!(file.lines().last().unwrap().starts_with("{\"at\":1000,\"cancel\":\""));
/// ```
pub struct Recorder {
    key: [u8; 16],
    first_ms: Option<i64>,
    last_ms: i64,
}

/// The kinds of ids; each is hashed apart, so that no id of one kind can be found among another.
#[derive(Clone, Copy)]
enum Kind {
    Ticket = 1,
    User = 2,
    Word = 3,
    Area = 4,
    Place = 5,
    Party = 6,
}

impl Recorder {
    /// The first line of a trace, with its end.
    pub const HEADER: &'static str = "{\"trace\":1}\n";

    /// A recorder that hashes with a secret key: random bytes, the same for one trace, thrown away afterwards.
    #[must_use]
    pub const fn new(key: [u8; 16]) -> Self {
        Self { key, first_ms: None, last_ms: 0 }
    }

    /// The line of a command with its end; none for commands that say nothing about who came or went by themselves.
    /// Times that go back are written as the latest before; spans longer than a year as a year.
    pub fn line(&mut self, now_ms: i64, command: &Command) -> Option<String> {
        let line = match command {
            Command::Join(ticket) => {
                Line { join: Some(Box::new(self.join(now_ms, ticket))), ..Line::default() }
            }
            Command::Cancel { ticket } => {
                Line { cancel: Some(self.id(Kind::Ticket, *ticket)), ..Line::default() }
            }
            Command::Block { a, b } => self.block(*a, *b),
            _ => return None,
        };
        Some(self.stamped(now_ms, line))
    }

    /// The lines of a command given to rooms: one for each of a party that joins. They can be told from those of a
    /// pool by the party alone; [`run_rooms`](crate::lab::run_rooms) lets parties come as they came.
    pub fn room_lines(&mut self, now_ms: i64, command: &RoomCommand) -> String {
        let mut lines = Vec::new();
        match command {
            RoomCommand::Join(party) => {
                let id = self.id(Kind::Party, party.id);
                lines.extend(party.members.iter().map(|ticket| {
                    let join = Join { party: Some(id), ..self.join(now_ms, ticket) };
                    Line { join: Some(Box::new(join)), ..Line::default() }
                }));
            }
            RoomCommand::Cancel { party } => {
                lines.push(Line { cancel: Some(self.id(Kind::Party, *party)), ..Line::default() });
            }
            RoomCommand::Block { a, b } => lines.push(self.block(*a, *b)),
            _ => {}
        }
        lines.into_iter().map(|line| self.stamped(now_ms, line)).collect()
    }

    fn block(&self, a: u64, b: u64) -> Line {
        Line { block: Some([a, b].map(|user| self.id(Kind::User, user))), ..Line::default() }
    }

    /// A line with its time.
    fn stamped(&mut self, now_ms: i64, mut line: Line) -> String {
        let first_ms = *self.first_ms.get_or_insert(now_ms);
        self.last_ms = self.last_ms.max(now_ms.saturating_sub(first_ms));
        line.at = self.last_ms;
        to_line(&line)
    }

    fn join(&self, now_ms: i64, ticket: &Ticket) -> Join {
        let span = |until_ms: i64| u64::try_from(until_ms.saturating_sub(now_ms)).unwrap_or(0).min(SPAN_MS);
        let reach_ms = match ticket.reach {
            Reachability::Push { until_ms, .. } => Some(span(until_ms)),
            Reachability::Pull { .. } => None,
        };
        let recents = ticket.recents.iter().take(RECENTS);
        let (profile, wishes) = (&ticket.profile, &ticket.wishes);
        Join {
            ticket: self.id(Kind::Ticket, ticket.id),
            user: self.id(Kind::User, ticket.user),
            party: None,
            wait_ms: span(ticket.expires_ms),
            reach_ms,
            interests: ticket.interests.iter().map(|word| self.id(Kind::Word, word.0)).collect(),
            mood: ticket.mood.map(crate::Mood::shares),
            sex: profile.sex.map(word),
            age: profile.age,
            region: profile.region.map(|region| {
                let half = |kind, number| (self.id(kind, u64::from(number)).0 >> 32) as u32;
                [half(Kind::Area, region.area), half(Kind::Place, region.place)]
            }),
            languages: numbers(profile.languages),
            wishes_sex: wishes.sex.map(|wish| wish_of(wish, words)),
            wishes_ages: wishes.ages.map(|wish| wish_of(wish, |band| [band.from(), band.to()])),
            wishes_near: wishes.nearness.map(|wish| {
                wish_of(wish, |near| match near {
                    Nearness::SameArea => NearWord::SameArea,
                    Nearness::SamePlace => NearWord::SamePlace,
                })
            }),
            wishes_languages: wishes.languages.map(|wish| wish_of(wish, numbers)),
            blocks: ticket.blocks.iter().take(BLOCKS).map(|&user| self.id(Kind::User, user)).collect(),
            recents: recents.map(|it| (self.id(Kind::User, it.user), span(it.until_ms))).collect(),
        }
    }

    fn id(&self, kind: Kind, number: u64) -> Id {
        let mut hasher = SipHasher24::new_with_key(&self.key);
        hasher.write(&[kind as u8]);
        hasher.write(&number.to_le_bytes());
        Id(hasher.finish())
    }
}

/// The key is a secret.
impl std::fmt::Debug for Recorder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorder").field("last_ms", &self.last_ms).finish_non_exhaustive()
    }
}

/// Numbers, strings and lists of them: nothing that could fail.
fn to_line(line: &impl Serialize) -> String {
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

fn word(sex: Sex) -> SexWord {
    match sex {
        Sex::Female => SexWord::Female,
        Sex::Male => SexWord::Male,
        Sex::Other => SexWord::Other,
    }
}

fn words(sexes: Sexes) -> Vec<SexWord> {
    [Sex::Female, Sex::Male, Sex::Other].into_iter().filter(|&sex| sexes.contains(sex)).map(word).collect()
}

fn numbers(languages: Languages) -> Vec<u8> {
    (0..Languages::LIMIT).filter(|&it| languages.shares(Languages::none().and(it))).collect()
}

fn wish_of<T, U>(wish: Wish<T>, word: impl FnOnce(T) -> U) -> WishOf<U> {
    WishOf { value: word(wish.value), firm: wish.firm }
}

#[cfg(test)]
mod tests {
    use super::super::line::Header;
    use super::*;

    #[test]
    fn the_header_is_the_line_it_stands_for() {
        assert_eq!(to_line(&Header { trace: 1 }), Recorder::HEADER);
    }
}
