//! Clauses about tickets.

use super::world::kept;
use super::{Harness, World};
use crate::change::Fact;
use crate::keys::{TicketKey, UserKey};
use crate::person::{Opaque, Seat};
use crate::scope::Scope;
use crate::text::Text;
use crate::ticket::Ticket;
use std::sync::Arc;

fn ticket<H: Harness>(world: &World<H>, user: UserKey) -> Option<Arc<Ticket>> {
    world.load(&Scope::people([user])).ticket_of(user).cloned()
}

/// [`Fact::OpenTicket`].
pub fn open_ticket<H: Harness>() {
    let key = TicketKey(1_000);
    kept::<H>(|w| Fact::OpenTicket(w.wish(key, w.bob)), |w| w.live().tickets.iter().any(|t| t.key == key));
    let mut world = World::<H>::open();
    let wish = world.wish(key, world.bob);
    world.keep([Fact::OpenTicket(wish.clone()), Fact::PutSeat(world.bob, Seat::Waiting(key))]);
    assert_eq!(ticket(&world, world.bob).as_deref(), Some(&wish));
    world.reopen();
    assert_eq!(ticket(&world, world.bob).as_deref(), Some(&wish));
}

/// [`Fact::SetOpening`].
pub fn set_opening<H: Harness>() {
    let words = Text::from("is it raining where you are?");
    kept::<H>(
        |w| Fact::SetOpening(w.ticket, words.clone()),
        |w| ticket(w, w.carol).is_some_and(|t| t.opening.as_ref() == Some(&words)),
    );
}

/// [`Fact::PutWish`].
pub fn put_wish<H: Harness>() {
    let wish = Opaque("{\"mood\":true}".into());
    kept::<H>(
        |w| Fact::PutWish(w.ticket, wish.clone()),
        |w| ticket(w, w.carol).is_some_and(|t| t.wish == wish),
    );
}

/// [`Fact::TouchTicket`]: the next generation, and nothing else.
pub fn touch_ticket<H: Harness>() {
    kept::<H>(
        |w| Fact::TouchTicket(w.ticket),
        |w| {
            let touched = Ticket { generation: 1, ..w.wish(w.ticket, w.carol) };
            ticket(w, w.carol).as_deref() == Some(&touched)
        },
    );
}

/// [`Fact::CloseTicket`]: it no longer waits, and cannot be closed or touched again.
pub fn close_ticket<H: Harness>() {
    kept::<H>(
        |w| Fact::CloseTicket(w.ticket),
        |w| ticket(w, w.carol).is_none() && w.live().tickets.is_empty(),
    );
    let mut world = World::<H>::open();
    world.keep([Fact::CloseTicket(world.ticket)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        world.refuse(world.change().with(Fact::CloseTicket(world.ticket)));
        world.refuse(world.change().with(Fact::TouchTicket(world.ticket)));
        world.refuse(world.change().with(Fact::SetOpening(world.ticket, Text::from("too late"))));
        world.refuse(world.change().with(Fact::PutWish(world.ticket, Opaque::default())));
    }
}

/// A ticket that waits cannot be opened again.
pub fn a_ticket_opens_once<H: Harness>() {
    let mut world = World::<H>::open();
    let again = Ticket { generation: 7, ..world.wish(world.ticket, world.bob) };
    world.refuse(world.change().with(Fact::OpenTicket(again.clone())));
    world.reopen();
    world.refuse(world.change().with(Fact::OpenTicket(again)));
    assert_eq!(ticket(&world, world.carol).expect("it waits").user, world.carol);
}
