//! The partners of late, packed: who, and until when, in eight bytes each.

use crate::Recent;

/// How many stand in the ticket itself; more are rare, and kept elsewhere.
pub(super) const INLINE: usize = 8;

/// A partner of late.
#[derive(Clone, Copy, Default)]
struct Past {
    /// All of a user's key below 2³², 32 bits of a longer one.
    mark: u32,
    /// When the two may meet again, milliseconds after the ticket was born.
    after_ms: u32,
}

/// Up to [`INLINE`] partners of late.
///
/// Keys below 2³² are told apart exactly. Two longer ones have the same mark once in four billion; then two people who
/// never met are kept apart as if they had.
#[derive(Clone, Copy, Default)]
pub(super) struct Pasts {
    all: [Past; INLINE],
    len: u8,
}

impl Past {
    /// Of a ticket born at `born_ms`; nothing if the moment is before that, or seven weeks after.
    fn of(born_ms: i64, recent: Recent) -> Option<Self> {
        let after_ms = u32::try_from(recent.until_ms.checked_sub(born_ms)?).ok()?;
        Some(Self { mark: mark(recent.user), after_ms })
    }
}

impl Pasts {
    /// Notes those of a ticket born at `born_ms`; what has no room or does not fit is handed back.
    pub(super) fn fill(&mut self, born_ms: i64, recents: &[Recent]) -> Vec<Recent> {
        if recents.len() <= INLINE {
            // Nearly always: all fit.
            let packed = self.all.iter_mut().zip(recents).try_for_each(|(place, &recent)| {
                *place = Past::of(born_ms, recent)?;
                Some(())
            });
            if packed.is_some() {
                self.len = recents.len() as u8;
                return Vec::new();
            }
        }
        let mut rest = Vec::new();
        for &recent in recents {
            match (self.all.get_mut(usize::from(self.len)), Past::of(born_ms, recent)) {
                (Some(free), Some(past)) => {
                    *free = past;
                    self.len += 1;
                }
                _ => rest.push(recent),
            }
        }
        rest
    }

    fn each(&self) -> &[Past] {
        self.all.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// Whether `user` is among them at a time after the ticket was born.
    pub(super) fn has(&self, user: u64, after_born_ms: i64) -> bool {
        let mark = mark(user);
        self.each().iter().any(|past| past.mark == mark && after_born_ms < i64::from(past.after_ms))
    }

    /// The first of their moments after `after_born_ms`, as a time after the ticket was born.
    pub(super) fn next_after(&self, after_born_ms: i64) -> Option<u32> {
        // One that has passed is put behind all others rather than branched on.
        let behind = |at: u32| if i64::from(at) > after_born_ms { i64::from(at) } else { i64::MAX };
        let next = self.each().iter().map(|past| behind(past.after_ms)).fold(i64::MAX, i64::min);
        u32::try_from(next).ok()
    }
}

fn mark(user: u64) -> u32 {
    let (high, low) = ((user >> 32) as u32, user as u32);
    low ^ high.wrapping_mul(0x9E37_79B1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_was_met_is_known_until_the_moment_and_not_from_it_on() {
        let mut pasts = Pasts::default();
        let rest = pasts.fill(1_000, &[Recent::new(7, 1_500), Recent::new(1 << 40, 1_200)]);
        assert_eq!(rest, []);
        assert!(pasts.has(7, 499) && !pasts.has(7, 500) && !pasts.has(8, 0));
        assert!(pasts.has(1 << 40, 199) && !pasts.has(0, 0));
        assert_eq!(
            [0, 200, 499, 500].map(|at| pasts.next_after(at)),
            [Some(200), Some(500), Some(500), None]
        );
    }

    #[test]
    fn what_does_not_fit_is_handed_back() {
        for (born_ms, until_ms) in [(0, -1), (i64::MIN, i64::MAX), (0, 1 << 32), (i64::MAX, i64::MIN)] {
            let recents = [Recent::new(1, until_ms), Recent::new(2, born_ms)];
            let mut pasts = Pasts::default();
            let rest = pasts.fill(born_ms, &recents);
            assert_eq!((pasts.len, rest), (1, vec![Recent::new(1, until_ms)]));
        }
        let (mut pasts, ten) = (Pasts::default(), (0..10).map(|user| Recent::new(user, 9)));
        let rest = pasts.fill(0, &ten.collect::<Vec<_>>());
        assert_eq!((pasts.len, rest.len()), (8, 2));
        assert!((0..8).all(|user| pasts.has(user, 0)) && !pasts.has(8, 0));
    }
}
