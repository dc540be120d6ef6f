//! Rooms: the same study for more than two.

use matchmaking::lab::{LabError, run_rooms};
use matchmaking::{OldestRoom, PoolConfig, RoomConfig, RoomStrategy, Rooms, TopicConfig, Topics};

use crate::Error;
use crate::params::Params;
use crate::setting::Setting;
use crate::study::{Findings, progress};

/// The strategies for rooms.
const KNOWN: [&str; 2] = ["oldest", "topics"];

/// Lets every strategy fill rooms of `min` to `max` people.
pub(crate) fn study(
    setting: &Setting,
    names: &[String],
    (min, max): (u8, u8),
) -> Result<Vec<Findings>, Error> {
    let config = RoomConfig::new(min, max, PoolConfig::default())?;
    let Some(workload) = setting.workload() else {
        let must = "a workload: traces are of pairs".to_owned();
        return Err(LabError::Field { field: "trace", value: setting.name.clone(), must }.into());
    };
    let names = if names.is_empty() { KNOWN.map(str::to_owned).to_vec() } else { names.to_vec() };
    let bar = progress(names.len() * setting.seeds.len());
    let mut found = Vec::new();
    for name in names {
        let mut findings = Findings { name: name.clone(), runs: Vec::new(), figures: Vec::new() };
        for &seed in &setting.seeds {
            bar.set_message(name.clone());
            let mut rooms = Rooms::new(config, make(&name)?);
            let run = run_rooms(&mut rooms, workload, seed)?;
            findings.figures.push(run.figures.clone());
            findings.runs.push(run);
            bar.inc(1);
        }
        found.push(findings);
    }
    bar.finish_and_clear();
    Ok(found)
}

fn make(text: &str) -> Result<Box<dyn RoomStrategy>, Error> {
    let mut params = Params::parse(text)?;
    let strategy: Box<dyn RoomStrategy> = match params.name.as_str() {
        "oldest" => Box::new(OldestRoom),
        "topics" => {
            let mut config = TopicConfig::default();
            config.look = params.count("look")?.unwrap_or(config.look);
            config.anyone_after_ms = params.span("anyone")?.unwrap_or(config.anyone_after_ms);
            Box::new(Topics::new(config))
        }
        _ => return Err(Error::UnknownStrategy { name: params.name, known: KNOWN.join(", ") }),
    };
    params.end()?;
    Ok(strategy)
}
