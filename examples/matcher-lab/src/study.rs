//! A study: every contender meets the people of every seed.

use matchmaking::lab::{Crowd, Figures, Run, Settings, replay, run};
use matchmaking::{Pool, PoolConfig, Strategy, Widening};

use crate::Error;
use crate::clock::MachineClock;
use crate::contender::{Contender, Made};
use crate::progress::{Progress, Watched};
use crate::setting::Setting;

/// What was found of one contender: a run for each seed.
pub(crate) struct Findings {
    pub(crate) name: String,
    pub(crate) runs: Vec<Run>,
    /// The figures of each seed, those of crowds and clocks included.
    pub(crate) figures: Vec<Figures>,
}

/// Lets every contender meet everybody.
pub(crate) fn study(
    setting: &Setting,
    contenders: &[Contender],
    timed: bool,
) -> Result<Vec<Findings>, Error> {
    let progress = Progress::of(contenders.len() * setting.seeds.len());
    let mut crowds = Crowds(Vec::new());
    let mut found: Vec<Findings> = contenders.iter().map(Findings::of).collect();
    // Seed by seed, so that the contenders share the machine's good and bad minutes.
    for (nth, &seed) in setting.seeds.iter().enumerate() {
        for (contender, findings) in contenders.iter().zip(&mut found) {
            progress.begin(format!("{}, seed {seed}", contender.name));
            let (run, figures) = examine(setting, contender, (nth, seed), timed, &mut crowds, &progress)?;
            findings.runs.push(run);
            findings.figures.push(figures);
            progress.end();
        }
    }
    Ok(found)
}

impl Findings {
    fn of(contender: &Contender) -> Self {
        Self { name: contender.name.clone(), runs: Vec::new(), figures: Vec::new() }
    }
}

fn examine(
    setting: &Setting,
    contender: &Contender,
    (nth, seed): (usize, u64),
    timed: bool,
    crowds: &mut Crowds,
    progress: &Progress,
) -> Result<(Run, Figures), Error> {
    let tick_ms = setting.tick_ms();
    let mut settings = Settings::default();
    settings.starves_after_ms = contender.starves_after_ms;
    settings.keeps_log = timed && contender.is_timed();
    let Some(source) = setting.source(nth) else { return Err(no_part(setting)) };
    let made = contender.make(seed, tick_ms)?;
    let failure = made.failure.clone();
    let pool = Pool::new(contender.config, made.strategy);
    let mut result = run(&mut Watched::new(pool, progress, source), source, seed, settings)?;
    failure.take().map_or(Ok(()), Err)?;
    let mut figures = result.figures.clone();
    if let Some(log) = result.log.take() {
        let strategy = || contender.make(seed, tick_ms).map(|made| made.strategy);
        // Two are needed; making one cannot fail here, since only programs can.
        let mut strategies = vec![strategy()?, strategy()?];
        let pool = || Pool::new(contender.config, strategies.pop().unwrap_or_else(|| Box::new(Nobody)));
        figures.extend(replay(&log, pool, &mut MachineClock::new())?.figures());
    }
    if let Some(people) = setting.crowd {
        let crowd = crowds.get(setting, seed, people, contender.config.widening)?;
        let Made { strategy, failure } = contender.make(seed, tick_ms)?;
        let paired = crowd.pair(contender.config.mode, strategy)?;
        failure.take().map_or(Ok(()), Err)?;
        figures.extend(crowd.judge(&paired));
    }
    Ok((result, figures))
}

/// Chooses nobody.
struct Nobody;

impl Strategy for Nobody {
    fn choose<'p>(&mut self, _: matchmaking::Candidates<'p>) -> Option<matchmaking::Choice<'p>> {
        None
    }
}

pub(crate) fn no_part(setting: &Setting) -> Error {
    let parts = setting.seeds.len();
    Error::Lab(matchmaking::lab::LabError::TooFewArrivals { joins: 0, parts, least: 1 })
}

/// The crowds made so far: finding the best pairing of one takes longer than all runs with it.
struct Crowds(Vec<(u64, Widening, Crowd)>);

impl Crowds {
    fn get(
        &mut self,
        setting: &Setting,
        seed: u64,
        people: u32,
        widening: Widening,
    ) -> Result<&Crowd, Error> {
        let known = self.0.iter().position(|(of, rules, _)| (*of, *rules) == (seed, widening));
        let at = match (known, setting.workload()) {
            (Some(at), _) => at,
            (None, Some(workload)) => {
                let mut config = PoolConfig::default();
                config.widening = widening;
                self.0.retain(|(of, ..)| *of == seed);
                self.0.push((seed, widening, Crowd::new(workload, seed, people, config)?));
                self.0.len() - 1
            }
            (None, None) => return Err(no_part(setting)),
        };
        self.0.get(at).map(|(.., crowd)| crowd).ok_or_else(|| no_part(setting))
    }
}
