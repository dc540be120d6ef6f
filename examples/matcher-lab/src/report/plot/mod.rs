//! Plots as SVG in the page: they take its colours and its language.

mod bars;
mod dots;
mod frame;
mod lines;
mod scale;
mod scatter;

pub(super) use bars::outcomes;
pub(super) use dots::dots;
pub(super) use lines::{Line, lines};
pub(super) use scale::Scale;
pub(super) use scatter::{Point, scatter};
