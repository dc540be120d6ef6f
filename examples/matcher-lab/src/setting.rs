//! The setting of a study: which people, which seeds.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use matchmaking::lab::{Arrivals, Source, Trace, TraceLimits, Workload};

use crate::Error;
use crate::options::Options;

/// Which people, which seeds.
pub(crate) struct Setting {
    /// What it is called: a preset, a file.
    pub(crate) name: String,
    pub(crate) people: People,
    pub(crate) seeds: Vec<u64>,
    /// How many are in a crowd; none without crowds.
    pub(crate) crowd: Option<u32>,
}

pub(crate) enum People {
    Drawn(Box<Workload>),
    /// A part for each seed.
    Recorded(Vec<Trace>),
}

impl Setting {
    pub(crate) fn of(options: &Options) -> Result<Self, Error> {
        let seeds: Vec<u64> = (options.seed..).take(usize::from(options.seeds.get())).collect();
        if let Some(path) = &options.trace {
            let parts = read_trace(path)?.parts(seeds.len())?;
            let name = path.display().to_string();
            return Ok(Self { name, people: People::Recorded(parts), seeds, crowd: None });
        }
        let workload = workload(options)?;
        workload.check()?;
        let crowd = (options.crowd > 0).then_some(options.crowd);
        let name = options.workload.clone();
        Ok(Self { name, people: People::Drawn(Box::new(workload)), seeds, crowd })
    }

    /// Who comes in the run of the `nth` seed.
    pub(crate) fn source(&self, nth: usize) -> Option<Source<'_>> {
        match &self.people {
            People::Drawn(workload) => Some(Source::Workload(workload)),
            People::Recorded(parts) => parts.get(nth).map(Source::Trace),
        }
    }

    pub(crate) fn workload(&self) -> Option<&Workload> {
        match &self.people {
            People::Drawn(workload) => Some(workload),
            People::Recorded(_) => None,
        }
    }

    pub(crate) fn tick_ms(&self) -> u32 {
        self.workload().map_or(100, |workload| workload.tick_ms)
    }
}

fn read_trace(path: &Path) -> Result<Trace, Error> {
    let file = File::open(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    Trace::read(BufReader::new(file), TraceLimits::default())
        .map_err(|source| Error::Trace { path: path.to_owned(), source })
}

/// The preset or file, with what the command line changes.
fn workload(options: &Options) -> Result<Workload, Error> {
    let mut workload = match Workload::preset(&options.workload) {
        Some(preset) => preset,
        None => from_file(&options.workload)?,
    };
    if let Some(per_tick) = options.lambda {
        workload.arrivals = Arrivals::Poisson { per_tick };
    }
    if let Some(tickets) = options.tickets {
        workload.tickets = tickets;
    }
    options.set.iter().try_fold(workload, |workload, change| changed(&workload, change))
}

fn from_file(name: &str) -> Result<Workload, Error> {
    let path = Path::new(name);
    if !path.exists() {
        let known = Workload::PRESETS.join(", ");
        return Err(Error::UnknownWorkload { name: name.to_owned(), known });
    }
    let text =
        std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|source| Error::Toml { place: name.to_owned(), source: Box::new(source) })
}

/// One field changed: `topics.each=5`.
fn changed(workload: &Workload, change: &str) -> Result<Workload, Error> {
    let failed = |source| Error::Toml { place: format!("--set {change}"), source: Box::new(source) };
    let patch: toml::Table = toml::from_str(change).map_err(failed)?;
    // Through JSON, since a table of TOML cannot hold what is left out.
    let json = serde_json::to_value(workload)?;
    let toml::Value::Table(mut whole) = without_nulls(json) else { return Ok(workload.clone()) };
    merge(&mut whole, patch);
    whole.try_into().map_err(failed)
}

fn without_nulls(json: serde_json::Value) -> toml::Value {
    use serde_json::Value;
    match json {
        Value::Null => toml::Value::Boolean(false),
        Value::Bool(it) => it.into(),
        Value::Number(it) => match it.as_i64() {
            Some(whole) if !it.is_f64() => whole.into(),
            _ => it.as_f64().unwrap_or(0.0).into(),
        },
        Value::String(it) => it.into(),
        Value::Array(items) => toml::Value::Array(items.into_iter().map(without_nulls).collect()),
        Value::Object(fields) => {
            let given = fields.into_iter().filter(|(_, value)| !value.is_null());
            toml::Value::Table(given.map(|(key, value)| (key, without_nulls(value))).collect())
        }
    }
}

/// Takes over every field of `patch`; a table with a `kind` replaces, since its fields depend on it.
fn merge(whole: &mut toml::Table, patch: toml::Table) {
    for (key, value) in patch {
        match (whole.get_mut(&key), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(patch)) if !patch.contains_key("kind") => {
                merge(inner, patch);
            }
            (_, value) => {
                whole.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(changes: &[&str]) -> Result<Workload, String> {
        let start = Workload::preset("town").unwrap();
        let changed =
            |it: Workload, change: &&str| super::changed(&it, change).map_err(|error| error.to_string());
        changes.iter().try_fold(start, changed)
    }

    #[test]
    fn any_field_can_be_set() {
        let made = set(&[
            "topics.each=5",
            "topics.vocabulary={kind='same'}",
            "arrivals={kind='burst', per_tick=1.0, factor=3.0, every_ms=100, for_ms=10}",
            "population=30",
            "arrivals.factor=4.0",
        ]);
        let made = made.unwrap();
        assert_eq!((made.topics.each, made.population, made.recents.for_ms), (5, Some(30), 120_000));
        assert_eq!(made.arrivals, Arrivals::Burst { per_tick: 1.0, factor: 4.0, every_ms: 100, for_ms: 10 });
        assert_eq!(set(&[]).unwrap(), Workload::preset("town").unwrap());
    }

    #[test]
    fn what_cannot_be_set_is_told_with_its_place() {
        for change in ["topics.eech=5", "topics.each=", "topics.each='x'", "arrivals={kind='often'}"] {
            let told = set(&[change]).unwrap_err();
            assert!(told.starts_with(&format!("--set {change}: ")), "{told}");
        }
    }
}
