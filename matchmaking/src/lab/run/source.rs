//! Where the people of a run come from.

use crate::lab::trace::Trace;
use crate::lab::workload::Workload;

/// Where the people of a run come from.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Source<'s> {
    /// A workload: drawn from the seed.
    Workload(&'s Workload),
    /// Recorded arrivals. The seed is then for the strategy alone.
    Trace(&'s Trace),
}

impl<'s> Source<'s> {
    pub(crate) fn workload(self) -> Option<&'s Workload> {
        match self {
            Self::Workload(workload) => Some(workload),
            Self::Trace(_) => None,
        }
    }
}
