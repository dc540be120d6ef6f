//! Packing: the pool gives back the memory of a crowd that has gone.

use crate::Strategy;

use super::Pool;
use super::candidates::Handle;
use super::hot::Place;
use super::slab::Key;

impl<S: Strategy> Pool<S> {
    /// Packs when most slots are empty: at most once for several times as many departures.
    pub(super) fn pack_if_sparse(&mut self) {
        if self.roll.is_sparse() {
            self.pack();
        }
    }

    /// Moves those who are left together. For the strategy whoever moves leaves and enters again.
    #[cold]
    fn pack(&mut self) {
        let mut moves = Vec::new();
        while let Some((from, to)) = self.roll.next_move(moves.last().map_or(0, |it: &(Key, Key)| it.1.slot))
        {
            moves.push((from, self.relocate(from, to)));
        }
        moves.sort_unstable();
        for key in &mut self.revisit {
            if let Ok(at) = moves.binary_search_by_key(key, |&(from, _)| from)
                && let Some(&(_, to)) = moves.get(at)
            {
                *key = to;
            }
        }
        self.roll.shrink();
        self.revisit.shrink_to_fit();
        self.edges.shrink_to_fit();
    }

    fn relocate(&mut self, from: Key, to: u32) -> Key {
        let place = self.roll.get(from).map(|ticket| ticket.hot.place);
        if let (Some(Place::Candidate), Some(ticket)) = (place, self.roll.get(from)) {
            self.strategy.left(Handle(from), ticket);
        }
        let key = self.roll.relocate(from, to);
        match place {
            Some(Place::Candidate) => {
                if let Some(ticket) = self.roll.get(key) {
                    self.strategy.entered(Handle(key), ticket);
                }
            }
            Some(Place::Reserved) => {
                if let Some(match_id) = self.roll.get(key).and_then(|ticket| ticket.agenda.match_id()) {
                    self.proposals.rename(match_id, from, key);
                }
            }
            Some(Place::Aside) | None => {}
        }
        key
    }
}
