//! The use-cases: from a snapshot and what came in to a change and an answer. Pure functions, one file each.

mod answer;
mod arrive;
mod block;
mod bottle;
mod draft;
mod fetch;
mod find;
mod follow;
mod hold;
mod idle;
mod language;
mod leave;
mod letter;
mod line;
mod missed;
mod offer;
mod pair;
mod renew;
mod said;
mod settle;
mod tell;
mod tend;
mod unfollow;
mod wish;

pub(crate) use arrive::{Arrival, Next};
pub(crate) use draft::{Context, Draft};
pub(crate) use pair::Paired;
pub use settle::Outcome;
pub(crate) use tend::Tended;
