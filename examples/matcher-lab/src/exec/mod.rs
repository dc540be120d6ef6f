//! A strategy in any language: a program that is asked by JSON lines.

mod process;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use matchmaking::lab::{Answer, Ask, Sheet};
use matchmaking::{Candidates, Choice, Handle, Reason, Reasons, Strategy, TicketRef};

use crate::error::ExecError;
use process::Process;

/// How soon somebody is asked about again at the soonest, milliseconds.
const AGAIN_MS: i64 = 100;

/// Where a program's failure is noted: a strategy itself can only decline.
#[derive(Clone, Default)]
pub(crate) struct Failure(Rc<RefCell<Option<ExecError>>>);

impl Failure {
    pub(crate) fn take(&self) -> Option<ExecError> {
        self.0.borrow_mut().take()
    }

    /// The first counts.
    fn note(&self, error: ExecError) {
        self.0.borrow_mut().get_or_insert(error);
    }

    fn is_noted(&self) -> bool {
        self.0.borrow().is_some()
    }
}

/// A strategy that asks a program.
pub(crate) struct Exec {
    process: Process,
    failure: Failure,
    /// When the program wants to be asked again about a seeker, by ticket.
    again: BTreeMap<u64, i64>,
    handles: BTreeMap<u64, Handle>,
}

impl Exec {
    /// Starts the program and waits until it is ready.
    pub(crate) fn start(command: &str, patience_ms: u64, seed: u64, tick_ms: u32) -> Result<Self, ExecError> {
        let mut process = Process::start(command, patience_ms)?;
        let hello = Ask::Hello { protocol: Ask::PROTOCOL, seed, tick_ms };
        match process.ask(&hello)? {
            Answer::Ready => {}
            _ => return Err(ExecError::OutOfTurn { asked: 0 }),
        }
        Ok(Self { process, failure: Failure::default(), again: BTreeMap::new(), handles: BTreeMap::new() })
    }

    pub(crate) fn failure(&self) -> Failure {
        self.failure.clone()
    }

    fn tell(&mut self, ask: &Ask) {
        if self.failure.is_noted() {
            return;
        }
        if let Err(error) = self.process.tell(ask) {
            self.failure.note(error);
        }
    }

    fn ask<'p>(&mut self, candidates: Candidates<'p>) -> Result<Option<Choice<'p>>, ExecError> {
        let shown = candidates.oldest().take(Ask::CANDIDATES).map(|it| it.ticket().id()).collect();
        let seeker = candidates.seeker();
        self.again.remove(&seeker.id());
        let choose =
            Ask::Choose { now_ms: candidates.now_ms(), seeker: Sheet::of(seeker), candidates: shown };
        let answer = self.process.ask(&choose)?;
        let asked = self.process.asked();
        let Answer::Choose { ticket, again_ms, weight } = answer else {
            return Err(ExecError::OutOfTurn { asked });
        };
        let Some(ticket) = ticket else {
            if let Some(at_ms) = again_ms {
                self.again.insert(seeker.id(), at_ms);
            }
            return Ok(None);
        };
        // A handle finds eligible candidates only, so nothing else can be chosen.
        let found = self.handles.get(&ticket).and_then(|&handle| candidates.get(handle));
        let found = found.ok_or(ExecError::NoCandidate { ticket, asked })?;
        Ok(Some(Choice::new(found, Reasons::one(Reason::Random)).weighing(weight)))
    }
}

impl Strategy for Exec {
    fn choose<'p>(&mut self, candidates: Candidates<'p>) -> Option<Choice<'p>> {
        if self.failure.is_noted() || candidates.oldest().next().is_none() {
            return None;
        }
        match self.ask(candidates) {
            Ok(choice) => choice,
            Err(error) => {
                self.failure.note(error);
                None
            }
        }
    }

    fn next_look_ms(&self, seeker: TicketRef<'_>, now_ms: i64) -> Option<i64> {
        // Asked before the question is: so of what it answers to that, word comes a moment later.
        self.again.get(&seeker.id()).map(|&at_ms| at_ms.max(now_ms.saturating_add(AGAIN_MS)))
    }

    fn entered(&mut self, handle: Handle, ticket: TicketRef<'_>) {
        self.handles.insert(ticket.id(), handle);
        self.tell(&Ask::Enter(Sheet::of(ticket)));
    }

    fn left(&mut self, _: Handle, ticket: TicketRef<'_>) {
        self.handles.remove(&ticket.id());
        self.again.remove(&ticket.id());
        self.tell(&Ask::Leave { id: ticket.id() });
    }
}
