//! The few attributes by which most groups that do not get on are told apart in passing.

use crate::{Sexes, TicketRef};

/// What those of a group are, and what all of them firmly accept. Two groups whose shapes do not match do not get on,
/// whatever the time; two whose shapes do, may or may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    /// A bit for each sex, one for those who say none, and one each for adults and minors.
    are: u8,
    /// The same bits: whom every one of them may meet.
    accept: u8,
}

const UNSTATED: u8 = 0b1000;
const ANY_SEX: u8 = 0b1111;
const ADULT: u8 = 1 << 4;
const MINOR: u8 = 1 << 5;

impl Shape {
    /// The first in order.
    pub(super) const LEAST: Self = Self { are: 0, accept: 0 };

    /// Of nobody: it matches everything.
    pub(super) const NOBODY: Self = Self { are: 0, accept: u8::MAX };

    pub(super) fn of(ticket: TicketRef<'_>, adult_from: Option<u8>) -> Self {
        let (profile, wishes) = (ticket.profile(), ticket.wishes());
        let sex = profile.sex.map_or(UNSTATED, |sex| Sexes::from(sex).bits());
        let accepted = match wishes.sex {
            Some(wish) if wish.firm => wish.value.bits(),
            _ => ANY_SEX,
        };
        let generation = if profile.is_minor(adult_from) { MINOR } else { ADULT };
        Self { are: sex | generation, accept: accepted | generation }
    }

    #[cfg(test)]
    pub(super) const fn of_bits(are: u8, accept: u8) -> Self {
        Self { are, accept }
    }

    /// That of the two groups as one.
    pub(super) fn with(self, other: Self) -> Self {
        Self { are: self.are | other.are, accept: self.accept & other.accept }
    }

    /// Whether the two groups may be able to get on. Symmetric.
    pub(super) fn matches(self, other: Self) -> bool {
        self.are & !other.accept == 0 && other.are & !self.accept == 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pool::Record;
    use crate::{PoolConfig, Reachability, Sex, Ticket, Wish};

    fn sex() -> impl Strategy<Value = Option<Sex>> {
        prop_oneof![Just(None), Just(Some(Sex::Female)), Just(Some(Sex::Male)), Just(Some(Sex::Other))]
    }

    fn person() -> impl Strategy<Value = (Option<Sex>, Option<Sex>, bool, Option<u8>)> {
        (sex(), sex(), any::<bool>(), prop_oneof![Just(None), (10_u8..30).prop_map(Some)])
    }

    proptest! {
        /// With nothing else between them, two groups get on if and only if their shapes match; a wish that is not firm
        /// may part them still.
        #[test]
        fn shapes_tell_who_may_meet(groups in [prop::collection::vec(person(), 1..4), prop::collection::vec(person(), 1..4)]) {
            let rules = PoolConfig { adult_from: Some(18), ..PoolConfig::default() };
            let mut user = 0;
            let [one, other] = groups.map(|people| people.into_iter().map(|(own, wished, firm, age)| {
                user += 1;
                let mut ticket = Ticket::new(user, user, 0, 600_000, Reachability::Pull { last_seen_ms: 0 });
                (ticket.profile.sex, ticket.profile.age) = (own, age);
                ticket.wishes.sex = wished.map(|sex| Wish { value: sex.into(), firm });
                Record::new(&rules, ticket)
            }).collect::<Vec<_>>());
            let all_meet = one.iter().all(|a| other.iter().all(|b| a.get().may_meet(b.get(), &rules, 0)));
            let shape = |people: &[Record]| {
                let shapes = people.iter().map(|it| Shape::of(it.get(), rules.adult_from));
                shapes.fold(Shape::NOBODY, Shape::with)
            };
            let matches = shape(&one).matches(shape(&other));
            prop_assert!(matches || !all_meet);
            let all_firm = one.iter().chain(&other).all(|it| it.get().wishes().sex.is_none_or(|wish| wish.firm));
            prop_assert!(!all_firm || matches == all_meet);
        }
    }
}
