//! Scanning a text push, owned.

use memchr::memchr;

/// A text push.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the platform's own names")]
pub struct TextPush {
    pub to_user_name: Box<str>,
    pub from_user_name: Box<str>,
    pub create_time: i64,
    pub content: String,
    pub menu_id: Option<String>,
    pub msg_id: u64,
}

/// The fields as they stand in the body.
#[derive(Default)]
struct Found<'a> {
    to_user_name: Option<&'a str>,
    from_user_name: Option<&'a str>,
    create_time: Option<&'a str>,
    msg_type: Option<&'a str>,
    content: Option<&'a str>,
    menu_id: Option<&'a str>,
    msg_id: Option<&'a str>,
}

/// One pass over the bytes; `None` for anything but a flat text push.
#[must_use]
pub fn parse(body: &[u8]) -> Option<TextPush> {
    let found = scan(std::str::from_utf8(body).ok()?)?;
    if found.msg_type? != "text" {
        return None;
    }
    Some(TextPush {
        to_user_name: found.to_user_name?.into(),
        from_user_name: found.from_user_name?.into(),
        create_time: found.create_time?.parse().ok()?,
        content: found.content?.to_owned(),
        menu_id: found.menu_id.map(str::to_owned),
        msg_id: found.msg_id?.parse().ok()?,
    })
}

fn scan(body: &str) -> Option<Found<'_>> {
    let mut found = Found::default();
    let mut rest = body.strip_prefix("<xml>")?;
    loop {
        let tag = rest.trim_ascii_start().strip_prefix('<')?;
        let (name, after) = tag.split_at_checked(memchr(b'>', tag.as_bytes())?)?;
        if name == "/xml" {
            return Some(found);
        }
        let after = after.get(1..)?;
        let (value, after) = match after.strip_prefix("<![CDATA[") {
            Some(section) => cdata(section)?,
            None => after.split_at_checked(memchr(b'<', after.as_bytes())?)?,
        };
        rest = after.strip_prefix("</")?.strip_prefix(name)?.strip_prefix('>')?;
        match name {
            "ToUserName" => found.to_user_name = Some(value),
            "FromUserName" => found.from_user_name = Some(value),
            "CreateTime" => found.create_time = Some(value),
            "MsgType" => found.msg_type = Some(value),
            "Content" => found.content = Some(value),
            "bizmsgmenuid" => found.menu_id = Some(value),
            "MsgId" => found.msg_id = Some(value),
            _ => {}
        }
    }
}

fn cdata(section: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let at = from + memchr(b']', section.as_bytes().get(from..)?)?;
        if section.as_bytes().get(at..)?.starts_with(b"]]>") {
            return Some((section.get(..at)?, section.get(at + 3..)?));
        }
        from = at + 1;
    }
}
