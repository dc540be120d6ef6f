//! One thread, one virtual clock: the simulated platform on one side, the service on the other, and between them the
//! wire, with envelopes, deadlines and everything that can go wrong on it.

mod api;
mod callback;
pub(crate) mod dice;
pub(crate) mod witness;

use chatstore::{Body, DeliveryKey, FlightKey, MemoryStore, PushKey, UserKey};
use dice::Dice;
use driftbottle::{Analyst, ChatService, Outcome, Push, Report, Settings, Texts};
use pollster::block_on;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, LazyLock};
use wechat_core::callback::{Callback, CallbackConfig};
use wechat_core::{AppId, CallbackToken, EncodingAesKey};
use wechat_simulator::{
    Account, AccountKind, AttemptId, Mode, PhoneId, Platform, PushId, PushRequest, Refusal, RefusalCause,
};
use witness::Witness;

pub(crate) use callback::{Pace, said};

/// 20:00 in China on some evening.
pub(crate) const EVENING_MS: i64 = 1_789_992_000_000;

/// Something that happens later.
enum Todo {
    /// A push's handler comes to its commit.
    Handle(AttemptId),
    /// A push that is not accepted by now is answered without it.
    GiveUp(AttemptId),
    /// The bot learns what became of a response.
    Report(PushKey, Report),
    /// An API call reaches the platform.
    Call(Push),
    /// Its outcome reaches the bot.
    Settle(UserKey, FlightKey, Outcome),
    /// What became of a medium that was to be given to the platform anew reaches the bot.
    Renewed(UserKey, DeliveryKey, Option<Body>),
    /// A held attempt comes to its end.
    EndHold(AttemptId),
    /// The bot is started again.
    Start,
}

/// A request that is being handled.
struct Attempt {
    request: PushRequest,
    arrived_ms: i64,
    answered: bool,
}

pub(crate) struct World {
    pub(crate) platform: Platform,
    pub(crate) store: Arc<Witness>,
    pub(crate) settings: Settings,
    pub(crate) pace: Pace,
    pub(crate) dice: Dice,
    service: Option<ChatService>,
    callback: Callback,
    todo: BTreeMap<(i64, u64), Todo>,
    next_todo: u64,
    attempts: BTreeMap<AttemptId, Attempt>,
    held: BTreeMap<AttemptId, callback::Held>,
    /// How many attempts were left without a byte.
    pub(crate) left_open: u64,
    /// One person's pushes are handled one after another.
    turns: BTreeMap<PhoneId, VecDeque<AttemptId>>,
    token: Option<String>,
    pub(crate) crashes: u64,
    /// Texts that may be seen twice, or out of order, or not at all, because nobody can know what became of them.
    pub(crate) uncertain: Vec<String>,
    /// Texts of replies that were written, until the bot has noted it.
    written: BTreeMap<PushKey, String>,
    /// The same by the platform's name of the push.
    replies: BTreeMap<PushId, String>,
    /// Texts of calls that were carried out, and when the bot learns it.
    flights: Vec<(i64, String)>,
    /// Calls that were charged before the clock jumped.
    jumped_at: BTreeSet<i64>,
    pub(crate) calls: u64,
}

impl World {
    pub(crate) fn new(seed: u64, mode: Mode, settings: Option<Settings>) -> Self {
        Self::on(account(mode), seed, settings)
    }

    /// On an account of a kind, with the settings that are right for it.
    pub(crate) fn of_kind(seed: u64, mode: Mode, kind: AccountKind) -> Self {
        let account = account(mode).with_kind(kind);
        let mut settings = Settings::new(&account.app_id);
        settings.may_push = !matches!(kind, AccountKind::Personal | AccountKind::UnverifiedService);
        Self::on(account, seed, Some(settings))
    }

    fn on(account: Account, seed: u64, settings: Option<Settings>) -> Self {
        let callback = callback_of(&account);
        let settings = settings.unwrap_or_else(|| Settings::new(&account.app_id));
        let platform = Platform::new(account, EVENING_MS, seed).unwrap();
        let store = Arc::new(Witness::new(Arc::new(MemoryStore::default())));
        let mut world = Self {
            platform,
            store,
            settings,
            pace: Pace::default(),
            dice: Dice::new(seed),
            service: None,
            callback,
            todo: BTreeMap::new(),
            next_todo: 0,
            attempts: BTreeMap::new(),
            held: BTreeMap::new(),
            left_open: 0,
            turns: BTreeMap::new(),
            token: None,
            crashes: 0,
            uncertain: Vec::new(),
            written: BTreeMap::new(),
            replies: BTreeMap::new(),
            flights: Vec::new(),
            jumped_at: BTreeSet::new(),
            calls: 0,
        };
        world.start();
        world
    }

    /// The bot starts anew and takes the account for one that may push.
    pub(crate) fn forget_kind(&mut self) {
        self.settings.may_push = true;
        self.start();
    }

    /// Whether the bot thinks that the account may push.
    pub(crate) fn may_push(&self) -> bool {
        self.service.as_ref().is_some_and(ChatService::may_push)
    }

    pub(crate) fn now(&self) -> i64 {
        self.platform.now()
    }

    fn later(&mut self, in_ms: i64, todo: Todo) {
        let at = self.now() + in_ms;
        self.next_todo += 1;
        self.todo.insert((at, self.next_todo), todo);
    }

    fn start(&mut self) {
        let store = self.store.clone();
        // One for all starts of all worlds: making it takes longer than many a scene.
        static ANALYST: LazyLock<Arc<Analyst>> = LazyLock::new(Arc::default);
        let (settings, texts, analyst) = (self.settings.clone(), Texts::embedded(), Arc::clone(&ANALYST));
        let open = ChatService::open_with(store, settings, texts, analyst, [7; 32], self.now());
        match block_on(open) {
            Ok(service) => self.service = Some(service),
            Err(error) => {
                assert!(self.store.is_shaky(), "the service must open: {error}");
                self.later(500, Todo::Start);
            }
        }
    }

    /// The process dies now and is started again after a while.
    pub(crate) fn crash(&mut self, back_in_ms: i64) {
        if self.service.take().is_none() {
            return;
        }
        self.crashes += 1;
        let todo = std::mem::take(&mut self.todo);
        for (_, todo) in todo {
            if let Todo::Call(push) = todo {
                self.uncertain.push(callback::said(&push.body));
            }
        }
        self.held.clear();
        for attempt in std::mem::take(&mut self.attempts).into_values().filter(|a| !a.answered) {
            self.platform.connection_lost(attempt.request.attempt);
        }
        self.turns.clear();
        let now = self.now();
        let open = std::mem::take(&mut self.flights).into_iter().filter(|(at, _)| *at >= now);
        self.uncertain.extend(open.map(|(_, text)| text));
        // Written, and dead before it was noted.
        let people = self.store.people();
        let unnoted = |push: &PushKey| {
            let mut offers = people.iter().filter_map(|p| p.lane.offer.as_ref());
            offers.any(|o| o.push == *push && o.written_ms.is_none())
        };
        let written = std::mem::take(&mut self.written);
        self.uncertain.extend(written.into_iter().filter(|(push, _)| unnoted(push)).map(|(_, text)| text));
        self.later(back_in_ms, Todo::Start);
    }

    /// The platform's clock, and ours with it, jumps: nobody waited, it is just later.
    pub(crate) fn jump(&mut self, ms: u64) {
        self.jumped_at.insert(self.now());
        self.platform.leap(ms);
        let shift = i64::try_from(ms).unwrap();
        let todo = std::mem::take(&mut self.todo);
        self.todo = todo.into_iter().map(|((at, n), t)| ((at + shift, n), t)).collect();
        for attempt in self.attempts.values_mut() {
            attempt.arrived_ms += shift;
        }
    }

    /// Whether a call charged at this time was overtaken by a jump of the clock.
    pub(crate) fn jumped_since(&self, at_ms: i64) -> bool {
        self.jumped_at.range(at_ms - 10_000..).next().is_some()
    }

    /// When something happens next, in ms.
    fn next_at(&self) -> Option<i64> {
        let todo = self.todo.keys().next().map(|(at, _)| *at);
        let service = self.service.as_ref().and_then(ChatService::next_deadline);
        todo.into_iter().chain(self.platform.next_deadline()).chain(service).min()
    }

    /// Does the next thing, unless it is later than `until_ms`. Says whether there was one.
    pub(crate) fn step(&mut self, until_ms: i64) -> bool {
        let Some(at) = self.next_at().filter(|at| *at <= until_ms) else {
            self.platform.advance_to(until_ms);
            return false;
        };
        self.platform.advance_to(at);
        while let Some(request) = self.platform.poll_request() {
            self.arrive(request);
        }
        let due = self.todo.keys().next().copied().filter(|(at, _)| *at <= self.now());
        if let Some(todo) = due.and_then(|key| self.todo.remove(&key)) {
            self.act(todo);
        }
        self.run_due();
        self.look_at_all_held();
        true
    }

    /// Lets everything happen until a time.
    pub(crate) fn run_until(&mut self, until_ms: i64) {
        while self.step(until_ms) {}
    }

    /// Lets a while pass.
    pub(crate) fn pass(&mut self, ms: i64) {
        self.run_until(self.now() + ms);
    }

    fn act(&mut self, todo: Todo) {
        match todo {
            Todo::Handle(attempt) => self.handle(attempt),
            Todo::GiveUp(attempt) => self.give_up(attempt),
            Todo::Report(push, report) => {
                let Some(service) = &self.service else { return };
                service.reported(push, report, self.now());
            }
            Todo::Call(push) => self.call(push),
            Todo::Settle(user, flight, outcome) => {
                let Some(service) = &self.service else { return };
                if block_on(service.settled(user, flight, outcome, self.now())).is_err() {
                    self.later(100, Todo::Settle(user, flight, outcome));
                }
            }
            Todo::Renewed(user, delivery, body) => {
                let Some(service) = &self.service else { return };
                if block_on(service.renewed(user, delivery, body.clone(), self.now())).is_err() {
                    self.later(100, Todo::Renewed(user, delivery, body));
                }
            }
            Todo::EndHold(attempt) => self.end_hold(attempt),
            Todo::Start => self.start(),
        }
    }

    fn run_due(&mut self) {
        let Some(service) = &self.service else { return };
        let now = self.now();
        let pushes = block_on(service.run_due(now, 8)).unwrap();
        let renewals = service.take_renewals();
        for push in pushes {
            let in_ms = self.dice.between(1, 30);
            self.later(in_ms, Todo::Call(push));
        }
        for renewal in renewals {
            self.renew(renewal);
        }
    }

    /// What the platform refused, but for tokens that had run out: another is asked for then.
    pub(crate) fn refusals(&self) -> Vec<&Refusal> {
        self.platform.refusals().iter().filter(|r| r.cause != RefusalCause::Token).collect()
    }

    /// Whether a push refused at this time could still be on its way when the first refusal told that the account may
    /// not push.
    pub(crate) fn found_out(&self, at_ms: i64) -> bool {
        let refused = self.platform.refusals().iter().filter(|r| r.cause == RefusalCause::AccountKind);
        refused.map(|r| r.at_ms).min().is_some_and(|first| at_ms - first < 10_000)
    }

    /// Whether a person follows as far as the platform is concerned. The bot may not know that they left: their
    /// unfollow may have been lost in all its attempts.
    pub(crate) fn follows(&self, openid: &str) -> bool {
        self.platform.phone_of(openid).is_some_and(|phone| self.platform.is_following(phone))
    }

    /// Whether nothing is on its way to anybody who follows.
    pub(crate) fn is_settled(&self) -> bool {
        let people = self.store.people();
        let mut lanes = people.iter().filter(|p| self.follows(&p.address.peer));
        self.service.is_some() && self.todo.is_empty() && lanes.all(|p| p.lane.queue.is_empty())
    }
}

fn account(mode: Mode) -> Account {
    let account = Account::new("wx5ca1ab1e0ddba11c", "0123456789abcdef0123456789abcdef", "driftwood");
    match mode {
        Mode::Plain => account,
        mode => account.with_encryption(mode, "q7Zk2mX9Lb4Vt6Rw8Yc1Nd3Pf5Hs0Jg7Ua2Ei4Oo6Tz"),
    }
}

fn callback_of(account: &Account) -> Callback {
    let app_id = AppId::new(account.app_id.as_str()).unwrap();
    let token = CallbackToken::new(account.token.as_str()).unwrap();
    let config = match &account.aes_key {
        Some(key) => CallbackConfig::secure(app_id, token, EncodingAesKey::new(key).unwrap()),
        None => CallbackConfig::plain(app_id, token),
    };
    Callback::new(config).unwrap()
}
