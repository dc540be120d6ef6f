//! Topics: those who all want to talk about the same.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::{Keyword, Reason, Reasons, idf};

use super::open::{Group, OpenRoom, OpenRooms, RoomHandle};
use super::strategy::RoomStrategy;

/// The settings of [`Topics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TopicConfig {
    /// How many rooms with enough places, and without a firm wish for another sex, are looked at for those who seek
    /// one. Default 16.
    pub look: NonZeroU32,
    /// How long somebody must have waited before a room need have no topic, milliseconds; `None` for never. Default 15
    /// seconds.
    pub anyone_after_ms: Option<u32>,
}

impl Default for TopicConfig {
    fn default() -> Self {
        Self { look: NonZeroU32::MIN.saturating_add(15), anyone_after_ms: Some(15_000) }
    }
}

/// For each room that is looked at, how many are passed over at most that are too small or of the wrong people.
const PASSED: usize = 8;

/// Brings together those who all share an interest.
///
/// A room's topics are the interests everybody in it has. The open rooms with the seekers' rarest topic are looked at
/// first, the oldest of these first; the one with the weightiest topics left in common wins, among equals the one
/// opened first. Those who have named nothing meet each other.
///
/// ```
/// use matchmaking::{
///     Keyword, Party, PoolConfig, Reachability, Reason, RoomCommand, RoomConfig, RoomEvent, Rooms, Ticket, TopicConfig,
///     Topics,
/// };
///
/// let config = RoomConfig::new(2, 3, PoolConfig::default())?;
/// let mut rooms = Rooms::new(config, Topics::new(TopicConfig::default()));
/// let reach = Reachability::Pull { last_seen_ms: 0 };
/// let mut events = Vec::new();
/// for (user, word) in [(1, "爬山"), (2, "电影"), (3, "爬山"), (4, "爬山")] {
///     let mut ticket = Ticket::new(user, user, 0, 600_000, reach);
///     ticket.interests = vec![Keyword::of(word)];
///     rooms.apply(0, RoomCommand::Join(Party::new(user, vec![ticket])), &mut events)?;
/// }
/// let [RoomEvent::Proposed { parties, reasons, .. }] = &events[..] else { panic!("{events:?}") };
/// assert_eq!(parties.iter().map(|party| party.id).collect::<Vec<_>>(), [1, 3, 4]);
/// assert_eq!(reasons.iter().next(), Some(Reason::SharedKeyword(Keyword::of("爬山"))));
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
pub struct Topics {
    config: TopicConfig,
    /// The open rooms by topic, those opened earlier first; without a topic for those who have named nothing. Never
    /// iterated over.
    rooms: HashMap<Option<Keyword>, BTreeSet<RoomHandle>, FixedState>,
    open: u32,
}

impl Topics {
    /// A strategy without rooms.
    #[must_use]
    pub fn new(config: TopicConfig) -> Self {
        Self { config, rooms: HashMap::default(), open: 0 }
    }

    fn having(&self, topic: Option<Keyword>) -> u32 {
        self.rooms.get(&topic).map_or(0, |rooms| u32::try_from(rooms.len()).unwrap_or(u32::MAX))
    }

    /// The room that shares the weightiest topics.
    fn best<'r>(&self, rooms: OpenRooms<'r>) -> Option<OpenRoom<'r>> {
        let seekers = rooms.seekers();
        let mut topics: Vec<Option<Keyword>> = shared(seekers).into_iter().map(Some).collect();
        if has_named_nothing(seekers) {
            topics.push(None);
        }
        topics.sort_by_key(|&topic| self.having(topic));
        let scale = idf::Scale::of(self.open);
        let mut best: Option<(u32, OpenRoom<'r>)> = None;
        let handles = topics.iter().filter_map(|topic| self.rooms.get(topic)).flatten();
        let look = self.config.look.get() as usize;
        let promising = handles.take(look * PASSED).filter(|&&handle| rooms.is_promising(handle));
        for &handle in promising.take(look) {
            let Some(room) = rooms.get(handle) else { continue };
            let left = shared(room.group());
            let common = topics.iter().filter(|topic| topic.is_none_or(|topic| left.contains(&topic)));
            let weight = common.map(|&topic| scale.weight(self.having(topic))).sum();
            if best.is_none_or(|(most, known)| weight > most || (weight == most && handle < known.handle())) {
                best = Some((weight, room));
            }
        }
        best.map(|(_, room)| room)
    }

    /// The postings a room stands in.
    fn postings(group: Group<'_>) -> Vec<Option<Keyword>> {
        if has_named_nothing(group) { vec![None] } else { shared(group).into_iter().map(Some).collect() }
    }
}

fn has_named_nothing(group: Group<'_>) -> bool {
    group.tickets().all(|ticket| ticket.interests().is_empty())
}

/// What everybody of a group is interested in, in the order the first of them gave.
fn shared(group: Group<'_>) -> Vec<Keyword> {
    let mut tickets = group.tickets();
    let mut words = tickets.next().map(|ticket| ticket.interests().to_vec()).unwrap_or_default();
    for ticket in tickets {
        words.retain(|word| ticket.interests().contains(word));
    }
    words
}

impl RoomStrategy for Topics {
    fn choose<'r>(&mut self, rooms: OpenRooms<'r>) -> Option<OpenRoom<'r>> {
        let anyone = || rooms.waited(i64::from(self.config.anyone_after_ms?)).oldest().next();
        self.best(rooms).or_else(anyone)
    }

    fn reasons(&self, group: Group<'_>) -> Reasons {
        let topics = shared(group).into_iter().map(Reason::SharedKeyword);
        let otherwise = if has_named_nothing(group) { Reason::NothingNamed } else { Reason::LongestWait };
        Reasons::collect(topics).unwrap_or(Reasons::one(otherwise))
    }

    fn belongs(&self, group: Group<'_>, now_ms: i64) -> bool {
        let waited = now_ms.saturating_sub(group.born_ms());
        let anyone = self.config.anyone_after_ms.is_some_and(|after| waited >= i64::from(after));
        anyone || has_named_nothing(group) || !shared(group).is_empty()
    }

    fn next_look_ms(&self, born_ms: i64, now_ms: i64) -> Option<i64> {
        let at = born_ms.saturating_add(i64::from(self.config.anyone_after_ms?));
        (at > now_ms).then_some(at)
    }

    fn opened(&mut self, room: RoomHandle, group: Group<'_>) {
        self.open += 1;
        for topic in Self::postings(group) {
            self.rooms.entry(topic).or_default().insert(room);
        }
    }

    fn closed(&mut self, room: RoomHandle, group: Group<'_>) {
        self.open = self.open.saturating_sub(1);
        for topic in Self::postings(group) {
            if let Some(rooms) = self.rooms.get_mut(&topic) {
                rooms.remove(&room);
                if rooms.is_empty() {
                    self.rooms.remove(&topic);
                }
            }
        }
    }
}

impl std::fmt::Debug for Topics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Topics").field("config", &self.config).finish_non_exhaustive()
    }
}
