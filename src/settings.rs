//! What an operator may choose. Every number has a default that is right for a small account.

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// The choices of an operator. Times are milliseconds unless the name says otherwise.
///
/// ```
/// let mut settings = driftbottle::Settings::new("wx0123456789abcdef");
/// settings.wait_ms = 5 * 60_000;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// The app this service serves: people of one app meet each other.
    pub app: Box<str>,
    /// Whether the account may push (`custom/send`). A refusal with 48001 turns it off while the service runs.
    pub may_push: bool,
    /// Whether that is certain. Where it is not, what an earlier run found out counts.
    pub push_is_certain: bool,
    /// The language of people who chose none (BCP 47).
    pub language: Box<str>,
    /// Where the people live, as minutes east of UTC: for times of day in texts.
    pub utc_offset_minutes: i32,
    /// Lines one person may say in a minute, sustained.
    pub lines_per_minute: u32,
    /// Lines one person may say at once before that pace applies.
    pub lines_at_once: u32,
    /// Lines that may wait for one recipient from one sender.
    pub held_limit: usize,
    /// How long one waits for a match at most.
    pub wait_ms: i64,
    /// How long lines are gathered with three pushes left.
    pub gather_ms: i64,
    /// How long lines are gathered for the last push that may carry them.
    pub gather_last_ms: i64,
    /// How long a push waits after a passive reply was written, so as not to overtake it.
    pub after_reply_ms: i64,
    /// A written reply counts as shown when nothing else was heard for so long.
    pub offer_quiet_ms: i64,
    /// A reply of which nothing was heard counts as missed after so long.
    pub offer_wait_ms: i64,
    /// Silence of one side after which the other is asked.
    pub idle_ask_ms: i64,
    /// Silence of both after which a conversation is closed.
    pub idle_close_ms: i64,
    /// The same on accounts that cannot push.
    pub idle_close_pull_ms: i64,
    /// How long before the grant ends someone in a conversation is reminded.
    pub remind_before_ms: i64,
    /// How long lines of an ended conversation stay owed.
    pub owed_ms: i64,
    /// How long pictures, voices and films can be passed on: the platform keeps them for three days. Then they are
    /// fetched and given to it anew, where the account may; else they are given up.
    pub media_ms: i64,
    /// How long a bottle drifts.
    pub bottle_ms: i64,
    /// How many people may keep a bottle before nobody else picks it.
    pub bottle_readers: usize,
    /// How many bottles one person may have afloat.
    pub bottles_afloat: usize,
    /// How long a bottle's text may be, in characters as people see them.
    pub bottle_chars: usize,
    /// How long what somebody picked stays what their answer is about, whatever letter comes meanwhile.
    pub hand_ms: i64,
    /// How many exchanges of letters one person is in; beyond, the oldest is closed.
    pub letters: usize,
    /// Silence of both after which an exchange of letters is closed.
    pub letter_ms: i64,
    /// Whether, on accounts that cannot push, attempts are left unanswered while something may come: see
    /// [`Hold`](crate::Hold).
    pub long_hold: bool,
    /// How lately the partner must have written for that, and the silence after which nothing is waited for.
    pub hold_live_ms: i64,
    /// The longest wait for a match on accounts that cannot push; a place is lost sooner, ten minutes after its
    /// owner's last word.
    pub wait_pull_ms: i64,
    /// The address of the page where people talk live, if there is one: told to those who cannot be pushed to.
    pub live_page: Option<Box<str>>,
    /// How long receipts are kept.
    pub receipt_ms: i64,
    /// How long the content of a reply is kept.
    pub reply_ms: i64,
    /// How long after unfollowing a person is erased.
    pub erase_after_ms: i64,
    /// How many past partners are remembered.
    pub partners: usize,
    /// How long two past partners do not meet again.
    pub partners_apart_ms: i64,
    /// How long a question may be answered by a short word.
    pub prompt_ms: i64,
    /// Whoever is left within this time of the match goes back to the front of the queue.
    pub early_drop_ms: i64,
    /// Leaving within this time of the match is asked back once.
    pub quick_end_ms: i64,
    /// Leaving after a talk this long is asked back once.
    pub long_talk_ms: i64,
    /// The hour of the day at which those who asked are called, in their time.
    pub busy_hour: u8,
}

impl Settings {
    /// The defaults for an app.
    #[must_use]
    pub fn new(app: &str) -> Self {
        Self {
            app: app.into(),
            may_push: true,
            push_is_certain: false,
            language: crate::texts::DEFAULT_LANGUAGE.into(),
            utc_offset_minutes: 8 * 60,
            lines_per_minute: 20,
            lines_at_once: 60,
            held_limit: 200,
            wait_ms: 10 * MINUTE,
            gather_ms: 3 * SECOND,
            gather_last_ms: 15 * SECOND,
            after_reply_ms: 300,
            offer_quiet_ms: 6 * SECOND,
            offer_wait_ms: 8 * SECOND,
            idle_ask_ms: 10 * MINUTE,
            idle_close_ms: 30 * MINUTE,
            idle_close_pull_ms: 24 * HOUR,
            remind_before_ms: 30 * MINUTE,
            owed_ms: 72 * HOUR,
            media_ms: 71 * HOUR,
            bottle_ms: 7 * 24 * HOUR,
            bottle_readers: 5,
            bottles_afloat: 5,
            bottle_chars: 200,
            hand_ms: 10 * MINUTE,
            letters: 8,
            letter_ms: 7 * 24 * HOUR,
            long_hold: true,
            hold_live_ms: MINUTE,
            wait_pull_ms: 24 * HOUR,
            live_page: None,
            receipt_ms: 24 * HOUR,
            reply_ms: MINUTE,
            erase_after_ms: 24 * HOUR,
            partners: 8,
            partners_apart_ms: 24 * HOUR,
            prompt_ms: 3 * MINUTE,
            early_drop_ms: 30 * SECOND,
            quick_end_ms: 10 * SECOND,
            long_talk_ms: 30 * MINUTE,
            busy_hour: 21,
        }
    }

    /// The silence after which a conversation is closed, in ms.
    pub(crate) fn silence_ms(&self, may_push: bool, letter: bool) -> i64 {
        match (letter, may_push) {
            (true, _) => self.letter_ms,
            (false, true) => self.idle_close_ms,
            (false, false) => self.idle_close_pull_ms,
        }
    }
}
