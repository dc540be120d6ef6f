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
    Today = "today",
    Yesterday = "yesterday",
    SelfKept = "self-kept",
    WishKept = "wish-kept",
    WishDropped = "wish-dropped",
    WishNeedsPlace = "wish-needs-place",
    WishUnclear = "wish-unclear",
    Profile = "profile",
    NothingSaid = "nothing-said",
    Anybody = "anybody",
    SexFemale = "sex-female",
    SexMale = "sex-male",
    SexOther = "sex-other",
    Years = "years",
    YearsSpan = "years-span",
    YearsFrom = "years-from",
    YearsTo = "years-to",
    SameCity = "same-city",
    SameProvince = "same-province",
    ListComma = "list-comma",
    MoodAsk = "mood-ask",
    MoodKept = "mood-kept",
    MoodCalm = "mood-calm",
    MoodHappiness = "mood-happiness",
    MoodLike = "mood-like",
    MoodAnger = "mood-anger",
    MoodSadness = "mood-sadness",
    MoodFear = "mood-fear",
    MoodDisgust = "mood-disgust",
    MoodSurprise = "mood-surprise",
    WhyShared = "why-shared",
    WhySameMood = "why-same-mood",
    WhyFittingMoods = "why-fitting-moods",
    WhyLongestWait = "why-longest-wait",
    WhyChance = "why-chance",
    Support = "support",
    WaitingFor = "waiting-for",
    WaitingMood = "waiting-mood",
}
