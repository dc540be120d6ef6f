//! Strategies for rooms: which of the open rooms suits best.

use crate::{Reason, Reasons};

use super::open::{Group, OpenRoom, OpenRooms, RoomHandle};

/// Chooses an open room for those who seek one.
///
/// A strategy cannot break a hard rule: [`OpenRooms`] shows only rooms in which everybody gets on with everybody, and
/// an [`OpenRoom`] can only come from there. Use a concrete type where speed matters and `Box<dyn RoomStrategy>` where
/// the strategy is a setting. It must be deterministic: no clock, no entropy but its seed.
///
/// ```
/// use matchmaking::{Group, OpenRoom, OpenRooms, Reason, Reasons, RoomStrategy};
///
/// /// The fuller the better.
/// struct Fullest;
///
/// impl RoomStrategy for Fullest {
///     fn choose<'r>(&mut self, rooms: OpenRooms<'r>) -> Option<OpenRoom<'r>> {
///         rooms.oldest().max_by_key(|room| room.group().size())
///     }
///
///     fn reasons(&self, _: Group<'_>) -> Reasons {
///         Reasons::one(Reason::LongestWait)
///     }
/// }
/// ```
pub trait RoomStrategy {
    /// Chooses one of `rooms` for [those who seek](OpenRooms::seekers), or declines: then they open one.
    fn choose<'r>(&mut self, rooms: OpenRooms<'r>) -> Option<OpenRoom<'r>>;

    /// Why these people meet: asked once a room is complete.
    fn reasons(&self, group: Group<'_>) -> Reasons;

    /// Whether those of a group that was put together by age alone belong together: asked for people whose room has
    /// waited too long. Default: yes.
    fn belongs(&self, group: Group<'_>, now_ms: i64) -> bool {
        let _ = (group, now_ms);
        true
    }

    /// When to ask again for people born at `born_ms` though nothing else changes. Default: never.
    fn next_look_ms(&self, born_ms: i64, now_ms: i64) -> Option<i64> {
        let _ = (born_ms, now_ms);
        None
    }

    /// A room opened, or is open again after a change, with these people. Default: nothing.
    fn opened(&mut self, room: RoomHandle, group: Group<'_>) {
        let _ = (room, group);
    }

    /// A room closed, or is about to change. Default: nothing.
    fn closed(&mut self, room: RoomHandle, group: Group<'_>) {
        let _ = (room, group);
    }
}

impl<S: RoomStrategy + ?Sized> RoomStrategy for Box<S> {
    fn choose<'r>(&mut self, rooms: OpenRooms<'r>) -> Option<OpenRoom<'r>> {
        (**self).choose(rooms)
    }

    fn reasons(&self, group: Group<'_>) -> Reasons {
        (**self).reasons(group)
    }

    fn belongs(&self, group: Group<'_>, now_ms: i64) -> bool {
        (**self).belongs(group, now_ms)
    }

    fn next_look_ms(&self, born_ms: i64, now_ms: i64) -> Option<i64> {
        (**self).next_look_ms(born_ms, now_ms)
    }

    fn opened(&mut self, room: RoomHandle, group: Group<'_>) {
        (**self).opened(room, group);
    }

    fn closed(&mut self, room: RoomHandle, group: Group<'_>) {
        (**self).closed(room, group);
    }
}

/// Tops up the oldest room that fits.
#[derive(Clone, Copy, Debug, Default)]
pub struct OldestRoom;

impl RoomStrategy for OldestRoom {
    fn choose<'r>(&mut self, rooms: OpenRooms<'r>) -> Option<OpenRoom<'r>> {
        rooms.oldest().next()
    }

    fn reasons(&self, _: Group<'_>) -> Reasons {
        Reasons::one(Reason::LongestWait)
    }
}
