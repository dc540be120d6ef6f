//! The names of the texts.

macro_rules! says {
    ($($name:ident = $id:literal),+ $(,)?) => {
        /// A text, by name. What each says stands in the Fluent file of its language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Say {
            $(#[doc = concat!("The text `", $id, "`.")] $name,)+
        }

        impl Say {
            /// Every text.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name in the Fluent files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

says! {
    Welcome = "welcome",
    WelcomeBack = "welcome-back",
    Help = "help",
    HelpTalking = "help-talking",
    Idle = "idle",
    FirstWord = "first-word",
    Waiting = "waiting",
    StillWaiting = "still-waiting",
    OpeningKept = "opening-kept",
    OpeningFull = "opening-full",
    Cancelled = "cancelled",
    NotWaiting = "not-waiting",
    WaitOver = "wait-over",
    RemindSet = "remind-set",
    Remind = "remind",
    Matched = "matched",
    MatchedOpening = "matched-opening",
    OwedLater = "owed-later",
    Left = "left",
    PartnerLeft = "partner-left",
    PartnerLeftLost = "partner-left-lost",
    PartnerLeftOwed = "partner-left-owed",
    BackInQueue = "back-in-queue",
    ClosedIdle = "closed-idle",
    ClosedUnreachable = "closed-unreachable",
    ClosedSilent = "closed-silent",
    NotTalking = "not-talking",
    ConfirmEndSoon = "confirm-end-soon",
    ConfirmEndLong = "confirm-end-long",
    Blocked = "blocked",
    Report = "report",
    AskIdle = "ask-idle",
    WaitOn = "wait-on",
    Holding = "holding",
    Seen = "seen",
    Lost = "lost",
    Expired = "expired",
    Full = "full",
    Late = "late",
    Sticker = "sticker",
    Unsupported = "unsupported",
    NothingOwed = "nothing-owed",
    ClosingSoon = "closing-soon",
    Language = "language",
    Retry = "retry",
    More = "more",
    Hint = "hint",
    Label = "label",
    ThrowAsk = "throw-ask",
    ThrowInTalk = "throw-in-talk",
    Thrown = "thrown",
    ThrowFull = "throw-full",
    ThrowLong = "throw-long",
    Picked = "picked",
    SeaEmpty = "sea-empty",
    ThrownBack = "thrown-back",
    NothingInHand = "nothing-in-hand",
    BottleGone = "bottle-gone",
    AnswerAsk = "answer-ask",
    LetterSent = "letter-sent",
    LetterGone = "letter-gone",
    LetterLabel = "letter-label",
    BottleAnswered = "bottle-answered",
    MineHead = "mine-head",
    MineBottle = "mine-bottle",
    MineNone = "mine-none",
    MineLetters = "mine-letters",
    Sunk = "sunk",
    SinkWhich = "sink-which",
    HelpBottles = "help-bottles",
    WaitingPull = "waiting-pull",
    WaitOverPull = "wait-over-pull",
    Kept = "kept",
    NothingYet = "nothing-yet",
    MoreFetch = "more-fetch",
    Missed = "missed",
    MissedOpening = "missed-opening",
    MissedWaiting = "missed-waiting",
    MissedLabel = "missed-label",
    LivePage = "live-page",
    Today = "today",
    Yesterday = "yesterday",
}
