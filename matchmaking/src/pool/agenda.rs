//! What lies ahead of a ticket: the moment at which it is looked at, or the proposal it is part of.

use super::links::Links;

/// Read when a ticket comes, goes or is reserved, and with it its neighbours on the wheel: so apart, in 24 bytes.
pub(super) struct Agenda {
    /// The moment or the proposal.
    number: i64,
    pub(super) wheel: Links,
    /// The caller's generation of the ticket.
    pub(super) generation: u32,
    ahead: Ahead,
}

/// Which of the two it is: who is reserved is not on the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    Nothing,
    Moment,
    Proposal,
}

impl Agenda {
    pub(super) fn new(generation: u32) -> Self {
        Self { number: 0, wheel: Links::ALONE, generation, ahead: Ahead::Nothing }
    }

    /// When the ticket is to be looked at, if it is on the wheel.
    pub(super) fn due_ms(&self) -> Option<i64> {
        (self.ahead == Ahead::Moment).then_some(self.number)
    }

    /// Notes when it is to be looked at; returns when it was to be before.
    pub(super) fn set_due(&mut self, due_ms: Option<i64>) -> Option<i64> {
        let before = self.due_ms();
        (self.number, self.ahead) = due_ms.map_or((0, Ahead::Nothing), |at_ms| (at_ms, Ahead::Moment));
        before
    }

    /// The open proposal the ticket is part of.
    pub(super) fn match_id(&self) -> Option<u64> {
        (self.ahead == Ahead::Proposal).then_some(self.number.cast_unsigned())
    }

    /// Notes the proposal; the ticket must no longer be on the wheel.
    pub(super) fn set_match(&mut self, match_id: u64) {
        (self.number, self.ahead) = (match_id.cast_signed(), Ahead::Proposal);
    }
}

#[cfg(test)]
mod tests {
    use super::Agenda;

    #[test]
    fn it_is_small_and_holds_one_or_the_other() {
        assert_eq!(size_of::<Agenda>(), 24);
        let mut agenda = Agenda::new(3);
        assert_eq!((agenda.set_due(Some(i64::MAX)), agenda.due_ms()), (None, Some(i64::MAX)));
        agenda.set_match(u64::MAX);
        assert_eq!((agenda.due_ms(), agenda.match_id()), (None, Some(u64::MAX)));
        assert_eq!((agenda.set_due(None), agenda.match_id(), agenda.generation), (None, None, 3));
    }
}
