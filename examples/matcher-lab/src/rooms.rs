//! Rooms: the same study for more than two.

use matchmaking::lab::{Figures, Run, Settings, Source, replay_rooms, run_rooms};
use matchmaking::{OldestRoom, PoolConfig, RoomConfig, RoomStrategy, Rooms, TopicConfig, Topics};

use crate::Error;
use crate::clock::MachineClock;
use crate::params::Params;
use crate::progress::Progress;
use crate::setting::Setting;
use crate::study::{Findings, no_part};

/// The strategies for rooms.
const KNOWN: [&str; 2] = ["oldest", "topics"];

/// Lets every strategy fill rooms of `min` to `max` people.
pub(crate) fn study(
    setting: &Setting,
    names: &[String],
    (min, max): (u8, u8),
    timed: bool,
) -> Result<Vec<Findings>, Error> {
    let config = RoomConfig::new(min, max, PoolConfig::default())?;
    let names = if names.is_empty() { KNOWN.map(str::to_owned).to_vec() } else { names.to_vec() };
    let progress = Progress::of(names.len() * setting.seeds.len());
    let mut found = Vec::new();
    for name in names {
        let mut findings = Findings { name: name.clone(), runs: Vec::new(), figures: Vec::new() };
        for (nth, &seed) in setting.seeds.iter().enumerate() {
            progress.begin(format!("{name}, seed {seed}"));
            let Some(source) = setting.source(nth) else { return Err(no_part(setting)) };
            let (run, figures) = examine(config, &name, source, seed, timed)?;
            findings.figures.push(figures);
            findings.runs.push(run);
            progress.end();
        }
        found.push(findings);
    }
    Ok(found)
}

fn examine(
    config: RoomConfig,
    name: &str,
    source: Source<'_>,
    seed: u64,
    timed: bool,
) -> Result<(Run, Figures), Error> {
    let Made { strategy, starves_after_ms } = make(name)?;
    let mut settings = Settings::default();
    (settings.starves_after_ms, settings.keeps_log) = (starves_after_ms, timed);
    let mut run = run_rooms(&mut Rooms::new(config, strategy), source, seed, settings)?;
    let mut figures = run.figures.clone();
    if let Some(log) = run.room_log.take() {
        let mut strategies = vec![make(name)?.strategy, make(name)?.strategy];
        let rooms = || Rooms::new(config, strategies.pop().unwrap_or_else(|| Box::new(OldestRoom)));
        figures.extend(replay_rooms(&log, rooms, &mut MachineClock::new())?.figures());
    }
    Ok((run, figures))
}

/// A strategy made, and from which age on it declines no room that fits.
struct Made {
    strategy: Box<dyn RoomStrategy>,
    starves_after_ms: Option<u32>,
}

fn make(text: &str) -> Result<Made, Error> {
    let mut params = Params::parse(text)?;
    let made = match params.name.as_str() {
        "oldest" => Made { strategy: Box::new(OldestRoom), starves_after_ms: Some(0) },
        "topics" => {
            let mut config = TopicConfig::default();
            config.look = params.count("look")?.unwrap_or(config.look);
            config.anyone_after_ms = params.span("anyone")?.unwrap_or(config.anyone_after_ms);
            Made { strategy: Box::new(Topics::new(config)), starves_after_ms: config.anyone_after_ms }
        }
        _ => return Err(Error::UnknownStrategy { name: params.name, known: KNOWN.join(", ") }),
    };
    params.end()?;
    Ok(made)
}
