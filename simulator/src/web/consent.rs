//! The page on which a person agrees to one one-time message (一次性订阅消息).
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/One-time_subscription_info.html>

use super::{PageProblem, is_allowed, with_parameters};
use crate::api::parameter;
use crate::notice::{MAX_SCENE, TemplateKind};
use crate::{Permission, PhoneId, Platform};

/// The longest `reserved`, in bytes.
const MAX_RESERVED: usize = 128;

struct ConsentPage {
    template: String,
    scene: u32,
    redirect_url: String,
    reserved: String,
}

impl Platform {
    /// Whether the query of `mp.weixin.qq.com/mp/subscribemsg` makes sense.
    ///
    /// # Errors
    /// [`PageProblem`]: what the person reads in place of the page.
    pub fn check_consent_page(&self, query: &str) -> Result<(), PageProblem> {
        self.consent_page(query).map(|_| ())
    }

    /// The person answers the question of `mp.weixin.qq.com/mp/subscribemsg`. Answers where their browser
    /// goes: with `openid` and `action=confirm`, or `action=cancel`. An agreement allows one message of that
    /// scene; agreeing twice before it was sent still allows one.
    ///
    /// # Errors
    /// [`PageProblem`].
    pub fn answer_consent(
        &mut self,
        phone: PhoneId,
        query: &str,
        agreed: bool,
    ) -> Result<String, PageProblem> {
        let page = self.consent_page(query)?;
        let person = self.phone_mut(phone).map_err(|_| PageProblem::UnknownPhone)?;
        let openid = person.openid.clone();
        if agreed {
            person.consents.one_time.insert((page.template.clone(), page.scene));
        }
        let (scene, action) = (page.scene.to_string(), if agreed { "confirm" } else { "cancel" });
        let mut parameters =
            vec![("template_id", page.template.as_str()), ("action", action), ("scene", &scene)];
        if agreed {
            parameters.insert(0, ("openid", &openid));
        }
        if !page.reserved.is_empty() {
            parameters.push(("reserved", &page.reserved));
        }
        Ok(with_parameters(&page.redirect_url, &parameters))
    }

    fn consent_page(&self, query: &str) -> Result<ConsentPage, PageProblem> {
        let parameter = |name| parameter(query, name);
        if parameter("action").as_deref() != Some("get_confirm") {
            return Err(PageProblem::Action);
        }
        if parameter("appid").as_deref() != Some(self.account.app_id.as_str()) {
            return Err(PageProblem::AppId);
        }
        let scene = parameter("scene").and_then(|s| s.parse::<u32>().ok());
        let scene = scene.filter(|s| *s <= MAX_SCENE).ok_or(PageProblem::SceneValue)?;
        let template = parameter("template_id")
            .filter(|id| self.templates.get(id).is_some_and(|t| t.kind == TemplateKind::OneTime))
            .filter(|_| self.account.kind.may(Permission::OneTimeSubscription))
            .ok_or(PageProblem::Template)?;
        let redirect_url = parameter("redirect_url")
            .filter(|url| is_allowed(url, self.account.web_domain.as_deref()))
            .ok_or(PageProblem::RedirectUri)?;
        let reserved = parameter("reserved").unwrap_or_default();
        if reserved.len() > MAX_RESERVED {
            return Err(PageProblem::Reserved);
        }
        Ok(ConsentPage { template, scene, redirect_url, reserved })
    }
}
