//! The frame of a plot: axes, marks, names.

use maud::{Markup, html};

use super::scale::Scale;
use crate::words::Words;

/// The size of a plot in its own units.
pub(super) const WIDTH: f64 = 440.0;
pub(super) const HEIGHT: f64 = 290.0;
const TOP: f64 = 16.0;
const RIGHT: f64 = 16.0;
const BOTTOM: f64 = 46.0;

/// The frame of a plot.
pub(super) struct Frame {
    pub(super) x: Scale,
    pub(super) y: Scale,
    pub(super) left: f64,
    pub(super) height: f64,
}

impl Frame {
    pub(super) fn new(x: Scale, y: Scale) -> Self {
        Self { x, y, left: 46.0, height: HEIGHT }
    }

    pub(super) fn at_x(&self, value: f64) -> f64 {
        self.left + self.x.place(value) * (WIDTH - RIGHT - self.left)
    }

    pub(super) fn at_y(&self, value: f64) -> f64 {
        self.bottom() - self.y.place(value) * (self.bottom() - TOP)
    }

    pub(super) fn bottom(&self) -> f64 {
        self.height - BOTTOM
    }

    /// The plot with its axes around `inside`.
    pub(super) fn around(&self, name: Words, x: Words, y_marks: bool, inside: &Markup) -> Markup {
        let (right, bottom) = (WIDTH - RIGHT, self.bottom());
        html! {
            svg viewBox={ "0 0 " (WIDTH) " " (self.height) } role="img" aria-label={ (name.zh) " / " (name.en) } {
                @if y_marks {
                    @for mark in self.y.marks() {
                        @let at = px(self.at_y(mark));
                        line .grid x1=(px(self.left)) x2=(px(right)) y1=(at) y2=(at) {}
                        text .mark x=(px(self.left - 7.0)) y=(px(self.at_y(mark) + 4.0)) text-anchor="end" {
                            (number(mark))
                        }
                    }
                }
                @for mark in self.x.marks() {
                    @let at = px(self.at_x(mark));
                    line .tick x1=(at) x2=(at) y1=(px(bottom)) y2=(px(bottom + 4.0)) {}
                    text .mark x=(at) y=(px(bottom + 17.0)) text-anchor="middle" { (number(mark)) }
                }
                line .axis x1=(px(self.left)) x2=(px(right)) y1=(px(bottom)) y2=(px(bottom)) {}
                text .name .zh lang="zh" x=(px(right)) y=(px(bottom + 36.0)) text-anchor="end" { (x.zh) }
                text .name .en lang="en" x=(px(right)) y=(px(bottom + 36.0)) text-anchor="end" { (x.en) }
                (inside)
            }
        }
    }
}

/// A coordinate: a tenth is finer than anybody sees.
pub(super) fn px(value: f64) -> String {
    format!("{value:.1}")
}

/// A number beside an axis: as short as it can be.
pub(super) fn number(value: f64) -> String {
    let text = if value.abs() >= 1_000.0 { format!("{:.1}k", value / 1e3) } else { format!("{value:.2}") };
    let (digits, unit) = text.strip_suffix('k').map_or((text.as_str(), ""), |digits| (digits, "k"));
    let digits =
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits };
    format!("{digits}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beside_an_axis_are_short() {
        let told = [0.0, 0.25, 0.5, 10.0, 100.0, 1_000.0, 2_500.0, 30_000.0].map(number);
        assert_eq!(told, ["0", "0.25", "0.5", "10", "100", "1k", "2.5k", "30k"]);
    }
}
