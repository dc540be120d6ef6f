//! The ledger against a naive model, and the rules it stands for.

use proptest::prelude::*;
use wechat_core::send_window::{Correction, GrantClass, SendWindow, WindowRefusal, WindowRule, WindowRules};

const CLASSES: [GrantClass; 4] =
    [GrantClass::UserMessage, GrantClass::MenuClick, GrantClass::Follow, GrantClass::Scan];
const T: i64 = 1_790_000_000;
const MS: i64 = T * 1000;
const HOUR: i64 = 3_600_000;

fn granted(class: GrantClass) -> SendWindow {
    let mut window = SendWindow::new();
    window.grant(class, T);
    window
}

fn left(window: &SendWindow, now: i64) -> u32 {
    window.at(&WindowRules::official_account(), now).left()
}

#[test]
fn five_in_48_hours_with_two_minutes_to_spare() {
    let mut window = granted(GrantClass::UserMessage);
    let closes = MS + 48 * HOUR - 120_000;
    assert_eq!(window.at(&WindowRules::official_account(), MS).open_until(), Some(closes));
    assert_eq!((left(&window, closes - 1), left(&window, closes)), (5, 0));
    for attempt in 0..6 {
        assert_eq!(left(&window, MS + 1), 5_u32.saturating_sub(u32::try_from(attempt).unwrap()));
        window.charge(MS, attempt);
    }
    assert_eq!(left(&window, MS + 1), 0);
    assert_eq!(window.at(&WindowRules::official_account(), MS).sendable_until(), None);
}

#[test]
fn three_in_a_minute_with_five_seconds_to_spare() {
    for class in [GrantClass::MenuClick, GrantClass::Follow, GrantClass::Scan] {
        let window = granted(class);
        assert_eq!((left(&window, MS + 54_999), left(&window, MS + 55_000)), (3, 0));
    }
    let session = granted(GrantClass::EnterSession);
    assert_eq!(session.at(&WindowRules::mini_program(), MS).left(), 2);
    assert_eq!(left(&session, MS), 0, "an official account has no such class");
}

#[test]
fn grants_never_add_up() {
    let mut window = granted(GrantClass::UserMessage);
    window.grant(GrantClass::MenuClick, T + 1);
    let rules = WindowRules::official_account();
    assert_eq!(left(&window, MS + 2_000), 5);
    window.charge(MS + 2_000, 1);
    let now = window.at(&rules, MS + 3_000);
    assert_eq!((now.left(), now.left_of(GrantClass::MenuClick)), (4, 2), "charged to every open class");
    assert_eq!((now.next_close(), now.open_classes().count()), (Some(MS + 56_000), 2));
}

#[test]
fn a_new_message_renews_and_an_old_one_does_not() {
    let mut window = granted(GrantClass::UserMessage);
    window.charge(MS + 5_000, 1);
    window.grant(GrantClass::UserMessage, T - 100);
    assert_eq!(left(&window, MS + 6_000), 4);
    window.grant(GrantClass::UserMessage, T + 60);
    assert_eq!(left(&window, MS + 60_000), 5);
}

#[test]
fn a_send_just_before_the_grant_is_charged_to_it() {
    let mut window = granted(GrantClass::UserMessage);
    window.charge(MS - 2_000, 1);
    window.charge(MS - 2_001, 2);
    assert_eq!(left(&window, MS), 4);
}

#[test]
fn unfollowing_ends_everything_up_to_then() {
    let mut window = granted(GrantClass::UserMessage);
    window.unsubscribe(T);
    assert_eq!(left(&window, MS), 0);
    window.grant(GrantClass::Follow, T + 10);
    window.grant(GrantClass::UserMessage, T); // a late copy
    assert_eq!(left(&window, MS + 10_000), 3);
}

#[test]
fn the_platform_corrects_the_ledger_until_the_next_word() {
    let rules = WindowRules::official_account();
    let mut window = granted(GrantClass::UserMessage);
    window.correct(Correction::Exhausted45047, MS + 500);
    let now = window.at(&rules, MS + 600);
    assert_eq!((now.left(), now.open_until().is_some()), (0, true));
    window.correct(Correction::Closed45015, MS + 700);
    assert_eq!(window.at(&rules, MS + 800).open_until(), None);
    window.grant(GrantClass::UserMessage, T + 1);
    assert_eq!(left(&window, MS + 1_000), 5);
}

#[test]
fn a_send_that_never_arrived_is_given_back() {
    let mut window = granted(GrantClass::UserMessage);
    window.charge(MS, 1);
    window.charge(MS, 1);
    window.charge(MS, 2);
    assert_eq!(left(&window, MS), 3, "the same attempt once, two attempts of one millisecond twice");
    assert!(window.roll_back(MS, 1) && !window.roll_back(MS, 1));
    assert_eq!(left(&window, MS), 4);
}

#[test]
fn reservations_end_in_one_of_three_ways() {
    let rules = WindowRules::official_account();
    let mut window = granted(GrantClass::Scan);
    let [a, b, c] = [1, 2, 3].map(|attempt| window.reserve(&rules, MS + 1, attempt).unwrap());
    assert_eq!(window.reserve(&rules, MS + 1, 4), Err(WindowRefusal::Exhausted));
    window.commit(a, MS + 400);
    assert!(window.release(b) && !window.release(b));
    window.refuse(c, Correction::Exhausted45047);
    assert_eq!(window.reserve(&rules, MS + 500, 5), Err(WindowRefusal::Exhausted), "the platform said so");
    window.grant(GrantClass::Scan, T + 10);
    assert_eq!(left(&window, MS + 10_000), 3);
    let last = window.reserve(&rules, MS + 11_000, 6).unwrap();
    window.refuse(last, Correction::Closed45015);
    assert_eq!(window.reserve(&rules, MS + 12_000, 7), Err(WindowRefusal::Closed));
}

#[test]
fn a_send_under_way_while_the_user_writes_counts_against_the_new_grant() {
    let rules = WindowRules::official_account();
    let mut window = granted(GrantClass::UserMessage);
    let sending = window.reserve(&rules, MS + 1_000, 1).unwrap();
    window.grant(GrantClass::UserMessage, T + 60);
    assert_eq!(left(&window, MS + 60_000), 5);
    window.commit(sending, MS + 60_500);
    assert_eq!(left(&window, MS + 61_000), 4);
    window.commit(sending, MS + 500); // told again, by a clock that is behind
    assert_eq!(left(&window, MS + 61_000), 4, "a charge is never taken away");
}

#[test]
fn a_reminder_comes_before_the_last_moment() {
    let rules = WindowRules::official_account();
    let mut window = granted(GrantClass::UserMessage);
    let closes = MS + 48 * HOUR - 120_000;
    let remind = |window: &SendWindow, now: i64| window.at(&rules, now).remind_at(HOUR);
    assert_eq!(remind(&window, MS), Some(closes - HOUR));
    assert_eq!(remind(&window, closes - 1_000), Some(closes - 1_000));
    assert_eq!(remind(&window, closes), None);
    (0..5).for_each(|attempt| window.charge(MS, attempt));
    assert_eq!(remind(&window, MS), None, "nothing is left to remind with");
}

#[test]
fn other_rules_for_other_accounts() {
    let rules = WindowRules::official_account().with(WindowRule::new(GrantClass::UserMessage, 20, 1_000));
    let window = granted(GrantClass::UserMessage);
    assert_eq!(window.at(&rules, MS + 999).left(), 20);
    assert_eq!(window.at(&rules, MS + 1_000).left(), 0);
    assert!(
        rules.iter().all(|rule| rule.class == GrantClass::UserMessage || rule.source.starts_with("https://"))
    );
}

#[test]
fn stored_ledgers_are_small_and_come_back() {
    let mut window = granted(GrantClass::UserMessage);
    window.charge(MS + 1, 3);
    window.unsubscribe(T - 9);
    let json = serde_json::to_string(&window).unwrap();
    assert_eq!(json, r#"{"g":{"message":1790000000},"s":[[1790000000001,3]],"u":1789999991}"#);
    assert_eq!(serde_json::from_str::<SendWindow>(&json).unwrap(), window);
    assert_eq!(serde_json::from_str::<SendWindow>("{}").unwrap(), SendWindow::new());
}

#[test]
fn a_long_talk_keeps_a_short_ledger() {
    let rules = WindowRules::official_account();
    let mut window = SendWindow::new();
    for minute in 0..2_000 {
        window.grant(GrantClass::UserMessage, T + minute * 60);
        window.charge(MS + minute * 60_000 + 1_000, 1);
        window.charge(MS + minute * 60_000 + 1_000, 2);
        window.prune(&rules);
        assert!(serde_json::to_string(&window).unwrap().len() < 200);
    }
}

/// One thing the ledger is told.
#[derive(Clone, Copy, Debug)]
enum Told {
    Grant(GrantClass, i64),
    Send(i64, u64),
    Unsubscribe(i64),
    Correct(Correction, i64),
}

fn told() -> impl Strategy<Value = Told> {
    // Seconds and milliseconds over three days, dense enough to touch every border.
    let secs = prop_oneof![0_i64..200, 0_i64..260_000].prop_map(|offset| T + offset);
    let ms = prop_oneof![0_i64..200_000, 0_i64..260_000_000].prop_map(|offset| MS + offset);
    prop_oneof![
        6 => (prop::sample::select(CLASSES.to_vec()), secs.clone()).prop_map(|(class, at)| Told::Grant(class, at)),
        6 => (ms.clone(), 0_u64..2).prop_map(|(at, attempt)| Told::Send(at, attempt)),
        1 => secs.prop_map(Told::Unsubscribe),
        1 => (prop::sample::select(vec![Correction::Closed45015, Correction::Exhausted45047]), ms)
            .prop_map(|(correction, at)| Told::Correct(correction, at)),
    ]
}

fn tell(window: &mut SendWindow, told: Told) {
    match told {
        Told::Grant(class, at) => window.grant(class, at),
        Told::Send(at, attempt) => window.charge(at, attempt),
        Told::Unsubscribe(at) => window.unsubscribe(at),
        Told::Correct(correction, at) => window.correct(correction, at),
    }
}

fn ledger(all: &[Told]) -> SendWindow {
    let mut window = SendWindow::new();
    all.iter().for_each(|one| tell(&mut window, *one));
    window
}

/// The rule as prose: every grant on its own, nothing remembered but the list.
fn naive(all: &[Told], rules: &WindowRules, now: i64) -> Vec<(GrantClass, u32, i64)> {
    let mut open = Vec::new();
    for rule in rules.iter() {
        let of_class = |told: &Told| match told {
            Told::Grant(class, at) if *class == rule.class => Some(*at),
            _ => None,
        };
        let Some(granted) = all.iter().filter_map(of_class).max() else { continue };
        let closes = granted * 1000 + rule.window_ms - rule.margin_ms;
        let ended = all.iter().any(|told| match told {
            Told::Unsubscribe(at) => granted <= *at,
            Told::Correct(Correction::Closed45015, at) => granted * 1000 <= *at,
            _ => false,
        });
        if ended || now >= closes {
            continue;
        }
        let exhausted = all.iter().any(
            |told| matches!(told, Told::Correct(Correction::Exhausted45047, at) if granted * 1000 <= *at),
        );
        let mut sends: Vec<_> = all
            .iter()
            .filter_map(|told| match told {
                Told::Send(at, attempt) if *at >= granted * 1000 - 2_000 => Some((*at, *attempt)),
                _ => None,
            })
            .collect();
        sends.sort_unstable();
        sends.dedup();
        let left = if exhausted { 0 } else { rule.limit.saturating_sub(u32::try_from(sends.len()).unwrap()) };
        open.push((rule.class, left, closes));
    }
    open
}

fn answers(window: &SendWindow, rules: &WindowRules, now: i64) -> Vec<(GrantClass, u32, i64)> {
    window.at(rules, now).open_classes().map(|open| (open.class, open.left, open.closes_at_ms)).collect()
}

fn latest(all: &[Told]) -> i64 {
    let time = |told: &Told| match told {
        Told::Grant(_, at) => at * 1000,
        Told::Send(at, _) => *at,
        _ => i64::MIN,
    };
    all.iter().map(time).max().unwrap_or(MS)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn it_is_the_naive_model(all in prop::collection::vec(told(), 0..24), now in 0_i64..300_000_000) {
        let rules = WindowRules::official_account();
        let (window, now) = (ledger(&all), MS + now);
        let expected = naive(&all, &rules, now);
        prop_assert_eq!(answers(&window, &rules, now), expected.clone());
        let standing = window.at(&rules, now);
        prop_assert_eq!(standing.left(), expected.iter().map(|open| open.1).max().unwrap_or(0));
        prop_assert_eq!(standing.open_until(), expected.iter().map(|open| open.2).max());
        let until = expected.iter().filter(|open| open.1 > 0).map(|open| open.2).max();
        prop_assert_eq!(standing.may_push().map(|may| (may.left, may.until_ms)), until.map(|at| (standing.left(), at)));
        let reason = if expected.is_empty() { WindowRefusal::Closed } else { WindowRefusal::Exhausted };
        let refusal = until.is_none().then_some(reason);
        let mut reserved = window.clone();
        prop_assert_eq!(reserved.reserve(&rules, now, 77).err(), refusal);
        // What is reserved is spent, unless a send can only be charged to a grant of the future.
        let spent = expected.iter().all(|open| reserved.at(&rules, now).left_of(open.0) == open.1.saturating_sub(1));
        let future = all.iter().any(|told| matches!(told, Told::Grant(_, at) if *at * 1000 - 2_000 > now));
        prop_assert!(refusal.is_some() || spent || future);
    }

    #[test]
    fn order_and_repetition_change_nothing(
        (all, other) in prop::collection::vec(told(), 1..16).prop_flat_map(|all| {
            let repeated: Vec<_> = all.iter().chain(all.iter()).copied().collect();
            (Just(all), Just(repeated).prop_shuffle())
        })
    ) {
        prop_assert_eq!(ledger(&all), ledger(&other));
    }

    #[test]
    fn pruning_whenever_changes_no_answer(
        all in prop::collection::vec((told(), any::<bool>()), 0..24),
        later in 0_i64..200_000_000,
    ) {
        let rules = WindowRules::official_account();
        let mut pruned = SendWindow::new();
        for (one, prune) in &all {
            tell(&mut pruned, *one);
            if *prune {
                pruned.prune(&rules);
            }
        }
        let all: Vec<_> = all.into_iter().map(|(one, _)| one).collect();
        let now = latest(&all) + later % 200_000;
        prop_assert_eq!(answers(&pruned, &rules, now), naive(&all, &rules, now));
        let now = latest(&all) + later;
        prop_assert_eq!(answers(&pruned, &rules, now), naive(&all, &rules, now));
        // Pruned at the end, two histories of one set are one value.
        let mut once = ledger(&all);
        once.prune(&rules);
        pruned.prune(&rules);
        prop_assert_eq!(once, pruned);
    }
}
