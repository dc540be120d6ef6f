//! What a user wishes of a partner.

use super::{AgeBand, Languages, Nearness, Profile, Sexes};

/// One wish: what for, and whether it gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wish<T> {
    /// What is wished for.
    pub value: T,
    /// Whether it holds however long the wait; if not, it gives way as [`Widening`](crate::Widening) says.
    pub firm: bool,
}

impl<T> Wish<T> {
    /// A wish that holds however long the wait.
    #[must_use]
    pub const fn firm(value: T) -> Self {
        Self { value, firm: true }
    }

    /// A wish that gives way with time.
    #[must_use]
    pub const fn soft(value: T) -> Self {
        Self { value, firm: false }
    }
}

/// Everything a user wishes of a partner. Two meet only if the wishes of both are met.
///
/// ```
/// use matchmaking::{AgeBand, Nearness, Sex, Wish, Wishes};
///
/// let mut wishes = Wishes::default();
/// wishes.sex = Some(Wish::firm(Sex::Male.into()));
/// wishes.ages = Some(Wish::soft(AgeBand::new(20, 30)?));
/// wishes.nearness = Some(Wish::soft(Nearness::SamePlace));
/// # Ok::<(), matchmaking::PoolError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wishes {
    /// Of which sexes a partner may be.
    pub sex: Option<Wish<Sexes>>,
    /// How old a partner may be.
    pub ages: Option<Wish<AgeBand>>,
    /// How near a partner must be; needs a region of one's own.
    pub nearness: Option<Wish<Nearness>>,
    /// The languages of which a partner must speak one.
    pub languages: Option<Wish<Languages>>,
}

/// The kinds of wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WishKind {
    /// [`Wishes::sex`].
    Sex,
    /// [`Wishes::ages`].
    Ages,
    /// [`Wishes::nearness`].
    Nearness,
    /// [`Wishes::languages`].
    Languages,
}

impl Wishes {
    /// The first wish that nobody at all could meet.
    pub(crate) fn impossible(&self, own: &Profile, adult_from: Option<u8>) -> Option<WishKind> {
        if self.sex.is_some_and(|wish| wish.value.is_empty()) {
            return Some(WishKind::Sex);
        }
        if self.languages.is_some_and(|wish| wish.value.is_empty()) {
            return Some(WishKind::Languages);
        }
        if self.nearness.is_some() && own.region.is_none() {
            return Some(WishKind::Nearness);
        }
        self.ages_are_out_of_bounds(own, adult_from).then_some(WishKind::Ages)
    }

    /// Whether only ages are wished that minors apart from adults do not allow.
    fn ages_are_out_of_bounds(&self, own: &Profile, adult_from: Option<u8>) -> bool {
        let (Some(adult_from), Some(Wish { value: band, firm: true })) = (adult_from, self.ages) else {
            return false;
        };
        let minor = own.age.is_some_and(|age| age < adult_from);
        if minor { band.from() >= adult_from } else { band.to() < adult_from }
    }
}

/// Whom a person wishes to meet is not printed.
impl std::fmt::Debug for Wishes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wishes").finish_non_exhaustive()
    }
}
