//! The pool from outside: its rules in tables, its life in scenes, its promises as properties beside a naive model.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod bad_input;
mod emotion_corpus;
mod emotion_hostile;
mod emotion_readings;
mod hard_rules;
mod holding;
mod keyword_analysis;
mod keyword_strategy;
#[cfg(feature = "lab")]
mod lab_oracle;
#[cfg(feature = "lab")]
mod lab_quality;
#[cfg(feature = "lab")]
mod lab_rooms;
#[cfg(feature = "lab")]
mod lab_runs;
#[cfg(feature = "lab")]
mod lab_traces;
mod lifecycle;
mod long_run;
mod many_events;
mod memory;
mod model;
mod mood_strategy;
mod optimum;
mod packing;
mod person;
mod preferences;
mod properties;
mod quality;
mod random;
mod refusals;
mod release;
mod room_properties;
mod rooms;
mod script;
mod strategies;
mod support;
mod wishes;
