//! Scatter: what one measure costs in another, with the intervals of both.

use maud::{Markup, html};

use super::frame::{Frame, WIDTH, px};
use super::scale::Scale;
use crate::words::Words;
use matchmaking::lab::Interval;

/// A strategy between two measures.
pub(in crate::report) struct Point<'n> {
    pub(in crate::report) name: &'n str,
    pub(in crate::report) nth: usize,
    pub(in crate::report) x: Interval,
    pub(in crate::report) y: Interval,
}

/// Points with their intervals.
pub(in crate::report) fn scatter(
    name: Words,
    x_name: Words,
    x: Scale,
    y: Scale,
    points: &[Point<'_>],
) -> Markup {
    let frame = Frame::new(x, y);
    let inside = html! {
        @for point in points {
            @let (x, y) = (frame.at_x(point.x.mean), frame.at_y(point.y.mean));
            g class={ "c" (point.nth % 8) } {
                line .whisker x1=(px(frame.at_x(low(point.x)))) x2=(px(frame.at_x(high(point.x)))) y1=(px(y)) y2=(px(y)) {}
                line .whisker x1=(px(x)) x2=(px(x)) y1=(px(frame.at_y(low(point.y)))) y2=(px(frame.at_y(high(point.y)))) {}
                circle .dot cx=(px(x)) cy=(px(y)) r="6" {
                    title { (point.name) ": " (format!("{:.2}, {:.3}", point.x.mean, point.y.mean)) }
                }
                // On the side where there is room.
                @let right = x < WIDTH * 0.6;
                text .label x=(px(if right { x + 11.0 } else { x - 11.0 })) y=(px(y + 4.5))
                    text-anchor=(if right { "start" } else { "end" }) { (shortened(point.name)) }
            }
        }
    };
    frame.around(name, x_name, true, &inside)
}

fn low(interval: Interval) -> f64 {
    if interval.half_width.is_finite() { interval.mean - interval.half_width } else { interval.mean }
}

fn high(interval: Interval) -> f64 {
    if interval.half_width.is_finite() { interval.mean + interval.half_width } else { interval.mean }
}

/// A name that fits into a plot.
pub(super) fn shortened(name: &str) -> String {
    const LONGEST: usize = 24;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}
