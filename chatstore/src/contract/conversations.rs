//! Clauses about conversations.

use super::world::{kept, pair};
use super::{Harness, World};
use crate::change::Fact;
use crate::conversation::{Conversation, End, EndReason, Member, Message, Spell};
use crate::keys::{ConversationKey, MessageKey};
use crate::person::Seat;
use crate::scope::Scope;
use std::sync::Arc;

fn talk<H: Harness>(world: &World<H>) -> Arc<Conversation> {
    Arc::clone(world.load(&Scope::people([world.alice])).conversation_of(world.alice).expect("they talk"))
}

/// [`Fact::BeginConversation`].
pub fn begin_conversation<H: Harness>() {
    let key = ConversationKey(1_000);
    kept::<H>(
        |w| Fact::BeginConversation(pair(key, w.bob, w.carol)),
        |w| w.live().conversations.iter().any(|c| c.key == key),
    );
    let mut world = World::<H>::open();
    let begun = pair(key, world.bob, world.carol);
    let begin = Fact::BeginConversation(begun.clone());
    let changed = world.keep([begin.clone(), Fact::PutSeat(world.carol, Seat::Talking(key))]);
    assert_eq!(*changed.conversations[0], begun);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let seen = world.load(&Scope::people([world.carol]));
        assert_eq!(**seen.conversation_of(world.carol).expect("she talks"), begun);
        world.refuse(world.change().with(begin.clone()));
    }
}

/// [`Fact::PutMember`]: one member's part, the others' stay; nobody joins by it.
pub fn put_member<H: Harness>() {
    let part = |w: &World<H>| Member {
        lines: 3,
        last_line_ms: 6_000,
        spell: Some(Spell { since_ms: 5_500, first: w.line, delivered: 1 }),
        asked_ms: Some(6_500),
        ..Member::new(w.bob, "deer", 900, 1_000)
    };
    kept::<H>(
        |w| Fact::PutMember(w.talk, part(w)),
        |w| {
            let talk = talk(w);
            let alice = Member::new(w.alice, "fox", 900, 1_000);
            talk.member(w.bob) == Some(&part(w))
                && talk.member(w.alice) == Some(&alice)
                && talk.members.len() == 2
        },
    );
    let world = World::<H>::open();
    let carol = Member::new(world.carol, "hare", 900, 1_000);
    world.refuse(world.change().with(Fact::PutMember(world.talk, carol)));
}

/// [`Fact::AppendMessage`].
pub fn append_message<H: Harness>() {
    let key = MessageKey(1_000);
    let append =
        |w: &World<H>| Fact::AppendMessage(Message { key, ..w.next_message(w.talk, w.alice, "and to you") });
    kept::<H>(append, |w| talk(w).seq == 2 && talk(w).last_message == Some(key));
    kept::<H>(append, |w| w.messages(w.talk).first().is_some_and(|m| m.body.as_text() == Some("and to you")));
}

/// [`Fact::EndConversation`].
pub fn end_conversation<H: Harness>() {
    let ends =
        [EndReason::Left, EndReason::Next, EndReason::Unfollowed, EndReason::Idle, EndReason::Unreachable];
    for reason in ends.into_iter().chain([EndReason::Blocked]) {
        let end = |w: &World<H>| End { at_ms: 7_000, reason, by: Some(w.bob) };
        kept::<H>(|w| Fact::EndConversation(w.talk, end(w)), |w| talk(w).ended == Some(end(w)));
    }
}

/// A message follows the last one: by its number, by its link and by its key.
pub fn sequence_has_no_gaps<H: Harness>() {
    let mut world = World::<H>::open();
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        let next = world.next_message(world.talk, world.bob, "out of turn");
        for wrong in [
            Message { seq: next.seq + 1, ..next.clone() },
            Message { seq: next.seq - 1, ..next.clone() },
            Message { previous: None, ..next.clone() },
            Message { key: world.line, ..next.clone() },
            Message { key: MessageKey(0), ..next.clone() },
        ] {
            world.refuse(world.change().with(Fact::AppendMessage(wrong)));
        }
        assert_eq!(world.messages(world.talk).len(), 1);
    }
}

/// After the end nothing is said, and there is no second end.
pub fn an_end_is_final<H: Harness>() {
    let mut world = World::<H>::open();
    let end = End { at_ms: 7_000, reason: EndReason::Left, by: Some(world.alice) };
    let late = world.next_message(world.talk, world.bob, "wait");
    world.keep([Fact::EndConversation(world.talk, end)]);
    for crashed in [false, true] {
        if crashed {
            world.reopen();
        }
        world.refuse(world.change().with(Fact::AppendMessage(late.clone())));
        let second = End { at_ms: 8_000, reason: EndReason::Next, by: Some(world.bob) };
        world.refuse(world.change().with(Fact::EndConversation(world.talk, second)));
        assert_eq!(talk(&world).ended, Some(end));
    }
}
