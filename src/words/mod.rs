//! The words people type: commands, what is taken out of their lines, the names they go by.

pub(crate) mod alias;
pub(crate) mod clean;
pub(crate) mod command;
pub(crate) mod mood;
