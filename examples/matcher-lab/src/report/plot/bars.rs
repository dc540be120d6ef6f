//! Bars: how the tickets of each strategy ended.

use maud::{Markup, html};

use super::frame::{WIDTH, px};
use super::scatter::shortened;
use crate::words::Words;

const ROW: f64 = 44.0;
const BAR: f64 = 18.0;
const EDGE: f64 = 10.0;

/// One bar for each strategy, of parts that make a whole: `(name, shares)`, the shares in the order of `kinds`.
pub(in crate::report) fn outcomes(name: Words, kinds: &[(&str, Words)], bars: &[(&str, Vec<f64>)]) -> Markup {
    let height = ROW * bars.len() as f64 + 12.0;
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label={ (name.zh) " / " (name.en) } {
            @for (row, (strategy, shares)) in bars.iter().enumerate() {
                @let top = ROW * row as f64 + 8.0;
                text .label x=(px(EDGE)) y=(px(top + 10.0)) { (shortened(strategy)) }
                text .mark x=(px(WIDTH - EDGE)) y=(px(top + 10.0)) text-anchor="end" {
                    (format!("{:.1}%", shares.first().copied().unwrap_or(0.0) * 100.0))
                }
                @for ((kind, words), from, width) in parts(kinds, shares) {
                    rect class={ "part " (kind) } x=(px(from)) y=(px(top + 16.0)) width=(px(width)) height=(px(BAR)) {
                        title { (words.zh) " / " (words.en) ": " (format!("{:.2}%", width / span() * 100.0)) }
                    }
                }
            }
        }
    }
}

fn span() -> f64 {
    WIDTH - 2.0 * EDGE
}

/// Each part with where it begins and how wide it is.
fn parts<'k>(kinds: &[(&'k str, Words)], shares: &[f64]) -> Vec<((&'k str, Words), f64, f64)> {
    let mut from = EDGE;
    let mut part = |(&kind, &share): (&(&'k str, Words), &f64)| {
        let width = share * span();
        from += width;
        (kind, from - width, width)
    };
    kinds.iter().zip(shares).map(&mut part).collect()
}
