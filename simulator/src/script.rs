//! What people did, as data: deeds by name, and a session kept so that it can be played again as a test.

mod deed;
mod rust_test;
mod session;

pub(crate) use deed::Deed;
pub(crate) use rust_test::rust_test;
pub(crate) use session::{Session, Step, occurrences};
