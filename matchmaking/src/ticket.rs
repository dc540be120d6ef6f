//! A ticket: one user's wish to meet someone, with everything the hard rules need to know.

use std::fmt;

use crate::{Keyword, Mood, PoolConfig, PoolError, Profile, Reachability, Wishes};

/// One user's wish to meet someone.
///
/// Ids are the caller's compact keys, opaque to the pool. Make one with [`Ticket::new`] and fill in the lists that
/// apply.
///
/// ```
/// use matchmaking::{Reachability, Recent, Ticket};
///
/// let reach = Reachability::Pull { last_seen_ms: 0 };
/// let mut ticket = Ticket::new(1, 100, 0, 600_000, reach);
/// ticket.blocks = vec![7];
/// ticket.recents = vec![Recent::new(200, 86_400_000)];
/// ticket.profile.age = Some(27);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ticket {
    /// The caller's key for this ticket; unique among the live ones.
    pub id: u64,
    /// The caller's key for the user who wishes; at most one live ticket each.
    pub user: u64,
    /// The generation the caller's store holds for this ticket, handed back in [`Member`](crate::Member) so that a
    /// commit can expect it.
    pub generation: u32,
    /// When the wish was made, milliseconds. It alone decides who is older, and it survives failed reservations.
    pub born_ms: i64,
    /// When the wish ends by itself, milliseconds. A ticket ends sooner when its owner's reach does.
    pub expires_ms: i64,
    /// How the owner can be told of a match.
    pub reach: Reachability,
    /// Users never to be met. Blocks hold in both directions: one side's list is enough.
    pub blocks: Vec<u64>,
    /// Users not to be met again yet. They hold in both directions as well. The pool keeps keys below 2³² exactly, of
    /// longer ones 32 bits: two of those are taken for each other once in four billion.
    pub recents: Vec<Recent>,
    /// What the user is, for the wishes of others.
    pub profile: Profile,
    /// What the user wishes of a partner.
    pub wishes: Wishes,
    /// What the user would like to talk about, at most [`Ticket::MAX_INTERESTS`]; the weightiest first, since
    /// strategies look for the first few only.
    pub interests: Vec<Keyword>,
    /// How the user feels, if known.
    pub mood: Option<Mood>,
}

impl Ticket {
    /// How many interests a ticket may bring.
    pub const MAX_INTERESTS: usize = 64;

    /// A ticket of generation 0 of which nothing else is known: no blocks, recent partners, wishes or interests.
    #[must_use]
    pub fn new(id: u64, user: u64, born_ms: i64, expires_ms: i64, reach: Reachability) -> Self {
        Self {
            id,
            user,
            generation: 0,
            born_ms,
            expires_ms,
            reach,
            blocks: Vec::new(),
            recents: Vec::new(),
            profile: Profile::default(),
            wishes: Wishes::default(),
            interests: Vec::new(),
            mood: None,
        }
    }

    /// With its blocks sorted, and every block and interest once.
    pub(crate) fn tidied(mut self) -> Self {
        self.blocks.sort_unstable();
        self.blocks.dedup();
        once_each(&mut self.interests);
        self
    }

    /// Whether it may come in at `now_ms`, whoever else is there.
    pub(crate) fn check(&self, config: &PoolConfig, now_ms: i64) -> Result<(), PoolError> {
        let Self { id, expires_ms, reach, .. } = *self;
        if expires_ms <= now_ms {
            return Err(PoolError::AlreadyExpired { ticket: id, expires_ms, now_ms });
        }
        if !reach.is_proposable(config, now_ms) {
            return Err(PoolError::Unreachable { ticket: id, reach, now_ms });
        }
        if let Some(wish) = self.wishes.impossible(&self.profile, config.adult_from) {
            return Err(PoolError::ImpossibleWish { ticket: id, wish });
        }
        if self.interests.len() > Self::MAX_INTERESTS {
            return Err(PoolError::TooManyInterests { ticket: id, interests: self.interests.len() });
        }
        Ok(())
    }
}

/// Strikes out what came before in the list.
fn once_each(interests: &mut Vec<Keyword>) {
    let mut kept = 0;
    for at in 0..interests.len() {
        let Some((known, rest)) = interests.split_at_mut_checked(at) else { break };
        let (Some(known), Some(&interest)) = (known.get(..kept), rest.first()) else { break };
        if !known.contains(&interest) {
            if let Some(place) = interests.get_mut(kept) {
                *place = interest;
            }
            kept += 1;
        }
    }
    interests.truncate(kept);
}

/// Whom a user blocked or met and what they wish for is nobody's reading matter: lists are counted, not printed.
impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket")
            .field("id", &self.id)
            .field("user", &self.user)
            .field("generation", &self.generation)
            .field("born_ms", &self.born_ms)
            .field("expires_ms", &self.expires_ms)
            .field("reach", &self.reach)
            .field("blocks", &self.blocks.len())
            .field("recents", &self.recents.len())
            .field("interests", &self.interests.len())
            .finish_non_exhaustive()
    }
}

/// A partner of late, not to be met again before a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recent {
    /// The former partner.
    pub user: u64,
    /// The first moment at which the two may meet again, milliseconds.
    pub until_ms: i64,
}

impl Recent {
    /// `user` is not to be met before `until_ms`.
    #[must_use]
    pub const fn new(user: u64, until_ms: i64) -> Self {
        Self { user, until_ms }
    }
}
