//! Asking the bot: its work, contained, and the deadlines it races against.

use std::future::{Future, poll_fn};
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use futures_util::FutureExt as _;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};
use wechat_core::AppId;
use wechat_core::inbound::Notice;

use crate::bot::{Answer, Bot, NotNow, Push};
use crate::deadlines::{AtDeadline, Deadlines};
use crate::race::{ACCEPTED, CLAIMED, DecidedAtLast, Race, TurnEnds};
use crate::report::OwedReport;
use crate::turn::Turn;
use crate::turns::TurnGuard;

/// What the bot's work came to.
pub(crate) enum Outcome {
    Answered(Owed),
    NotNow(NotNow),
    Panicked,
}

/// An answer, and the report it asked for.
pub(crate) struct Owed {
    pub(crate) answer: Answer,
    pub(crate) report: Option<OwedReport>,
}

/// What is to be said to WeChat.
pub(crate) enum Verdict<'d> {
    /// The bot finished in time.
    Finished(Outcome),
    /// It did not.
    Deadline(Missed, &'d AtDeadline),
}

impl Verdict<'_> {
    /// Whether the attempt is to be left without a byte.
    pub(crate) const fn is_unanswered(&self) -> bool {
        matches!(self, Self::Finished(Outcome::Answered(owed)) if owed.answer.unanswered)
    }
}

/// Which deadline was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missed {
    Acceptance,
    Answer,
    ClaimedReply,
}

/// One push on its way to the bot: the work, not begun, and the race it will be in.
pub(crate) struct Question {
    work: Pin<Box<dyn Future<Output = Outcome> + Send>>,
    race: Arc<Race>,
    arrived: Instant,
    last_attempt: bool,
}

impl Question {
    pub(crate) fn new(
        bot: &Arc<dyn Bot>,
        push: Push,
        deadlines: &Deadlines,
        arrived: Instant,
        last_attempt: bool,
    ) -> Self {
        let race = Arc::new(Race::default());
        let turn = Turn::new(Arc::clone(&race), arrived + deadlines.answer_by, last_attempt);
        let work = Box::pin(work(Arc::clone(bot), push, turn, arrived + deadlines.written_by));
        Self { work, race, arrived, last_attempt }
    }

    /// Runs the bot in its user's turn and waits for it as long as there is time. `held` is dropped when the bot has
    /// finished, be that long after.
    ///
    /// The bot starts right here: most answers need no task, no timer and no channel. What is not ready at once moves
    /// to a task of its own, so that neither a deadline nor a broken connection can stop it.
    pub(crate) async fn ask<H: Send + 'static>(
        self,
        deadlines: &Deadlines,
        turn: TurnGuard,
        held: H,
    ) -> Verdict<'_> {
        let Self { mut work, race, arrived, last_attempt } = self;
        race.begin_turn(turn);
        let held = (TurnEnds(Arc::clone(&race)), held);
        let _decided = DecidedAtLast(&race);
        if let Some(outcome) = poll_once(work.as_mut()).await {
            return Verdict::Finished(outcome);
        }
        let (sender, mut receiver) = oneshot::channel();
        tokio::spawn(async move {
            let outcome = work.await;
            drop(held);
            // Nobody waiting any more: the outcome is dropped, and with it the report is made.
            drop(sender.send(outcome));
        });
        // Boxed, because those that were ready at once would carry the room for it.
        Box::pin(wait(&mut receiver, &race, deadlines, arrived, last_attempt)).await
    }
}

/// Tells the bot what nobody sent; `true` when it took it in time. Its work runs to its end in any case.
pub(crate) async fn notice<H: Send + 'static>(
    bot: Arc<dyn Bot>,
    notice: Notice,
    app_id: AppId,
    held: H,
    by: Instant,
) -> bool {
    let (sender, receiver) = oneshot::channel();
    tokio::spawn(async move {
        let taken = AssertUnwindSafe(async move { bot.noticed(notice, app_id).await }).catch_unwind().await;
        drop(held);
        let _ = sender.send(matches!(taken, Ok(Ok(()))));
    });
    matches!(timeout_at(by, receiver).await, Ok(Ok(true)))
}

/// The bot's work, panics contained.
fn work(
    bot: Arc<dyn Bot>,
    push: Push,
    turn: Turn,
    written_by: Instant,
) -> impl Future<Output = Outcome> + Send {
    let reporter = Arc::clone(&bot);
    let handling = AssertUnwindSafe(async move { bot.handle(push, turn).await });
    handling.catch_unwind().map(move |handled| match handled {
        Ok(Ok(answer)) => {
            let report = answer.key.map(|key| OwedReport::new(reporter, key, written_by));
            Outcome::Answered(Owed { answer, report })
        }
        Ok(Err(not_now)) => Outcome::NotNow(not_now),
        Err(_) => Outcome::Panicked,
    })
}

async fn wait<'d>(
    outcome: &mut oneshot::Receiver<Outcome>,
    race: &Race,
    deadlines: &'d Deadlines,
    arrived: Instant,
    last_attempt: bool,
) -> Verdict<'d> {
    // A sender dropped unsent means that the runtime is shutting down: the push was not taken.
    let finished = |received: Result<Outcome, _>| Verdict::Finished(received.unwrap_or(Outcome::Panicked));
    if let Ok(received) = timeout_at(arrived + deadlines.accept_by, &mut *outcome).await {
        return finished(received);
    }
    if race.decide_unless(ACCEPTED) {
        return Verdict::Deadline(Missed::Acceptance, deadlines.not_taken(last_attempt));
    }
    if let Ok(received) = timeout_at(arrived + deadlines.answer_by, &mut *outcome).await {
        return finished(received);
    }
    if race.decide_unless(CLAIMED) {
        return Verdict::Deadline(Missed::Answer, &deadlines.accepted);
    }
    match timeout_at(arrived + deadlines.claimed_by, outcome).await {
        Ok(received) => finished(received),
        Err(_) => Verdict::Deadline(Missed::ClaimedReply, deadlines.claim_broken(last_attempt)),
    }
}

/// The future's output if it is ready now.
async fn poll_once<F: Future + ?Sized>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| {
        Poll::Ready(match future.as_mut().poll(context) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        })
    })
    .await
}
