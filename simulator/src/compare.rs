//! The same people with another bot: every deed is done a second time on a platform of its own, where a naive
//! relay answers, so that what such a relay loses is computed by the platform's rules and by nothing else.

mod naive;
mod tally;

pub(crate) use tally::{Fate, Tally, tally};

use crate::script::Deed;
use crate::{Account, Behaviours, Error, Faults, JsonReplies, PhoneId, Platform, PushId};
use crate::{AccountKind, Format};
use naive::NaiveRelay;

/// Lines that are followed; older ones are forgotten.
const MAX_LINES: usize = 400;

/// A line one person said to another, in both worlds.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) from: PhoneId,
    /// Whom the naive relay had paired them with.
    pub(crate) to: PhoneId,
    pub(crate) text: String,
    pub(crate) at_ms: i64,
    /// Its push to the bot under test.
    pub(crate) ours: PushId,
    /// Its push to the naive relay.
    pub(crate) theirs: PushId,
}

/// The second world.
pub(crate) struct Comparison {
    platform: Platform,
    relay: NaiveRelay,
    lines: Vec<Line>,
}

impl Comparison {
    /// An empty second world.
    pub(crate) fn new(kind: AccountKind, name: &str, now_ms: i64, seed: u64) -> Result<Self, Error> {
        // How its pushes are wrapped is not the question here.
        let account = Account::example().with_kind(kind).with_name(name).with_format(Format::Json);
        Ok(Self {
            platform: Platform::new(account, now_ms, seed)?,
            relay: NaiveRelay::default(),
            lines: Vec::new(),
        })
    }

    /// Its platform.
    pub(crate) fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The lines said so far.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The deed once more; `push` is what it caused in the first world.
    pub(crate) fn act(&mut self, ours: &Platform, phone: PhoneId, deed: &Deed, push: Option<PushId>) {
        self.catch_up(ours, phone, deed);
        let line = self.line(phone, deed);
        // What one world allows the other may not: a ticket that only one bot made, say.
        let Ok(theirs) = deed.clone().perform(&mut self.platform, phone) else { return };
        if let (Some((to, text)), Some(ours), Some(theirs)) = (line, push, theirs) {
            let at_ms = self.platform.now();
            self.lines.push(Line { from: phone, to, text, at_ms, ours, theirs });
            let surplus = self.lines.len().saturating_sub(MAX_LINES);
            self.lines.drain(..surplus);
        }
        self.serve();
    }

    /// Whom a text is meant for, when it is a line and no word of command.
    fn line(&self, phone: PhoneId, deed: &Deed) -> Option<(PhoneId, String)> {
        let Deed::Say { text } = deed else { return None };
        let text = text.trim();
        if naive::is_command(text) {
            return None;
        }
        let partner = self.relay.partner(self.platform.openid(phone).ok()?)?;
        Some((self.platform.phone_of(partner)?, text.to_owned()))
    }

    /// Phones that are not here yet, and who follows; the one who acts is left as they were before the deed.
    fn catch_up(&mut self, ours: &Platform, acting: PhoneId, deed: &Deed) {
        let known = self.platform.phones().count();
        for phone in ours.phones().skip(known) {
            let added = self.platform.add_phone(ours.name(phone).unwrap_or_default());
            debug_assert_eq!(added, phone);
        }
        let follows =
            matches!(deed, Deed::Follow | Deed::Unfollow | Deed::Scan { .. } | Deed::ScanTicket { .. });
        for phone in ours.phones().filter(|phone| !(follows && *phone == acting)) {
            self.follow_suit(phone, ours.is_following(phone));
        }
    }

    fn follow_suit(&mut self, phone: PhoneId, follows: bool) {
        // Both fail only for phones that do not exist.
        let _ = match (self.platform.is_following(phone), follows) {
            (false, true) => self.platform.follow(phone).map(drop),
            (true, false) => self.platform.unfollow(phone).map(drop),
            _ => Ok(()),
        };
    }

    /// Runs everything that is due until then, in order; says whether anything happened.
    pub(crate) fn run(&mut self, now_ms: i64) -> bool {
        let before = self.platform.log().len();
        self.serve();
        while let Some(at) = self.platform.next_deadline().filter(|at| *at <= now_ms) {
            self.platform.advance_to(at);
            self.serve();
        }
        self.platform.advance_to(now_ms);
        self.platform.log().len() > before
    }

    /// Turns the clock, as in the first world.
    pub(crate) fn leap(&mut self, ms: u64) {
        self.platform.leap(ms);
    }

    /// When something is due next.
    pub(crate) fn next_deadline(&self) -> Option<i64> {
        self.platform.next_deadline()
    }

    /// The same faults.
    pub(crate) fn set_faults(&mut self, faults: Faults) {
        // They were checked in the first world.
        let _ = self.platform.set_faults(faults);
    }

    /// The same dice.
    pub(crate) fn set_fault_seed(&mut self, seed: u64) {
        self.platform.set_fault_seed(seed);
    }

    /// The same kind of account.
    pub(crate) fn set_kind(&mut self, kind: AccountKind) {
        // Any kind fits plain mode.
        let _ = self.platform.set_account_kind(kind);
    }

    /// The same switches, but that its relay speaks JSON.
    pub(crate) fn set_behaviours(&mut self, behaviours: Behaviours) {
        self.platform.set_behaviours(Behaviours { json_replies: JsonReplies::Either, ..behaviours });
    }

    /// Lets the relay answer what waits.
    fn serve(&mut self) {
        while let Some(request) = self.platform.poll_request() {
            let answer = self.relay.answer(&mut self.platform, &request.body);
            self.platform.respond(request.attempt, 200, &answer);
        }
    }
}

impl std::fmt::Debug for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparison").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> Deed {
        Deed::Say { text: text.into() }
    }

    /// A first world without a bot, and a second one.
    fn worlds() -> (Platform, Comparison, PhoneId, PhoneId) {
        let mut ours = Platform::new(Account::example(), 1_000_000, 7).unwrap();
        let (one, other) = (ours.add_phone("小明"), ours.add_phone("小红"));
        let theirs = Comparison::new(AccountKind::VerifiedService, "漂流瓶", 1_000_000, 7).unwrap();
        (ours, theirs, one, other)
    }

    fn both(ours: &mut Platform, theirs: &mut Comparison, phone: PhoneId, deed: Deed) {
        let push = deed.clone().perform(ours, phone).unwrap();
        theirs.act(ours, phone, &deed, push);
    }

    fn met() -> (Platform, Comparison, PhoneId, PhoneId) {
        let (mut ours, mut theirs, one, other) = worlds();
        for phone in [one, other] {
            both(&mut ours, &mut theirs, phone, Deed::Follow);
            both(&mut ours, &mut theirs, phone, say("找人"));
        }
        (ours, theirs, one, other)
    }

    fn fates(world: &Comparison) -> Tally {
        tally(world.platform(), world.lines(), |line| line.theirs)
    }

    #[test]
    fn a_naive_relay_loses_what_is_said_to_somebody_silent() {
        let (mut ours, mut theirs, one, other) = met();
        for n in 1..=8 {
            both(&mut ours, &mut theirs, one, say(&format!("第{n}句")));
        }
        // One of five pushes told 小红's partner that they had met; 小红 was told by a reply.
        let count = fates(&theirs);
        assert_eq!((count.said, count.arrived, count.lost), (8, 5, 3));
        assert!(count.fates[..5].iter().all(|fate| *fate == Fate::Arrived));
        assert_eq!(count.fates[5], Fate::Refused { code: 45_047 });
        // Its next lines go through, those are gone.
        both(&mut ours, &mut theirs, other, say("回来了"));
        both(&mut ours, &mut theirs, one, say("又一句"));
        let count = fates(&theirs);
        assert_eq!((count.said, count.arrived, count.lost), (10, 7, 3));
    }

    #[test]
    fn after_two_days_the_code_is_another() {
        let (mut ours, mut theirs, one, _) = met();
        ours.leap(48 * 3_600_000);
        theirs.leap(48 * 3_600_000);
        both(&mut ours, &mut theirs, one, say("还在吗"));
        assert_eq!(fates(&theirs).fates, [Fate::Refused { code: 45_015 }]);
    }

    #[test]
    fn an_account_that_may_not_push_loses_everything() {
        let (mut ours, mut theirs, one, _) = met();
        theirs.set_kind(AccountKind::Personal);
        both(&mut ours, &mut theirs, one, say("在吗"));
        assert_eq!(fates(&theirs).fates, [Fate::Refused { code: 48_001 }]);
    }

    #[test]
    fn a_lost_answer_makes_it_say_things_again() {
        let (mut ours, mut theirs, one, _) = met();
        theirs.set_faults(Faults { reply_lost: 1.0, ..Faults::default() });
        both(&mut ours, &mut theirs, one, say("一次"));
        let end = theirs.platform().now() + 20_000;
        theirs.run(end);
        let count = fates(&theirs);
        assert_eq!((count.said, count.arrived, count.repeated), (1, 1, 2));
    }

    #[test]
    fn phones_that_came_by_another_way_are_caught_up_with() {
        let (mut ours, mut theirs, one, _) = worlds();
        ours.follow(one).unwrap();
        both(&mut ours, &mut theirs, one, say("找人"));
        assert!(theirs.platform().is_following(one));
        assert_eq!(theirs.platform().screen(one).unwrap().len(), ours.screen(one).unwrap().len() + 2);
    }
}
