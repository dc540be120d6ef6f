//! Pieces of a text: each character, two neighbours, three neighbours.

/// What stands before the first and after the last character.
const EDGE: char = '\u{2}';
/// How many bits a character needs.
const CHAR_BITS: u32 = 21;

/// A piece of one to three characters, packed into a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Piece(u64);

impl Piece {
    fn of(chars: [char; 3]) -> Self {
        Self(chars.into_iter().fold(0, |packed, it| packed << CHAR_BITS | u64::from(u32::from(it))))
    }

    /// The three bytes a model knows it by.
    pub(crate) const fn key(self) -> u32 {
        let mixed = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 40) as u32
    }

    /// The characters; the edges of a text as a bar.
    pub(crate) fn text(self) -> String {
        let chars = [2, 1, 0].map(|place| (self.0 >> (place * CHAR_BITS)) as u32 & ((1 << CHAR_BITS) - 1));
        let chars = chars.into_iter().filter(|&it| it != 0).filter_map(char::from_u32);
        chars.map(|it| if it == EDGE { '|' } else { it }).collect()
    }
}

/// Hands over every piece of a folded text, each as often as it is there.
pub(crate) fn each(folded: &str, mut found: impl FnMut(Piece)) {
    let (mut before, mut last) = ('\0', EDGE);
    for it in folded.chars().chain([EDGE]) {
        if it != EDGE {
            found(Piece::of(['\0', '\0', it]));
        }
        found(Piece::of(['\0', last, it]));
        if before != '\0' {
            found(Piece::of([before, last, it]));
        }
        (before, last) = (last, it);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_pieces_of_one_to_three_characters() {
        let mut pieces = Vec::new();
        each("好累🎸", |piece| pieces.push(piece.text()));
        assert_eq!(pieces, ["好", "|好", "累", "好累", "|好累", "🎸", "累🎸", "好累🎸", "🎸|", "累🎸|"]);
    }

    #[test]
    fn keys_fill_three_bytes_evenly() {
        let mut buckets = [0_u32; 16];
        for it in '\u{4E00}'..='\u{9FFF}' {
            let key = Piece::of(['\0', '好', it]).key();
            assert!(key < 1 << 24);
            buckets[(key >> 20) as usize] += 1;
        }
        assert!(buckets.iter().all(|&count| (1_100..1_500).contains(&count)), "{buckets:?}");
    }
}
