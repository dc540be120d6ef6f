//! Spending a grant in two steps: reserved before the call, settled when its outcome is known.

use serde::{Deserialize, Serialize};

use super::ledger::{Correction, SendWindow};
use super::rules::WindowRules;

/// A send that was charged and has not been settled. Plain data: keep it with the message on its way, so that a
/// restart can settle it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reservation {
    /// When it was charged, in milliseconds.
    pub charged_at_ms: i64,
    /// What tells it from other sends of that millisecond.
    pub attempt: u64,
}

/// Why nothing can be reserved, in the platform's own terms: what a send would be refused with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum WindowRefusal {
    /// No window is open (45015).
    #[error("no send window is open")]
    Closed,
    /// A window is open, and everything it grants is spent (45047).
    #[error("the send window is spent")]
    Exhausted,
}

impl SendWindow {
    /// Charges one send at `now_ms` if there is one left. `attempt` is what [`SendWindow::charge`] says; make it the
    /// version of the record the ledger is stored in, and let the store refuse a stale version: then two workers
    /// cannot spend one grant.
    ///
    /// ```
    /// use wechat_core::send_window::{GrantClass, SendWindow, WindowRefusal, WindowRules};
    ///
    /// let rules = WindowRules::official_account();
    /// let mut window = SendWindow::new();
    /// assert_eq!(window.reserve(&rules, 1_000_000, 1), Err(WindowRefusal::Closed));
    ///
    /// window.grant(GrantClass::Follow, 1_000);
    /// let first = window.reserve(&rules, 1_001_000, 2).unwrap();
    /// let second = window.reserve(&rules, 1_002_000, 3).unwrap();
    /// window.commit(first, 1_001_300); // it arrived
    /// window.release(second); // it never left
    /// assert_eq!(window.at(&rules, 1_003_000).left(), 2);
    /// ```
    ///
    /// # Errors
    ///
    /// [`WindowRefusal`] when the platform would refuse the send.
    pub fn reserve(
        &mut self,
        rules: &WindowRules,
        now_ms: i64,
        attempt: u64,
    ) -> Result<Reservation, WindowRefusal> {
        let standing = self.at(rules, now_ms);
        if standing.open_until().is_none() {
            return Err(WindowRefusal::Closed);
        }
        if standing.left() == 0 {
            return Err(WindowRefusal::Exhausted);
        }
        self.charge(now_ms, attempt);
        Ok(Reservation { charged_at_ms: now_ms, attempt })
    }

    /// The send arrived, or may have: it stays charged, at the latest moment at which it can have been carried out.
    /// One that was under way while the user wrote again counts against the new grant.
    pub fn commit(&mut self, reservation: Reservation, settled_at_ms: i64) {
        self.roll_back(reservation.charged_at_ms, reservation.attempt);
        self.charge(settled_at_ms.max(reservation.charged_at_ms), reservation.attempt);
    }

    /// The send is known not to have reached the platform: its grant is free again. Says whether it was still charged.
    pub fn release(&mut self, reservation: Reservation) -> bool {
        self.roll_back(reservation.charged_at_ms, reservation.attempt)
    }

    /// The platform refused the send: its grant is free again, and the ledger learns what it did not know.
    pub fn refuse(&mut self, reservation: Reservation, correction: Correction) {
        self.release(reservation);
        self.correct(correction, reservation.charged_at_ms);
    }
}
