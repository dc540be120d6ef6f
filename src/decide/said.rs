//! Someone typed a line, or tapped the menu: a command, an answer to a question, or a line for the partner.

use super::arrive::Next;
use super::draft::Draft;
use crate::lane::view::ENDED;
use crate::texts::Say;
use crate::words::clean;
use crate::words::command::{self, Command, Short};
use chatstore::{Body, EndReason, Fact, Seat, UserKey};

/// The questions that may be put to a person.
pub(crate) mod prompt {
    /// Say one line first.
    pub(crate) const FIRST_WORD: &str = "first-word";
    /// Really leave?
    pub(crate) const END: &str = "end";
    /// Wait on, or the next one?
    pub(crate) const IDLE: &str = "idle";
    /// Your grant is about to end: asked once, answered by any word.
    pub(crate) const CLOSING: &str = "closing";
    /// How do you feel?
    pub(crate) const MOOD: &str = "mood";
    /// What should the bottle say?
    pub(crate) const THROW: &str = "throw";
    /// Be called at the busy hour?
    pub(crate) const REMIND: &str = "remind";
}

/// How much longer than other questions three stand: they need no number, so nothing else can be meant.
const PATIENT: i64 = 10;

impl Draft<'_> {
    /// What a typed line means where the person is.
    pub(crate) fn said(&mut self, user: UserKey, text: &str) -> Next {
        let standing = self.take_prompt(user);
        let seat = self.person(user).map(|p| p.seat).unwrap_or_default();
        let talking = matches!(seat, Seat::Talking(_));
        match command::parse(text, talking) {
            Some(Command::Short(short)) => {
                if let Some(next) = self.short_answer(user, standing.as_deref(), short) {
                    return next;
                }
            }
            // Where nothing comes by itself it fetches; elsewhere it is an ordinary word.
            Some(Command::More) if self.may_push => {}
            Some(command) => return self.command(user, command, standing.as_deref()),
            None => {}
        }
        match seat {
            Seat::Talking(talk) => self.line(user, talk, Body::from(clean::line(text))),
            Seat::Waiting(ticket) => self.opening_while_waiting(user, ticket, text),
            _ if standing.as_deref() == Some(prompt::FIRST_WORD) => return self.find(user, Some(text)),
            _ if standing.as_deref() == Some(prompt::MOOD) => return self.feel(user, Some(text), seat),
            _ if standing.as_deref() == Some(prompt::THROW) => self.throw_bottle(user, Some(text)),
            _ => self.idle_word(user),
        }
        Next::Done
    }

    /// What a tap on the account's menu means: its key is a word of command.
    pub(crate) fn tapped(&mut self, user: UserKey, key: &str) -> Next {
        let standing = self.take_prompt(user);
        let talking = self.talk_of(user).is_some();
        match command::parse(key, false) {
            Some(Command::Short(_) | Command::More) | None => self.help(user),
            Some(Command::Find(_) | Command::Mood(_)) if talking => self.help(user),
            Some(command) => return self.command(user, command, standing.as_deref()),
        }
        Next::Done
    }

    /// Something that is no text: for the partner, if there is one.
    pub(crate) fn shared(&mut self, user: UserKey, body: &Body) {
        self.set_prompt(user, None);
        match self.person(user).map(|p| p.seat).unwrap_or_default() {
            Seat::Talking(talk) => self.line(user, talk, body.clone()),
            Seat::Waiting(ticket) => self.still_waiting(user, ticket),
            _ => self.idle_word(user),
        }
    }

    fn command(&mut self, user: UserKey, command: Command, standing: Option<&str>) -> Next {
        let seat = self.person(user).map(|p| p.seat).unwrap_or_default();
        match (command, seat) {
            (Command::Find(_) | Command::Mood(_), Seat::Talking(_))
            | (Command::Help | Command::Short(_), _) => self.help(user),
            (Command::Mood(text), seat) => return self.feel(user, text.as_deref(), seat),
            (Command::Myself(text), _) => self.introduce_oneself(user, &text),
            (Command::Wish(text), _) => self.wish_for(user, &text),
            (Command::Profile, _) => self.show_profile(user),
            (Command::Find(Some(text)), Seat::Waiting(ticket)) => {
                self.opening_while_waiting(user, ticket, &text)
            }
            (Command::Find(None) | Command::Next, Seat::Waiting(ticket)) => self.still_waiting(user, ticket),
            (Command::Find(text), _) => return self.find(user, text.as_deref()),
            (Command::Next, Seat::Talking(_)) => {
                self.leave(user, EndReason::Next);
                return self.find(user, None);
            }
            (Command::Next, _) => return self.find(user, None),
            (Command::End, Seat::Talking(talk)) => self.end_or_ask(user, talk, standing),
            (Command::End | Command::Cancel, Seat::Waiting(ticket)) => self.cancel(user, ticket),
            (Command::End, _) => self.reply(user, Say::NotTalking, &[]),
            (Command::Cancel, _) => self.reply(user, Say::NotWaiting, &[]),
            (Command::Fetch | Command::More, _) => self.fetch(user),
            (Command::Throw(text), _) => self.throw_bottle(user, text.as_deref()),
            (Command::Pick, _) => self.pick_bottle(user),
            (Command::ThrowBack, _) => self.throw_back(user),
            (Command::Answer(text), _) => self.answer_by_letter(user, text.as_deref()),
            (Command::Mine, _) => self.show_mine(user),
            (Command::Sink(number), _) => self.sink(user, number),
            (Command::Block, _) => self.block(user),
            (Command::Report, _) => self.reply(user, Say::Report, &[]),
            (Command::Language(tag), _) => self.speak(user, tag),
        }
        Next::Done
    }

    /// A short answer means something only when it answers a question that stands; otherwise it is an ordinary word.
    fn short_answer(&mut self, user: UserKey, standing: Option<&str>, short: Short) -> Option<Next> {
        let Some(standing) = standing else {
            // Nothing was asked: where nothing comes by itself, 1 fetches.
            let fetches = short == Short::One && !self.may_push;
            return fetches.then(|| {
                self.fetch(user);
                Next::Done
            });
        };
        match (standing, short) {
            (prompt::IDLE, Short::One | Short::Wait) => self.wait_on(user),
            (prompt::IDLE, Short::Two) => {
                self.leave(user, EndReason::Next);
                return Some(self.find(user, None));
            }
            (prompt::REMIND, Short::Yes | Short::One) => self.remind_me(user),
            _ => return None,
        }
        Some(Next::Done)
    }

    /// The question that still stands; whatever the person says, it is no longer the last thing asked.
    fn take_prompt(&mut self, user: UserKey) -> Option<String> {
        let prompt = self.person(user)?.prompt.clone()?;
        self.set_prompt(user, None);
        let patience = match prompt.kind.as_ref() {
            prompt::FIRST_WORD | prompt::MOOD | prompt::THROW | prompt::REMIND => {
                self.settings().prompt_ms * PATIENT
            }
            _ => self.settings().prompt_ms,
        };
        (self.now_ms - prompt.asked_ms <= patience).then(|| prompt.kind.to_string())
    }

    /// Leaving right after the match, or after a long talk, is asked back once.
    fn end_or_ask(&mut self, user: UserKey, talk: chatstore::ConversationKey, standing: Option<&str>) {
        let age = self.conversation(talk).map_or(0, |c| self.now_ms - c.started_ms);
        let settings = self.settings();
        let ask = if age < settings.quick_end_ms {
            Some(Say::ConfirmEndSoon)
        } else if age >= settings.long_talk_ms {
            Some(Say::ConfirmEndLong)
        } else {
            None
        };
        match ask {
            Some(say) if standing != Some(prompt::END) => {
                let alias = self.partner_alias(talk, user);
                self.reply(user, say, &[("alias", alias.as_str().into())]);
                self.set_prompt(user, Some(prompt::END));
            }
            _ => self.leave(user, EndReason::Left),
        }
    }

    fn help(&mut self, user: UserKey) {
        match self.talk_of(user).map(|c| c.key) {
            Some(talk) => {
                let alias = self.partner_alias(talk, user);
                self.reply(user, Say::HelpTalking, &[("alias", alias.as_str().into())]);
            }
            None => {
                let texts = [Say::Help, Say::HelpBottles].map(|say| self.say(user, say, &[]));
                self.reply_text(user, Say::Help, texts.join("\n"));
            }
        }
    }

    /// A word of someone who is neither talking nor waiting; perhaps they do not know yet that the talk is over.
    fn idle_word(&mut self, user: UserKey) {
        let unaware = self.view(user, |view| view.has_unsent_notice(ENDED, None)).unwrap_or(false);
        self.reply(user, if unaware { Say::Late } else { Say::Idle }, &[]);
    }

    fn cancel(&mut self, user: UserKey, ticket: chatstore::TicketKey) {
        self.fact(Fact::CloseTicket(ticket));
        self.set_seat(user, Seat::Idle);
        self.reply(user, Say::Cancelled, &[]);
    }
}
