//! Several deliveries as one text that the platform takes.

use super::view::{LaneView, as_line, rank};
use super::when;
use crate::texts::Say;
use crate::words::clean::GLYPH;
use chatstore::{Body, Content, Delivery, DeliveryKey, Line, Rank};
use std::collections::BTreeSet;
use wechat_core::limits::TEXT_MAX_BYTES;

/// A text and the deliveries it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parcel {
    pub(crate) body: Body,
    pub(crate) deliveries: Vec<DeliveryKey>,
    /// Whether it carries a partner's line.
    pub(crate) has_line: bool,
}

/// How a text is composed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'a> {
    /// It is a passive reply: costs nothing, so everything may ride on it.
    pub(crate) free: bool,
    /// Answers to the very word it replies to: they lead.
    pub(crate) answers: &'a [DeliveryKey],
    /// Lines may be in it.
    pub(crate) lines: bool,
    /// It is the last that may carry lines: it ends with the hint.
    pub(crate) hint: bool,
    /// Nothing will follow by itself: what is left over is announced.
    pub(crate) announce: bool,
}

/// The text that carries as much of the lane as fits, oldest first. Answers to the person's own word lead; notices
/// that must be known are always in it, with as many of the lines before them as fit beside them.
pub(crate) fn compose(view: &LaneView<'_>, manner: Manner<'_>) -> Parcel {
    let hint = if manner.hint { view.say(Say::Hint, &[]) } else { String::new() };
    let mut draft = Draft { view, manner, taken: BTreeSet::new(), bytes: 0 };
    let say_more = if view.pull { Say::MoreFetch } else { Say::More };
    let announcement = |count: usize| system(&view.say(say_more, &[("count", (count as u64).into())]));
    let more_bytes = if manner.announce {
        announcement(view.lines_besides(&BTreeSet::new(), manner.free)).len() + 1
    } else {
        0
    };
    let reserve = if hint.is_empty() { 0 } else { hint.len() + 1 };
    let room = TEXT_MAX_BYTES - reserve;

    draft.take_first(room);
    if let Some(alone) = draft.alone() {
        return alone;
    }
    draft.take_in_order(room, more_bytes);
    let (mut text, deliveries, has_line) = draft.write();
    let mut parcel = Parcel { body: Body::from(""), deliveries, has_line };
    if parcel.deliveries.is_empty() {
        return parcel;
    }
    if manner.announce {
        let left_over = view.lines_besides(&parcel.deliveries.iter().copied().collect(), manner.free);
        if left_over > 0 {
            push_line(&mut text, &announcement(left_over));
        }
    }
    if parcel.has_line && !hint.is_empty() {
        push_line(&mut text, &hint);
    }
    parcel.body = Body::from(text);
    parcel
}

struct Draft<'v, 'a> {
    view: &'v LaneView<'a>,
    manner: Manner<'v>,
    taken: BTreeSet<DeliveryKey>,
    bytes: usize,
}

impl<'v, 'a> Draft<'v, 'a> {
    fn queue(&self) -> impl Iterator<Item = &'v Delivery> + use<'v, 'a> {
        let (view, free) = (self.view, self.manner.free);
        view.person.lane.queue.iter().map(AsRef::as_ref).filter(move |d| view.may_leave(d, free))
    }

    /// What must be in it: answers to the person's word and notices that must be known. Where everything waits for free
    /// replies, what goes alone is not overtaken: notices behind it have their turn.
    fn take_first(&mut self, room: usize) {
        let no_text = |d: &&Delivery| as_line(d).is_some_and(|line| line.body.as_text().is_none());
        let barrier = self.queue().find(no_text).filter(|_| self.view.pull).map(|d| d.key);
        for delivery in self.queue() {
            let in_turn = barrier.is_none_or(|barrier| delivery.key < barrier);
            let essential = rank(delivery) == Some(Rank::Essential) && in_turn;
            let must = essential || self.manner.answers.contains(&delivery.key);
            if must && self.bytes + self.cost(delivery, true) <= room {
                self.bytes += self.cost(delivery, true);
                self.taken.insert(delivery.key);
            }
        }
    }

    /// What is no text goes alone, when it is the first in line and nothing has to lead.
    fn alone(&self) -> Option<Parcel> {
        if !self.taken.is_empty() || !self.manner.lines {
            return None;
        }
        let head = self.queue().find(|d| rank(d) != Some(Rank::Rider))?;
        let line = as_line(head).filter(|line| line.body.as_text().is_none())?;
        Some(Parcel { body: line.body.clone(), deliveries: vec![head.key], has_line: true })
    }

    /// The rest in its order, until something does not fit or is no text.
    fn take_in_order(&mut self, room: usize, more_bytes: usize) {
        let mut labelled = None;
        let mut queue = self.queue().filter(|d| !self.manner.answers.contains(&d.key)).peekable();
        while let Some(delivery) = queue.next() {
            if self.taken.contains(&delivery.key) {
                continue;
            }
            let line = as_line(delivery);
            if line.is_some_and(|l| !self.manner.lines || l.body.as_text().is_none()) {
                break;
            }
            let fresh_label = line.is_some_and(|l| labelled != Some(l.conversation));
            let cost = self.cost(delivery, fresh_label);
            // Room for the announcement is kept unless this is the last delivery there is.
            let keep = if queue.peek().is_some() { more_bytes } else { 0 };
            if self.bytes + cost + keep > room {
                break;
            }
            labelled = line.map(|l| l.conversation).or(labelled);
            self.bytes += cost;
            self.taken.insert(delivery.key);
        }
    }

    /// The bytes a delivery adds, its line break and, where it begins a block, the label included.
    fn cost(&self, delivery: &Delivery, label: bool) -> usize {
        let label = match as_line(delivery) {
            Some(line) if label && self.view.needs_label(line) => self.label(line, delivery).len() + 1,
            _ => 0,
        };
        label + self.shown(delivery).len() + 1
    }

    fn shown(&self, delivery: &Delivery) -> String {
        match &delivery.content {
            Content::Line(line) => {
                let colon = if self.view.language().starts_with("zh") { "：" } else { ": " };
                format!("{}{colon}{}", line.alias, line.body.as_text().unwrap_or_default())
            }
            Content::Notice(notice) => system(notice.text.as_str()),
            _ => String::new(),
        }
    }

    fn label(&self, line: &Line, delivery: &Delivery) -> String {
        let when = when::said_at(self.view, delivery.accepted_ms);
        let view = self.view;
        let say = if view.is_letter(line.conversation) {
            Say::LetterLabel
        } else if view.is_missed(line.conversation) {
            Say::MissedLabel
        } else {
            Say::Label
        };
        system(&view.say(say, &[("alias", line.alias.as_ref().into()), ("when", when.as_str().into())]))
    }

    /// The text, what it carries, and whether a line is among it.
    fn write(&self) -> (String, Vec<DeliveryKey>, bool) {
        // Riders alone are not worth a push.
        let worth_it = self.manner.free
            || self.queue().any(|d| self.taken.contains(&d.key) && rank(d) != Some(Rank::Rider));
        let (mut text, mut deliveries, mut has_line) = (String::new(), Vec::new(), false);
        if !worth_it {
            return (text, deliveries, has_line);
        }
        let answers = self.queue().filter(|d| self.manner.answers.contains(&d.key));
        let rest = self.queue().filter(|d| !self.manner.answers.contains(&d.key));
        let mut labelled = None;
        for delivery in answers.chain(rest).filter(|d| self.taken.contains(&d.key)) {
            if let Some(line) = as_line(delivery) {
                if labelled != Some(line.conversation) && self.view.needs_label(line) {
                    push_line(&mut text, &self.label(line, delivery));
                }
                labelled = Some(line.conversation);
                has_line = true;
            }
            push_line(&mut text, &self.shown(delivery));
            deliveries.push(delivery.key);
        }
        deliveries.sort_unstable();
        (text, deliveries, has_line)
    }
}

/// A system line begins with the glyph that nobody else may use.
fn system(text: &str) -> String {
    format!("{GLYPH} {text}")
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}
