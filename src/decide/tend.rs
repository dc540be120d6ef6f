//! What time asks of a person's lane: offers decided, reminders sent, lines expired, the erased forgotten, the next
//! push planned.

use super::draft::Draft;
use super::offer;
use super::said::prompt;
use crate::lane::plan::{Plan, plan};
use crate::lane::view::as_line;
use crate::texts::Say;
use chatstore::{Body, DeliveryKey, DeliveryState, Fact, Flight, FlightKey, Rank, UserKey};

/// What a look at a person came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tended {
    /// Something changed: commit and look again.
    Changed,
    /// A push was decided: commit, then send.
    Push {
        /// Its name.
        flight: FlightKey,
        /// What it says.
        body: Body,
    },
    /// A medium is to be given to the platform anew.
    Renew {
        /// Its place in the lane.
        delivery: DeliveryKey,
        /// What it is now.
        body: Body,
    },
    /// Nothing to do before this time, in ms, if ever.
    Rest(Option<i64>),
}

impl Draft<'_> {
    /// Does the first thing that is due for a person. `rest_until` keeps the lane from pushing before that time.
    pub(crate) fn tend(&mut self, user: UserKey, rest_until: Option<i64>) -> Tended {
        if self.note_report(user) {
            return Tended::Changed;
        }
        let Some(person) = self.person(user) else { return Tended::Rest(None) };
        let (settings, now_ms) = (self.settings(), self.now_ms);
        let mut wake = Wake::default();
        let erase_at = person.unfollowed_ms.map(|left_ms| left_ms + settings.erase_after_ms);
        let offer_at = person.lane.offer.as_ref().map(|open| offer::due_ms(open, settings));
        if wake.is_due(erase_at, now_ms) {
            self.fact(Fact::ErasePerson(user));
            self.rely_on(user);
            return Tended::Changed;
        }
        if wake.is_due(offer_at, now_ms) {
            self.close_offer(user);
            return Tended::Changed;
        }
        if wake.is_due(person.reminder_ms, now_ms) {
            self.set_reminder(user, None);
            self.tell(user, Say::Remind, &[], Rank::Answer, None);
            return Tended::Changed;
        }
        if wake.is_due(self.owed_until(user), now_ms) {
            self.expire_owed(user);
            return Tended::Changed;
        }
        if wake.is_due(self.renews_at(user), now_ms)
            && let Some((delivery, body)) = self.to_renew(user)
        {
            return Tended::Renew { delivery, body };
        }
        // When an open push is given up, what came for it meanwhile is looked at.
        wake.is_due(self.held_open.get(&user).map(|until_ms| until_ms + 1), now_ms);
        if self.hold_all(user) {
            return Tended::Changed;
        }
        if wake.is_due(self.reminds_at(user), now_ms) {
            self.remind_of_end(user);
            return Tended::Changed;
        }
        self.next_push(user, rest_until, wake)
    }

    fn next_push(&mut self, user: UserKey, rest_until: Option<i64>, mut wake: Wake) -> Tended {
        match self.view(user, plan) {
            None | Some(Plan::Nothing) => {}
            Some(Plan::WaitUntil(at_ms)) => {
                wake.is_due(Some(at_ms.max(rest_until.unwrap_or(at_ms))), self.now_ms);
            }
            Some(Plan::Push(parcel)) => {
                if !wake.is_due(rest_until, self.now_ms) && rest_until.is_some() {
                    return Tended::Rest(wake.0);
                }
                let flight = FlightKey(self.cx.next_key());
                let charged_ms = self.now_ms;
                let mut window = self.window(user);
                window.charge(charged_ms, flight.0);
                self.put_window(user, window);
                for key in &parcel.deliveries {
                    self.move_delivery(user, *key, DeliveryState::InFlight(flight));
                }
                self.put_flight(
                    user,
                    Some(Flight { key: flight, deliveries: parcel.deliveries, charged_ms }),
                );
                return Tended::Push { flight, body: parcel.body };
            }
        }
        Tended::Rest(wake.0)
    }

    /// When the first line that waits is given up.
    fn owed_until(&self, user: UserKey) -> Option<i64> {
        self.person(user)?.lane.queue.iter().filter_map(|d| self.gives_up_at(d)).min()
    }

    /// When someone in a talk, for whom lines are held, is told that their grant is about to end: while the kept
    /// push is left, and once per grant, because it spends that push.
    fn reminds_at(&self, user: UserKey) -> Option<i64> {
        let person = self.person(user)?;
        let talk = self.talk_of(user)?;
        let held = person.lane.queue.iter().any(|d| as_line(d).is_some_and(|l| l.conversation == talk.key));
        let budget = self.budget(user);
        let until = budget.long_until_ms.filter(|_| held && budget.long_left() > 0)?;
        let asked = self.view(user, |v| v.has_unsent_notice(&[Say::ClosingSoon.id()], None)).unwrap_or(false);
        let at_ms = until - self.settings().remind_before_ms;
        let reminded = person.prompt.as_ref().is_some_and(|p| p.kind.as_ref() == prompt::CLOSING);
        let told = reminded || asked || person.lane.flight.is_some() || person.lane.offer.is_some();
        (!told).then_some(at_ms)
    }

    fn remind_of_end(&mut self, user: UserKey) {
        let Some(talk) = self.talk_of(user).map(|c| c.key) else { return };
        let until = self.budget(user).long_until_ms.unwrap_or(self.now_ms);
        let minutes = u64::try_from((until - self.now_ms) / 60_000).unwrap_or(0);
        let alias = self.partner_alias(talk, user);
        let args = [("alias", alias.as_str().into()), ("minutes", minutes.into())];
        self.tell(user, Say::ClosingSoon, &args, Rank::Essential, Some(talk));
        self.set_prompt(user, Some(prompt::CLOSING));
    }
}

/// The earliest of several times.
#[derive(Clone, Copy, Debug, Default)]
struct Wake(Option<i64>);

impl Wake {
    /// Whether a time has come; if not, it is one to wake at.
    fn is_due(&mut self, at_ms: Option<i64>, now_ms: i64) -> bool {
        let Some(at_ms) = at_ms else { return false };
        if at_ms <= now_ms {
            return true;
        }
        self.0 = Some(self.0.map_or(at_ms, |earlier| earlier.min(at_ms)));
        false
    }
}
