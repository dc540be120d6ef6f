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
        @for (at, point) in points.iter().enumerate() {
            @let (x, y) = (frame.at_x(point.x.mean), frame.at_y(point.y.mean));
            g class={ "c" (point.nth % 8) } {
                line .whisker x1=(px(frame.at_x(low(point.x)))) x2=(px(frame.at_x(high(point.x)))) y1=(px(y)) y2=(px(y)) {}
                line .whisker x1=(px(x)) x2=(px(x)) y1=(px(frame.at_y(low(point.y)))) y2=(px(frame.at_y(high(point.y)))) {}
                circle .dot cx=(px(x)) cy=(px(y)) r="6" {
                    title { (point.name) ": " (format!("{:.2}, {:.3}", point.x.mean, point.y.mean)) }
                }
                @let (label_x, label_y, anchor) = label(&frame, points, at);
                text .label x=(px(label_x)) y=(px(label_y)) text-anchor=(anchor) { (shortened(point.name)) }
            }
        }
    };
    frame.around(name, x_name, true, &inside)
}

/// How far apart two labels must be.
const APART: f64 = 17.0;

/// Where a point's label stands: above it, on the side where there is room, and above those of its neighbours.
fn label(frame: &Frame, points: &[Point<'_>], at: usize) -> (f64, f64, &'static str) {
    let place = |point: &Point<'_>| (frame.at_x(point.x.mean), frame.at_y(point.y.mean));
    let Some((x, y)) = points.get(at).map(place) else { return (0.0, 0.0, "start") };
    let near = |&(other_x, other_y): &(f64, f64)| (other_x - x).abs() < 90.0 && (other_y - y).abs() < APART;
    let below = points.iter().take(at).map(place).filter(near).count();
    let y = y - 11.0 - APART * below as f64;
    if x < WIDTH * 0.6 { (x + 9.0, y, "start") } else { (x - 9.0, y, "end") }
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
