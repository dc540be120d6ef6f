//! What is aimed at, what was measured, and whether it is met.

use std::fmt::Write as _;

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is measured.
    pub measure: String,
    /// What must be reached.
    pub target: f64,
    /// What was measured, in the unit of the target.
    pub measured: f64,
    /// The unit of both.
    pub unit: &'static str,
    /// Whether more is better.
    pub more: bool,
    /// What the machine alone would cost for the same, in the unit of the target.
    pub floor: Option<f64>,
}

impl Row {
    /// At most `target` is aimed at.
    #[must_use]
    pub fn at_most(measure: impl Into<String>, target: f64, measured: f64, unit: &'static str) -> Self {
        Self { measure: measure.into(), target, measured, unit, more: false, floor: None }
    }

    /// At least `target` is aimed at.
    #[must_use]
    pub fn at_least(measure: impl Into<String>, target: f64, measured: f64, unit: &'static str) -> Self {
        Self { more: true, ..Self::at_most(measure, target, measured, unit) }
    }

    /// This line beside what the machine alone would cost.
    #[must_use]
    pub fn beside(self, floor: f64) -> Self {
        Self { floor: Some(floor), ..self }
    }

    /// Whether the target is met.
    #[must_use]
    pub fn is_met(&self) -> bool {
        if self.more { self.measured >= self.target } else { self.measured <= self.target }
    }
}

/// The table as text: target, measured, ratio to the floor, met or missed.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    _ = writeln!(
        text,
        "{:<52}{:>12}{:>12}  {:<10}{:>9}  verdict",
        "measure", "target", "measured", "unit", "x floor"
    );
    for row in rows {
        let sign = if row.more { ">=" } else { "<=" };
        let ratio = row.floor.map(|floor| if row.more { floor / row.measured } else { row.measured / floor });
        _ = writeln!(
            text,
            "{:<52}{:>12}{:>12}  {:<10}{:>9}  {}",
            row.measure,
            format!("{sign} {}", number(row.target)),
            number(row.measured),
            row.unit,
            ratio.map_or_else(|| "-".to_owned(), |it| format!("{it:.1}")),
            if row.is_met() { "met" } else { "missed" },
        );
    }
    text
}

fn number(value: f64) -> String {
    if value >= 100.0 || value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.3}") }
}
