//! The strategies that can be chosen by name.

use std::num::NonZeroU32;
use std::sync::Arc;

use matchmaking::lab::strategy_seed;
use matchmaking::{
    Blend, BlendConfig, BlendStage, Fallback, KeywordConfig, Keywords, Mode, MoodConfig, Moods, PoolConfig,
    Random, Slack, Strategy, Widening, WideningStep,
};

use crate::Error;
use crate::contender::{Contender, Make};
use crate::params::{Params, milliseconds};

/// A strategy of one's own, from a seed.
type Own = Arc<dyn Fn(u64) -> Box<dyn Strategy>>;

/// The strategies that can be chosen by name: those that ship, and one of one's own.
#[derive(Clone, Default)]
pub struct Catalogue {
    own: Option<(String, Own)>,
}

/// Every strategy with its parameters: name, parameters, what it does in Chinese and in English.
pub(crate) const SHIPPED: [(&str, &str, &str, &str); 4] = [
    ("random", "", "随机：人人机会均等", "chance: everybody is equally likely"),
    (
        "keyword",
        "look=16, anyone=10s, first=30s, chance=SPAN",
        "共同兴趣，越少见越优先",
        "shared interests, the rarer the better",
    ),
    ("mood", "look=16, anyone=10s", "心情相合", "moods that go together"),
    (
        "blend",
        "look=16, keywords=20, moods=1, waited=10, stages=0s:300+5s:100+10s:0",
        "兴趣、心情与等待一起衡量",
        "interests, moods and waiting weighed together",
    ),
];

impl Catalogue {
    /// Also the strategy called `name` (a type's name becomes kebab-case), which `make` makes from the seed of a run.
    #[must_use]
    pub fn with(name: &str, make: impl Fn(u64) -> Box<dyn Strategy> + 'static) -> Self {
        Self { own: Some((kebab(name), Arc::new(make))) }
    }

    /// Those that are examined when none is chosen.
    pub(crate) fn defaults(&self) -> Vec<String> {
        let shipped = SHIPPED.map(|(name, ..)| name.to_owned());
        self.own.iter().map(|(name, _)| name.clone()).chain(shipped).collect()
    }

    /// What a strategy's words mean: `name:key=value,…`, `exec:COMMAND` or `exec[key=value,…]:COMMAND`.
    pub(crate) fn find(&self, text: &str, patience_ms: u64) -> Result<Contender, Error> {
        if let Some((params, command)) = exec(text) {
            let mut params = Params::of("exec", params)?;
            let config = pool_config(&mut params)?;
            params.end()?;
            return Ok(Contender::exec(text, command, config, patience_ms));
        }
        let mut params = Params::parse(text)?;
        let config = pool_config(&mut params)?;
        let (make, limit_ms) = self.build(&mut params)?;
        params.end()?;
        let held_ms = match config.mode {
            Mode::Hold { ms } => ms.get(),
            _ => 0,
        };
        let starves_after_ms = limit_ms.map(|ms: u32| ms.saturating_add(held_ms));
        Ok(Contender { name: text.to_owned(), config, starves_after_ms, make })
    }

    /// How it is made, and from which age on it leaves nobody beside another.
    fn build(&self, params: &mut Params) -> Result<(Make, Option<u32>), Error> {
        if let Some((name, make)) = &self.own
            && *name == params.name
        {
            let make = Arc::clone(make);
            return Ok((Make::Rust(Box::new(move |seed| make(seed))), None));
        }
        match params.name.as_str() {
            "random" => Ok((rust(|seed| Random::from_seed(strategy_seed(seed))), Some(0))),
            "keyword" => keyword(params),
            "mood" => mood(params),
            "blend" => blend(params),
            _ => Err(Error::UnknownStrategy {
                name: params.name.clone(),
                known: self.defaults().join(", ") + ", exec:COMMAND",
            }),
        }
    }
}

/// The parameters and the command of a program.
fn exec(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("exec")?;
    let with_params = || rest.strip_prefix('[')?.split_once("]:");
    rest.strip_prefix(':').map(|command| ("", command)).or_else(with_params)
}

/// The pool a strategy gets: what every one of them may be given.
fn pool_config(params: &mut Params) -> Result<PoolConfig, Error> {
    let mut config = PoolConfig::default();
    if let Some(Some(ms)) = params.span("hold")? {
        config.mode = NonZeroU32::new(ms).map_or(Mode::Immediate, |ms| Mode::Hold { ms });
    }
    if let Some(Some(ms)) = params.span("widen")? {
        config.widening = Widening::new(&[WideningStep::new(ms, Slack::all())])?;
    }
    Ok(config)
}

fn rust<S: Strategy + 'static>(make: impl Fn(u64) -> S + 'static) -> Make {
    Make::Rust(Box::new(move |seed| Box::new(make(seed))))
}

fn keyword(params: &mut Params) -> Result<(Make, Option<u32>), Error> {
    let mut config = KeywordConfig::default();
    config.look = params.count("look")?.unwrap_or(config.look);
    config.anyone_after_ms = params.span("anyone")?.unwrap_or(config.anyone_after_ms);
    config.first_after_ms = params.span("first")?.unwrap_or(config.first_after_ms);
    let Some(Some(after_ms)) = params.span("chance")? else {
        return Ok((rust(move |_| Keywords::new(config)), config.anyone_after_ms));
    };
    let make =
        move |seed| Fallback::new(Keywords::new(config), after_ms, Random::from_seed(strategy_seed(seed)));
    let limit = config.anyone_after_ms.map_or(after_ms, |anyone| anyone.min(after_ms));
    Ok((rust(make), Some(limit)))
}

fn mood(params: &mut Params) -> Result<(Make, Option<u32>), Error> {
    let mut config = MoodConfig::default();
    config.look = params.count("look")?.unwrap_or(config.look);
    config.anyone_after_ms = params.span("anyone")?.unwrap_or(config.anyone_after_ms);
    Ok((rust(move |_| Moods::new(config)), config.anyone_after_ms))
}

fn blend(params: &mut Params) -> Result<(Make, Option<u32>), Error> {
    let mut config = BlendConfig::default();
    config.look = params.count("look")?.unwrap_or(config.look);
    config.keywords = params.number("keywords")?.unwrap_or(config.keywords);
    config.moods = params.number("moods")?.unwrap_or(config.moods);
    config.waited_second = params.number("waited")?.unwrap_or(config.waited_second);
    let must = "stages such as 0s:300+5s:100+10s:0";
    if let Some(stages) = params.read("stages", must, stages)? {
        config.set_stages(&stages)?;
    }
    let anyone = config.stages().iter().find(|stage| stage.at_least == 0).map(|stage| stage.after_ms);
    Ok((rust(move |_| Blend::new(config)), anyone))
}

fn stages(text: &str) -> Option<Vec<BlendStage>> {
    let stage = |part: &str| {
        let (after, at_least) = part.split_once(':')?;
        Some(BlendStage::new(milliseconds(after)?, at_least.parse().ok()?))
    };
    text.split('+').map(stage).collect()
}

/// `MyStrategy` or `crate::MyStrategy` as `my-strategy`.
fn kebab(name: &str) -> String {
    let name = name.rsplit("::").next().unwrap_or(name).trim();
    let mut kebab = String::new();
    for letter in name.chars().filter(|it| !it.is_whitespace()) {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_strategy_is_found_with_the_parameters_it_tells_of() {
        let catalogue = Catalogue::default();
        for (name, parameters, ..) in SHIPPED {
            let spec = format!("{name}:{}", parameters.replace("SPAN", "7s"));
            let contender = catalogue.find(&spec, 1_000).unwrap_or_else(|error| panic!("{spec}: {error}"));
            assert!(contender.starves_after_ms.is_some(), "{spec}");
            let bare = catalogue.find(&format!("{name}:hold=1s,widen=5s"), 1_000).unwrap();
            assert!(matches!(bare.config.mode, Mode::Hold { ms } if ms.get() == 1_000));
            assert_eq!(bare.config.widening.last_after_ms(), 5_000);
        }
    }

    #[test]
    fn a_program_gets_the_pool_it_is_given() {
        let find = |spec: &str| Catalogue::default().find(spec, 1);
        let contender = find("exec[hold=2s,widen=30s]:python3 it.py --a=b:c").unwrap();
        assert!(matches!(contender.config.mode, Mode::Hold { ms } if ms.get() == 2_000));
        assert_eq!(contender.config.widening.last_after_ms(), 30_000);
        assert!(matches!(contender.make, Make::Exec { command, .. } if command == "python3 it.py --a=b:c"));
        assert!(
            matches!(find("exec:a[b]:c").unwrap().make, Make::Exec { command, .. } if command == "a[b]:c")
        );
        let refused = |spec: &str| find(spec).err().map(|error| error.to_string()).unwrap();
        assert!(refused("exec[look=3]:true").contains("exec has no parameter \"look\""));
        assert!(refused("exec[hold=soon]:true").contains("soon"));
    }

    #[test]
    fn the_age_from_which_nobody_is_left_is_known() {
        let limit = |spec: &str| Catalogue::default().find(spec, 1).unwrap().starves_after_ms;
        for (spec, expected) in [
            ("random", Some(0)),
            ("random:hold=2s", Some(2_000)),
            ("keyword:anyone=never", None),
            ("keyword:anyone=never,chance=4s", Some(4_000)),
            ("keyword:anyone=3s,chance=4s", Some(3_000)),
            ("blend:stages=0s:5+3s:0", Some(3_000)),
            ("blend:stages=0s:5", None),
            ("exec:true", None),
        ] {
            assert_eq!(limit(spec), expected, "{spec}");
        }
    }

    #[test]
    fn what_is_unknown_is_named_beside_what_is_known() {
        let refused = |spec: &str| Catalogue::default().find(spec, 1).err().map(|error| error.to_string());
        let told = refused("rnadom").unwrap();
        assert!(
            told.contains("\"rnadom\"") && told.contains("random, keyword, mood, blend, exec:COMMAND"),
            "{told}"
        );
        assert!(refused("random:look=3").unwrap().contains("random has no parameter \"look\""));
        assert!(refused("blend:stages=0s:5+0s:3").unwrap().contains("stage 1"), "out of order");
    }

    #[test]
    fn a_type_name_becomes_a_name_for_the_command_line() {
        for (name, kebab_name) in [("MyStrategy", "my-strategy"), ("a::b::Oldest", "oldest"), ("own", "own")]
        {
            assert_eq!(kebab(name), kebab_name);
        }
        let catalogue = Catalogue::with("MyOwn", |_| Box::new(Random::from_seed([0; 32])));
        assert_eq!(catalogue.defaults()[0], "my-own");
        assert!(catalogue.find("my-own", 1).is_ok());
    }
}
