//! A lane: what is on its way to one person, and what of it leaves when.
//!
//! Everything here is a function of a person as the store keeps them and the time; nothing here changes anything.

pub(crate) mod budget;
pub(crate) mod compose;
pub(crate) mod plan;
pub(crate) mod view;
pub(crate) mod when;
