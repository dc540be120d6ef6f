//! Whether, when and with what a person is pushed to next.

use super::compose::{Manner, Parcel, compose};
use super::view::{LaneView, as_line, rank};
use chatstore::{Rank, Seat};

/// What a lane does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Nothing, until something happens.
    Nothing,
    /// Nothing before this time, in ms.
    WaitUntil(i64),
    /// This, now.
    Push(Parcel),
}

impl Plan {
    fn at(earliest_ms: i64, now_ms: i64, parcel: impl FnOnce() -> Parcel) -> Self {
        if earliest_ms > now_ms {
            return Self::WaitUntil(earliest_ms);
        }
        let parcel = parcel();
        if parcel.deliveries.is_empty() { Self::Nothing } else { Self::Push(parcel) }
    }
}

/// Plans the next push of a lane.
pub(crate) fn plan(view: &LaneView<'_>) -> Plan {
    let lane = &view.person.lane;
    if lane.flight.is_some() || view.budget.left() == 0 {
        return Plan::Nothing;
    }
    // A push never overtakes the reply before it.
    let earliest = match &lane.offer {
        None => view.now_ms,
        Some(offer) => match offer.written_ms {
            Some(written) => written + view.settings.after_reply_ms,
            None => return Plan::Nothing,
        },
    };
    if has_essential(view) {
        // What goes alone and was there before is not overtaken while there is a push for it.
        let before = if leads_alone(view) { lines(view, earliest) } else { Plan::Nothing };
        if before != Plan::Nothing {
            return before;
        }
        return if view.budget.allows_essential() {
            Plan::at(earliest, view.now_ms, || compose(view, essential()))
        } else {
            Plan::Nothing
        };
    }
    lines(view, earliest)
}

fn has_essential(view: &LaneView<'_>) -> bool {
    let mut queue = view.person.lane.queue.iter();
    queue.any(|d| rank(d) == Some(Rank::Essential) && view.may_leave(d, false))
}

/// Whether the first in line is something that goes alone.
fn leads_alone(view: &LaneView<'_>) -> bool {
    let mut queue = view.person.lane.queue.iter().filter(|d| view.may_leave(d, false));
    let head = queue.find(|d| rank(d) != Some(Rank::Rider));
    head.and_then(|d| as_line(d)).is_some_and(|line| line.body.as_text().is_none())
}

fn lines(view: &LaneView<'_>, earliest: i64) -> Plan {
    let mut queue = view.person.lane.queue.iter().filter(|d| view.may_leave(d, false));
    let Some(head) = queue.find(|d| rank(d) != Some(Rank::Rider)) else {
        return Plan::Nothing;
    };
    let budget = view.budget;
    if as_line(head).is_none() {
        let allowed = budget.allows_line();
        return if allowed {
            Plan::at(earliest, view.now_ms, || compose(view, live(view)))
        } else {
            Plan::Nothing
        };
    }
    if view.is_backlog(head) {
        let allowed = budget.allows_backlog();
        return if allowed {
            Plan::at(earliest, view.now_ms, || compose(view, backlog(view)))
        } else {
            Plan::Nothing
        };
    }
    if !budget.allows_line() {
        return Plan::Nothing;
    }
    let gathered = head.accepted_ms + budget.gather_ms(view.settings);
    Plan::at(earliest.max(gathered), view.now_ms, || compose(view, live(view)))
}

fn essential() -> Manner<'static> {
    Manner { free: false, answers: &[], lines: true, hint: false, announce: true }
}

fn live(view: &LaneView<'_>) -> Manner<'static> {
    // The hint says that the partner goes on talking: only while they can.
    let hint = view.budget.is_last_for_lines() && matches!(view.person.seat, Seat::Talking(_));
    Manner { free: false, answers: &[], lines: true, hint, announce: false }
}

fn backlog(view: &LaneView<'_>) -> Manner<'static> {
    // With four left this is the last push of the backlog; three stay for the live talk and the end.
    let last = view.budget.long_left() <= 4;
    Manner { free: false, answers: &[], lines: true, hint: false, announce: last }
}
