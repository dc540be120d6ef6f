//! Ids of capabilities: `F01`, `N2`, `D3`, `B4`, `M12`, `S5`.

use std::fmt;

/// The letters a table uses; `F` takes two digits, `M` one or two, the others one.
const LETTERS: &str = "FNDBMS";

/// One id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    letter: char,
    number: u8,
}

impl Id {
    /// Reads a whole word; `None` when it is no id.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let mut letters = word.chars();
        let letter = letters.next().filter(|letter| LETTERS.contains(*letter))?;
        let digits = letters.as_str();
        let width_fits = match letter {
            'F' => digits.len() == 2,
            'M' => matches!(digits.len(), 1 | 2),
            _ => digits.len() == 1,
        };
        if !width_fits || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self { letter, number: digits.parse().ok()? })
    }

    /// The ids of a text, in order; `F35–F39` stands for all five.
    pub(super) fn all_in(text: &str) -> Vec<Self> {
        let mut ids: Vec<Self> = Vec::new();
        let mut rest = text;
        // What stood between the last id and here: a dash alone makes a range.
        let mut between = "";
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c: char| is_word(c) != is_word(first)).unwrap_or(rest.len());
            let (token, tail) = rest.split_at(end);
            rest = tail;
            if !is_word(first) {
                between = token;
                continue;
            }
            if let Some(id) = Self::parse(token) {
                if let Some(from) = ids.last().copied().filter(|_| is_range(between)) {
                    ids.extend(from.up_to(id));
                }
                ids.push(id);
            }
            between = "";
        }
        ids
    }

    /// The ids strictly between two of one letter.
    fn up_to(self, last: Self) -> impl Iterator<Item = Self> {
        let numbers =
            if self.letter == last.letter { self.number.saturating_add(1)..last.number } else { 0..0 };
        numbers.map(move |number| Self { number, ..self })
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = if self.letter == 'F' { 2 } else { 1 };
        write!(f, "{}{:0width$}", self.letter, self.number)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_range(between: &str) -> bool {
    matches!(between.trim(), "–" | "-" | "..=")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Id::all_in(text).iter().map(Id::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(
            shown("F01, F2 F003 xF04 F05x F06_a N1 N12 M1 M12 M123 S5 Z1 (D6)."),
            "F01 N1 M1 M12 S5 D6"
        );
    }

    #[test]
    fn ranges_are_filled() {
        assert_eq!(shown("F35–F39 F89"), "F35 F36 F37 F38 F39 F89");
        assert_eq!(shown("B1-B3, D5 D6"), "B1 B2 B3 D5 D6");
        assert_eq!(shown("F35 – and F39"), "F35 F39");
        assert_eq!(shown("M3–F05"), "M3 F05");
    }
}
