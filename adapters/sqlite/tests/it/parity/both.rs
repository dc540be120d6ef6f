//! Both stores, taking the same steps.

use super::steps::{Draft, PEOPLE, Step, Wanted, address, push, thing};
use crate::harness::Sqlite;
use chatstore::contract::Harness;
use chatstore::{
    Body, Bottle, BottleKey, ChangeSet, ChatStore, Content, Conversation, ConversationKey, Delivery,
    DeliveryKey, DeliveryState, End, EndReason, Epoch, Expect, Fact, Hand, Hold, InHand, Line, Live, Member,
    Memo, MemoryStore, Message, MessageKey, Offer, Opaque, Person, Prompt, Receipt, Scope, Sea, Seat,
    Snapshot, Stage, Text, Ticket, TicketKey, UserId, UserKey, Why,
};
use driftbottle_sqlite::{Durability, Options};
use pollster::block_on;

pub(super) struct Both {
    pub(super) memory: MemoryStore,
    pub(super) sqlite: Sqlite,
    pub(super) epoch: Epoch,
    next: u64,
}

impl Both {
    pub(super) fn open() -> Self {
        let mut options = Options::default();
        options.durability = Durability::Process;
        let mut both = Self {
            memory: MemoryStore::default(),
            sqlite: Sqlite::with(options),
            epoch: Epoch(0),
            next: 1_000,
        };
        both.boot();
        // A town to start with: else most facts would speak of nobody.
        both.commit(&[], &[1, 2, 3, 4].map(Draft::Add));
        both.commit(&[], &[Draft::Begin(0, 1, 2), Draft::Begin(1, 3, 4), Draft::Open(2, 3)]);
        both.commit(&[], &[Draft::Sit(1, 2, 0), Draft::Sit(2, 2, 0), Draft::Sit(3, 1, 2)]);
        both
    }

    pub(super) fn boot(&mut self) {
        let one = block_on(self.memory.boot([1; 32])).unwrap();
        let other = block_on(self.sqlite.store.boot([1; 32])).unwrap();
        assert_eq!(one, other);
        self.epoch = one.epoch;
    }

    fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    pub(super) fn step(&mut self, step: &Step) {
        match step {
            Step::Commit { expect, facts } => self.commit(expect, facts),
            Step::Load(people) => {
                let scope = Scope::people(people.iter().copied().map(UserKey));
                assert_eq!(self.memory_shows(&scope), block_on(self.sqlite.store.load(&scope)).unwrap());
            }
            Step::Forget(before) => {
                block_on(self.memory.forget(*before, before + 20)).unwrap();
                block_on(self.sqlite.store.forget(*before, before + 20)).unwrap();
            }
            Step::Boot => self.boot(),
            Step::Crash => {
                self.sqlite.crash_and_reopen();
                self.boot();
            }
        }
    }

    fn memory_shows(&self, scope: &Scope) -> Snapshot {
        block_on(self.memory.load(scope)).unwrap()
    }

    fn commit(&mut self, expect: &[Wanted], drafts: &[Draft]) {
        let mut change = ChangeSet::new(self.epoch);
        change.expect.extend(expect.iter().map(|wanted| expectation(*wanted)));
        for draft in drafts {
            let fact = self.fact(*draft);
            change.facts.push(fact);
        }
        let one = block_on(self.memory.commit(change.clone())).unwrap();
        let other = block_on(self.sqlite.store.commit(change)).unwrap();
        assert_eq!(one, other);
    }

    pub(super) fn fact(&mut self, draft: Draft) -> Fact {
        match draft {
            Draft::Record(p, user, at_ms) => {
                let reply = (at_ms % 2 == 0).then(|| Body::from("an answer"));
                let user = UserKey(user);
                Fact::RecordPush(Receipt { push: push(p), user, at_ms, stage: Stage::Accepted, reply })
            }
            Draft::Settle(p, reply) => {
                Fact::SettlePush(push(p), Stage::Done, reply.then(|| Body::from("another answer")))
            }
            Draft::Add(user) => {
                let id = UserId([u8::try_from(user).unwrap(); 16]);
                Fact::AddPerson(Box::new(Person::new(UserKey(user), id, address(user), 10)))
            }
            Draft::Erase(user) => Fact::ErasePerson(UserKey(user)),
            Draft::Follow(user, follows) => Fact::SetFollowing(UserKey(user), follows, 40),
            Draft::Seen(user, at_ms) => Fact::Seen(UserKey(user), at_ms),
            Draft::Window(user, n) => Fact::PutWindow(UserKey(user), Opaque(format!("[{n}]").into())),
            Draft::Prefer(user, some) => {
                let preferences = Opaque(if some { "{}" } else { "" }.into());
                Fact::PutPreferences(UserKey(user), preferences)
            }
            Draft::Sit(user, seat, number) => {
                let seat = match seat {
                    0 => Seat::Idle,
                    1 => Seat::Waiting(TicketKey(thing(number))),
                    _ => Seat::Talking(ConversationKey(thing(number))),
                };
                Fact::PutSeat(UserKey(user), seat)
            }
            Draft::Ask(user, ask) => {
                Fact::PutPrompt(UserKey(user), ask.then(|| Prompt { kind: "leave?".into(), asked_ms: 30 }))
            }
            Draft::Remind(user, remind) => Fact::PutReminder(UserKey(user), remind.then_some(99)),
            Draft::Deliver(user, talk) => Fact::AddDelivery(self.delivery(UserKey(user), talk)),
            Draft::Move(user, at, state) => {
                let state = match state {
                    0 => DeliveryState::Pending,
                    1 => DeliveryState::Held(Hold::Window),
                    2 => DeliveryState::Offered(push(1)),
                    3 => DeliveryState::Undeliverable(Why::Expired),
                    6 => DeliveryState::Offered(push(2)),
                    _ => DeliveryState::Sent,
                };
                Fact::MoveDelivery(UserKey(user), self.owed(UserKey(user), at), state)
            }
            Draft::Unknown(user, at) => Fact::CountUnknown(UserKey(user), self.owed(UserKey(user), at)),
            Draft::Offer(user, number) => {
                let owed = (0..usize::from(number)).map(|at| self.owed(UserKey(user), at));
                let (push, deliveries) = (push(number), owed.collect());
                let offer = Offer { push, deliveries, opened_ms: 50, written_ms: None, missed_ms: Some(51) };
                Fact::PutOffer(UserKey(user), (number > 0).then_some(offer))
            }
            Draft::Open(number, user) => Fact::OpenTicket(Ticket {
                key: TicketKey(thing(number)),
                user: UserKey(user),
                app: "wx1".into(),
                generation: 0,
                born_ms: 20,
                expires_ms: 80,
                opening: None,
                wish: Opaque::default(),
            }),
            Draft::Opening(number) => Fact::SetOpening(TicketKey(thing(number)), Text::from("hello?")),
            Draft::Wish(number) => Fact::PutWish(TicketKey(thing(number)), Opaque("{}".into())),
            Draft::Touch(number) => Fact::TouchTicket(TicketKey(thing(number))),
            Draft::Close(number) => Fact::CloseTicket(TicketKey(thing(number))),
            Draft::Begin(number, a, b) => {
                let members = [a, b].map(|u| Member::new(UserKey(u), "deer", 10, 20)).to_vec();
                Fact::BeginConversation(Conversation::new(ConversationKey(thing(number)), members, 20))
            }
            Draft::Part(number, user) => {
                let member = Member { lines: 4, ..Member::new(UserKey(user), "fox", 10, 30) };
                Fact::PutMember(ConversationKey(thing(number)), member)
            }
            Draft::Say(number, sender, right) => Fact::AppendMessage(self.message(number, sender, right)),
            Draft::End(number) => {
                let end = End { at_ms: 60, reason: EndReason::Next, by: None };
                Fact::EndConversation(ConversationKey(thing(number)), end)
            }
            Draft::Block(who, whom) => Fact::Block(UserKey(who), UserKey(whom)),
            Draft::Throw(..) | Draft::Read(..) | Draft::Return(..) | Draft::Sink(_) | Draft::Hold(..) => {
                about_bottles(draft)
            }
            Draft::Letters(user, talk) => Fact::PutLetters(UserKey(user), vec![ConversationKey(thing(talk))]),
            Draft::Renew(user, at) => {
                let body = Body::Image { media: "renewed".into() };
                Fact::RenewLine(UserKey(user), self.owed(UserKey(user), at), body, 45)
            }
            Draft::Memo(n) => {
                let value = Opaque(format!("{n}").into());
                Fact::PutMemo(Memo { app: "wx1".into(), name: format!("memo-{}", n % 2).into(), value })
            }
        }
    }

    fn delivery(&mut self, to: UserKey, talk: u64) -> Delivery {
        let line = Line {
            message: MessageKey(1),
            conversation: ConversationKey(thing(talk)),
            sender: UserKey(1),
            alias: "deer".into(),
            body: Body::from("a line"),
            part: 0,
            parts: 1,
            renewed_ms: None,
        };
        let key = DeliveryKey(self.fresh());
        let content = Content::Line(line);
        Delivery { key, to, accepted_ms: 30, content, state: DeliveryState::Pending, unknown: 0 }
    }

    /// A delivery of that lane, or none that there is.
    fn owed(&self, user: UserKey, at: usize) -> DeliveryKey {
        let seen = self.memory_shows(&Scope::people([user]));
        let key = seen.person(user).and_then(|p| p.lane.queue.get(at)).map(|d| d.key);
        key.unwrap_or(DeliveryKey(1))
    }

    fn message(&mut self, number: u64, sender: u64, right: bool) -> Message {
        let conversation = ConversationKey(thing(number));
        let last = block_on(self.memory.messages(conversation, None, 1)).unwrap().into_iter().next();
        Message {
            key: MessageKey(self.fresh()),
            conversation,
            seq: last.as_ref().map_or(0, |m| m.seq) + u64::from(right),
            previous: last.map(|m| m.key),
            sender: UserKey(sender),
            at_ms: 35,
            body: Body::from("a line"),
        }
    }

    /// Everything both show.
    pub(super) fn compare(&self) {
        let shown = |store: &dyn ChatStore| -> (Vec<Snapshot>, Live, Vec<Vec<Message>>) {
            let mut snapshots = Vec::new();
            for user in 1..=PEOPLE {
                let push = Some(push(u8::try_from(user).unwrap()));
                let sea = Some(Sea { app: "wx1".into(), at_ms: 30, readers: 2, limit: 3 });
                let scope = Scope { push, address: Some(address(user)), sea, ..Scope::default() };
                snapshots.push(block_on(store.load(&scope)).unwrap());
            }
            let all = Scope::people((1..=PEOPLE).map(UserKey));
            snapshots.push(block_on(store.load(&all)).unwrap());
            let talks = (0..4).map(|n| ConversationKey(thing(n)));
            let pages = talks.map(|talk| block_on(store.messages(talk, None, 100)).unwrap()).collect();
            (snapshots, block_on(store.live()).unwrap(), pages)
        };
        assert_eq!(shown(&self.memory), shown(&*self.sqlite.store));
    }
}

fn about_bottles(draft: Draft) -> Fact {
    let bottle = |number| BottleKey(thing(number));
    match draft {
        Draft::Throw(number, owner) => {
            Fact::ThrowBottle(Bottle::new(bottle(number), "wx1", UserKey(owner), "a bottle", 20, 60))
        }
        Draft::Read(number, user) => Fact::ReadBottle(bottle(number), UserKey(user), 25),
        Draft::Return(number, user) => Fact::ReturnBottle(bottle(number), UserKey(user)),
        Draft::Hold(user, number) => {
            Fact::PutHand(UserKey(user), Some(Hand { what: InHand::Bottle(bottle(number)), since_ms: 26 }))
        }
        Draft::Sink(number) => Fact::SinkBottle(bottle(number)),
        other => unreachable!("{other:?}"),
    }
}

pub(super) fn expectation(wanted: Wanted) -> Expect {
    match wanted {
        Wanted::PushUnseen(p) => Expect::PushUnseen(push(p)),
        Wanted::NoPerson(user) => Expect::NoPerson(address(user)),
        Wanted::Version(user, version) => Expect::Person(UserKey(user), version),
        Wanted::ConversationVersion(n, version) => Expect::Conversation(ConversationKey(thing(n)), version),
        Wanted::Ticket(n, generation) => Expect::Ticket(TicketKey(thing(n)), generation),
        Wanted::NoBlock(a, b) => Expect::NoBlock(UserKey(a), UserKey(b)),
    }
}
