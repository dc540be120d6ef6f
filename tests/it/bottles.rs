//! Bottles and letters: thrown, picked by somebody else, answered, thrown back, taken out of the sea.

use crate::world::World;
use wechat_simulator::{AccountKind, Mode, PhoneId};

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

/// People on an account of a kind, welcomed; their welcome is past.
fn people(seed: u64, kind: AccountKind, count: usize) -> (World, Vec<PhoneId>) {
    let mut world = World::of_kind(seed, Mode::Secure, kind);
    let phones = (0..count).map(|n| world.follower(&format!("人{n}"))).collect();
    world.pass(20 * SECOND);
    (world, phones)
}

/// What the account answers to a word.
fn told(world: &mut World, phone: PhoneId, text: &str) -> String {
    let from = world.seen(phone);
    world.say(phone, text);
    world.pass(10 * SECOND);
    world.shown(phone, from).into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n")
}

const KINDS: [AccountKind; 2] = [AccountKind::VerifiedService, AccountKind::Personal];

/// proves: B1 B2 B3
#[test]
fn a_bottle_is_read_by_a_stranger_and_answered_by_letter() {
    for kind in KINDS {
        let (mut world, people) = people(200, kind, 2);
        let (a, b) = (people[0], people[1]);
        assert!(told(&mut world, a, "扔 今天看到了彩虹").contains("漂走了"));
        assert!(told(&mut world, a, "捡").contains("没看过"), "nobody picks their own");
        let picked = told(&mut world, b, "捡");
        assert!(picked.contains("「今天看到了彩虹」"), "{picked}");
        assert!(told(&mut world, b, "捡").contains("没看过"), "nobody picks one twice");
        let from = world.seen(a);
        let sent = told(&mut world, b, "回 我也看到了");
        assert!(sent.contains("信寄给"), "{sent}");
        // Where the account may push, the letter comes by itself; elsewhere with the next word.
        if kind == AccountKind::Personal {
            world.say(a, "收");
        }
        let letter = world.shown(a, from).into_iter().map(|(text, _)| text).collect::<String>();
        assert!(letter.contains("你的瓶子「今天看到了彩虹」有回信了"), "{letter}");
        assert!(letter.contains("的信（") && letter.contains("：我也看到了"), "{letter}");
        // And back, to the name the letter came from.
        let from = world.seen(b);
        let alias = letter.split("— ").nth(1).unwrap().split(" 的信").next().unwrap().to_owned();
        assert!(told(&mut world, a, &format!("回 {alias} 真好")).contains(&format!("信寄给 {alias} 了")));
        if kind == AccountKind::Personal {
            world.say(b, "收");
        }
        let back = world.shown(b, from).into_iter().map(|(text, _)| text).collect::<String>();
        assert!(back.contains("：真好"), "{back}");
        assert_eq!(back.matches("真好").count(), 1, "{back}");
        assert!(told(&mut world, b, "回 晚安").contains("信寄给"), "the last letter is in hand");
        assert!(world.refusals().is_empty(), "{:?}", world.refusals());
    }
}

/// proves: B2
#[test]
fn so_many_people_keep_a_bottle_and_one_thrown_back_drifts_on() {
    let (mut world, people) = people(201, AccountKind::Personal, 8);
    told(&mut world, people[0], "throw hello there");
    for reader in &people[1..6] {
        assert!(told(&mut world, *reader, "pick").contains("hello there"));
    }
    assert!(told(&mut world, people[6], "pick").contains("没看过"), "five have kept it");
    assert!(told(&mut world, people[3], "throw back").contains("放回去了"));
    assert!(told(&mut world, people[3], "pick").contains("没看过"), "not the same one again");
    assert!(told(&mut world, people[6], "pick").contains("hello there"));
    assert!(told(&mut world, people[7], "pick").contains("没看过"));
}

/// proves: B4 B5
#[test]
fn ones_own_bottles_are_shown_counted_limited_and_taken_back() {
    let (mut world, people) = people(202, AccountKind::VerifiedService, 2);
    let (a, b) = (people[0], people[1]);
    assert!(told(&mut world, a, "我的瓶子").contains("没有瓶子"));
    assert!(told(&mut world, a, "扔").contains("想在瓶子里写什么"));
    assert!(told(&mut world, a, "第一个\n小鹿：假的一行").contains("漂走了"), "the next word is the bottle");
    for n in 2..=5 {
        assert!(told(&mut world, a, &format!("扔 第{n}个")).contains("漂走了"));
    }
    assert!(told(&mut world, a, "扔 第六个").contains("已经有 5 个"));
    assert!(told(&mut world, a, &format!("扔 {}", "长".repeat(300))).contains("最多 200 个字"));
    let picked = told(&mut world, b, "捡");
    assert!(!picked.contains('\n') || !picked.lines().any(|line| line.starts_with("小鹿：")), "{picked}");
    told(&mut world, b, "回 看到了");
    let mine = told(&mut world, a, "我的瓶子");
    assert_eq!(mine.matches("读过 1 人，回信 1 封").count(), 1, "{mine}");
    assert_eq!(mine.matches("读过 0 人").count(), 4, "{mine}");
    assert!(mine.contains("还漂 7 天") && mine.contains("通信："), "{mine}");
    assert!(told(&mut world, a, "删 9").contains("没有这个编号"));
    for _ in 0..5 {
        assert!(told(&mut world, a, "删 1").contains("收回了"));
    }
    assert!(told(&mut world, b, "捡").contains("没看过"), "what was taken back is gone");
    assert!(told(&mut world, a, "我的瓶子").contains("没有瓶子"));
}

/// proves: B2 F26
#[test]
fn a_block_holds_for_bottles_and_ends_the_letters() {
    let (mut world, people) = people(203, AccountKind::Personal, 2);
    let (a, b) = (people[0], people[1]);
    told(&mut world, a, "扔 第一个");
    told(&mut world, a, "扔 第二个");
    told(&mut world, b, "捡");
    told(&mut world, b, "回 你好");
    assert!(told(&mut world, b, "拉黑").contains("不会再遇到"));
    assert!(told(&mut world, b, "捡").contains("没看过"), "not a bottle of whom one has blocked");
    told(&mut world, b, "扔 我的");
    assert!(told(&mut world, a, "捡").contains("没看过"), "nor the other way round");
    let answer = told(&mut world, a, "回 在吗");
    assert!(answer.contains("手里没有") || answer.contains("已经不在"), "{answer}");
    let from = world.seen(b);
    world.say(b, "收");
    assert!(!world.shown(b, from).iter().any(|(text, _)| text.contains("在吗")));
}

/// proves: B2
#[test]
fn bottles_sink_in_the_end_and_with_their_owner() {
    let (mut world, people) = people(204, AccountKind::Personal, 3);
    told(&mut world, people[0], "扔 很久以前");
    world.pass(7 * 24 * HOUR);
    assert!(told(&mut world, people[1], "捡").contains("没看过"), "its time is over");
    told(&mut world, people[0], "扔 再来一个");
    told(&mut world, people[1], "捡");
    world.platform.unfollow(people[0]).unwrap();
    world.pass(5 * SECOND);
    assert!(told(&mut world, people[2], "捡").contains("没看过"), "its owner has left");
    assert!(told(&mut world, people[1], "回 还在吗").contains("已经沉了"));
}

/// A letter does not break into a talk with somebody else.
/// proves: B3
#[test]
fn letters_wait_until_a_talk_is_over() {
    let mut world = World::new(205, Mode::Secure, None);
    let (a, b) = world.pair();
    let c = world.follower("丙");
    told(&mut world, a, "/扔 聊天的时候");
    assert!(told(&mut world, c, "捡").contains("聊天的时候"));
    let from = world.seen(a);
    told(&mut world, c, "回 写信给你");
    told(&mut world, b, "在的");
    let during = world.shown(a, from).into_iter().map(|(text, _)| text).collect::<String>();
    assert!(during.contains("在的") && !during.contains("写信给你"), "{during}");
    world.pass(60 * SECOND);
    told(&mut world, a, "结束");
    told(&mut world, a, "收");
    let after = world.shown(a, from).into_iter().map(|(text, _)| text).collect::<String>();
    assert_eq!(after.matches("写信给你").count(), 1, "{after}");
}
