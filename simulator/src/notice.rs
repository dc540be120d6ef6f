//! Templates of the account, and what people agreed to be sent.
//!
//! Template messages: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html>.
//! Subscription notices: <https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/intro.html>.
//! One-time messages: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/One-time_subscription_info.html>.

mod fields;

pub(crate) use fields::fill;

use crate::random::Entropy;
use crate::{Error, Platform};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The largest scene of a one-time message.
pub(crate) const MAX_SCENE: u32 = 10_000;
/// Templates of one sort an account may have.
const MAX_TEMPLATES: usize = 25;

/// What a template serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TemplateKind {
    /// 模板消息: to followers, unless they refuse them.
    Message,
    /// 订阅通知: one for every consent.
    Notice,
    /// 一次性订阅消息: one for every consent of a scene. Every account that may have it has exactly one.
    OneTime,
}

/// One template.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) kind: TemplateKind,
    pub(crate) title: String,
    /// Lines such as `时间：{{time2.DATA}}`.
    pub(crate) content: String,
}

/// The account's templates by their ids.
#[derive(Debug, Clone)]
pub(crate) struct Templates {
    all: BTreeMap<String, Template>,
    one_time: String,
    /// A stream of its own, so that templates change no other id.
    entropy: Entropy,
}

impl Templates {
    pub(crate) fn new(seed: u64) -> Self {
        let mut entropy = Entropy::new(seed, 2);
        let one_time = entropy.text(43);
        let content = "{{content.DATA}}".to_owned();
        let template = Template { kind: TemplateKind::OneTime, title: String::new(), content };
        Self { all: BTreeMap::from([(one_time.clone(), template)]), one_time, entropy }
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Template> {
        self.all.get(id)
    }

    /// Those of one sort, with their ids.
    pub(crate) fn of(&self, kind: TemplateKind) -> impl Iterator<Item = (&String, &Template)> {
        self.all.iter().filter(move |(_, t)| t.kind == kind)
    }
}

/// What one person agreed to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Consents {
    /// Template and scene of one-time messages.
    pub(crate) one_time: BTreeSet<(String, u32)>,
    /// Notices still allowed, by template.
    pub(crate) notices: BTreeMap<String, u32>,
    /// 不再接收此类消息, for template messages.
    pub(crate) refuses_templates: bool,
}

impl Platform {
    /// Adds a template as the console does, and answers its id. The content has one line for each field,
    /// `标签：{{thing1.DATA}}`; the names' beginnings decide what may be filled in (`thing`, `number`, `time` …).
    ///
    /// ```
    /// # use wechat_simulator::{Account, Platform, TemplateKind};
    /// let mut platform = Platform::new(Account::example(), 0, 1)?;
    /// let content = "匹配对象：{{thing1.DATA}}\n时间：{{time2.DATA}}";
    /// let id = platform.add_template(TemplateKind::Notice, "匹配成功通知", content)?;
    /// assert_eq!(id.len(), 43);
    /// # Ok::<(), wechat_simulator::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Template`] when the content has no field or a malformed one, there are 25 already, or a second
    /// one-time template is asked for.
    pub fn add_template(&mut self, kind: TemplateKind, title: &str, content: &str) -> Result<String, Error> {
        let wrong = |problem| Error::Template { title: title.to_owned(), problem };
        if title.trim().is_empty() {
            return Err(wrong("the title is empty"));
        }
        if kind == TemplateKind::OneTime {
            return Err(wrong("the account has its one-time template already"));
        }
        if self.templates.of(kind).count() >= MAX_TEMPLATES {
            return Err(wrong("25 templates are the most"));
        }
        fields::check(content).map_err(wrong)?;
        let id = self.templates.entropy.text(43);
        let template = Template { kind, title: title.to_owned(), content: content.to_owned() };
        self.templates.all.insert(id.clone(), template);
        Ok(id)
    }

    /// The id of the account's one-time template, as the console shows it.
    #[must_use]
    pub fn one_time_template(&self) -> &str {
        &self.templates.one_time
    }

    /// The account's templates of that sort: id and title.
    pub fn templates(&self, kind: TemplateKind) -> impl Iterator<Item = (&str, &str)> {
        self.templates.of(kind).map(|(id, t)| (id.as_str(), t.title.as_str()))
    }
}
