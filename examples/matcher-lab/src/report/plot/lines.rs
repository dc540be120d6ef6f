//! Lines: one for each strategy.

use std::fmt::Write;

use maud::{Markup, html};

use super::frame::Frame;
use super::scale::Scale;
use crate::words::Words;

/// The line of one strategy.
pub(in crate::report) struct Line<'n> {
    pub(in crate::report) name: &'n str,
    /// Which strategy it is, for its colour.
    pub(in crate::report) nth: usize,
    pub(in crate::report) points: Vec<(f64, f64)>,
    /// Whether each point is a value of its own, to be marked.
    pub(in crate::report) dotted: bool,
    /// Whether the line stays level until the next point.
    pub(in crate::report) stepped: bool,
}

/// Lines over each other.
pub(in crate::report) fn lines(name: Words, x_name: Words, x: Scale, y: Scale, lines: &[Line<'_>]) -> Markup {
    let frame = Frame::new(x, y);
    let inside = html! {
        @for line in lines {
            path class={ "line c" (line.nth % 8) } d=(path(&frame, line)) { title { (line.name) } }
            @if line.dotted {
                @for &(x, y) in &line.points {
                    circle class={ "dot c" (line.nth % 8) } cx=(super::frame::px(frame.at_x(x)))
                        cy=(super::frame::px(frame.at_y(y))) r="3" {
                        title { (line.name) ": " (format!("{y:.2}")) }
                    }
                }
            }
        }
    };
    frame.around(name, x_name, true, &inside)
}

fn path(frame: &Frame, line: &Line<'_>) -> String {
    let mut path = String::new();
    for (at, &(x, y)) in line.points.iter().enumerate() {
        let (x, y) = (frame.at_x(x), frame.at_y(y));
        let _ = match (at, line.stepped) {
            (0, _) => write!(path, "M{x:.1} {y:.1}"),
            (_, true) => write!(path, "H{x:.1}V{y:.1}"),
            (_, false) => write!(path, "L{x:.1} {y:.1}"),
        };
    }
    path
}
