//! What people are, and wish of a partner.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Zipf};

use crate::lab::dice::{Stream, dice, happens, unit};
use crate::lab::workload::{Attributes, Workload};
use crate::{AgeBand, Nearness, Region, Sex, Sexes, Ticket, Wish};

/// The age at which the bands begin.
const FROM_AGE: u8 = 18;
/// How many years a band has.
const BAND_YEARS: u8 = 5;

pub(super) fn describe(workload: &Workload, seed: u64, regions: Option<&Zipf<f64>>, ticket: &mut Ticket) {
    let settings = &workload.attributes;
    let dice = &mut dice(seed, Stream::Attributes, ticket.user);
    ticket.profile.sex = sex(dice, settings.female, settings.male);
    let age = age(dice, settings);
    ticket.profile.age = Some(age);
    let place = regions.map_or(1.0, |it| it.sample(dice)) as u32;
    ticket.profile.region = Some(Region::new(place, place));
    let wished = sex(dice, settings.wish_female, settings.wish_male);
    ticket.wishes.sex = wished.map(|sex| wish(dice, settings, Sexes::from(sex)));
    if happens(dice, settings.wish_ages) {
        let band = AgeBand::new(age.saturating_sub(BAND_YEARS).max(FROM_AGE), age.saturating_add(BAND_YEARS));
        ticket.wishes.ages = band.ok().map(|band| wish(dice, settings, band));
    }
    if happens(dice, settings.wish_near) {
        ticket.wishes.nearness = Some(wish(dice, settings, Nearness::SamePlace));
    }
}

fn sex(dice: &mut ChaCha8Rng, female: f64, male: f64) -> Option<Sex> {
    let drawn = unit(dice);
    if drawn < female {
        Some(Sex::Female)
    } else if drawn < female + male {
        Some(Sex::Male)
    } else {
        None
    }
}

fn age(dice: &mut ChaCha8Rng, settings: &Attributes) -> u8 {
    let band = dice.random_range(0..settings.age_bands.max(1));
    FROM_AGE + band * BAND_YEARS + dice.random_range(0..BAND_YEARS)
}

fn wish<T>(dice: &mut ChaCha8Rng, settings: &Attributes, value: T) -> Wish<T> {
    if happens(dice, settings.firm) { Wish::firm(value) } else { Wish::soft(value) }
}
