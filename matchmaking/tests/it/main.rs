//! The pool from outside: its rules in tables, its life in scenes, its promises as properties beside a naive model.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod hard_rules;
mod keyword_analysis;
mod lifecycle;
mod long_run;
mod model;
mod properties;
mod random;
mod refusals;
mod release;
mod script;
mod strategies;
mod support;
