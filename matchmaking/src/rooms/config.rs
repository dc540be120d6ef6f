//! The settings of rooms.

use std::num::NonZeroU32;

use crate::{PoolConfig, PoolError};

/// The settings of [`Rooms`](crate::Rooms).
///
/// ```
/// use matchmaking::{PoolConfig, PoolError, RoomConfig};
///
/// let config = RoomConfig::new(3, 8, PoolConfig::default())?;
/// assert_eq!((config.min(), config.max()), (3, 8));
/// let upside_down = RoomConfig::new(8, 3, PoolConfig::default());
/// assert_eq!(upside_down, Err(PoolError::RoomSize { min: 8, max: 3 }));
/// # Ok::<(), PoolError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomConfig {
    min: u8,
    max: u8,
    /// How long the oldest in a room waits for it to become full, milliseconds. From then on it begins as soon as there
    /// are enough, and while there are not, is it tried now and then to put together another one. Default 20 seconds.
    pub fill_ms: NonZeroU32,
    /// The rules that hold between any two in a room, and how long a proposal waits; capacity counts people here.
    /// [`PoolConfig::mode`] is for pairs and has no meaning here.
    pub rules: PoolConfig,
}

const TWENTY_SECONDS_MS: NonZeroU32 = NonZeroU32::MIN.saturating_add(19_999);

impl RoomConfig {
    /// The most people a room may hold: everybody is checked against everybody.
    pub const MAX: u8 = 16;

    /// Rooms of `min` to `max` people under `rules`.
    ///
    /// # Errors
    ///
    /// [`PoolError::RoomSize`] unless `2 <= min <= max <=` [`RoomConfig::MAX`].
    pub const fn new(min: u8, max: u8, rules: PoolConfig) -> Result<Self, PoolError> {
        if min < 2 || min > max || max > Self::MAX {
            return Err(PoolError::RoomSize { min, max });
        }
        Ok(Self { min, max, fill_ms: TWENTY_SECONDS_MS, rules })
    }

    /// How many people a room needs.
    #[must_use]
    pub const fn min(&self) -> u8 {
        self.min
    }

    /// How many people a room holds.
    #[must_use]
    pub const fn max(&self) -> u8 {
        self.max
    }
}
