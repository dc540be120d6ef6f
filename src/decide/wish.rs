//! Whom somebody would like to meet: who they are, whom they wish for, how they feel.

use super::arrive::Next;
use super::draft::Draft;
use super::said::prompt;
use crate::texts::Say;
use crate::wish::{Nearby, Preferences, Purpose, SexWord, Understood, language_name, mood_name, name_of};
use crate::words::{clean, mood};
use chatstore::{Fact, Seat, Text, Ticket, TicketKey, UserKey};
use matchmaking::{Emotion, Mood};

impl Draft<'_> {
    /// 「我是 女 28 北京」.
    pub(crate) fn introduce_oneself(&mut self, user: UserKey, line: &str) {
        let Some(told) = self.preferences(user).with_self(line) else {
            return self.reply(user, Say::WishUnclear, &[]);
        };
        self.set_preferences(user, told.opaque());
        let what = self.describe_self(user, &told);
        self.reply(user, Say::SelfKept, &[("what", what.as_str().into())]);
    }

    /// 「想找 男 25-35 同城」.
    pub(crate) fn wish_for(&mut self, user: UserKey, line: &str) {
        let Some(told) = self.preferences(user).with_wishes(line) else {
            return self.reply(user, Say::WishUnclear, &[]);
        };
        self.set_preferences(user, told.opaque());
        if told.lacks_region() {
            self.reply(user, Say::WishNeedsPlace, &[]);
        } else if told.wishes_for_nothing() {
            self.reply(user, Say::WishDropped, &[]);
        } else {
            let what = self.describe_wishes(user, &told);
            self.reply(user, Say::WishKept, &[("what", what.as_str().into())]);
        }
    }

    /// 「资料」: what is known of them and whom they wish for.
    pub(crate) fn show_profile(&mut self, user: UserKey) {
        let told = self.preferences(user);
        let (own, wishes) = (self.describe_self(user, &told), self.describe_wishes(user, &told));
        self.reply(user, Say::Profile, &[("own", own.as_str().into()), ("wishes", wishes.as_str().into())]);
    }

    /// 「心情 今天好累，想哭」: somebody in a fitting mood.
    pub(crate) fn feel(&mut self, user: UserKey, line: Option<&str>, seat: Seat) -> Next {
        let Some(line) = line.map(clean::line).filter(|line| !line.trim().is_empty()) else {
            self.reply(user, Say::MoodAsk, &[]);
            self.set_prompt(user, Some(prompt::MOOD));
            return Next::Done;
        };
        let named = mood::named(&line);
        if let Seat::Waiting(ticket) = seat {
            self.feel_while_waiting(user, ticket, &line, named);
            return Next::Done;
        }
        let opening = named.is_none().then_some(line);
        match self.open_ticket_for(user, self.now_ms, opening, Purpose::by_mood(named)) {
            Some(ticket) => Next::Search(ticket),
            None => {
                self.reply(user, Say::FirstWord, &[]);
                self.set_prompt(user, Some(prompt::MOOD));
                Next::Done
            }
        }
    }

    /// A mood named or told by somebody who waits: it replaces the one that was understood.
    fn feel_while_waiting(&mut self, user: UserKey, key: TicketKey, line: &str, named: Option<Emotion>) {
        let Some(ticket) = self.ticket(key) else { return };
        let emotion = named.or_else(|| self.cx.analyst.emotion(line)).unwrap_or(Emotion::Calm);
        if named.is_none() && ticket.opening.is_none() {
            self.fact(Fact::SetOpening(key, Text::from(line)));
        }
        self.fact(Fact::PutWish(key, Purpose::by_mood(Some(emotion)).opaque()));
        self.rely_on(user);
        let mood = self.say(user, mood_name(emotion), &[]);
        self.reply(user, Say::MoodKept, &[("mood", mood.as_str().into())]);
    }

    /// Tells someone who has just begun to wait that we are looking, and what for.
    pub(crate) fn tell_waiting(&mut self, user: UserKey, key: TicketKey) {
        let Some(ticket) = self.ticket(key) else { return };
        let minutes = u64::try_from((ticket.expires_ms - ticket.born_ms) / 60_000).unwrap_or(0);
        let understood = self.offer_help(user, ticket);
        if !self.may_push {
            return self.reply(user, Say::WaitingPull, &[]);
        }
        let mood = understood.mood.map(|mood| self.say(user, mood_name(Mood::class(mood)), &[]));
        let minutes = ("minutes", minutes.into());
        if Purpose::of(ticket).mood {
            let mood = mood.unwrap_or_default();
            return self.reply(user, Say::WaitingMood, &[("mood", mood.as_str().into()), minutes]);
        }
        let comma = self.say(user, Say::ListComma, &[]);
        let named: Vec<_> = understood.words.into_iter().map(|word| word.text).chain(mood).collect();
        if named.is_empty() {
            self.reply(user, Say::Waiting, &[minutes]);
        } else {
            let what = shortened(&named, &comma);
            self.reply(user, Say::WaitingFor, &[("what", what.as_str().into()), minutes]);
        }
    }

    /// Says where help is, if the opening line speaks of a crisis.
    pub(crate) fn offer_help(&mut self, user: UserKey, ticket: &Ticket) -> Understood {
        let understood = self.cx.analyst.understand(ticket);
        if understood.crisis {
            self.reply(user, Say::Support, &[]);
        }
        understood
    }

    pub(crate) fn preferences(&self, user: UserKey) -> Preferences {
        self.person(user).map(Preferences::of).unwrap_or_default()
    }

    fn describe_self(&self, user: UserKey, told: &Preferences) -> String {
        let mut parts: Vec<String> = told.sex.iter().map(|sex| self.say(user, sex_name(*sex), &[])).collect();
        parts.extend(told.age.map(|age| self.say(user, Say::Years, &[("years", u64::from(age).into())])));
        parts.extend(told.region().and_then(name_of));
        parts.extend(told.languages.iter().filter_map(|it| language_name(*it)).map(str::to_owned));
        self.listed(user, parts, Say::NothingSaid)
    }

    fn describe_wishes(&self, user: UserKey, told: &Preferences) -> String {
        let sexes = told.wished_sexes.iter().map(|sex| self.say(user, sex_name(*sex), &[]));
        let mut parts: Vec<String> = sexes.collect();
        parts.extend(told.wished_ages.map(|ages| self.describe_ages(user, ages)));
        parts.extend(told.wished_near.map(|near| self.say(user, near_name(near), &[])));
        parts.extend(told.wished_languages.iter().filter_map(|it| language_name(*it)).map(str::to_owned));
        self.listed(user, parts, Say::Anybody)
    }

    fn describe_ages(&self, user: UserKey, (from, to): (u8, u8)) -> String {
        let years = |years: u8| u64::from(years).into();
        match (from, to) {
            (from, u8::MAX) => self.say(user, Say::YearsFrom, &[("years", years(from))]),
            (0, to) => self.say(user, Say::YearsTo, &[("years", years(to))]),
            (from, to) if from == to => self.say(user, Say::Years, &[("years", years(from))]),
            (from, to) => self.say(user, Say::YearsSpan, &[("from", years(from)), ("to", years(to))]),
        }
    }

    fn listed(&self, user: UserKey, parts: Vec<String>, none: Say) -> String {
        if parts.is_empty() { self.say(user, none, &[]) } else { parts.join(" · ") }
    }
}

/// How long the list of what was understood may be, in bytes.
const LIST_BYTES: usize = 90;

/// As many of the words as fit, at least the first.
fn shortened(words: &[String], comma: &str) -> String {
    let mut list = String::new();
    for word in words {
        if !list.is_empty() {
            if list.len() + comma.len() + word.len() > LIST_BYTES {
                break;
            }
            list.push_str(comma);
        }
        list.push_str(word);
    }
    list
}

const fn sex_name(sex: SexWord) -> Say {
    match sex {
        SexWord::Female => Say::SexFemale,
        SexWord::Male => Say::SexMale,
        SexWord::Other => Say::SexOther,
    }
}

const fn near_name(near: Nearby) -> Say {
    match near {
        Nearby::City => Say::SameCity,
        Nearby::Province => Say::SameProvince,
    }
}
