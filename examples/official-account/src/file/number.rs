//! Numbers with a range, so that an error names the line.

use serde::de::{Deserialize, Deserializer, Error as _};

/// The longest time: a year.
const YEAR_MS: i64 = 366 * 24 * 3_600_000;

macro_rules! number {
    ($(#[$doc:meta])* $name:ident($type:ty), $range:expr, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub(super) struct $name(pub(super) $type);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let number = i64::deserialize(from)?;
                let range = $range;
                let fits = range.contains(&number).then(|| <$type>::try_from(number).ok()).flatten();
                let wrong = || D::Error::custom(format!($what, range.start(), range.end()));
                fits.map(Self).ok_or_else(wrong)
            }
        }
    };
}

number!(
    /// A time.
    Millis(i64), 0..=YEAR_MS, "milliseconds, {} to {}, belong here"
);
number!(
    /// How many at once or in a minute.
    Pace(u32), 1..=1_000_000, "a number, {} to {}, belongs here"
);
number!(
    /// How many are kept.
    Limit(usize), 1..=100_000, "a number, {} to {}, belongs here"
);
/// Yes or no.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(transparent)]
pub(super) struct Flag(pub(super) bool);

number!(
    /// An hour of the day.
    Hour(u8), 0..=23, "an hour, {} to {}, belongs here"
);
number!(
    /// Minutes east of UTC.
    Offset(i32), -840..=840, "minutes, {} to {}, belong here"
);
