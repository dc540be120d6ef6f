//! Consents to notices, given and taken back.

use super::Deed;
use crate::notice::TemplateKind;
use crate::{Error, PhoneId, Platform, PushId};
use serde::{Deserialize, Serialize};

/// Where the question about notices stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PopupScene {
    /// A page with `wx-open-subscribe`: `1` on the wire.
    Page,
    /// An article of the account: `2` on the wire.
    Article,
}

impl Platform {
    /// The person answers the question about notices: template ids with true for 允许. Every yes allows one
    /// notice of that template. Works without following; opens no grant to send.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::UnknownTemplate`]; [`Error::Length`] when nothing or more than three
    /// templates were asked for.
    pub fn answer_subscription(
        &mut self,
        phone: PhoneId,
        answers: &[(&str, bool)],
        scene: PopupScene,
    ) -> Result<PushId, Error> {
        if !(1..=3).contains(&answers.len()) {
            return Err(Error::Length { field: "answers", len: answers.len(), max: 3 });
        }
        for (id, _) in answers {
            self.notice_template(id)?;
        }
        let person = self.phone_mut(phone)?;
        for (id, _) in answers.iter().filter(|(_, agreed)| *agreed) {
            *person.consents.notices.entry((*id).to_owned()).or_default() += 1;
        }
        let code = if scene == PopupScene::Page { 1 } else { 2 };
        let answers = answers.iter().map(|(id, agreed)| ((*id).to_owned(), *agreed, code)).collect();
        self.perform(phone, Deed::SubscriptionPopup { answers })
    }

    /// The person takes back every consent to notices of that template, in the account's settings.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::UnknownTemplate`].
    pub fn revoke_subscription(&mut self, phone: PhoneId, template: &str) -> Result<PushId, Error> {
        self.notice_template(template)?;
        self.phone_mut(phone)?.consents.notices.remove(template);
        self.perform(phone, Deed::SubscriptionChange { template: template.to_owned() })
    }

    /// The person refuses template messages, or allows them again. The bot hears of it when it sends one.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`].
    pub fn refuse_templates(&mut self, phone: PhoneId, refuse: bool) -> Result<(), Error> {
        self.phone_mut(phone)?.consents.refuses_templates = refuse;
        Ok(())
    }

    fn notice_template(&self, id: &str) -> Result<(), Error> {
        let known = self.templates.get(id).is_some_and(|t| t.kind == TemplateKind::Notice);
        if known { Ok(()) } else { Err(Error::UnknownTemplate { id: id.to_owned() }) }
    }
}
