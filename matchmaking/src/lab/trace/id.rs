//! Ids in a trace: up to sixteen hexadecimal digits.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// An id that means nothing but which others are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(pub(super) u64);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Digits;
        impl Visitor<'_> for Digits {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one to sixteen hexadecimal digits")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                // Without this a sign would pass.
                let digits = (1..=16).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_hexdigit());
                let number = u64::from_str_radix(text, 16).ok().filter(|_| digits);
                number.map(Id).ok_or_else(|| E::custom("no id"))
            }
        }
        from.deserialize_str(Digits)
    }
}
