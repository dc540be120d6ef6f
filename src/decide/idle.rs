//! Silence in a talk: asked about, and closed in the end.

use super::draft::Draft;
use crate::lane::view::as_line;
use crate::lane::when;
use crate::texts::Say;
use chatstore::{ConversationKey, EndReason, Member, UserKey};

impl Draft<'_> {
    /// The writer wants to go on waiting for a silent partner.
    pub(crate) fn wait_on(&mut self, user: UserKey) {
        let Some(talk) = self.talk_of(user).map(|c| c.key) else { return };
        let alias = self.partner_alias(talk, user);
        self.reply(user, Say::WaitOn, &[("alias", alias.as_str().into())]);
    }

    /// Someone whom nobody came for wants to be called when more people are there.
    pub(crate) fn remind_me(&mut self, user: UserKey) {
        let settings = self.settings();
        let Some(at_ms) = when::next_hour(settings, settings.busy_hour, self.now_ms) else { return };
        self.set_reminder(user, Some(at_ms));
        let time = format!("{:02}:00", settings.busy_hour);
        self.reply(user, Say::RemindSet, &[("time", time.as_str().into())]);
    }

    /// Closes a talk that has been silent for too long. Says when to look again if it is not closed, in ms.
    pub(crate) fn close_if_silent(&mut self, talk: ConversationKey) -> Option<i64> {
        let conversation = self.conversation(talk).filter(|c| c.ended.is_none())?;
        let (members, letter) = (conversation.members.clone(), conversation.is_letter());
        for member in &members {
            self.rely_on(member.user);
        }
        let settings = self.settings();
        let close_ms = settings.silence_ms(self.may_push, letter);
        let last = members.iter().map(|m| m.last_line_ms).max()?;
        if self.now_ms < last + close_ms {
            return Some(last + close_ms);
        }
        if letter {
            self.end_letter(talk, EndReason::Idle, None);
            return None;
        }
        let holding: Vec<&Member> = members.iter().filter(|m| self.holds_lines_for(talk, m.user)).collect();
        if holding.is_empty() {
            self.end_talk(talk, EndReason::Idle, None);
            return None;
        }
        // Lines are held for somebody: the talk lasts as long as they can still be called.
        let until = holding.iter().filter_map(|m| self.budget(m.user).long_until_ms).min();
        match until {
            Some(until) if until > self.now_ms => Some(until),
            _ => {
                self.end_talk(talk, EndReason::Unreachable, None);
                None
            }
        }
    }

    fn holds_lines_for(&self, talk: ConversationKey, user: UserKey) -> bool {
        self.person(user)
            .is_some_and(|p| p.lane.queue.iter().any(|d| as_line(d).is_some_and(|l| l.conversation == talk)))
    }
}
