//! What people wish for: who they are, whom they would like to meet, what about, in which mood. Read from their words,
//! kept as data, handed to the pool.

mod analyst;
mod preferences;
mod purpose;
mod region;
mod scan;
mod strategy;
mod why;

pub use analyst::Analyst;
pub(crate) use analyst::Understood;
pub(crate) use preferences::{Nearby, Preferences, SexWord};
pub(crate) use purpose::Purpose;
pub(crate) use region::name_of;
pub(crate) use scan::language_name;
pub(crate) use strategy::Companions;
pub(crate) use why::{mood_name, sentence};
