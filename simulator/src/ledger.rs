//! The send ledger: how many customer-service messages one person may still be sent, and until when.
//!
//! The platform's own exact rule, without margins. Numbers:
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html>
//!
//! Grants never add up: a send is charged to every open class, and what is left is the largest over the
//! open classes. Granting a class again starts its count afresh.

use serde::{Deserialize, Serialize};

/// What a person did that lets the account write to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GrantClass {
    /// Wrote a message: 5 sends in 48 hours.
    Message,
    /// Tapped a menu item that counts (CLICK, scan code) or an item of a menu message: 3 in a minute.
    Menu,
    /// Followed: 3 in a minute.
    Follow,
    /// Scanned the account's QR code: 3 in a minute.
    Scan,
}

impl GrantClass {
    /// Every class.
    pub const ALL: [Self; 4] = [Self::Message, Self::Menu, Self::Follow, Self::Scan];

    /// Sends one grant allows.
    #[must_use]
    pub const fn limit(self) -> u8 {
        match self {
            Self::Message => 5,
            Self::Menu | Self::Follow | Self::Scan => 3,
        }
    }

    /// How long a grant lasts, in milliseconds.
    #[must_use]
    pub const fn window_ms(self) -> i64 {
        match self {
            Self::Message => 48 * 60 * 60 * 1000,
            Self::Menu | Self::Follow | Self::Scan => 60 * 1000,
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Message => 0,
            Self::Menu => 1,
            Self::Follow => 2,
            Self::Scan => 3,
        }
    }
}

/// One class that is open now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Grant {
    /// What opened it.
    pub class: GrantClass,
    /// Sends it allowed.
    pub limit: u8,
    /// Sends it still allows.
    pub left: u8,
    /// The first millisecond at which it is closed.
    pub until_ms: i64,
}

/// A person's ledger at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LedgerView {
    /// Open grants, the message class first. A grant stays listed when it is used up.
    pub grants: Vec<Grant>,
    /// Customer-service messages that would go through now: the largest over the grants
    /// (their sum with [`Behaviours::grants_add_up`](crate::Behaviours::grants_add_up)).
    pub left: u8,
    /// The limit of the grant that decides `left`, or the sum; 0 when none is open.
    pub limit: u8,
    /// When the grant that decides `left` closes, or the last of them.
    pub until_ms: Option<i64>,
}

/// Why a send is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// No class is open: 45015.
    Window,
    /// Every open class is used up: 45047.
    Count,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    granted_ms: Option<i64>,
    used: u8,
}

/// The grants of one person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    entries: [Entry; 4],
    /// Whether grants are summed, against the careful reading.
    sums: bool,
}

impl Ledger {
    pub(crate) fn new(sums: bool) -> Self {
        Self { sums, ..Self::default() }
    }

    pub(crate) fn add_up(&mut self, sums: bool) {
        self.sums = sums;
    }

    /// Opens a class afresh.
    pub(crate) fn grant(&mut self, class: GrantClass, now: i64) {
        if let Some(entry) = self.entries.get_mut(class.index()) {
            *entry = Entry { granted_ms: Some(now), used: 0 };
        }
    }

    /// Forgets every grant: the person unfollowed.
    pub(crate) fn clear(&mut self) {
        *self = Self::new(self.sums);
    }

    /// What is open at `now`.
    pub(crate) fn view(&self, now: i64) -> LedgerView {
        let mut grants = Vec::new();
        for (class, entry) in GrantClass::ALL.into_iter().zip(&self.entries) {
            let Some(granted) = entry.granted_ms else { continue };
            let until_ms = granted.saturating_add(class.window_ms());
            if now < until_ms {
                let left = class.limit().saturating_sub(entry.used);
                grants.push(Grant { class, limit: class.limit(), left, until_ms });
            }
        }
        if self.sums {
            let sum = |of: fn(&Grant) -> u8| grants.iter().map(of).sum();
            let (left, limit) = (sum(|g| g.left), sum(|g| g.limit));
            let until_ms = grants.iter().map(|g| g.until_ms).max();
            return LedgerView { grants, left, limit, until_ms };
        }
        let best = grants.iter().max_by_key(|g| (g.left, g.until_ms)).copied();
        LedgerView {
            grants,
            left: best.map_or(0, |g| g.left),
            limit: best.map_or(0, |g| g.limit),
            until_ms: best.map(|g| g.until_ms),
        }
    }

    /// Charges one send to every open class (to the one that ends first when they add up); answers which send
    /// of how many it was.
    pub(crate) fn charge(&mut self, now: i64) -> Result<(u8, u8), Closed> {
        let view = self.view(now);
        if view.grants.is_empty() {
            return Err(Closed::Window);
        }
        if view.left == 0 {
            return Err(Closed::Count);
        }
        let mut charged: Vec<&Grant> = view.grants.iter().collect();
        if self.sums {
            charged.retain(|g| g.left > 0);
            charged.sort_by_key(|g| g.until_ms);
            charged.truncate(1);
        }
        for grant in charged {
            if let Some(entry) = self.entries.get_mut(grant.class.index()) {
                entry.used = entry.used.saturating_add(1);
            }
        }
        Ok((view.limit - view.left + 1, view.limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_message_allows_five_in_48_hours() {
        let mut ledger = Ledger::default();
        ledger.grant(GrantClass::Message, 0);
        for n in 1..=5 {
            assert_eq!(ledger.charge(HOUR), Ok((n, 5)));
        }
        assert_eq!(ledger.charge(HOUR), Err(Closed::Count));
        ledger.grant(GrantClass::Message, 2 * HOUR);
        assert_eq!(ledger.charge(50 * HOUR - 1), Ok((1, 5)));
        assert_eq!(ledger.charge(50 * HOUR), Err(Closed::Window));
    }

    #[test]
    fn grants_do_not_add_up() {
        let mut ledger = Ledger::default();
        ledger.grant(GrantClass::Message, 0);
        for _ in 0..3 {
            ledger.charge(1).unwrap();
        }
        // Two are left of five; a tap lifts the answer to three, not to five.
        ledger.grant(GrantClass::Menu, 2);
        assert_eq!(ledger.view(3).left, 3);
        assert_eq!(ledger.charge(3), Ok((1, 3)));
        assert_eq!(ledger.view(4).left, 2);
        // After the minute only the message class is left, and it was charged as well.
        assert_eq!(ledger.view(60_002).left, 1);
    }

    #[test]
    fn grants_add_up_when_told_to() {
        let mut ledger = Ledger::new(true);
        ledger.grant(GrantClass::Message, 0);
        ledger.grant(GrantClass::Menu, 0);
        assert_eq!((ledger.view(1).left, ledger.view(1).limit), (8, 8));
        for n in 1..=3 {
            assert_eq!(ledger.charge(1), Ok((n, 8)));
        }
        // The tap's three were spent first: five of the message are left after its minute.
        assert_eq!(ledger.view(60_000).left, 5);
    }

    #[test]
    fn leaving_clears_everything() {
        let mut ledger = Ledger::default();
        ledger.grant(GrantClass::Message, 0);
        ledger.clear();
        assert_eq!(ledger.charge(1), Err(Closed::Window));
        ledger.grant(GrantClass::Follow, 2);
        assert_eq!(ledger.view(2).left, 3);
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Grant(usize),
        Send,
        Clear,
        Wait(i64),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            3 => (0..4usize).prop_map(Step::Grant),
            6 => Just(Step::Send),
            1 => Just(Step::Clear),
            4 => prop_oneof![0..30_000i64, Just(60_000), Just(48 * HOUR), 0..50 * HOUR].prop_map(Step::Wait),
        ]
    }

    /// The rule said slowly: the whole history, searched anew at every send.
    #[derive(Default)]
    struct Naive {
        history: Vec<(i64, Option<GrantClass>)>,
    }

    impl Naive {
        fn left(&self, now: i64) -> (bool, u8) {
            let mut best = None;
            for class in GrantClass::ALL {
                let Some(at) = self.history.iter().rposition(|(_, c)| *c == Some(class)) else { continue };
                if now - self.history[at].0 >= class.window_ms() {
                    continue;
                }
                let sent = self.history[at..].iter().filter(|(_, c)| c.is_none()).count();
                let left = class.limit().saturating_sub(u8::try_from(sent).unwrap_or(u8::MAX));
                best = best.max(Some(left));
            }
            (best.is_some(), best.unwrap_or(0))
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_naive_model(steps in proptest::collection::vec(step(), 0..80)) {
            let (mut ledger, mut naive, mut now) = (Ledger::default(), Naive::default(), 0);
            for step in steps {
                match step {
                    Step::Grant(i) => {
                        ledger.grant(GrantClass::ALL[i], now);
                        naive.history.push((now, Some(GrantClass::ALL[i])));
                    }
                    Step::Clear => {
                        ledger.clear();
                        naive.history.clear();
                    }
                    Step::Wait(ms) => now += ms,
                    Step::Send => {
                        let (open, left) = naive.left(now);
                        let answer = ledger.charge(now);
                        let expected = match (open, left) {
                            (false, _) => Some(Closed::Window),
                            (true, 0) => Some(Closed::Count),
                            _ => None,
                        };
                        prop_assert_eq!(answer.err(), expected);
                        if answer.is_ok() {
                            naive.history.push((now, None));
                        }
                    }
                }
                let (open, left) = naive.left(now);
                prop_assert_eq!(ledger.view(now).left, left);
                prop_assert_eq!(ledger.view(now).until_ms.is_some(), open);
            }
        }

        #[test]
        fn the_order_of_grants_at_one_moment_does_not_matter(order in Just(GrantClass::ALL.to_vec()).prop_shuffle(), sends in 0..7u8) {
            let (mut one, mut other) = (Ledger::default(), Ledger::default());
            for class in GrantClass::ALL {
                one.grant(class, 5);
            }
            for class in order {
                other.grant(class, 5);
            }
            for _ in 0..sends {
                prop_assert_eq!(one.charge(6), other.charge(6));
            }
            prop_assert_eq!(one.view(7), other.view(7));
        }
    }
}
