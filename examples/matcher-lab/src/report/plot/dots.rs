//! Dots: a row for each group, a dot in it for each strategy.

use maud::{Markup, html};

use super::frame::{Frame, WIDTH, px};
use super::scale::Scale;
use crate::words::Words;

const ROW: f64 = 26.0;

/// A group in Chinese and in English, and `(strategy, its number, value)` for each dot.
pub(in crate::report) type Row<'r> = (&'r str, &'r str, Vec<(&'r str, usize, f64)>);

/// Rows of dots.
pub(in crate::report) fn dots(name: Words, x_name: Words, x: Scale, rows: &[Row<'_>]) -> Markup {
    let mut frame = Frame::new(x, Scale::shares());
    frame.left = 132.0;
    frame.height = ROW * rows.len() as f64 + 66.0;
    let at = |row: usize| 22.0 + ROW * row as f64;
    let inside = html! {
        @for (row, (zh, en, dots)) in rows.iter().enumerate() {
            line .grid x1=(px(frame.left)) x2=(px(WIDTH - 16.0)) y1=(px(at(row))) y2=(px(at(row))) {}
            text .mark .zh lang="zh" x=(px(frame.left - 10.0)) y=(px(at(row) + 4.0)) text-anchor="end" { (zh) }
            text .mark .en lang="en" x=(px(frame.left - 10.0)) y=(px(at(row) + 4.0)) text-anchor="end" { (en) }
            @for &(strategy, nth, value) in dots {
                circle class={ "dot c" (nth % 8) } cx=(px(frame.at_x(value))) cy=(px(at(row))) r="5" {
                    title { (strategy) ": " (format!("{value:.2}")) }
                }
            }
        }
    };
    frame.around(name, x_name, false, &inside)
}
