//! A band of ages.

use crate::PoolError;

/// The ages from one to another, both included, in full years.
///
/// ```
/// use matchmaking::{AgeBand, PoolError};
///
/// let band = AgeBand::new(20, 30)?;
/// assert!(band.contains(20) && band.contains(30) && !band.contains(31));
/// assert_eq!(AgeBand::new(30, 20), Err(PoolError::EmptyAgeBand { from: 30, to: 20 }));
/// # Ok::<(), PoolError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AgeBand {
    from: u8,
    to: u8,
}

impl AgeBand {
    /// The ages `from` to `to`.
    ///
    /// # Errors
    ///
    /// [`PoolError::EmptyAgeBand`] if `from` is greater than `to`.
    pub const fn new(from: u8, to: u8) -> Result<Self, PoolError> {
        if from > to { Err(PoolError::EmptyAgeBand { from, to }) } else { Ok(Self { from, to }) }
    }

    /// The youngest age of the band.
    #[must_use]
    pub const fn from(self) -> u8 {
        self.from
    }

    /// The oldest age of the band.
    #[must_use]
    pub const fn to(self) -> u8 {
        self.to
    }

    /// Whether `age` is in the band.
    #[must_use]
    pub const fn contains(self, age: u8) -> bool {
        self.from <= age && age <= self.to
    }

    /// The band with `years` more on both sides.
    pub(crate) const fn widened(self, years: u8) -> Self {
        Self { from: self.from.saturating_sub(years), to: self.to.saturating_add(years) }
    }
}
