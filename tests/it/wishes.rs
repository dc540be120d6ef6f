//! Scenes of people who look for somebody in particular: interests, moods, preferences, and the reason they are told.

use crate::world::World;
use wechat_simulator::{Mode, PhoneId};

const SECOND: i64 = 1_000;

fn world(seed: u64) -> World {
    World::new(seed, Mode::Secure, None)
}

/// A follower who has said a line, so that they can be called.
fn person(world: &mut World, name: &str) -> PhoneId {
    let phone = world.follower(name);
    world.say(phone, "你好");
    phone
}

/// proves: F83 N3
#[test]
fn those_who_named_the_same_thing_meet_and_are_told_which() {
    let mut world = world(51);
    let [film, hill, other] = ["甲", "乙", "丙"].map(|name| person(&mut world, name));
    world.say(film, "找人 电影 咖啡");
    assert!(world.last(film).contains("电影、咖啡"), "what was understood: {}", world.last(film));
    world.say(hill, "找人 爬山 摄影");
    assert!(world.last(hill).contains("正在找"), "nothing in common yet: {}", world.last(hill));
    world.say(other, "找人 周末想去登山");
    for phone in [hill, other] {
        let told = world.last(phone);
        assert!(told.contains("遇到了") && told.contains("你们都说到了「爬山」。"), "{told}");
    }
    assert!(world.last(film).contains("正在找"));
    world.pass(12 * SECOND);
    let plain = person(&mut world, "丁");
    world.say(plain, "找人");
    assert!(world.last(plain).contains("你们正好都在找人。"), "{}", world.last(plain));
    assert!(world.last(film).contains("遇到了"));
    assert!(world.refusals().is_empty());
}

/// proves: F33 F34 N3
#[test]
fn moods_that_go_together_meet() {
    let mut world = world(52);
    let [sad, happy, tired] = ["甲", "乙", "丙"].map(|name| person(&mut world, name));
    world.say(sad, "心情 今天好累，想哭");
    let told = world.last(sad);
    assert!(told.contains("有点难过") && told.contains("静乐好怒哀惧恶惊"), "{told}");
    world.say(happy, "心情 哈哈哈哈中奖了好开心");
    assert!(
        world.last(happy).contains("开心") && !world.last(happy).contains("遇到了"),
        "{}",
        world.last(happy)
    );
    world.say(tired, "心情");
    assert!(world.last(tired).contains("现在心情怎么样"), "{}", world.last(tired));
    world.say(tired, "失恋了，好难过");
    for phone in [sad, tired] {
        let told = world.last(phone);
        assert!(told.contains("遇到了") && told.contains("你们现在都有点难过。"), "{told}");
    }
    assert!(world.last(sad).contains("「失恋了，好难过」"), "the line is what the partner sees first");
}

/// proves: F33
#[test]
fn a_mood_that_was_understood_wrongly_is_corrected() {
    let mut world = world(53);
    let [angry, other] = ["甲", "乙"].map(|name| person(&mut world, name));
    world.say(angry, "心情 今天好累，想哭");
    world.say(angry, "心情 怒");
    assert!(world.last(angry).contains("有点生气"), "{}", world.last(angry));
    world.say(other, "心情 气死我了");
    for phone in [angry, other] {
        assert!(world.last(phone).contains("你们现在都有点生气。"), "{}", world.last(phone));
    }
}

/// proves: F09
#[test]
fn wishes_must_fit_both_ways_and_give_way_with_time() {
    let mut world = world(54);
    let [her, him, far] = ["甲", "乙", "丙"].map(|name| person(&mut world, name));
    world.say(her, "我是 女 28 北京");
    assert!(world.last(her).contains("女 · 28 岁 · 北京"), "{}", world.last(her));
    world.say(her, "想找 男 25-35 同城");
    assert!(world.last(her).contains("男 · 25–35 岁 · 同城"), "{}", world.last(her));
    world.say(him, "我是 男 30 北京");
    world.say(him, "想找 20岁以下");
    world.say(far, "我是 男 30 上海");
    world.say(her, "找人");
    world.say(him, "找人");
    world.say(far, "找人");
    assert!(
        [her, him].iter().all(|phone| world.last(*phone).contains("正在找")),
        "he wishes somebody younger"
    );
    // The two men wish nothing that keeps them apart but his age.
    world.pass(130 * SECOND);
    let met = [her, him, far].map(|phone| world.last(phone).contains("遇到了"));
    assert_eq!(met.iter().filter(|met| **met).count(), 2, "ages and places have given way: {met:?}");
    assert!(met[0], "she waited longest");
    world.say(far, "资料");
    assert!(world.last(far).contains("上海"), "{}", world.last(far));
}

/// proves: F09
#[test]
fn a_wish_made_while_waiting_counts_at_once() {
    let mut world = world(55);
    let [her, him] = ["甲", "乙"].map(|name| person(&mut world, name));
    world.say(her, "找人");
    world.say(her, "想找 女");
    world.say(him, "我是 男");
    world.say(him, "找人");
    assert!(world.last(him).contains("正在找"), "{}", world.last(him));
    world.say(her, "想找 不限");
    assert!(
        world.last(her).contains("谁都可以") || world.last(her).contains("遇到了"),
        "{}",
        world.last(her)
    );
    world.pass(2 * SECOND);
    assert!(world.last(him).contains("遇到了"), "{}", world.last(him));
}

/// proves: F09
#[test]
fn what_cannot_be_understood_changes_nothing_and_nearby_needs_a_place() {
    let mut world = world(56);
    let phone = person(&mut world, "甲");
    for (line, want) in [
        ("我是 来聊天的", "没看懂"),
        ("想找 有趣的灵魂", "没看懂"),
        ("想找 同城", "先说你在哪"),
        ("我是 深圳 英语", "广东深圳 · 英语"),
        ("资料", "同城"),
        ("想找 不限", "谁都可以"),
        ("我是谁", "现在没有人在听"),
    ] {
        world.say(phone, line);
        assert!(world.last(phone).contains(want), "{line}: {}", world.last(phone));
    }
}

/// proves: M6
#[test]
fn whoever_speaks_of_a_crisis_is_told_where_help_is() {
    let mut world = world(57);
    let phone = person(&mut world, "甲");
    world.say(phone, "心情 我不想活了");
    let told = world.last(phone);
    assert!(told.contains("12356") && told.contains("正在找"), "{told}");
    let other = person(&mut world, "乙");
    world.say(other, "心情 我也不想活了");
    let told = world.last(other);
    assert!(told.contains("12356") && told.contains("遇到了"), "also when somebody is there at once: {told}");
    assert!(!world.last(phone).contains("12356"), "said once");
}
