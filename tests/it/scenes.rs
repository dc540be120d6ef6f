//! Scenes: what two or three people see, minute by minute.

use crate::world::World;
use wechat_simulator::{Mode, PhoneId, Sender, Via};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

impl World {
    /// A person who follows and has been welcomed.
    pub(crate) fn follower(&mut self, name: &str) -> PhoneId {
        let phone = self.platform.add_phone(name);
        self.platform.follow(phone).unwrap();
        self.pass(2 * SECOND);
        phone
    }

    pub(crate) fn say(&mut self, phone: PhoneId, text: &str) {
        self.platform.say(phone, text).unwrap();
        self.pass(2 * SECOND);
    }

    /// What the account has shown to a person since they had seen `from` bubbles.
    pub(crate) fn shown(&self, phone: PhoneId, from: usize) -> Vec<(String, bool)> {
        let screen = self.platform.screen(phone).unwrap();
        let account = screen.iter().skip(from).filter(|b| b.from != Sender::Me);
        account.map(|b| (b.text.clone(), matches!(b.via, Via::Customer { .. }))).collect()
    }

    pub(crate) fn last(&self, phone: PhoneId) -> String {
        self.shown(phone, 0).pop().map(|(text, _)| text).unwrap_or_default()
    }

    pub(crate) fn seen(&self, phone: PhoneId) -> usize {
        self.platform.screen(phone).unwrap().len()
    }

    /// Two people in a talk, past its first half minute.
    pub(crate) fn pair(&mut self) -> (PhoneId, PhoneId) {
        let (a, b) = (self.follower("甲"), self.follower("乙"));
        self.say(b, "找人");
        assert!(self.last(b).contains("正在找"), "{}", self.last(b));
        self.say(a, "找人");
        assert!(self.last(a).contains("遇到了"), "{}", self.last(a));
        assert!(self.last(b).contains("遇到了"), "{}", self.last(b));
        self.pass(MINUTE);
        (a, b)
    }
}

pub(crate) fn lines_in(texts: &[(String, bool)], prefix: &str) -> Vec<String> {
    let all = texts.iter().flat_map(|(text, _)| text.lines());
    all.filter_map(|line| line.split_once('：').map(|(_, said)| said.to_owned()))
        .filter(|said| said.starts_with(prefix))
        .collect()
}

fn thirty_lines_to_a_silent_partner(mode: Mode) {
    let mut world = World::new(30, mode, None);
    let (a, b) = world.pair();
    let (from_a, from_b) = (world.seen(a), world.seen(b));
    for n in 0..30 {
        world.platform.say(a, &format!("第{n:02}句")).unwrap();
        world.pass(2 * SECOND);
    }
    world.pass(MINUTE);
    let pushed = world.shown(b, from_b);
    assert!(pushed.len() <= 4 && pushed.iter().all(|(_, push)| *push), "{pushed:?}");
    assert!(pushed.last().unwrap().0.ends_with("（TA 还在说，回一句就能继续收）"), "{pushed:?}");
    let told = world.shown(a, from_a);
    assert_eq!(told.iter().filter(|(text, _)| text.contains("替你收着")).count(), 1, "told once: {told:?}");
    assert_eq!(told.len(), 1, "and nothing else: {told:?}");

    let back = world.seen(b);
    world.say(b, "我回来了");
    world.pass(10 * SECOND);
    let flushed = world.shown(b, back);
    assert!(!flushed[0].1, "the reply comes first: {flushed:?}");
    assert!(flushed.len() <= 3, "one reply and two pushes at most: {flushed:?}");
    let all: Vec<String> = lines_in(&world.shown(b, from_b), "第");
    assert_eq!(all, (0..30).map(|n| format!("第{n:02}句")).collect::<Vec<_>>(), "all, once, in order");
    world.say(a, "好啊");
    assert!(world.last(a).contains("看到你刚才的"), "{}", world.last(a));

    world.pass(MINUTE);
    let before_end = world.seen(b);
    world.say(a, "结束");
    world.pass(5 * SECOND);
    assert!(world.shown(b, before_end).iter().any(|(text, _)| text.contains("离开了")), "the kept push");
    let quiet = (world.seen(a), world.seen(b));
    world.pass(48 * HOUR);
    assert_eq!((world.seen(a), world.seen(b)), quiet, "nothing is pushed");
    assert!(world.refusals().is_empty(), "nothing was refused");
}

/// proves: D1 D2 D3 F13
#[test]
fn thirty_lines_to_a_silent_partner_in_secure_mode() {
    thirty_lines_to_a_silent_partner(Mode::Secure);
}

/// proves: D1 D2 F01
#[test]
fn thirty_lines_to_a_silent_partner_in_plain_mode() {
    thirty_lines_to_a_silent_partner(Mode::Plain);
}

/// More than one reply and two pushes can carry: the rest is announced and comes with the next word.
#[test]
fn a_long_backlog_comes_in_pieces_and_the_rest_is_announced() {
    let mut world = World::new(31, Mode::Secure, None);
    let (a, b) = world.pair();
    let start = world.seen(b);
    let long = "很长的一句话".repeat(20);
    for n in 0..40 {
        world.say(a, &format!("第{n:02}句{long}"));
        world.pass(4 * SECOND);
    }
    let back = world.seen(b);
    world.say(b, "嗯");
    world.pass(20 * SECOND);
    let first = world.shown(b, back);
    assert_eq!(first.len(), 3, "one reply, two pushes");
    assert!(first[2].0.lines().last().unwrap().contains("📮 还有"), "{:?}", first[2]);
    assert_eq!(world.platform.ledger(b).unwrap().left, 3, "three stay for the live talk and the end");
    for _ in 0..4 {
        world.say(b, "嗯");
        world.pass(20 * SECOND);
    }
    let got: Vec<String> =
        lines_in(&world.shown(b, start), "第").iter().map(|l| l.chars().take(4).collect()).collect();
    assert_eq!(got, (0..40).map(|n| format!("第{n:02}句")).collect::<Vec<_>>());
    assert!(world.refusals().is_empty());
}

/// The partner leaves while lines are held: they and the notice arrive in the kept push.
/// proves: F14
#[test]
fn the_sender_leaves_and_the_silent_partner_still_learns_it() {
    let mut world = World::new(32, Mode::Secure, None);
    let (a, b) = world.pair();
    let start = world.seen(b);
    for n in 0..12 {
        world.say(a, &format!("第{n:02}句"));
        world.pass(3 * SECOND);
    }
    world.say(a, "结束");
    world.pass(30 * SECOND);
    let shown = world.shown(b, start);
    let last = &shown.last().unwrap().0;
    assert!(last.contains("离开了"), "{shown:?}");
    assert_eq!(
        lines_in(&shown, "第").len(),
        12,
        "what was said before the end is there before the notice: {shown:?}"
    );
    assert!(world.refusals().is_empty());
    assert_eq!(world.platform.ledger(b).unwrap().left, 0);
}

/// proves: F17
#[test]
fn nobody_is_matched_with_someone_who_only_tapped_the_menu() {
    let mut world = World::new(33, Mode::Secure, None);
    let sleeper = world.follower("睡着的人");
    world.platform.tap_menu(sleeper, "find").unwrap();
    world.pass(2 * SECOND);
    assert!(world.last(sleeper).contains("先跟我说一句话"), "{}", world.last(sleeper));
    world.pass(2 * MINUTE);
    let other = world.follower("来的人");
    world.say(other, "找人");
    assert!(world.last(other).contains("正在找"));
    world.pass(11 * MINUTE);
    assert!(world.last(other).contains("没等到"), "{}", world.last(other));
    assert!(!world.shown(sleeper, 0).iter().any(|(text, _)| text.contains("遇到了")));
}

/// The first word after that question is the opening line the partner sees.
/// proves: F09
#[test]
fn the_first_word_becomes_the_opening_line() {
    let mut world = World::new(34, Mode::Secure, None);
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.platform.tap_menu(a, "find").unwrap();
    world.pass(2 * SECOND);
    world.say(a, "今天好累");
    assert!(world.last(a).contains("正在找"), "{}", world.last(a));
    world.say(b, "匹配");
    assert!(world.last(b).contains("TA 说：「今天好累」"), "{}", world.last(b));
}

/// proves: F02 F03 F16
#[test]
fn following_twice_and_leaving_are_told_apart() {
    let mut world = World::new(35, Mode::Secure, None);
    let (a, b) = world.pair();
    world.platform.unfollow(b).unwrap();
    world.pass(3 * SECOND);
    assert!(world.last(a).contains("离开了"), "{}", world.last(a));
    world.say(a, "还在吗");
    assert!(world.last(a).contains("没有人在听"), "{}", world.last(a));
    world.platform.follow(b).unwrap();
    world.pass(3 * SECOND);
    assert!(world.last(b).contains("欢迎回来"), "{}", world.last(b));
    world.platform.unfollow(b).unwrap();
    world.pass(25 * HOUR);
    assert!(world.store.people().iter().all(|p| p.following), "erased a day later");
    world.platform.follow(b).unwrap();
    world.pass(3 * SECOND);
    assert!(world.last(b).contains("这里可以和陌生人说说话"), "a stranger again: {}", world.last(b));
}

/// proves: F14 F10
#[test]
fn next_leaves_and_searches_in_one_step_and_does_not_meet_the_same_again() {
    let mut world = World::new(36, Mode::Secure, None);
    let (a, b) = world.pair();
    let c = world.follower("丙");
    world.say(a, "下一个");
    assert!(world.last(a).contains("正在找"), "{}", world.last(a));
    assert!(world.last(b).contains("离开了"), "{}", world.last(b));
    world.say(b, "找人");
    assert!(world.last(b).contains("正在找"), "not each other again: {}", world.last(b));
    world.say(c, "找人");
    assert!(world.last(c).contains("遇到了"));
}

/// proves: N2
#[test]
fn whoever_is_left_at_once_waits_on_in_front() {
    let mut world = World::new(37, Mode::Secure, None);
    let (a, b, c) = (world.follower("甲"), world.follower("乙"), world.follower("丙"));
    world.say(a, "找人");
    world.pass(3 * MINUTE);
    world.say(b, "找人");
    assert!(world.last(b).contains("遇到了"));
    world.say(b, "下一个");
    world.pass(5 * SECOND);
    assert!(world.last(a).contains("你还排在前面"), "{}", world.last(a));
    world.say(c, "找人");
    assert!(
        world.last(c).contains("遇到了") && world.last(a).contains("遇到了"),
        "the one who waited longest"
    );
}

/// proves: F15
#[test]
fn silence_is_asked_about_and_then_closed_and_both_are_told() {
    let mut world = World::new(38, Mode::Secure, None);
    let (a, b) = world.pair();
    world.say(b, "在的");
    world.say(a, "你好");
    world.pass(11 * MINUTE);
    world.say(a, "还在吗");
    assert!(world.last(a).contains("1 等一等"), "{}", world.last(a));
    world.say(a, "1");
    assert!(world.last(a).contains("再等等"), "{}", world.last(a));
    world.pass(31 * MINUTE);
    assert!(world.last(a).contains("好久没说话") && world.last(b).contains("好久没说话"));
}

/// proves: S6
#[test]
fn english_is_spoken_to_those_who_ask_for_it() {
    let mut world = World::new(39, Mode::Secure, None);
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.say(a, "language");
    assert!(world.last(a).contains("English from now on"));
    world.say(b, "找人");
    world.say(a, "find");
    assert!(world.last(a).contains("You met") && world.last(b).contains("遇到了"));
}

/// proves: D5
#[test]
fn a_push_that_comes_again_changes_nothing() {
    let mut world = World::new(40, Mode::Secure, None);
    let (a, b) = world.pair();
    world
        .platform
        .set_faults(wechat_simulator::Faults { duplicate_push: 1.0, ..Default::default() })
        .unwrap();
    let from = world.seen(b);
    for n in 0..4 {
        world.say(a, &format!("第{n}句"));
        world.say(b, "嗯");
        world.pass(20 * SECOND);
    }
    assert_eq!(lines_in(&world.shown(b, from), "第").len(), 4);
}

/// proves: F13 S5
#[test]
fn a_very_long_line_arrives_whole() {
    let mut world = World::new(41, Mode::Secure, None);
    let (a, b) = world.pair();
    let from = world.seen(b);
    let long: String = (0..600).map(|n| char::from_u32(0x4E00 + n).unwrap()).collect();
    world.say(a, &long);
    world.pass(10 * SECOND);
    let got: String = lines_in(&world.shown(b, from), "").concat();
    assert_eq!(got, long);
}

/// What is put into the answer to a link tap would be shown to nobody.
#[test]
fn a_tap_on_a_link_loses_nothing() {
    let mut world = World::new(42, Mode::Secure, None);
    let (a, b) = world.pair();
    let from = world.seen(b);
    for n in 0..12 {
        world.say(a, &format!("第{n:02}句"));
        world.pass(5 * SECOND);
    }
    world.platform.open_menu_link(b, "https://example.com/").unwrap();
    world.pass(20 * SECOND);
    world.say(b, "在");
    world.pass(20 * SECOND);
    assert_eq!(lines_in(&world.shown(b, from), "第").len(), 12);
}

/// Before the grant of somebody for whom lines are held ends, the kept push says so: once.
/// proves: F17
#[test]
fn a_grant_about_to_end_is_announced_once() {
    let mut world = World::new(43, Mode::Secure, None);
    let (a, b) = world.pair();
    for n in 0..8 {
        world.say(a, &format!("第{n:02}句"));
        world.pass(20 * SECOND);
    }
    let from = world.seen(b);
    for _ in 0..47 {
        world.pass(HOUR);
        world.say(a, "还在等你");
    }
    world.pass(5 * HOUR);
    let shown = world.shown(b, from);
    assert_eq!(
        shown.iter().filter(|(text, _)| text.contains("微信快不让我联系你了")).count(),
        1,
        "{shown:?}"
    );
    assert_eq!(lines_in(&shown, "还在等你").len(), 47, "and what was held came along");
    assert!(world.last(a).contains("看到你刚才的"), "{}", world.last(a));
    assert!(world.refusals().is_empty(), "{:?}", world.refusals());
}

/// An account that may not push still loses nothing: what is said comes with the next free reply.
#[test]
fn without_pushes_lines_come_with_the_next_word() {
    let mut settings = driftbottle::Settings::new("wx5ca1ab1e0ddba11c");
    settings.may_push = false;
    let mut world = World::new(44, Mode::Secure, Some(settings));
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.say(b, "找人");
    world.say(a, "找人");
    assert!(world.last(a).contains("遇到了"), "{}", world.last(a));
    assert!(world.last(b).contains("遇到了"), "{}", world.last(b));
    world.pass(30 * SECOND);
    for n in 0..5 {
        world.say(a, &format!("第{n:02}句"));
    }
    let from = world.seen(b);
    world.say(b, "收");
    assert_eq!(lines_in(&world.shown(b, from), "第").len(), 5);
    assert_eq!(world.calls, 0);
}

/// A 48001 turns pushes off and loses nothing.
#[test]
fn an_account_that_turns_out_not_to_push_keeps_its_lines() {
    let mut world = World::new(45, Mode::Secure, None);
    world.platform = wechat_simulator::Platform::new(
        world.platform.account().clone().with_kind(wechat_simulator::AccountKind::Personal),
        crate::world::EVENING_MS,
        45,
    )
    .unwrap();
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.say(b, "找人");
    world.say(a, "找人");
    world.pass(5 * SECOND);
    assert_eq!(world.calls, 1, "one attempt, refused with 48001");
    for n in 0..3 {
        world.say(a, &format!("第{n:02}句"));
    }
    let from = world.seen(b);
    world.say(b, "收");
    let shown = world.shown(b, from);
    assert!(shown[0].0.contains("遇到了"), "{shown:?}");
    assert_eq!(lines_in(&shown, "第").len(), 3);
    assert_eq!(world.calls, 1, "and no other");
}
