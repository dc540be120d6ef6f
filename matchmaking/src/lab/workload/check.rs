//! The bounds of every field.

use super::{Arrivals, Vocabulary, Workload};
use crate::Ticket;
use crate::lab::LabError;

type Checked = Result<(), LabError>;

pub(super) fn check(it: &Workload) -> Checked {
    whole("tick_ms", it.tick_ms, 1..=60_000)?;
    whole("tickets", it.tickets, 1..=100_000_000)?;
    whole("duration_ms", it.duration_ms, 1..=u32::MAX)?;
    if !(0.0..0.95).contains(&it.warm_up) {
        return refuse("warm_up", it.warm_up, "from 0 to below 0.95");
    }
    if let Some(population) = it.population {
        whole("population", population, 2..=100_000_000)?;
    }
    whole("ticket_ms", it.ticket_ms, 1..=u32::MAX)?;
    whole("reach_ms", it.reach_ms, 1..=u32::MAX)?;
    arrivals(it)?;
    crowd(it)?;
    share("churn.share", it.churn.share)?;
    whole("churn.mean_ms", it.churn.mean_ms, 1..=u32::MAX)?;
    share("requeue.share", it.requeue.share)?;
    if it.requeue.from_ms > it.requeue.to_ms {
        return refuse("requeue.from_ms", it.requeue.from_ms, "at most requeue.to_ms");
    }
    share("parties.two", it.parties.two)?;
    share("parties.three", it.parties.three)?;
    if it.parties.two + it.parties.three > 1.0 {
        return refuse("parties.three", it.parties.three, "at most 1 together with parties.two");
    }
    share("commit.fails", it.commit.fails)?;
    if it.commit.fails >= 1.0 {
        return refuse("commit.fails", it.commit.fails, "below 1: else nobody is ever matched");
    }
    Ok(())
}

fn arrivals(it: &Workload) -> Checked {
    match it.arrivals {
        Arrivals::Closed { users, think_ms } => {
            whole("arrivals.users", users, 2..=10_000_000)?;
            whole("arrivals.think_ms", think_ms, 1..=u32::MAX)
        }
        Arrivals::Poisson { per_tick } => rate(per_tick),
        Arrivals::Burst { per_tick, factor, every_ms, .. } => {
            rate(per_tick)?;
            whole("arrivals.every_ms", every_ms, 1..=u32::MAX)?;
            if (0.0..=1e4).contains(&factor) {
                Ok(())
            } else {
                refuse("arrivals.factor", factor, "from 0 to 10 000")
            }
        }
        Arrivals::Diurnal { per_tick, day_ms } => {
            rate(per_tick)?;
            whole("arrivals.day_ms", day_ms, 24..=u32::MAX)
        }
    }
}

fn crowd(it: &Workload) -> Checked {
    let most = Ticket::MAX_INTERESTS as u32;
    whole("topics.each", u32::from(it.topics.each), 0..=most)?;
    share("topics.unnamed", it.topics.unnamed)?;
    if let Vocabulary::Zipf { words, exponent } = it.topics.vocabulary {
        // Twice as many, so that different ones are found soon.
        whole("topics.vocabulary.words", words, (2 * u32::from(it.topics.each)).max(1)..=100_000_000)?;
        if !(0.0..=5.0).contains(&exponent) {
            return refuse("topics.vocabulary.exponent", exponent, "from 0 to 5");
        }
    }
    share("feelings.known", it.feelings.known)?;
    share("feelings.mixed", it.feelings.mixed)?;
    for class in it.feelings.classes {
        share("feelings.classes", class)?;
    }
    if it.feelings.classes.iter().sum::<f64>() <= 0.0 {
        return refuse("feelings.classes", 0, "more than 0 in all");
    }
    let people = &it.attributes;
    for (field, value) in [
        ("attributes.female", people.female),
        ("attributes.male", people.male),
        ("attributes.wish_female", people.wish_female),
        ("attributes.wish_male", people.wish_male),
        ("attributes.wish_ages", people.wish_ages),
        ("attributes.wish_near", people.wish_near),
        ("attributes.firm", people.firm),
        ("blocks.share", it.blocks.share),
        ("blocks.of_celebrity", it.blocks.of_celebrity),
    ] {
        share(field, value)?;
    }
    if people.female + people.male > 1.0 {
        return refuse("attributes.male", people.male, "at most 1 together with attributes.female");
    }
    if people.wish_female + people.wish_male > 1.0 {
        return refuse("attributes.wish_male", people.wish_male, "at most 1 together with wish_female");
    }
    whole("attributes.age_bands", u32::from(people.age_bands), 1..=20)?;
    whole("attributes.regions", u32::from(people.regions), 1..=u32::from(u16::MAX))?;
    if !(0.1..=10.0).contains(&it.blocks.exponent) {
        return refuse("blocks.exponent", it.blocks.exponent, "from 0.1 to 10");
    }
    whole("blocks.max", it.blocks.max, 1..=10_000)
}

fn share(field: &'static str, value: f64) -> Checked {
    if (0.0..=1.0).contains(&value) { Ok(()) } else { refuse(field, value, "from 0 to 1") }
}

fn rate(value: f64) -> Checked {
    let sensible = (1e-6..=1e6).contains(&value);
    if sensible { Ok(()) } else { refuse("arrivals.per_tick", value, "from 0.000001 to 1 000 000") }
}

fn whole(field: &'static str, value: u32, bounds: std::ops::RangeInclusive<u32>) -> Checked {
    if bounds.contains(&value) {
        return Ok(());
    }
    let must = format!("from {} to {}", bounds.start(), bounds.end());
    Err(LabError::Field { field, value: value.to_string(), must })
}

fn refuse(field: &'static str, value: impl ToString, must: &str) -> Checked {
    Err(LabError::Field { field, value: value.to_string(), must: must.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_within_bounds() {
        for name in Workload::PRESETS {
            assert_eq!(Workload::preset(name).unwrap().check(), Ok(()), "{name}");
        }
        assert_eq!(Workload::preset("none"), None);
    }

    #[test]
    fn what_is_out_of_bounds_is_named() {
        let refused = |change: fn(&mut Workload), name: &str| {
            let mut workload = Workload::default();
            change(&mut workload);
            match workload.check().unwrap_err() {
                LabError::Field { field, .. } => assert_eq!(field, name),
                other => panic!("{other}"),
            }
        };
        refused(|it| it.tick_ms = 0, "tick_ms");
        refused(|it| it.warm_up = f64::NAN, "warm_up");
        refused(|it| it.population = Some(1), "population");
        refused(|it| it.topics.each = 65, "topics.each");
        refused(
            |it| it.topics.vocabulary = Vocabulary::Zipf { words: 5, exponent: 1.0 },
            "topics.vocabulary.words",
        );
        refused(|it| it.feelings.classes = [0.0; 8], "feelings.classes");
        refused(|it| it.feelings.classes[3] = f64::INFINITY, "feelings.classes");
        refused(|it| it.attributes.male = 0.6, "attributes.male");
        refused(|it| it.requeue.from_ms = u32::MAX, "requeue.from_ms");
        refused(|it| it.commit.fails = 1.0, "commit.fails");
        refused(|it| it.arrivals = Arrivals::Poisson { per_tick: 0.0 }, "arrivals.per_tick");
        refused(|it| it.blocks.max = 0, "blocks.max");
    }
}
