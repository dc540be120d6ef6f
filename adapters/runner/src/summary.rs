//! What a run leaves behind.

use driftbottle::chatstore::{ChatStore, Content, Person, StoreError};
use std::collections::BTreeSet;
use std::fmt;

/// What a run left behind when it stopped: nothing of it is lost, the next start goes on with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Lines of people that are kept for somebody.
    pub lines: usize,
    /// Notices that are kept for somebody.
    pub notices: usize,
    /// People for whom something is kept.
    pub people: usize,
    /// Pushes of which it is not known whether they arrived: each is sent once more, at most.
    pub uncertain: usize,
    /// Callbacks that were still being handled: those not accepted come again.
    pub unfinished: usize,
}

impl Summary {
    /// Counts what the store owes to the people of an app.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn of(store: &dyn ChatStore, app: &str) -> Result<Self, StoreError> {
        let live = store.live().await?;
        let mut summary = Self::default();
        for person in live.people.iter().filter(|person| *person.address.app == *app) {
            summary.add(person);
        }
        Ok(summary)
    }

    fn add(&mut self, person: &Person) {
        let lane = &person.lane;
        // A reply that was written was shown, as far as anybody lets us know.
        let shown =
            lane.offer.as_ref().filter(|offer| offer.written_ms.is_some()).map(|offer| &offer.deliveries);
        let mut lines = BTreeSet::new();
        let mut notices = 0;
        for delivery in lane.queue.iter().filter(|d| shown.is_none_or(|shown| !shown.contains(&d.key))) {
            match &delivery.content {
                // The parts of a long line are one line.
                Content::Line(line) => drop(lines.insert(line.message)),
                _ => notices += 1,
            }
        }
        self.lines += lines.len();
        self.notices += notices;
        self.people += usize::from(!lines.is_empty() || notices > 0);
        self.uncertain += usize::from(lane.flight.is_some());
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lines, notices, people, uncertain, unfinished } = self;
        write!(f, "{lines} lines and {notices} notices are kept for {people} people")?;
        if *uncertain > 0 {
            write!(f, "; {uncertain} pushes may or may not have arrived")?;
        }
        if *unfinished > 0 {
            write!(f, "; {unfinished} callbacks were not finished")?;
        }
        Ok(())
    }
}
