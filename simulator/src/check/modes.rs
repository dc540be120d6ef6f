//! Three modes of protection, two formats.

use super::judge::judge;
use super::report::{Outcome, Words, words};
use super::scene::Scene;
use super::{Check, Examining};
use crate::{Format, Mode};

const LINK: &str = "https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/message-push.html";

const RULE: Words = words(
    "在这种模式和格式下，推送要能读懂，回复要按同样的模式写；后台改了设置，机器人不该出错",
    "in this mode and format a push must be understood and the reply written alike: a change in the console must not break the bot",
);

const fn row(id: &'static str, title: Words, run: for<'a> fn(&'a mut Scene) -> Examining<'a>) -> Check {
    Check { id, title, rule: RULE, link: LINK, run }
}

pub(super) const CHECKS: &[Check] = &[
    row("modes.plain-xml", words("明文模式 XML", "plain mode, XML"), |s| {
        Box::pin(mode(s, Mode::Plain, Format::Xml))
    }),
    row("modes.plain-json", words("明文模式 JSON", "plain mode, JSON"), |s| {
        Box::pin(mode(s, Mode::Plain, Format::Json))
    }),
    row("modes.compatible-xml", words("兼容模式 XML", "compatible mode, XML"), |s| {
        Box::pin(mode(s, Mode::Compatible, Format::Xml))
    }),
    row("modes.compatible-json", words("兼容模式 JSON", "compatible mode, JSON"), |s| {
        Box::pin(mode(s, Mode::Compatible, Format::Json))
    }),
    row("modes.secure-xml", words("安全模式 XML", "secure mode, XML"), |s| {
        Box::pin(mode(s, Mode::Secure, Format::Xml))
    }),
    row("modes.secure-json", words("安全模式 JSON", "secure mode, JSON"), |s| {
        Box::pin(mode(s, Mode::Secure, Format::Json))
    }),
];

async fn mode(scene: &mut Scene, mode: Mode, format: Format) -> Outcome {
    let account = scene.account().clone();
    match (mode.encrypts(), account.aes_key.is_some()) {
        (true, false) => {
            return Outcome::NotObserved(words("没有给 --aes-key", "no --aes-key was given"));
        }
        (false, true) if account.mode != Mode::Plain => {
            return Outcome::NotObserved(words(
                "机器人有 AESKey，明文模式不适用",
                "the bot has a key: plain mode does not apply",
            ));
        }
        _ => {}
    }
    scene.quiet().await;
    let changed = scene.simulation.with_platform(|platform| {
        platform.set_format(format);
        platform.set_mode(mode, None)
    });
    if let Err(error) = changed {
        return Outcome::NotObserved(Words::found(
            format!("平台不允许：{error}"),
            format!("not possible: {error}"),
        ));
    }
    let outcome = match scene.person().await {
        Err(why) => Outcome::Fail(why),
        Ok(person) => match person.say("你好").await {
            Ok(answered) => judge(&answered),
            Err(error) => {
                Outcome::Fail(Words::found(format!("没有回答：{error}"), format!("no answer: {error}")))
            }
        },
    };
    scene.quiet().await;
    scene.simulation.with_platform(|platform| {
        platform.set_format(account.format);
        // It was the account's mode before.
        let _ = platform.set_mode(account.mode, None);
    });
    match outcome {
        Outcome::Fail(found) if format != account.format || mode != account.mode => {
            Outcome::Remark(Words::found(
                format!("不是现在的设置，所以不算失败。{}", found.zh),
                format!("not what is configured now, so no failure. {}", found.en),
            ))
        }
        outcome => outcome,
    }
}
