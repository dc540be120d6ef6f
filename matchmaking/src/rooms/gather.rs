//! Putting a room together anew for those who have waited too long in one with too few.

use super::event::RoomEvent;
use super::open::Group;
use super::party::{Place, Seq};
use super::{RoomStrategy, Rooms};

/// How many of the oldest parties are asked to fill a room anew: what there is to do stays bounded in any crowd.
const LOOK: usize = 256;

impl<S: RoomStrategy> Rooms<S> {
    /// The oldest of an open room has waited for it to become full.
    pub(super) fn fill(&mut self, number: u64, events: &mut Vec<RoomEvent>) {
        let Some(room) = self.rooms.get(&number) else { return };
        if room.size < usize::from(self.config.min())
            && let Some(gathered) = room.parties.first().and_then(|&oldest| self.gather(oldest))
        {
            self.assemble(&gathered, events);
            return;
        }
        let parties = self.close_room(number);
        self.place(parties, events);
    }

    /// Whoever gets on with `oldest` and with each other, the older first, from rooms with too few; if they are enough.
    fn gather(&self, oldest: Seq) -> Option<Vec<Seq>> {
        let (min, config) = (usize::from(self.config.min()), &self.config);
        let mut gathered = vec![oldest];
        for seq in self.roll.by_age().take(LOOK).filter(|&seq| seq != oldest) {
            if !self.is_short(seq) {
                continue;
            }
            let one = [seq];
            let party = Group { roll: &self.roll, parties: &one };
            if !(Group { roll: &self.roll, parties: &gathered }).gets_on(party, config, self.now_ms) {
                continue;
            }
            gathered.push(seq);
            if !self.strategy.belongs(Group { roll: &self.roll, parties: &gathered }, self.now_ms) {
                gathered.pop();
            }
        }
        let enough = Group { roll: &self.roll, parties: &gathered }.size() >= min;
        enough.then_some(gathered)
    }

    /// Whether a party is in an open room with too few.
    fn is_short(&self, seq: Seq) -> bool {
        let Some(Place::Open { room }) = self.roll.party(seq).map(|party| party.place) else { return false };
        self.rooms.get(&room).is_some_and(|room| room.size < usize::from(self.config.min()))
    }

    /// Proposes a room of parties from several; those they leave behind are placed anew.
    fn assemble(&mut self, gathered: &[Seq], events: &mut Vec<RoomEvent>) {
        let mut behind = Vec::new();
        for &seq in gathered {
            if let Some(Place::Open { room }) = self.roll.party(seq).map(|party| party.place) {
                let mut left = self.close_room(room);
                left.retain(|other| !gathered.contains(other));
                behind.push(left);
            }
        }
        self.propose(gathered.to_vec(), events);
        for left in behind {
            self.place(left, events);
        }
    }
}
