//! Clauses about reading back what was said.

use super::Harness;
use super::world::{World, talk};
use crate::change::Fact;
use crate::conversation::{End, EndReason, Message};
use crate::keys::{ConversationKey, MessageKey};

fn page<H: Harness>(
    world: &World<H>,
    conversation: ConversationKey,
    before: Option<MessageKey>,
    limit: usize,
) -> Vec<Message> {
    world.run(world.store().messages(conversation, before, limit)).expect("the store is available")
}

fn spoken<H: Harness>(lines: usize) -> World<H> {
    let world = World::open();
    for line in 1..lines {
        world.say(if line % 2 == 0 { world.bob } else { world.alice }, &format!("line {line}"));
    }
    world
}

/// Newest first, at most as many as asked for, before and after the end of the conversation.
pub fn newest_first<H: Harness>() {
    let mut world = spoken::<H>(7);
    for step in ["talking", "ended", "crashed"] {
        match step {
            "ended" => {
                let end = End { at_ms: 7_000, reason: EndReason::Left, by: None };
                world.keep([Fact::EndConversation(world.talk, end)]);
            }
            "crashed" => world.reopen(),
            _ => {}
        }
        let all = page(&world, world.talk, None, 100);
        assert_eq!(all.iter().map(|m| m.seq).collect::<Vec<_>>(), [7, 6, 5, 4, 3, 2, 1], "{step}");
        assert_eq!(page(&world, world.talk, None, 3), all[..3], "{step}");
        assert!(page(&world, world.talk, None, 0).is_empty(), "{step}");
    }
}

/// Pages that each begin before the last one's end give every message once.
pub fn pages_follow_each_other<H: Harness>() {
    let world = spoken::<H>(10);
    let all = page(&world, world.talk, None, 100);
    for size in 1..=11 {
        let mut read: Vec<Message> = Vec::new();
        loop {
            let next = page(&world, world.talk, read.last().map(|m| m.key), size);
            if next.is_empty() {
                break;
            }
            assert!(next.len() <= size);
            read.extend(next);
        }
        assert_eq!(read, all, "pages of {size}");
    }
    // A border that is no message of the conversation is a border all the same.
    let newer = MessageKey(world.key());
    assert_eq!(page(&world, world.talk, Some(newer), 100), all);
    assert!(page(&world, world.talk, Some(MessageKey(0)), 100).is_empty());
}

/// Each message names the one before it, and the conversation names the last.
pub fn the_chain_has_no_gaps<H: Harness>() {
    let mut world = spoken::<H>(6);
    world.reopen();
    let all = page(&world, world.talk, None, 100);
    assert_eq!(world.live().conversations[0].last_message, Some(all[0].key));
    for pair in all.windows(2) {
        assert_eq!(pair[0].previous, Some(pair[1].key));
        assert_eq!(pair[0].seq, pair[1].seq + 1);
    }
    assert_eq!(all.last().map(|m| (m.seq, m.previous)), Some((1, None)));
}

/// Lines of several conversations that are written in turn stay apart; one that never was is empty.
pub fn conversations_do_not_mix<H: Harness>() {
    let world = World::<H>::open();
    let (dora, emil) = (world.person("o-dora"), world.person("o-emil"));
    let other = talk(&world, dora, emil);
    let mut last = None;
    for seq in 1..=5 {
        world.say(world.alice, "here");
        let key = MessageKey(world.key());
        let said = Message {
            key,
            conversation: other,
            seq,
            previous: last.replace(key),
            sender: dora,
            at_ms: 3_000,
            body: "there".into(),
        };
        world.keep([Fact::AppendMessage(said)]);
    }
    assert_eq!(page(&world, world.talk, None, 100).len(), 6);
    let there = page(&world, other, None, 100);
    assert!(there.len() == 5 && there.iter().all(|m| m.body.as_text() == Some("there")));
    // Another conversation's message as the border: nothing of that conversation is shown.
    let border = page(&world, world.talk, Some(there[2].key), 100);
    assert!(border.iter().all(|m| m.conversation == world.talk && m.key < there[2].key));
    assert!(page(&world, ConversationKey(world.key()), None, 100).is_empty());
}
