//! How each type of message reaches another user: one test for each cell of the table, both directions.

use crate::world::World;
use wechat_simulator::{AccountKind, Bubble, BubbleKind, Mode, PhoneId, Sender, Via};

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

/// What a partner sees of something sent, or what its sender is told.
enum Outcome {
    /// This kind of bubble, whose text contains this; media and links are the same as sent.
    Shown(BubbleKind, &'static str),
    /// Nothing; the sender reads this.
    Refused(&'static str),
}

type Send = fn(&mut World, PhoneId);

/// What the account has shown to a person since they had seen `from` bubbles.
fn shown(world: &World, phone: PhoneId, from: usize) -> Vec<Bubble> {
    let screen = world.platform.screen(phone).unwrap();
    screen[from..].iter().filter(|bubble| bubble.from == Sender::Account).cloned().collect()
}

fn pass(seed: u64, kind: AccountKind, send: Send, outcome: &Outcome) {
    let mut world = World::of_kind(seed, Mode::Secure, kind);
    let (one, other) = (world.follower("甲"), world.follower("乙"));
    for phone in [one, other] {
        world.say(phone, "找人");
    }
    world.pass(20 * SECOND);
    for phone in [one, other, one, other] {
        world.say(phone, "收");
        world.pass(20 * SECOND);
    }
    world.pass(70 * SECOND);
    for (from, to) in [(one, other), (other, one)] {
        let (seen_from, seen_to) = (world.seen(from), world.seen(to));
        send(&mut world, from);
        world.pass(20 * SECOND);
        if kind == AccountKind::Personal {
            assert!(shown(&world, to, seen_to).is_empty(), "nothing comes by itself");
            world.say(to, "收");
        }
        let sent = world.platform.screen(from).unwrap()[seen_from].clone();
        let got = shown(&world, to, seen_to);
        match outcome {
            Outcome::Shown(bubble, text) => {
                let [got] = &got[..] else { panic!("one bubble: {got:?}") };
                assert_eq!(got.kind, *bubble);
                assert!(got.text.contains(text), "{}", got.text);
                assert!(sent.media_id.is_none() || got.media_id == sent.media_id);
                assert!(sent.url.is_none() || got.url == sent.url);
                let pushed = matches!(got.via, Via::Customer { .. });
                assert_eq!(pushed, kind != AccountKind::Personal);
            }
            Outcome::Refused(told) => {
                assert!(
                    got.iter().all(|b| b.kind == BubbleKind::Text && b.text.contains("还没有新的话")),
                    "{got:?}"
                );
                let answer = shown(&world, from, seen_from);
                assert!(answer.iter().any(|b| b.text.contains(told)), "{answer:?}");
            }
        }
    }
    assert!(world.refusals().is_empty(), "{:?}", world.refusals());
}

macro_rules! cells {
    ($($name:ident: $send:expr => $outcome:expr;)+) => {$(
        mod $name {
            use super::*;

            /// proves: F13 F88
            #[test]
            fn by_push() {
                pass(400, AccountKind::VerifiedService, $send, &$outcome);
            }

            /// proves: F13 F88 D4
            #[test]
            fn by_passive_reply() {
                pass(401, AccountKind::Personal, $send, &$outcome);
            }
        }
    )+};
}

cells! {
    text: |w, p| drop(w.platform.say(p, "你好，世界")) => Outcome::Shown(BubbleKind::Text, "：你好，世界");
    image: |w, p| drop(w.platform.send_image(p)) => Outcome::Shown(BubbleKind::Image, "");
    voice: |w, p| drop(w.platform.send_voice(p)) => Outcome::Shown(BubbleKind::Voice, "");
    video: |w, p| drop(w.platform.send_video(p)) => Outcome::Shown(BubbleKind::Video, "");
    short_video: |w, p| drop(w.platform.send_short_video(p)) => Outcome::Shown(BubbleKind::Video, "");
    location: |w, p| drop(w.platform.send_location(p, 39.9, 116.4, "北京市东城区"))
        => Outcome::Shown(BubbleKind::Text, "北京市东城区 https://apis.map.qq.com/uri/v1/geocoder?coord=39.9");
    link: |w, p| drop(w.platform.send_link(p, "一页", "说明", "https://example.com/a"))
        => Outcome::Shown(BubbleKind::News, "一页");
    mini_program: |w, p| drop(w.platform.send_mini_program(p, "小游戏", "wx00000000000000aa", "pages/a"))
        => Outcome::Shown(BubbleKind::Text, "[小程序] 小游戏");
    emoji_codes: |w, p| drop(w.platform.say(p, "/::) [微笑] 😀")) => Outcome::Shown(BubbleKind::Text, "：/::) [微笑] 😀");
    sticker: |w, p| drop(w.platform.send_sticker(p)) => Outcome::Refused("表情包");
    file: |w, p| drop(w.platform.send_file(p, "a.pdf", 1_000)) => Outcome::Refused("还不能转交");
    unknown: |w, p| drop(w.platform.send_unknown(p, "hologram", &[("Depth", "3")])) => Outcome::Refused("还不能转交");
}

/// Somebody with a picture and a voice held for them, more than can be pushed.
fn with_held_media(seed: u64) -> (World, PhoneId, PhoneId, Vec<String>) {
    let mut world = World::new(seed, Mode::Secure, None);
    let (a, b) = world.pair();
    for n in 0..8 {
        world.say(a, &format!("第{n}句"));
        world.pass(20 * SECOND);
    }
    let from = world.seen(a);
    world.platform.send_image(a).unwrap();
    world.platform.send_voice(a).unwrap();
    world.pass(20 * SECOND);
    let sent = world.platform.screen(a).unwrap()[from..].iter().filter_map(|b| b.media_id.clone());
    let sent: Vec<_> = sent.collect();
    assert_eq!(sent.len(), 2);
    (world, a, b, sent)
}

/// The platform forgets a medium after three days: before that it is fetched and given to it anew.
/// proves: F13
#[test]
fn held_media_outlive_the_platforms_three_days() {
    let (mut world, _, b, sent) = with_held_media(402);
    let from = world.seen(b);
    world.pass(80 * HOUR);
    for _ in 0..4 {
        world.say(b, "收");
        world.pass(20 * SECOND);
    }
    let got = shown(&world, b, from);
    for (kind, old) in [(BubbleKind::Image, &sent[0]), (BubbleKind::Voice, &sent[1])] {
        let bubbles: Vec<_> = got.iter().filter(|bubble| bubble.kind == kind).collect();
        let [bubble] = bubbles[..] else { panic!("one of {kind:?}: {got:?}") };
        let new = bubble.media_id.clone().unwrap();
        assert_ne!(new, *old, "under its new name");
        assert!(world.platform.media_file(&new).is_some() && world.platform.media_file(old).is_none());
    }
    assert!(world.refusals().is_empty(), "{:?}", world.refusals());
}

/// Where the account may not do that, they are given up before they are gone, and their sender is told.
#[test]
fn media_that_cannot_be_renewed_are_given_up_with_a_word() {
    let mut world = World::of_kind(403, Mode::Secure, AccountKind::Personal);
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.say(b, "找人");
    world.say(a, "找人");
    world.pass(20 * SECOND);
    world.platform.send_image(a).unwrap();
    world.pass(73 * HOUR);
    let from = world.seen(b);
    world.say(b, "收");
    assert!(shown(&world, b, from).iter().all(|bubble| bubble.kind == BubbleKind::Text));
    let from = world.seen(a);
    world.say(a, "收");
    assert!(shown(&world, a, from).iter().any(|b| b.text.contains("放了太久")), "{:?}", world.shown(a, from));
}
