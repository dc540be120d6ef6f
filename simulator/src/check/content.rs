//! What people and phones send: each must be answered in a form that WeChat shows.

use super::judge::judge;
use super::report::{Outcome, Words, words};
use super::scene::Scene;
use super::{Check, Examining};
use crate::testing::{Answered, Error, Person};
use crate::{PhoneId, Platform, PushId};

const MESSAGES: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html";
const EVENTS: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html";
const REPLIES: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html";

/// Every text below begins so: where it comes back, it must come back whole.
const MARK: &str = "考题";

/// Bytes of a text that nobody needs to cut.
const SHORT: usize = 300;

const TEXT: Words = words(
    "文字要原样处理：不丢字、不转义、不拆坏表情；回复最多 2048 字节",
    "text is text: nothing lost, nothing escaped, no emoji broken; a reply has at most 2048 bytes",
);
const KINDS: Words = words(
    "每种消息都要在 5 秒内答上；不处理的答 success 或空串，用户才不会看到故障提示",
    "every kind of message is answered within 5 s; what is of no use is answered with success or nothing, or the user is told of a fault",
);
const HAPPENED: Words = words(
    "每种事件都要答上，包括文档里没有的；不认识的答 success",
    "every event is answered, also those in no documentation; the unknown with success",
);

const fn row(
    id: &'static str,
    title: Words,
    rule: Words,
    link: &'static str,
    run: for<'a> fn(&'a mut Scene) -> Examining<'a>,
) -> Check {
    Check { id, title, rule, link, run }
}

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    row("content.emoji", words("表情符号", "emoji"), TEXT, MESSAGES, |s| Box::pin(said(s, "考题 😀👩‍👩‍👧‍👦🇨🇳 [微笑] /::)".to_owned()))),
    row("content.cdata", words("]]> 和 < & \" 等字符", "]]> and < & \""), TEXT, MESSAGES, |s| Box::pin(said(s, "考题 a]]>b &amp; <c> & \"d\" 'e' \\u4f60 \\n".to_owned()))),
    row("content.2048-bytes", words("2048 字节的文字", "a text of 2048 bytes"), TEXT, REPLIES, |s| Box::pin(said(s, format!("{MARK}{}", "长".repeat((2048 - MARK.len()) / 3))))),
    row("content.long", words("很长的文字（12 KB）", "a very long text (12 KB)"), TEXT, REPLIES, |s| Box::pin(said(s, format!("{MARK}{}", "长话".repeat(2_000))))),
    row("content.sticker", words("表情包（收到的是一句提示）", "a sticker (arrives as a sentence)"), KINDS, MESSAGES, |s| Box::pin(act(s, Platform::send_sticker))),
    row("content.image", words("图片", "a picture"), KINDS, MESSAGES, |s| Box::pin(act(s, Platform::send_image))),
    row("content.voice", words("语音", "a voice note"), KINDS, MESSAGES, |s| Box::pin(act(s, Platform::send_voice))),
    row("content.video", words("视频", "a film"), KINDS, MESSAGES, |s| Box::pin(act(s, Platform::send_video))),
    row("content.short-video", words("小视频", "a short film"), KINDS, MESSAGES, |s| Box::pin(act(s, Platform::send_short_video))),
    row("content.location", words("位置", "a place"), KINDS, MESSAGES, |s| Box::pin(act(s, |p, who| p.send_location(who, 31.23, 121.47, "外滩 & <码头>")))),
    row("content.link", words("链接", "a link"), KINDS, MESSAGES, |s| Box::pin(act(s, |p, who| p.send_link(who, "题目 <b>", "说明 & 其他", "https://example.com/?a=1&b=2")))),
    row("content.mini-program", words("小程序卡片", "a page of a mini program"), KINDS, MESSAGES, |s| Box::pin(act(s, |p, who| p.send_mini_program(who, "小程序", "wx0123456789abcdef", "pages/index?a=1&b=2")))),
    row("content.file", words("文件", "a file"), KINDS, MESSAGES, |s| Box::pin(act(s, |p, who| p.send_file(who, "文件.pdf", 12_345)))),
    row("content.unknown-type", words("没有见过的消息类型", "a type nobody knows yet"), KINDS, MESSAGES, |s| Box::pin(act(s, |p, who| p.send_unknown(who, "hologram", &[("Depth", "3")])))),
    row("content.menu-click", words("菜单点击事件", "a menu click"), HAPPENED, EVENTS, |s| Box::pin(act(s, |p, who| p.tap_menu(who, "examined")))),
    row("content.menu-view", words("菜单网页事件", "a menu link"), HAPPENED, EVENTS, |s| Box::pin(act(s, |p, who| p.open_menu_link(who, "https://example.com/")))),
    row("content.scan", words("已关注的人扫码", "a follower's scan"), HAPPENED, EVENTS, |s| Box::pin(act(s, |p, who| p.scan(who, "42")))),
    row("content.location-report", words("上报地理位置", "a location report"), HAPPENED, EVENTS, |s| Box::pin(act(s, |p, who| p.report_location(who, 31.23, 121.47, 30.0)))),
    row("content.unknown-event", words("没有见过的事件", "an event nobody knows yet"), HAPPENED, EVENTS, |s| Box::pin(act(s, |p, who| p.cause_unknown(who, "examined_by_nobody", &[("Something", "1")])))),
    row("content.debug-demo", words("官方推送测试工具的 debug_demo", "debug_demo of the official push tester"), HAPPENED, EVENTS, |s| Box::pin(act(s, |p, who| p.cause_unknown(who, "debug_demo", &[("debug_str", "examined")])))),
    row("content.follow-again", words("取消关注再关注", "leaving and following again"), HAPPENED, EVENTS, |s| Box::pin(again(s))),
];

async fn someone(scene: &mut Scene) -> Result<Person, Outcome> {
    scene.someone().await.map_err(Outcome::Fail)
}

fn outcome(answered: Result<Answered, Error>) -> Outcome {
    match answered {
        Ok(answered) => judge(&answered),
        Err(error) => {
            Outcome::Fail(Words::found(format!("没有回答：{error}"), format!("no answer: {error}")))
        }
    }
}

async fn act(scene: &mut Scene, deed: fn(&mut Platform, PhoneId) -> Result<PushId, crate::Error>) -> Outcome {
    match someone(scene).await {
        Ok(person) => outcome(person.act(deed).await),
        Err(outcome) => outcome,
    }
}

async fn said(scene: &mut Scene, text: String) -> Outcome {
    let person = match someone(scene).await {
        Ok(person) => person,
        Err(outcome) => return outcome,
    };
    let before = person.seen().len();
    let outcome = outcome(person.say(&text).await);
    if !matches!(outcome, Outcome::Pass | Outcome::Remark(_)) {
        return outcome;
    }
    scene.quiet().await;
    let after: Vec<String> = person.seen().into_iter().skip(before).collect();
    let whole = after.concat();
    // A long text may be cut, into several messages or short.
    let short = text.len() <= SHORT;
    if short && after.iter().any(|shown| shown.contains(MARK)) && !whole.contains(&text) {
        return Outcome::Fail(words(
            "这句话被复述时变了样：丢了字，或多了转义",
            "the text came back changed: something was lost or escaped",
        ));
    }
    if whole.contains('\u{fffd}') {
        return Outcome::Fail(words("回复里有坏掉的字符（�）", "the reply holds broken characters (U+FFFD)"));
    }
    outcome
}

async fn again(scene: &mut Scene) -> Outcome {
    let person = match scene.person().await {
        Ok(person) => person,
        Err(why) => return Outcome::Fail(why),
    };
    let left = outcome(person.unfollow().await);
    match outcome(person.follow().await) {
        Outcome::Pass => left,
        worse => worse,
    }
}
