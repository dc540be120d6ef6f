//! The in-memory store passes the contract, bare and inside the wrappers.

use chatstore::contract::Harness;
use chatstore::wrappers::{Faulty, Metered};
use chatstore::{ChatStore, MemoryStore};
use std::sync::Arc;

pub(crate) struct Memory(Arc<MemoryStore>);

impl Harness for Memory {
    fn open() -> Self {
        Self(Arc::default())
    }

    fn store(&self) -> Arc<dyn ChatStore> {
        self.0.clone()
    }

    fn run<F: Future>(&self, future: F) -> F::Output {
        pollster::block_on(future)
    }

    /// Its state lives as long as the process: a new boot is all there is.
    fn crash_and_reopen(&mut self) {}

    fn raw_scan(&self) -> Vec<u8> {
        self.0.dump()
    }
}

mod bare {
    use super::Memory;
    chatstore::contract_tests!(harness = Memory);
}

/// Counting and a schedule without faults change nothing.
struct Wrapped(Memory);

impl Harness for Wrapped {
    fn open() -> Self {
        Self(Memory::open())
    }

    fn store(&self) -> Arc<dyn ChatStore> {
        Arc::new(Faulty::new(Metered::new(self.0.store()), |_| None))
    }

    fn run<F: Future>(&self, future: F) -> F::Output {
        self.0.run(future)
    }

    fn crash_and_reopen(&mut self) {}

    fn raw_scan(&self) -> Vec<u8> {
        self.0.raw_scan()
    }
}

mod wrapped {
    use super::Wrapped;
    chatstore::contract_tests!(harness = Wrapped);
}
