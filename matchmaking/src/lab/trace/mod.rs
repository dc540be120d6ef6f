//! Traces: arrivals that really happened, without anybody's name.

mod arrival;
mod error;
mod id;
mod limits;
mod line;
mod read;
mod recorder;

use super::LabError;

pub(crate) use arrival::Arrival;
pub use error::TraceError;
pub use limits::TraceLimits;
pub use recorder::Recorder;

/// Arrivals that really happened: who joined, when they gave up, who blocked whom.
///
/// A file has one JSON object on each line, the first of them `{"trace":1}`. A [`Recorder`] writes it.
///
/// ```text
/// {"trace":1}
/// {"at":0,"join":{"ticket":"1a2b…","user":"9f…","wait_ms":600000,"interests":["77…"],"mood":[0,0,0,0,255,0,0,0]}}
/// {"at":480,"join":{"ticket":"2c…","user":"03…","wait_ms":600000,"sex":"female","age":27}}
/// {"at":9000,"cancel":"1a2b…"}
/// {"at":9100,"block":["9f…","03…"]}
/// ```
///
/// Times are milliseconds since the first. Ids are up to sixteen hexadecimal digits; only which of them are the same
/// means anything. The lines of those who came together, for rooms, follow each other and have the same `"party"`, which
/// is also what they cancel. Times never go back, and nobody cancels who has not joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    arrivals: Vec<Arrival>,
}

impl Trace {
    /// How many arrivals a part of a trace must have to say anything.
    pub const LEAST: usize = 20;

    /// Reads a trace, within bounds.
    ///
    /// # Errors
    ///
    /// [`TraceError`] says what is wrong, and in which line.
    ///
    /// ```
    /// use matchmaking::lab::{Trace, TraceError, TraceLimits};
    ///
    /// let text = "{\"trace\":1}\n{\"at\":0,\"join\":{\"ticket\":\"1\",\"user\":\"a\",\"wait_ms\":60000}}\n";
    /// let trace = Trace::read(text.as_bytes(), TraceLimits::default())?;
    /// assert_eq!(trace.len(), 1);
    /// let torn = Trace::read(&text.as_bytes()[..40], TraceLimits::default());
    /// assert!(matches!(torn, Err(TraceError::Malformed { line: 2, .. })));
    /// # Ok::<(), TraceError>(())
    /// ```
    pub fn read(from: impl std::io::BufRead, limits: TraceLimits) -> Result<Self, TraceError> {
        read::read(from, limits).map(|arrivals| Self { arrivals })
    }

    /// How many arrivals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.arrivals.len()
    }

    /// Whether nobody arrives.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.arrivals.is_empty()
    }

    /// Cuts the trace into so many consecutive parts with as many arrivals each: what happens in one says nothing of
    /// what happens in the next, as with seeds.
    ///
    /// # Errors
    ///
    /// [`LabError::TooFewArrivals`] if a part would have fewer than [`Trace::LEAST`].
    pub fn parts(&self, parts: usize) -> Result<Vec<Self>, LabError> {
        let each = self.arrivals.len() / parts.max(1);
        if each < Self::LEAST {
            let joins = self.arrivals.len();
            return Err(LabError::TooFewArrivals { joins, parts, least: Self::LEAST });
        }
        let part = |arrivals: &[Arrival]| Self { arrivals: arrivals.to_vec() };
        Ok(self.arrivals.chunks_exact(each).take(parts.max(1)).map(part).collect())
    }

    /// Waits of a trace are told in tenths of a second.
    #[allow(clippy::unused_self)]
    pub(crate) fn tick_ms(&self) -> u32 {
        100
    }

    pub(crate) fn arrival(&self, at: usize) -> Option<&Arrival> {
        self.arrivals.get(at)
    }
}
