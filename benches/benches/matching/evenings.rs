//! People who come one after the other and do not wait for ever; and rooms.

use anyhow::Result;
use driftbottle_benches::matching::clock::spent;
use driftbottle_benches::matching::crowd::{Crowd, FAR_MS, Knobs, NOW_MS};
use driftbottle_benches::matching::targets::Row;
use matchmaking::{
    Command, Event, KeywordConfig, Keywords, OldestRoom, Party, Pool, PoolConfig, RoomCommand, RoomConfig,
    RoomEvent, RoomStrategy, Rooms, TopicConfig, Topics,
};

const TICK_MS: i64 = 100;

/// Twenty arrivals in a tick, patience of thirty seconds on average, anybody after five.
pub(crate) fn waits() -> Result<Vec<Row>> {
    let (first, second) = (evening(11)?, evening(11)?);
    let Evening { matched, came, mut waits, log } = first;
    waits.sort_unstable();
    let at = |share: f64| waits.get((share * waits.len() as f64) as usize).copied().unwrap_or(0) as f64;
    let mean = waits.iter().sum::<i64>() as f64 / waits.len().max(1) as f64;
    println!("\nan evening: {came} came, {matched} matched; log {log:016x}");
    Ok(vec![
        Row::at_most("mean wait, 20 per tick, anybody after 50", 3.0, mean, "ticks"),
        Row::at_most("p99 wait, 20 per tick, anybody after 50", 51.0, at(0.99), "ticks"),
        Row::at_most("logs of one seed that differ", 0.0, f64::from(u8::from(log != second.log)), ""),
    ])
}

struct Evening {
    came: u64,
    matched: u64,
    /// In ticks, of all who were matched.
    waits: Vec<i64>,
    log: u64,
}

fn evening(seed: u64) -> Result<Evening> {
    let mut config = KeywordConfig::default();
    config.anyone_after_ms = Some(5_000);
    let mut pool = Pool::new(PoolConfig::default(), Keywords::new(config));
    let mut crowd = Crowd::new(seed, Knobs { words: 5_000, ..Knobs::default() });
    let mut born = Vec::new();
    let mut evening = Evening { came: 0, matched: 0, waits: Vec::new(), log: 0xcbf2_9ce4_8422_2325 };
    let mut events = Vec::new();
    for tick in 0..1_500 {
        let now = NOW_MS + tick * TICK_MS;
        pool.apply(now, Command::Advance, &mut events)?;
        for _ in 0..20 {
            let mut person = crowd.person();
            let patience = -30_000.0 * ((crowd.below(1 << 32) + 1) as f64 / f64::from(u32::MAX)).ln();
            (person.born_ms, person.expires_ms) = (now, now + 1 + patience.max(0.0) as i64);
            born.push(now);
            evening.came += 1;
            pool.apply(now, Command::Join(person), &mut events)?;
        }
        for event in std::mem::take(&mut events) {
            let Event::Proposed { match_id, older, newer, .. } = event else { continue };
            for member in [older, newer] {
                let since = born.get(usize::try_from(member.ticket)?).copied().unwrap_or(now);
                evening.waits.push((now - since) / TICK_MS);
                evening.log = (evening.log ^ member.ticket).wrapping_mul(0x0100_0000_01b3);
            }
            evening.matched += 2;
            pool.apply(now, Command::Confirm { match_id }, &mut events)?;
        }
        events.clear();
    }
    Ok(evening)
}

/// Parties of one to three who come to rooms of three to eight.
pub(crate) fn rooms() -> Result<()> {
    println!(
        "\nrooms of 3 to 8, parties of 1 to 3 (processor time per party that comes, confirming included)"
    );
    for parties in [1_000, 5_000, 20_000, 100_000] {
        fill("oldest room", parties, OldestRoom)?;
        fill("topics", parties, Topics::new(TopicConfig::default()))?;
    }
    Ok(())
}

/// All of them come within twenty seconds.
fn fill(name: &str, parties: u64, strategy: impl RoomStrategy) -> Result<()> {
    let mut rooms = Rooms::new(RoomConfig::new(3, 8, PoolConfig::default())?, strategy);
    let mut crowd = Crowd::new(4, Knobs::default());
    let at = |id: u64| NOW_MS + i64::try_from(id * 20_000 / parties).unwrap_or(0);
    let come: Vec<Party> = (0..parties)
        .map(|id| {
            let size = 1 + crowd.below(3);
            let person = |_| {
                let mut person = crowd.person();
                (person.born_ms, person.expires_ms) = (at(id), FAR_MS);
                person
            };
            Party::new(id, (0..size).map(person).collect())
        })
        .collect();
    let (result, taken) = spent(|| -> Result<(u64, u64)> {
        let (mut made, mut people, mut events) = (0, 0, Vec::new());
        for (id, party) in (0..).zip(come) {
            rooms.apply(at(id), RoomCommand::Join(party), &mut events)?;
            for event in std::mem::take(&mut events) {
                let RoomEvent::Proposed { match_id, parties, .. } = event else { continue };
                made += 1;
                people += parties.iter().map(|party| party.members.len() as u64).sum::<u64>();
                rooms.apply(at(id), RoomCommand::Confirm { match_id }, &mut events)?;
            }
        }
        Ok((made, people))
    });
    let (made, people) = result?;
    let ns = taken.as_secs_f64() * 1e9 / parties as f64;
    let open = rooms.open_rooms().count();
    println!("{name:<12}{parties:>8}{ns:>10.0} ns   {made} rooms of {people} people, {open} open at the end");
    Ok(())
}
