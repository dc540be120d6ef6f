//! Passive replies on the wire.

use proptest::prelude::*;
use wechat_core::inbound::{Inbound, InboundKind};
use wechat_core::reply::{Article, Music, Reply, ReplyAddress, ReplyError, VideoReply};
use wechat_core::{AccountId, MediaId, OpenId, Timestamp};

use crate::samples;

fn xml(reply: &Reply) -> Result<String, ReplyError> {
    let (user, account) = (OpenId::new("oX").unwrap(), AccountId::new("gh_x").unwrap());
    reply.to_xml(ReplyAddress::new(&user, &account), Timestamp::from_secs(5))
}

/// The part behind the envelope.
fn content(reply: &Reply) -> String {
    let xml = xml(reply).unwrap();
    xml.split_once("</MsgType>").unwrap().1.trim_end_matches("</xml>").to_owned()
}

fn media() -> MediaId {
    MediaId::new("m").unwrap()
}

#[test]
fn the_whole_document() {
    assert_eq!(
        xml(&Reply::text("a & b")).unwrap(),
        "<xml><ToUserName><![CDATA[oX]]></ToUserName><FromUserName><![CDATA[gh_x]]></FromUserName>\
         <CreateTime>5</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[a & b]]></Content></xml>"
    );
}

#[test]
fn names_are_swapped() {
    let push = samples::text("hi");
    let xml = Reply::text("ho").to_xml(push.reply_address(), Timestamp::from_secs(5)).unwrap();
    assert!(xml.starts_with(&format!("<xml><ToUserName><![CDATA[{}]]>", samples::OPENID)));
}

#[test]
fn every_kind() {
    let mut video = VideoReply::new(media());
    video.title = Some("t".into());
    let mut music = Music::new(media());
    music.hq_url = Some("http://h".into());
    let cases = [
        (Reply::Image(media()), "<Image><MediaId><![CDATA[m]]></MediaId></Image>"),
        (Reply::Voice(media()), "<Voice><MediaId><![CDATA[m]]></MediaId></Voice>"),
        (Reply::Video(video), "<Video><MediaId><![CDATA[m]]></MediaId><Title><![CDATA[t]]></Title></Video>"),
        (
            Reply::Music(music),
            "<Music><HQMusicUrl><![CDATA[http://h]]></HQMusicUrl><ThumbMediaId><![CDATA[m]]></ThumbMediaId></Music>",
        ),
        (
            Reply::News(vec![Article::new("t", "d", "u")]),
            "<ArticleCount>1</ArticleCount><Articles><item><Title><![CDATA[t]]></Title><Description><![CDATA[d]]>\
             </Description><PicUrl><![CDATA[]]></PicUrl><Url><![CDATA[u]]></Url></item></Articles>",
        ),
        (Reply::TransferCustomerService(None), ""),
        (
            Reply::TransferCustomerService(Some("kf@a".into())),
            "<TransInfo><KfAccount><![CDATA[kf@a]]></KfAccount></TransInfo>",
        ),
    ];
    for (reply, expected) in cases {
        assert_eq!(content(&reply), expected);
    }
}

#[test]
fn what_nobody_would_see_is_an_error() {
    assert_eq!(xml(&Reply::text("\u{1}")).unwrap_err(), ReplyError::Empty { field: "Content" });
    assert!(xml(&Reply::text("x".repeat(2048))).is_ok());
    let long = xml(&Reply::text("好".repeat(683))).unwrap_err();
    assert_eq!(long, ReplyError::TooLong { field: "Content", bytes: 2049, max: 2048 });
    assert_eq!(xml(&Reply::News(vec![])).unwrap_err(), ReplyError::Articles { count: 0 });
    let two = vec![Article::new("t", "d", "u"); 2];
    assert_eq!(xml(&Reply::News(two)).unwrap_err(), ReplyError::Articles { count: 2 });
}

proptest! {
    /// Whatever the words, a reader gets them back, less control characters, and nothing breaks out of its element.
    #[test]
    fn texts_survive(words in "(\\]|>|<|!|CDATA|\\[|&|[\\x00-\\x7f]|你|😀){1,60}") {
        let clean: String = words.chars().filter(|c| !c.is_ascii_control() || "\t\n\r".contains(*c)).collect();
        prop_assume!(!clean.is_empty());
        let document = xml(&Reply::text(words)).unwrap().replace("</xml>", "<MsgId>7</MsgId></xml>");
        let read = Inbound::parse(document.as_bytes()).unwrap();
        let InboundKind::Text(text) = read.kind else { panic!("a text") };
        prop_assert_eq!(text.content, clean);
    }
}
