//! Damage as it happens to bytes: flipped, cut, repeated, inserted.

use proptest::arbitrary::Arbitrary;
use proptest::prelude::*;

/// One change; positions are taken modulo the length.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    Flip(usize, u8),
    Cut(usize),
    Repeat(usize, usize),
    Insert(usize, Vec<u8>),
}

impl Arbitrary for Damage {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> BoxedStrategy<Self> {
        let markup = [
            "<",
            ">",
            "</xml>",
            "<![CDATA[",
            "]]>",
            "&amp;",
            "&#x4f60;",
            "<!--",
            "-->",
            "<!DOCTYPE a>",
            "\"",
            "{",
            "[",
            "]",
            "}",
            ",",
            ":",
            "\\u4f60",
            "\u{feff}",
            "\0",
            "%41",
            "+",
            "&",
            "=",
            "你",
            "\n",
            " ",
            "0",
            "-1",
        ];
        let snippet = prop_oneof![
            prop::sample::select(markup.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 1..4),
        ];
        prop_oneof![
            3 => (any::<usize>(), 1_u8..).prop_map(|(at, bits)| Self::Flip(at, bits)),
            1 => any::<usize>().prop_map(Self::Cut),
            1 => (any::<usize>(), any::<usize>()).prop_map(|(from, len)| Self::Repeat(from, len)),
            4 => (any::<usize>(), snippet).prop_map(|(at, bytes)| Self::Insert(at, bytes)),
        ]
        .boxed()
    }
}

pub(crate) fn damage(mut data: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for one in damages {
        let len = data.len().max(1);
        match one {
            Damage::Flip(at, bits) => {
                if let Some(byte) = data.get_mut(at % len) {
                    *byte ^= bits;
                }
            }
            Damage::Cut(at) => data.truncate(at % len),
            Damage::Repeat(from, count) => {
                let from = from % len;
                let end = (from + count % 40).min(data.len());
                let part = data.get(from..end).unwrap_or_default().to_vec();
                data.splice(from.min(data.len())..from.min(data.len()), part);
            }
            Damage::Insert(at, bytes) => {
                let at = at % len;
                data.splice(at.min(data.len())..at.min(data.len()), bytes.iter().copied());
            }
        }
    }
    data
}
