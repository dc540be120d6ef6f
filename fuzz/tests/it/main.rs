//! Every fuzz body as a property test: arbitrary bytes, and damaged copies of valid ones.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod mutate;
mod seeds;

use proptest::prelude::*;

use mutate::{Damage, damage};

/// Runs a body over noise and over damaged seeds.
fn run(body: fn(&[u8]), seeds: Vec<Vec<u8>>) {
    for seed in &seeds {
        body(seed);
    }
    let config = ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() };
    let noise = prop::collection::vec(any::<u8>(), 0..300);
    proptest!(config.clone(), |(data in noise)| body(&data));
    let damaged = (prop::sample::select(seeds), prop::collection::vec(any::<Damage>(), 1..6));
    proptest!(config, |((seed, damages) in damaged)| body(&damage(seed, &damages)));
}

#[test]
fn open_envelope() {
    run(driftbottle_fuzz::open_envelope, seeds::envelopes());
}

#[test]
fn inbound_xml() {
    run(driftbottle_fuzz::inbound_xml, seeds::xml());
}

#[test]
fn inbound_json() {
    run(driftbottle_fuzz::inbound_json, seeds::json());
}

#[test]
fn api_response() {
    run(driftbottle_fuzz::api_response, seeds::answers());
}

#[test]
fn query() {
    run(driftbottle_fuzz::query, seeds::queries());
}

#[test]
fn trace() {
    run(driftbottle_fuzz::trace, seeds::traces());
}

/// The seeds are valid: otherwise the bodies would only ever see refusals.
#[test]
fn the_seeds_are_read() {
    for seed in seeds::xml().iter().chain(&seeds::json()) {
        wechat_core::Inbound::parse(seed).unwrap();
    }
    let limits = matchmaking::lab::TraceLimits::default();
    for seed in seeds::traces().iter().take(2) {
        assert!(matchmaking::lab::Trace::read(&seed[..], limits).unwrap().len() > 1);
    }
}
