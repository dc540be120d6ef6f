//! The evening: fifty people, every fault, and what must be true after each step.
//!
//! `EVENING_SEEDS=n` runs n seeds (a handful by default), `EVENING_SEED=s` exactly one. A failing seed is named by the
//! test and replays exactly.

mod checks;
mod people;

use crate::world::{EVENING_MS, Pace, World};
use checks::Checks;
use people::People;
use wechat_simulator::{Faults, Mode};

const HOUR: i64 = 3_600_000;

/// What a run came to.
#[derive(Default)]
struct Tally {
    user_hours: i64,
    lines: usize,
    matches: usize,
    calls: u64,
    crashes: u64,
    unfollow_refusals: usize,
    jump_refusals: usize,
}

fn evening(seed: u64, faults: Faults, pace: Pace, shaky: u64, rough: bool) -> Tally {
    let mode = if seed.is_multiple_of(3) { Mode::Plain } else { Mode::Secure };
    let mut world = World::new(seed, mode, None);
    world.platform.set_faults(faults).unwrap();
    world.pace = pace;
    world.store.shake(shaky, seed);
    let hours = [2, 3, 4, 60][usize::try_from(seed % 4).unwrap()];
    let mut people = People::new(&mut world, 50, hours);
    let mut checks = Checks::default();
    let until = EVENING_MS + hours * HOUR;
    loop {
        let next = people.next_at().min(until);
        while world.step(next) {
            checks.after_step(&mut world);
        }
        if next >= until {
            break;
        }
        people.act(&mut world, rough);
    }
    morning(&mut world, &mut checks);
    checks.at_the_end(&mut world);
    Tally {
        user_hours: 50 * hours,
        lines: checks.lines(),
        matches: checks.matches(),
        calls: world.calls,
        crashes: world.crashes,
        unfollow_refusals: checks.unfollow_refusals,
        jump_refusals: checks.jump_refusals,
    }
}

/// Nothing goes wrong any more, and everybody who still follows says a word now and then, until nothing is owed.
fn morning(world: &mut World, checks: &mut Checks) {
    world.platform.set_faults(Faults::default()).unwrap();
    world.pace = Pace::default();
    world.store.shake(0, 0);
    let phones: Vec<_> = world.platform.phones().collect();
    for _ in 0..400 {
        for phone in phones.iter().filter(|p| world.platform.is_following(**p)).copied().collect::<Vec<_>>() {
            world.platform.say(phone, "收").unwrap();
        }
        let until = world.now() + 40_000;
        while world.step(until) {
            checks.after_step(world);
        }
        if world.is_settled() {
            return;
        }
    }
    let owed: Vec<_> = world.store.people().into_iter().filter(|p| !p.lane.queue.is_empty()).collect();
    panic!("something is still owed at {}: {owed:#?}", world.now());
}

/// Every fault the platform, the wire, the process and the disk have.
fn everything() -> (Faults, Pace) {
    let faults = Faults {
        api_busy: 0.03,
        api_timeout_before: 0.01,
        api_timeout_after: 0.01,
        reply_lost: 0.02,
        attempt_not_delivered: 0.03,
        duplicate_push: 0.03,
        reorder: 0.03,
        token_revoked: 0.01,
        api_delay_min_ms: 20,
        api_delay_max_ms: 1_500,
    };
    let pace = Pace { slow: 0.01, broken: 0.01, death: 0.000_5, commit_ms: None };
    (faults, pace)
}

fn seeds(default: u64) -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|n| n.parse::<u64>().unwrap());
    match number("EVENING_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("EVENING_SEEDS").unwrap_or(default)).collect(),
    }
}

fn run(name: &str, default: u64, one: impl Fn(u64) -> Tally) {
    let seeds = seeds(default);
    let mut total = Tally::default();
    for seed in &seeds {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| one(*seed)));
        let tally =
            told.unwrap_or_else(|_| panic!("{name}: seed {seed} failed; replay with EVENING_SEED={seed}"));
        total.user_hours += tally.user_hours;
        total.lines += tally.lines;
        total.matches += tally.matches;
        total.calls += tally.calls;
        total.crashes += tally.crashes;
        total.unfollow_refusals += tally.unfollow_refusals;
        total.jump_refusals += tally.jump_refusals;
    }
    println!(
        "{name}: {} seeds, {} user-hours, {} matches, {} lines, {} API calls, {} crashes; refused because of an \
         unfollow under way {}, of a clock jump {}, for another reason 0",
        seeds.len(),
        total.user_hours,
        total.matches,
        total.lines,
        total.calls,
        total.crashes,
        total.unfollow_refusals,
        total.jump_refusals,
    );
}

/// proves: D1 D2 D3 F17
#[test]
fn a_calm_evening() {
    run("calm", 4, |seed| {
        let tally = evening(seed, Faults::default(), Pace::default(), 0, false);
        assert!(tally.lines > 200 && tally.matches > 10, "people talked: {} lines", tally.lines);
        tally
    });
}

/// proves: D5 D6 M4
#[test]
fn a_rough_evening() {
    run("rough", 8, |seed| {
        let (faults, pace) = everything();
        evening(seed, faults, pace, seed % 2 * 5, true)
    });
}
