//! An arrival of a trace, ready to join.

use crate::{
    AgeBand, Keyword, Languages, Mood, Nearness, PoolError, Reachability, Recent, Region, Sex, Sexes, Ticket,
    Wish,
};

use super::error::TraceError;
use super::line::{Join, NearWord, SexWord, WishOf};

/// The most that a list or a span of an arrival may have.
pub(super) const BLOCKS: usize = 10_000;
pub(super) const RECENTS: usize = 1_024;
pub(super) const SPAN_MS: u64 = 31_622_400_000;
/// How many pushes the owners have: traces do not tell.
const PUSHES: u32 = 20;

/// Somebody who joined, with what happened just before.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arrival {
    pub(crate) at_ms: i64,
    /// Blocks that came into being since the arrival before.
    pub(crate) blocks: Vec<(u64, u64)>,
    /// Those with whom they came have the same.
    pub(crate) party: Option<u64>,
    /// When the owner gave up, milliseconds after they joined.
    pub(crate) left_after_ms: Option<i64>,
    /// Born at 0, so that all its times are spans.
    ticket: Ticket,
}

impl Arrival {
    /// Of a line of a trace; refused if no ticket can be like that.
    pub(super) fn of(line: u64, at_ms: i64, join: Join) -> Result<Self, TraceError> {
        check_lists(line, &join)?;
        let party = join.party.map(|party| party.0);
        let ticket = describe(join).map_err(|source| TraceError::Ticket { line, source })?;
        Ok(Self { at_ms, blocks: Vec::new(), party, left_after_ms: None, ticket })
    }

    /// The ticket it joins with, at this time under this key; `None` if its time is up at once.
    pub(crate) fn ticket(&self, id: u64, now_ms: i64) -> Option<Ticket> {
        let mut ticket = self.ticket.clone();
        (ticket.id, ticket.born_ms) = (id, now_ms);
        ticket.expires_ms = ticket.expires_ms.saturating_add(now_ms);
        if let Reachability::Push { until_ms, .. } = &mut ticket.reach {
            *until_ms = until_ms.saturating_add(now_ms);
        }
        for recent in &mut ticket.recents {
            recent.until_ms = recent.until_ms.saturating_add(now_ms);
        }
        (ticket.expires_ms > now_ms).then_some(ticket)
    }
}

fn check_lists(line: u64, join: &Join) -> Result<(), TraceError> {
    let spans = join.recents.iter().map(|&(_, for_ms)| for_ms);
    let longest = spans.chain([join.wait_ms, join.reach_ms.unwrap_or(0)]).max().unwrap_or(0);
    for (field, value, most) in [
        ("interests", join.interests.len() as u64, Ticket::MAX_INTERESTS as u64),
        ("blocks", join.blocks.len() as u64, BLOCKS as u64),
        ("recents", join.recents.len() as u64, RECENTS as u64),
        ("a span of time", longest, SPAN_MS),
    ] {
        if value > most {
            return Err(TraceError::Field { line, field, value, most });
        }
    }
    let spoken = join.languages.iter().chain(join.wishes_languages.iter().flat_map(|wish| &wish.value));
    match spoken.copied().find(|&language| language >= Languages::LIMIT) {
        Some(language) => {
            let most = u64::from(Languages::LIMIT) - 1;
            Err(TraceError::Field { line, field: "a language", value: u64::from(language), most })
        }
        None => Ok(()),
    }
}

fn describe(join: Join) -> Result<Ticket, PoolError> {
    let span = |ms: u64| i64::try_from(ms).unwrap_or(i64::MAX);
    let until_ms = span(join.reach_ms.unwrap_or(SPAN_MS));
    let reach = Reachability::Push { until_ms, left: PUSHES };
    let mut ticket = Ticket::new(0, join.user.0, 0, span(join.wait_ms), reach);
    ticket.interests = join.interests.iter().map(|id| Keyword(id.0)).collect();
    ticket.mood = join.mood.map(Mood::new).transpose()?;
    ticket.profile.sex = join.sex.map(sex);
    ticket.profile.age = join.age;
    ticket.profile.region = join.region.map(|[area, place]| Region::new(area, place));
    ticket.profile.languages = languages(&join.languages);
    ticket.wishes.sex = join
        .wishes_sex
        .map(|it| wish(it.firm, it.value.iter().fold(Sexes::none(), |sexes, &word| sexes.and(sex(word)))));
    let band = |WishOf { value: [from, to], firm }: WishOf<[u8; 2]>| {
        Ok::<_, PoolError>(wish(firm, AgeBand::new(from, to)?))
    };
    ticket.wishes.ages = join.wishes_ages.map(band).transpose()?;
    ticket.wishes.nearness = join.wishes_near.map(|it| match it.value {
        NearWord::SameArea => wish(it.firm, Nearness::SameArea),
        NearWord::SamePlace => wish(it.firm, Nearness::SamePlace),
    });
    ticket.wishes.languages = join.wishes_languages.map(|it| wish(it.firm, languages(&it.value)));
    ticket.blocks = join.blocks.iter().map(|id| id.0).collect();
    ticket.recents = join.recents.iter().map(|&(id, for_ms)| Recent::new(id.0, span(for_ms))).collect();
    Ok(ticket)
}

fn wish<T>(firm: bool, value: T) -> Wish<T> {
    if firm { Wish::firm(value) } else { Wish::soft(value) }
}

fn sex(word: SexWord) -> Sex {
    match word {
        SexWord::Female => Sex::Female,
        SexWord::Male => Sex::Male,
        SexWord::Other => Sex::Other,
    }
}

fn languages(numbers: &[u8]) -> Languages {
    numbers.iter().fold(Languages::none(), |all, &number| all.and(number))
}
