//! Bodies that are malformed or mean ill, signed and sealed all the same: a leaked token must not end the bot.

use super::report::{Outcome, Words, words};
use super::scene::{Reply, Said, Scene, TIMED_OUT};
use super::{Check, Examining};
use crate::Format;
use crate::testing::Person;

const LINK: &str = "https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing";

const RULE: Words = words(
    "读不懂的内容要在 5 秒内平静地拒绝（4xx 或 success），不能 5xx，之后还要能正常工作；不处理 DOCTYPE 和实体",
    "what cannot be read is refused calmly within 5 s (4xx or success), never with 5xx, and the bot works on; DOCTYPE and entities are not processed",
);

/// How the body is made from a good one.
type Make = fn(&str, &Ends) -> Vec<u8>;

/// What a body may refer to.
struct Ends {
    /// An address that only an XML reader that follows entities would open.
    trap: String,
}

const fn row(id: &'static str, title: Words, run: for<'a> fn(&'a mut Scene) -> Examining<'a>) -> Check {
    Check { id, title, rule: RULE, link: LINK, run }
}

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    row("hostile.doctype", words("带 DOCTYPE 的 XML", "XML with a DOCTYPE"), |s| Box::pin(xml(s, |good, _| format!("<!DOCTYPE xml>{good}").into_bytes()))),
    row("hostile.entities", words("实体炸弹", "an entity bomb"), |s| Box::pin(xml(s, |good, _| bomb(good)))),
    row("hostile.external-entity", words("外部实体（XXE）", "an external entity (XXE)"), |s| Box::pin(xml(s, |good, ends| {
        format!("<!DOCTYPE xml [<!ENTITY x SYSTEM \"{}\">]>{}", ends.trap, good.replace("<![CDATA[你好]]>", "&x;")).into_bytes()
    }))),
    row("hostile.truncated", words("半截的内容", "a body cut in the middle"), |s| Box::pin(any(s, |good, _| good.as_bytes().iter().take(good.len() / 2).copied().collect()))),
    row("hostile.invalid-utf8", words("不是 UTF-8 的内容", "a body that is not UTF-8"), |s| Box::pin(any(s, |good, _| replaced(good, b"\xff\xfe\xc0\x80")))),
    row("hostile.empty", words("空的内容", "an empty body"), |s| Box::pin(any(s, |_, _| Vec::new()))),
    row("hostile.not-a-document", words("既不是 XML 也不是 JSON", "neither XML nor JSON"), |s| Box::pin(any(s, |_, _| b"hello = world & so on".to_vec()))),
    row("hostile.deep", words("嵌套一万层", "nested ten thousand deep"), |s| Box::pin(any(s, |good, _| deep(good)))),
    row("hostile.large", words("3 MB 的内容", "a body of 3 MB"), |s| Box::pin(any(s, |good, _| replaced(good, "长".repeat(1_000_000).as_bytes())))),
    row("hostile.no-fields", words("没有任何字段", "no field at all"), |s| Box::pin(any(s, |good, _| if good.starts_with('<') { b"<xml></xml>".to_vec() } else { b"{}".to_vec() }))),
    row("hostile.odd-values", words("字段的值不合常理", "values that make no sense"), |s| Box::pin(any(s, |good, _| odd(good)))),
];

/// Ten to the ninth of a word, if it is expanded.
fn bomb(good: &str) -> Vec<u8> {
    let mut entities = String::from("<!ENTITY a0 \"漂流\">");
    for n in 1..10 {
        let inner = format!("&a{};", n - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY a{n} \"{inner}\">"));
    }
    format!("<!DOCTYPE xml [{entities}]>{}", good.replace("<![CDATA[你好]]>", "&a9;")).into_bytes()
}

/// The words of the good body replaced by bytes.
fn replaced(good: &str, by: &[u8]) -> Vec<u8> {
    match good.split_once("你好") {
        Some((before, after)) => [before.as_bytes(), by, after.as_bytes()].concat(),
        None => by.to_vec(),
    }
}

fn deep(good: &str) -> Vec<u8> {
    const LEVELS: usize = 10_000;
    if good.starts_with('<') {
        let (open, close) = ("<a>".repeat(LEVELS), "</a>".repeat(LEVELS));
        return good.replace("</xml>", &format!("{open}{close}</xml>")).into_bytes();
    }
    let (open, close) = ("[".repeat(LEVELS), "]".repeat(LEVELS));
    good.replacen('{', &format!("{{\"A\":{open}{close},"), 1).into_bytes()
}

/// A time that is none, an empty type, no sender.
fn odd(good: &str) -> Vec<u8> {
    if good.starts_with('<') {
        b"<xml><ToUserName></ToUserName><FromUserName/><CreateTime>soon</CreateTime><MsgType> </MsgType>\
          <MsgId>-99999999999999999999</MsgId></xml>"
            .to_vec()
    } else {
        br#"{"ToUserName":null,"FromUserName":[],"CreateTime":"soon","MsgType":{},"MsgId":1e99}"#.to_vec()
    }
}

async fn xml(scene: &mut Scene, make: Make) -> Outcome {
    if scene.account().format != Format::Xml {
        return Outcome::NotObserved(words("推送是 JSON", "the pushes are JSON"));
    }
    any(scene, make).await
}

async fn any(scene: &mut Scene, make: Make) -> Outcome {
    let person = match scene.someone().await {
        Ok(person) => person,
        Err(why) => return Outcome::Fail(why),
    };
    scene.quiet().await;
    let (openid, now, id) = (person.openid(), scene.now(), scene.forge.message_id());
    let trap = format!("/cgi-bin/trap{id}");
    let ends = Ends { trap: format!("{}{trap}", scene.simulation.api_base()) };
    let body = make(&scene.forge.text(&openid, now, id, "你好"), &ends);
    let post = scene.forge.dress(now, &openid, body);
    let reply = scene.post(post).await;
    if scene.calls(|path, _| path == trap) > 0 {
        return Outcome::Fail(words(
            "机器人打开了外部实体的地址（XXE）",
            "the bot opened the address of the external entity (XXE)",
        ));
    }
    survived(scene, &person, &reply).await
}

/// Judges the answer, and whether the bot works on.
pub(super) async fn survived(scene: &mut Scene, person: &Person, reply: &Reply) -> Outcome {
    if let Err(found) = scene.is_alive(person).await {
        return Outcome::Fail(found);
    }
    match (reply, scene.read(reply)) {
        (Reply::TimedOut, _) => Outcome::Fail(TIMED_OUT),
        (Reply::Http { status: status @ 500.., .. }, _) => Outcome::Fail(Words::found(
            format!("状态码 {status}：没有接住的异常；微信会再推两次，用户看到故障提示"),
            format!(
                "status {status}: an exception nobody caught; WeChat pushes twice more and the user is told of a fault"
            ),
        )),
        (_, Said::Reply { fields, .. }) if fields.contains("漂流漂流漂流") => {
            Outcome::Fail(words("实体被展开了", "the entities were expanded"))
        }
        (_, Said::Reply { .. } | Said::Garbage) => Outcome::Remark(words(
            "当作正常消息回复了；微信从不这样推送，拒绝更安全",
            "replied to like a good message; WeChat never pushes this, and refusing is safer",
        )),
        // A connection that is closed on too large a body is a refusal as well.
        _ => Outcome::Pass,
    }
}
