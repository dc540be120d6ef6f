//! Reading a trace, line after line, within bounds.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;

use super::arrival::Arrival;
use super::error::TraceError;
use super::limits::TraceLimits;
use super::line::{Header, Line};

/// The latest time a line may have: a year.
const LATEST_MS: i64 = 31_622_400_000;

pub(super) fn read(from: impl BufRead, limits: TraceLimits) -> Result<Vec<Arrival>, TraceError> {
    let mut lines = Lines { from, limits, line: 0, bytes: 0, buffer: Vec::new() };
    let header: Option<Header> = lines.next().map_err(|error| match error {
        TraceError::Malformed { .. } => TraceError::Version,
        other => other,
    })?;
    if header.is_none_or(|header| header.trace != 1) {
        return Err(TraceError::Version);
    }
    let mut story = Story::default();
    while let Some(line) = lines.next()? {
        story.tell(lines.line, line, limits)?;
    }
    Ok(story.arrivals)
}

/// What has been read so far.
#[derive(Default)]
struct Story {
    arrivals: Vec<Arrival>,
    /// The arrival of each ticket that has not been cancelled; `None` once it has.
    places: BTreeMap<u64, Option<usize>>,
    /// The first arrival of each party that has not been cancelled; `None` once it has.
    parties: BTreeMap<u64, Option<usize>>,
    blocks: Vec<(u64, u64)>,
    last_ms: i64,
}

impl Story {
    fn tell(&mut self, number: u64, line: Line, limits: TraceLimits) -> Result<(), TraceError> {
        let at_ms = line.at;
        if at_ms < self.last_ms || at_ms > LATEST_MS {
            return Err(TraceError::Time { line: number, at_ms, last_ms: self.last_ms });
        }
        self.last_ms = at_ms;
        match line {
            Line { join: Some(join), cancel: None, block: None, .. } => {
                if self.arrivals.len() >= limits.arrivals {
                    return Err(TraceError::TooManyArrivals { line: number, limit: limits.arrivals });
                }
                if self.places.insert(join.ticket.0, Some(self.arrivals.len())).is_some() {
                    return Err(TraceError::JoinedBefore { line: number });
                }
                let mut arrival = Arrival::of(number, at_ms, *join)?;
                self.come_together(number, &arrival)?;
                arrival.blocks = std::mem::take(&mut self.blocks);
                self.arrivals.push(arrival);
                Ok(())
            }
            Line { join: None, cancel: Some(ticket), block: None, .. } => {
                let of = |places: &mut BTreeMap<u64, Option<usize>>| {
                    places.get_mut(&ticket.0).and_then(Option::take)
                };
                let place = of(&mut self.places).or_else(|| of(&mut self.parties));
                let arrival = place.and_then(|place| self.arrivals.get_mut(place));
                let arrival = arrival.ok_or(TraceError::NotJoined { line: number })?;
                arrival.left_after_ms = Some(at_ms - arrival.at_ms);
                Ok(())
            }
            Line { join: None, cancel: None, block: Some([a, b]), .. } => {
                self.blocks.push((a.0, b.0));
                Ok(())
            }
            _ => Err(TraceError::Malformed { line: number, column: 1 }),
        }
    }
}

impl Story {
    /// A party comes once, all of it at one time.
    fn come_together(&mut self, number: u64, arrival: &Arrival) -> Result<(), TraceError> {
        let Some(party) = arrival.party else { return Ok(()) };
        let before = self.arrivals.last().filter(|it| it.party == Some(party) && it.at_ms == arrival.at_ms);
        if before.is_none() && self.parties.insert(party, Some(self.arrivals.len())).is_some() {
            return Err(TraceError::JoinedBefore { line: number });
        }
        Ok(())
    }
}

/// The lines of a file, each no longer than allowed.
struct Lines<R> {
    from: R,
    limits: TraceLimits,
    line: u64,
    bytes: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// The next line that is not empty; `None` at the end.
    fn next<T: DeserializeOwned>(&mut self) -> Result<Option<T>, TraceError> {
        loop {
            self.line += 1;
            self.buffer.clear();
            let most = self.limits.line_bytes as u64 + 1;
            let read = self.from.by_ref().take(most).read_until(b'\n', &mut self.buffer);
            let read = read.map_err(|error| TraceError::Io { line: self.line, kind: error.kind() })?;
            if read == 0 {
                return Ok(None);
            }
            self.bytes += read as u64;
            if self.bytes > self.limits.bytes {
                return Err(TraceError::TooLong { line: self.line, limit: self.limits.bytes });
            }
            let text = self.buffer.trim_ascii();
            if read as u64 == most && self.buffer.last() != Some(&b'\n') {
                return Err(TraceError::LineTooLong { line: self.line, limit: self.limits.line_bytes });
            }
            if text.is_empty() {
                continue;
            }
            let malformed =
                |error: serde_json::Error| TraceError::Malformed { line: self.line, column: error.column() };
            return serde_json::from_slice(text).map(Some).map_err(malformed);
        }
    }
}
