//! The platform: its state, its clock, its phones.

use crate::api::{Menus, Quotas, Rids, Tokens};
use crate::code::{Codes, QrScene};
use crate::envelope::Cipher;
use crate::journal::{LogEntry, LogEvent, Refusal};
use crate::ledger::{Ledger, LedgerView};
use crate::media::MediaShelf;
use crate::notice::{Consents, Templates};
use crate::push::{Due, Flight, Push, PushState};
use crate::random::Entropy;
use crate::screen::Bubble;
use crate::web::Logins;
use crate::{Account, AttemptId, Behaviours, Error, FaultCounts, Faults, MenuButton, PhoneId, PushId};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Since when and by what a person follows.
#[derive(Debug, Clone)]
pub(crate) struct Following {
    pub(crate) at_ms: i64,
    /// By a QR code, and by which scene when the bot made the code.
    pub(crate) by_code: bool,
    pub(crate) scene: Option<QrScene>,
}

/// One person with a phone.
#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) name: String,
    pub(crate) openid: String,
    pub(crate) following: bool,
    pub(crate) followed: Option<Following>,
    pub(crate) unfollowed: Option<(i64, PushId)>,
    /// When the phone last fetched the menu, and what it was.
    pub(crate) menu_seen_ms: Option<i64>,
    pub(crate) menu_seen: Vec<MenuButton>,
    pub(crate) consents: Consents,
    pub(crate) last_action_ms: Option<i64>,
    pub(crate) typing_until_ms: Option<i64>,
    pub(crate) ledger: Ledger,
    pub(crate) screen: Vec<Bubble>,
    pub(crate) revision: u64,
}

/// WeChat as a state machine: people act, it wants pushes delivered, it answers API calls and shows what
/// arrived. No clock, no socket; the same seed and calls give the same run.
///
/// ```
/// use wechat_simulator::{Account, Platform};
///
/// let mut platform = Platform::new(Account::example(), 1_700_000_000_000, 42)?;
/// let phone = platform.add_phone("小明");
/// platform.follow(phone)?;
/// let request = platform.poll_request().expect("following is pushed");
/// platform.respond(request.attempt, 200, b"success");
/// assert_eq!(platform.ledger(phone)?.left, 3);
/// # Ok::<(), wechat_simulator::Error>(())
/// ```
pub struct Platform {
    pub(crate) account: Account,
    pub(crate) cipher: Option<Cipher>,
    pub(crate) now: i64,
    pub(crate) entropy: Entropy,
    pub(crate) dice: Entropy,
    pub(crate) faults: Faults,
    pub(crate) counts: FaultCounts,
    pub(crate) behaviours: Behaviours,
    pub(crate) caller_whitelisted: bool,
    pub(crate) phones: BTreeMap<PhoneId, Phone>,
    pub(crate) by_openid: BTreeMap<String, PhoneId>,
    pub(crate) pushes: BTreeMap<PushId, Push>,
    pub(crate) due: BTreeMap<(i64, u64), Due>,
    pub(crate) flights: BTreeMap<AttemptId, Flight>,
    pub(crate) next_due: u64,
    pub(crate) next_attempt: u64,
    pub(crate) next_msg_id: u64,
    pub(crate) tokens: Tokens,
    pub(crate) quotas: Quotas,
    pub(crate) media: MediaShelf,
    pub(crate) media_base: String,
    pub(crate) menu: Menus,
    pub(crate) codes: Codes,
    pub(crate) rids: Rids,
    pub(crate) logins: Logins,
    pub(crate) templates: Templates,
    pub(crate) client_msg_ids: BTreeMap<(PhoneId, String), (i64, u64)>,
    pub(crate) next_notice_id: u64,
    pub(crate) callback_ip: Option<IpAddr>,
    pub(crate) log: Vec<LogEntry>,
    pub(crate) refusals: Vec<Refusal>,
}

impl Platform {
    /// A platform with one account and nobody in it, its clock at `start_ms` (Unix milliseconds).
    ///
    /// # Errors
    /// What [`Account::check`] finds.
    pub fn new(account: Account, start_ms: i64, seed: u64) -> Result<Self, Error> {
        account.check()?;
        let cipher = account.cipher()?;
        let mut entropy = Entropy::new(seed, 0);
        let next_msg_id = 24_000_000_000_000_000 + entropy.below(1 << 40) * 1_000;
        Ok(Self {
            quotas: Quotas::new(account.kind),
            account,
            cipher,
            now: start_ms,
            entropy,
            dice: Entropy::new(seed, 1),
            faults: Faults::default(),
            counts: FaultCounts::default(),
            behaviours: Behaviours::default(),
            caller_whitelisted: true,
            phones: BTreeMap::new(),
            by_openid: BTreeMap::new(),
            pushes: BTreeMap::new(),
            due: BTreeMap::new(),
            flights: BTreeMap::new(),
            next_due: 0,
            next_attempt: 1,
            next_msg_id,
            tokens: Tokens::default(),
            media: MediaShelf::default(),
            media_base: "http://media.invalid".into(),
            menu: Menus::default(),
            codes: Codes::default(),
            rids: Rids::default(),
            logins: Logins::default(),
            templates: Templates::new(seed),
            client_msg_ids: BTreeMap::new(),
            next_notice_id: 0,
            callback_ip: None,
            log: Vec::new(),
            refusals: Vec::new(),
        })
    }

    /// The account under test.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The platform's clock, in Unix milliseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// Moves the clock; attempts whose 5 seconds end on the way time out, in order. An earlier time than
    /// [`Self::now`] changes nothing: the clock never goes back. Step by [`Self::next_deadline`] and poll after
    /// each step, so that retries start on time.
    pub fn advance_to(&mut self, ms: i64) {
        while let Some((deadline, attempt)) = self.next_timeout().filter(|(at, _)| *at <= ms) {
            self.now = self.now.max(deadline);
            self.time_out(attempt);
        }
        self.now = self.now.max(ms);
    }

    /// Moves the clock as though nobody had been waiting: attempts under way keep the time they had left.
    /// For a person who turns the clock while a real bot is at work.
    pub fn leap(&mut self, ms: u64) {
        let ms = i64::try_from(ms).unwrap_or(i64::MAX);
        self.now = self.now.saturating_add(ms);
        for flight in self.flights.values_mut() {
            flight.deadline_ms = flight.deadline_ms.saturating_add(ms);
        }
        let due = std::mem::take(&mut self.due);
        self.due = due.into_iter().map(|((at, n), d)| ((at.saturating_add(ms), n), d)).collect();
    }

    /// When the platform next wants attention: an attempt is due or times out. At or before
    /// [`Self::now`] when [`Self::poll_request`] has something; `None` when all is quiet.
    #[must_use]
    pub fn next_deadline(&self) -> Option<i64> {
        let due = self.due.keys().next().map(|(at, _)| *at);
        let timeout = self.next_timeout().map(|(at, _)| at);
        due.into_iter().chain(timeout).min()
    }

    /// Adds a person who does not follow yet.
    pub fn add_phone(&mut self, name: impl Into<String>) -> PhoneId {
        let id = PhoneId(u32::try_from(self.phones.len()).unwrap_or(u32::MAX) + 1);
        let openid = format!("o{}", self.entropy.text(27));
        self.by_openid.insert(openid.clone(), id);
        let phone = Phone {
            name: name.into(),
            openid,
            following: false,
            followed: None,
            unfollowed: None,
            menu_seen_ms: None,
            menu_seen: Vec::new(),
            consents: Consents::default(),
            last_action_ms: None,
            typing_until_ms: None,
            ledger: Ledger::new(self.behaviours.grants_add_up),
            screen: Vec::new(),
            revision: 1,
        };
        self.phones.insert(id, phone);
        id
    }

    /// Every phone, in the order they were added.
    pub fn phones(&self) -> impl Iterator<Item = PhoneId> + '_ {
        self.phones.keys().copied()
    }

    /// The phone with that openid.
    #[must_use]
    pub fn phone_of(&self, openid: &str) -> Option<PhoneId> {
        self.by_openid.get(openid).copied()
    }

    pub(crate) fn phone(&self, phone: PhoneId) -> Result<&Phone, Error> {
        self.phones.get(&phone).ok_or(Error::UnknownPhone(phone))
    }

    pub(crate) fn phone_mut(&mut self, phone: PhoneId) -> Result<&mut Phone, Error> {
        self.phones.get_mut(&phone).ok_or(Error::UnknownPhone(phone))
    }

    /// The name given to [`Self::add_phone`].
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn name(&self, phone: PhoneId) -> Result<&str, Error> {
        Ok(&self.phone(phone)?.name)
    }

    /// The person's openid for this account.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn openid(&self, phone: PhoneId) -> Result<&str, Error> {
        Ok(&self.phone(phone)?.openid)
    }

    /// Whether the person follows; `false` also for a phone of another platform.
    #[must_use]
    pub fn is_following(&self, phone: PhoneId) -> bool {
        self.phones.get(&phone).is_some_and(|p| p.following)
    }

    /// Whether 「对方正在输入…」 is shown now.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn is_typing(&self, phone: PhoneId) -> Result<bool, Error> {
        Ok(self.phone(phone)?.typing_until_ms.is_some_and(|until| self.now < until))
    }

    /// What the person sees, oldest first.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn screen(&self, phone: PhoneId) -> Result<&[Bubble], Error> {
        Ok(&self.phone(phone)?.screen)
    }

    /// What may still be sent to the person.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn ledger(&self, phone: PhoneId) -> Result<LedgerView, Error> {
        Ok(self.phone(phone)?.ledger.view(self.now))
    }

    /// One push with its attempts.
    #[must_use]
    pub fn push(&self, id: PushId) -> Option<&Push> {
        self.pushes.get(&id)
    }

    /// Every push, in order of creation.
    pub fn pushes(&self) -> impl Iterator<Item = &Push> {
        self.pushes.values()
    }

    /// Everything that happened.
    #[must_use]
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// Every refused customer-service message.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// What may go wrong from now on.
    ///
    /// # Errors
    /// What [`Faults::check`] finds; the old setting stays then.
    pub fn set_faults(&mut self, faults: Faults) -> Result<(), Error> {
        faults.check()?;
        self.faults = faults;
        Ok(())
    }

    /// What may go wrong now.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.faults
    }

    /// How often each fault struck.
    #[must_use]
    pub fn fault_counts(&self) -> FaultCounts {
        self.counts
    }

    /// Where `PicUrl` of pictures points, without a slash at the end. Default: an address that never
    /// resolves.
    pub fn set_media_base(&mut self, base: impl Into<String>) {
        self.media_base = base.into();
    }

    pub(crate) fn note(&mut self, phone: Option<PhoneId>, event: LogEvent) {
        if let Some(phone) = phone.and_then(|id| self.phones.get_mut(&id)) {
            phone.revision += 1;
        }
        self.log.push(LogEntry::new(self.now, phone, event));
    }

    pub(crate) fn show(&mut self, phone: PhoneId, bubble: Bubble) {
        if let Some(phone) = self.phones.get_mut(&phone) {
            phone.screen.push(bubble);
            phone.revision += 1;
        }
    }

    /// Whether the push was answered.
    pub(crate) fn was_answered(&self, push: PushId) -> bool {
        self.pushes.get(&push).is_some_and(|p| matches!(p.state, PushState::Answered { .. }))
    }
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform")
            .field("account", &self.account)
            .field("now", &self.now)
            .field("phones", &self.phones.len())
            .field("pushes", &self.pushes.len())
            .field("in_flight", &self.flights.len())
            .finish_non_exhaustive()
    }
}
