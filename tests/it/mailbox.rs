//! Mailbox mode: an account that cannot push, whose people have only the answers to their own words.

use crate::scenes::lines_in;
use crate::world::World;
use wechat_simulator::{AccountKind, Mode, PhoneId, Sender};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

fn personal(seed: u64) -> World {
    World::of_kind(seed, Mode::Secure, AccountKind::Personal)
}

/// Two people in a talk who both know of it.
fn pair(world: &mut World) -> (PhoneId, PhoneId) {
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.platform.say(b, "找人").unwrap();
    world.pass(SECOND);
    world.platform.say(a, "找人").unwrap();
    world.pass(SECOND);
    assert!(world.last(a).contains("遇到了"), "{}", world.last(a));
    assert!(world.last(b).contains("遇到了"), "the push of who waits is held open: {}", world.last(b));
    world.pass(10 * SECOND);
    (a, b)
}

fn faults(world: &World, phone: PhoneId) -> usize {
    let screen = world.platform.screen(phone).unwrap();
    screen.iter().filter(|b| b.from == Sender::System && b.text.contains("该公众号")).count()
}

/// What the partner writes within fourteen seconds goes out at once, as the answer of the attempt then open.
/// proves: D4
#[test]
fn a_live_talk_needs_no_push() {
    let mut world = personal(300);
    let (a, b) = pair(&mut world);
    let (from_a, from_b) = (world.seen(a), world.seen(b));
    for n in 0..10 {
        let (from, to) = if n % 2 == 0 { (a, b) } else { (b, a) };
        let before = world.seen(to);
        world.platform.say(from, &format!("第{n:02}句")).unwrap();
        world.pass(SECOND);
        // Whoever answers gets what was said with their own word, and it is the other who waits at an open push.
        assert_eq!(world.seen(to) > before, from == b, "line {n}");
        world.pass(6 * SECOND);
    }
    world.pass(20 * SECOND);
    world.say(b, "收");
    assert_eq!(lines_in(&world.shown(b, from_b), "第").len(), 5);
    assert_eq!(lines_in(&world.shown(a, from_a), "第").len(), 5);
    assert_eq!((faults(&world, a), faults(&world, b), world.calls), (0, 0, 0));
    assert!(world.left_open > 0);
}

/// Attempts one and two are left without a byte, the third is answered in any case: no fault text is ever shown.
/// proves: D4
#[test]
fn an_open_push_to_which_nobody_answers_ends_in_time() {
    let mut world = personal(301);
    let phone = world.follower("甲");
    let from = world.seen(phone);
    world.platform.say(phone, "找人").unwrap();
    world.pass(14 * SECOND);
    assert!(world.shown(phone, from).is_empty(), "held: {:?}", world.shown(phone, from));
    world.pass(2 * SECOND);
    assert!(world.last(phone).contains("排上队了"), "{}", world.last(phone));
    assert_eq!((faults(&world, phone), world.left_open), (0, 2));
}

/// Where nobody is awaited, answers come at once.
#[test]
fn a_word_to_nobody_is_answered_at_once() {
    let mut world = personal(302);
    let phone = world.follower("甲");
    world.say(phone, "帮助");
    assert!(world.last(phone).contains("找人"), "{}", world.last(phone));
    assert_eq!(world.left_open, 0);
}

/// `收`, 1, 。 and more fetch and are never passed on; what is left over is counted.
/// proves: D4 D2
#[test]
fn fetching_brings_what_waits_in_order_and_says_what_is_left() {
    for word in ["收", "1", "。", "more", "get"] {
        let mut world = personal(303);
        let (a, b) = pair(&mut world);
        world.pass(2 * MINUTE);
        for n in 0..8 {
            world.say(a, &format!("第{n}句{}", "很长".repeat(60)));
            world.pass(20 * SECOND);
        }
        let told = world.shown(a, 0);
        assert_eq!(told.iter().filter(|(text, _)| text.contains("收下了")).count(), 1, "told once: {told:?}");
        let from = world.seen(b);
        world.say(b, word);
        let first = world.shown(b, from);
        assert_eq!(first.len(), 1, "{word}: {first:?}");
        let end = first[0].0.lines().last().unwrap().to_owned();
        assert!(end.contains("📮 还有") && end.contains("回 收 继续"), "{word}: {end}");
        assert!(first[0].0.len() <= 2048);
        for _ in 0..3 {
            world.pass(20 * SECOND);
            world.say(b, word);
        }
        let all: Vec<_> = lines_in(&world.shown(b, from), "第").iter().map(|l| l.chars().nth(1)).collect();
        assert_eq!(all, "01234567".chars().map(Some).collect::<Vec<_>>(), "{word}: all, once, in order");
        world.say(a, "收");
        assert!(!world.shown(a, 0).iter().any(|(text, _)| text.contains(&format!("：{word}"))));
        assert!(world.last(a).contains("看到你刚才的"), "{}", world.last(a));
    }
}

/// A question that stands is what 1 answers.
#[test]
fn a_question_that_stands_is_answered_by_its_number() {
    let mut world = personal(304);
    let (a, _) = pair(&mut world);
    world.pass(11 * MINUTE);
    world.say(a, "还在吗");
    assert!(world.last(a).contains("1 等一等"), "{}", world.last(a));
    world.say(a, "1");
    assert!(world.last(a).contains("再等等"), "{}", world.last(a));
}

/// The command's outcome leads; a picture goes alone, in its place among the lines.
/// proves: D4
#[test]
fn an_answer_leads_with_the_outcome_and_media_go_alone_in_their_turn() {
    let mut world = personal(305);
    let (a, b) = pair(&mut world);
    world.pass(2 * MINUTE);
    world.say(a, "看这个");
    world.platform.send_image(a).unwrap();
    world.pass(20 * SECOND);
    world.say(a, "好看吗");
    world.pass(20 * SECOND);
    world.say(a, "结束");
    world.pass(20 * SECOND);
    let from = world.seen(b);
    world.say(b, "帮助");
    for _ in 0..4 {
        world.pass(20 * SECOND);
        world.say(b, "收");
    }
    let screen = &world.platform.screen(b).unwrap()[from..];
    let shown: Vec<_> = screen.iter().filter(|bubble| bubble.from == Sender::Account).collect();
    assert!(shown[0].text.lines().next().unwrap().contains("直接打字") || shown[0].text.contains("找人"));
    assert!(shown[0].text.contains("看这个") && shown[0].text.contains("📮 还有"), "{shown:?}");
    assert!(shown[1].media_id.is_some(), "{shown:?}");
    assert!(shown[2].text.contains("好看吗") && shown[2].text.contains("离开了"), "{shown:?}");
}

/// A match of which its owner hears only when it is over.
/// proves: D4
#[test]
fn a_missed_match_is_told_with_what_was_said() {
    let mut world = personal(306);
    let (a, b) = (world.follower("甲"), world.follower("乙"));
    world.say(a, "找人");
    world.pass(2 * MINUTE);
    world.say(b, "找人 今晚的月亮好圆");
    world.pass(MINUTE);
    world.say(b, "你在吗");
    world.pass(MINUTE);
    world.say(b, "结束");
    world.pass(MINUTE);
    let from = world.seen(a);
    world.say(a, "收");
    let text = world.shown(a, from).into_iter().map(|(text, _)| text).collect::<String>();
    assert!(text.contains("刚才有人来过，TA 留了一句：「今晚的月亮好圆」"), "{text}");
    assert!(text.contains("留了一句 —") && text.contains("：你在吗"), "{text}");
    assert!(!text.contains("遇到了") && !text.contains("离开了"), "one story: {text}");
    assert_eq!(text.matches("你在吗").count(), 1);
}

/// A place in the queue lasts ten minutes after the last word, and longer with another word.
/// proves: D4
#[test]
fn a_place_in_the_queue_lasts_ten_minutes_after_the_last_word() {
    let mut world = personal(307);
    let a = world.follower("甲");
    world.say(a, "找人");
    for _ in 0..4 {
        world.pass(9 * MINUTE);
        world.say(a, "收");
        world.pass(16 * SECOND);
        assert!(world.last(a).contains("还在找"), "{}", world.last(a));
    }
    world.pass(11 * MINUTE);
    let b = world.follower("乙");
    world.say(b, "找人");
    world.pass(20 * SECOND);
    assert!(world.last(b).contains("排上队了"), "{}", world.last(b));
    world.say(a, "收");
    assert!(world.last(a).contains("没等到人"), "{}", world.last(a));
}

/// proves: D4 F15
#[test]
fn a_silent_talk_is_closed_after_a_day() {
    let mut world = personal(308);
    let (a, b) = pair(&mut world);
    world.say(a, "你好");
    world.pass(20 * SECOND);
    world.say(b, "收");
    world.pass(23 * HOUR);
    world.say(a, "收");
    assert!(!world.last(a).contains("散了"), "{}", world.last(a));
    world.pass(2 * HOUR);
    world.say(b, "收");
    assert!(world.last(b).contains("散了"), "{}", world.last(b));
}

/// The page where people talk live is named where there is one.
#[test]
fn the_live_page_is_told_with_the_match_if_there_is_one() {
    for page in [None, Some("https://example.com/live")] {
        let mut settings = driftbottle::Settings::new("wx5ca1ab1e0ddba11c");
        settings.may_push = false;
        settings.live_page = page.map(Into::into);
        let mut world = World::new(309, Mode::Secure, Some(settings));
        let (a, _) = pair(&mut world);
        let told = world.shown(a, 0).iter().any(|(text, _)| text.contains("https://example.com/live"));
        assert_eq!(told, page.is_some());
    }
}

/// Three words in a row: the newest waits, the earlier ones end without a word, and each is passed on once.
#[test]
fn the_newest_of_several_open_pushes_waits() {
    let mut world = personal(310);
    let (a, b) = pair(&mut world);
    let (from_a, from_b) = (world.seen(a), world.seen(b));
    world.platform.say(b, "在").unwrap();
    world.pass(500);
    for n in 0..3 {
        world.platform.say(a, &format!("第{n}句")).unwrap();
        world.pass(700);
    }
    world.platform.say(b, "第9句").unwrap();
    world.pass(SECOND);
    assert_eq!(lines_in(&world.shown(a, from_a), "第9").len(), 1, "{:?}", world.shown(a, from_a));
    world.pass(30 * SECOND);
    world.say(b, "收");
    assert_eq!(lines_in(&world.shown(b, from_b), "第").len(), 3, "{:?}", world.shown(b, from_b));
    assert_eq!((faults(&world, a), faults(&world, b)), (0, 0));
}
