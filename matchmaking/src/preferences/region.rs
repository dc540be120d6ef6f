//! Where users are, as far as it matters to a match.

/// Where a user is: a place within an area, by the caller's numbers. The
/// [codes of administrative divisions](https://developers.weixin.qq.com/miniprogram/dev/component/picker.html) of
/// WeChat's region picker do: the province is the area, the city the place.
///
/// ```
/// use matchmaking::Region;
///
/// let shenzhen = Region::new(440_000, 440_300);
/// assert_eq!(shenzhen.area, Region::new(440_000, 440_100).area);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Region {
    /// The wider area.
    pub area: u32,
    /// The place within it.
    pub place: u32,
}

impl Region {
    /// The place `place` within the area `area`.
    #[must_use]
    pub const fn new(area: u32, place: u32) -> Self {
        Self { area, place }
    }

    /// Whether `other` is as near as `nearness` asks.
    pub(crate) fn is_near(self, other: Self, nearness: Nearness) -> bool {
        match nearness {
            Nearness::SameArea => self.area == other.area,
            Nearness::SamePlace => self == other,
        }
    }
}

/// How near a partner is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Nearness {
    /// In the same area, wherever in it.
    SameArea,
    /// In the same place of the same area.
    SamePlace,
}
