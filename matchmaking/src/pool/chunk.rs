//! Chunks: the slots of the slab, sixty-four at a time.

use super::agenda::Agenda;
use super::cold::Cold;
use super::hot::Hot;
use super::record::Record;
use super::slab::NONE;
use super::ticket_ref::{TicketMut, TicketRef};

/// How many slots a chunk has.
pub(super) const SLOTS: usize = 64;

/// The tickets of some slots, each kind of part beside its like: what is read often lies close together, and one look
/// into the list of chunks finds all parts of a ticket.
pub(super) struct Chunk {
    hot: [Hot; SLOTS],
    agendas: [Agenda; SLOTS],
    cold: [Cold; SLOTS],
}

impl Chunk {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self {
            hot: std::array::from_fn(|_| Hot::free(NONE)),
            agendas: std::array::from_fn(|_| Agenda::new(0)),
            cold: std::array::from_fn(|_| Cold::vacant()),
        })
    }

    #[inline]
    pub(super) fn hot(&self, at: u32) -> Option<&Hot> {
        self.hot.get(at as usize % SLOTS)
    }

    #[inline]
    pub(super) fn hot_mut(&mut self, at: u32) -> Option<&mut Hot> {
        self.hot.get_mut(at as usize % SLOTS)
    }

    #[inline]
    pub(super) fn agenda(&self, at: u32) -> Option<&Agenda> {
        self.agendas.get(at as usize % SLOTS)
    }

    #[inline]
    pub(super) fn agenda_mut(&mut self, at: u32) -> Option<&mut Agenda> {
        self.agendas.get_mut(at as usize % SLOTS)
    }

    #[inline]
    pub(super) fn get(&self, at: u32) -> Option<TicketRef<'_>> {
        let at = at as usize % SLOTS;
        Some(TicketRef { hot: self.hot.get(at)?, agenda: self.agendas.get(at)?, cold: self.cold.get(at)? })
    }

    #[inline]
    pub(super) fn get_mut(&mut self, at: u32) -> Option<TicketMut<'_>> {
        let at = at as usize % SLOTS;
        let Self { hot, agendas, cold } = self;
        Some(TicketMut { hot: hot.get_mut(at)?, agenda: agendas.get_mut(at)?, cold: cold.get_mut(at)? })
    }

    pub(super) fn set(&mut self, at: u32, record: Record) {
        if let Some(TicketMut { hot, agenda, cold }) = self.get_mut(at) {
            (*hot, *agenda, *cold) = (record.hot, record.agenda, record.cold);
        }
    }

    /// Takes a ticket out whose slot is then free.
    pub(super) fn take(&mut self, at: u32) -> Option<Record> {
        let TicketMut { hot, agenda, cold } = self.get_mut(at)?;
        let hot = std::mem::replace(hot, Hot::free(NONE));
        let agenda = std::mem::replace(agenda, Agenda::new(0));
        Some(Record { hot, agenda, cold: std::mem::replace(cold, Cold::vacant()) })
    }
}
