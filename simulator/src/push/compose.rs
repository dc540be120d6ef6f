//! The fields of a push: message and event bodies in WeChat's shape.
//!
//! Messages: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>.
//! Events: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html>.
//! Menu events: <https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Custom_Menu_Push_Events.html>.

use super::node::{Field, Node, group, number, render, text};
use crate::action::{Code, Deed, Place};
use crate::{Behaviours, Format, ScanMode, StickerForm, SubscribeKey};
use std::borrow::Cow;

/// What arrives in place of a sticker.
const STICKER_TEXT: &str = "【收到不支持的消息类型，暂无法显示】";

/// The addressing of one push, and what its shape depends on.
pub(crate) struct Head<'a> {
    pub(crate) original_id: &'a str,
    pub(crate) openid: &'a str,
    pub(crate) created_ms: i64,
    pub(crate) msg_id: Option<u64>,
    pub(crate) media_base: &'a str,
    pub(crate) menu_id: Option<u64>,
    pub(crate) format: Format,
    pub(crate) behaviours: Behaviours,
}

/// Writes the readable body.
pub(crate) fn body(head: &Head<'_>, deed: &Deed) -> String {
    let mut all = vec![
        text("ToUserName", head.original_id),
        text("FromUserName", head.openid),
        number("CreateTime", head.created_ms.div_euclid(1000)),
    ];
    all.extend(message(head, deed).unwrap_or_else(|| happening(head, deed)));
    all.extend(head.msg_id.map(|id| number("MsgId", id)));
    render(&all, head.format)
}

/// The fields of a message; `None` for events.
fn message(head: &Head<'_>, deed: &Deed) -> Option<Vec<Field>> {
    let picture = |media_id: &str| {
        let url = format!("{}/{media_id}", head.media_base);
        vec![text("MsgType", "image"), text("PicUrl", url), text("MediaId", media_id)]
    };
    Some(match deed {
        Deed::Text(content) => vec![text("MsgType", "text"), text("Content", content)],
        Deed::MessageMenuTap { id, text: content } => {
            vec![text("MsgType", "text"), text("Content", content), text("bizmsgmenuid", id)]
        }
        Deed::Sticker { media_id: Some(id) } if head.behaviours.sticker == StickerForm::Image => picture(id),
        Deed::Sticker { .. } => vec![text("MsgType", "text"), text("Content", STICKER_TEXT)],
        Deed::Image { media_id } => picture(media_id),
        Deed::Voice { media_id } => voice(head, media_id),
        Deed::Video { media_id, thumb_media_id } => film("video", media_id, thumb_media_id),
        Deed::ShortVideo { media_id, thumb_media_id } => film("shortvideo", media_id, thumb_media_id),
        Deed::Location(place) => {
            let mut fields = vec![text("MsgType", "location")];
            fields.extend(coordinates(place, number));
            fields
        }
        Deed::Link { title, description, url } => {
            vec![
                text("MsgType", "link"),
                text("Title", title),
                text("Description", description),
                text("Url", url),
            ]
        }
        Deed::MiniProgram { title, app_id, page, thumb_media_id } => vec![
            text("MsgType", "miniprogrampage"),
            text("Title", title),
            text("AppId", app_id),
            text("PagePath", page),
            text("ThumbUrl", format!("{}/{thumb_media_id}", head.media_base)),
            text("ThumbMediaId", thumb_media_id),
        ],
        Deed::File { name, bytes, key, md5 } => vec![
            text("MsgType", "file"),
            text("Title", name),
            text("Description", ""),
            text("FileKey", key),
            text("FileMd5", md5),
            number("FileTotalLen", bytes),
        ],
        Deed::Unknown { event: false, name, fields } => {
            std::iter::once(text("MsgType", name)).chain(free(fields)).collect()
        }
        _ => return None,
    })
}

fn voice(head: &Head<'_>, media_id: &str) -> Vec<Field> {
    let mut fields = vec![
        text("MsgType", "voice"),
        text("MediaId", media_id),
        text("Format", "amr"),
        text("MediaId16K", format!("{media_id}-16k")),
    ];
    if head.behaviours.voice_recognition {
        fields.push(text("Recognition", "这是一段语音"));
    }
    fields
}

fn film(kind: &str, media_id: &str, thumb: &str) -> Vec<Field> {
    vec![text("MsgType", kind), text("MediaId", media_id), text("ThumbMediaId", thumb)]
}

/// Latitude, longitude, zoom and label; menus write the numbers as text.
fn coordinates(place: &Place, write: fn(&'static str, String) -> Field) -> [Field; 4] {
    [
        write("Location_X", place.latitude.to_string()),
        write("Location_Y", place.longitude.to_string()),
        write("Scale", "16".to_owned()),
        text("Label", &place.label),
    ]
}

fn event(name: &str, fields: Vec<Field>) -> Vec<Field> {
    [text("MsgType", "event"), text("Event", name)].into_iter().chain(fields).collect()
}

fn free(fields: &[(String, String)]) -> impl Iterator<Item = Field> {
    fields.iter().map(|(name, value)| (Cow::Owned(name.clone()), Node::Text(value.clone())))
}

fn scene(prefix: &str, code: &Code) -> Vec<Field> {
    vec![text("EventKey", format!("{prefix}{}", code.scene)), text("Ticket", &code.ticket)]
}

/// The fields of an event.
fn happening(head: &Head<'_>, deed: &Deed) -> Vec<Field> {
    match deed {
        Deed::Follow { code: None } if head.behaviours.subscribe_key == SubscribeKey::Absent => {
            event("subscribe", vec![])
        }
        Deed::Follow { code: None } => event("subscribe", vec![text("EventKey", "")]),
        Deed::Follow { code: Some(code) } => event("subscribe", scene("qrscene_", code)),
        Deed::Unfollow => event("unsubscribe", vec![text("EventKey", "")]),
        Deed::Scan { code } => event("SCAN", scene("", code)),
        Deed::LocationReport { place, precision } => event(
            "LOCATION",
            vec![
                number("Latitude", place.latitude),
                number("Longitude", place.longitude),
                number("Precision", precision),
            ],
        ),
        Deed::Unknown { name, fields, .. } => event(name, free(fields).collect()),
        _ => menu_event(head, deed).unwrap_or_else(|| result_event(deed)),
    }
}

/// What menu items cause.
fn menu_event(head: &Head<'_>, deed: &Deed) -> Option<Vec<Field>> {
    let menu_id = || head.menu_id.map(|id| number("MenuId", id));
    Some(match deed {
        Deed::Click { key } => event("CLICK", vec![text("EventKey", key)]),
        Deed::View { url } => event("VIEW", [text("EventKey", url)].into_iter().chain(menu_id()).collect()),
        Deed::ViewMiniProgram { page } => {
            event("view_miniprogram", [text("EventKey", page)].into_iter().chain(menu_id()).collect())
        }
        Deed::MenuScan { key, mode, result } => {
            let name = if *mode == ScanMode::Push { "scancode_push" } else { "scancode_waitmsg" };
            let info = group("ScanCodeInfo", vec![text("ScanType", "qrcode"), text("ScanResult", result)]);
            event(name, vec![text("EventKey", key), info])
        }
        Deed::MenuPictures { key, source, md5s } => {
            let item = |md5: &String| group("item", vec![text("PicMd5Sum", md5)]);
            let list = group("PicList", md5s.iter().map(item).collect());
            let info = group("SendPicsInfo", vec![number("Count", md5s.len()), list]);
            event(source.event(), vec![text("EventKey", key), info])
        }
        Deed::MenuLocation { key, place, poi } => {
            let mut info: Vec<Field> = coordinates(place, text).into();
            info.push(text("Poiname", poi));
            event("location_select", vec![text("EventKey", key), group("SendLocationInfo", info)])
        }
        _ => return None,
    })
}

/// What became of messages and consents; nobody taps these.
fn result_event(deed: &Deed) -> Vec<Field> {
    let list = |name: &'static str, items: Vec<Vec<Field>>| vec![(Cow::Borrowed(name), Node::List(items))];
    match deed {
        Deed::TemplateResult { msg_id, status } => {
            event("TEMPLATESENDJOBFINISH", vec![number("MsgID", msg_id), text("Status", *status)])
        }
        Deed::SubscriptionPopup { answers } => {
            let item = |(template, accepted, scene): &(String, bool, u8)| {
                let status = if *accepted { "accept" } else { "reject" };
                vec![
                    text("TemplateId", template),
                    text("SubscribeStatusString", status),
                    number("PopupScene", scene),
                ]
            };
            let items = answers.iter().map(item).collect();
            event("subscribe_msg_popup_event", list("SubscribeMsgPopupEvent", items))
        }
        Deed::SubscriptionChange { template } => {
            let item = vec![text("TemplateId", template), text("SubscribeStatusString", "reject")];
            event("subscribe_msg_change_event", list("SubscribeMsgChangeEvent", vec![item]))
        }
        Deed::SubscriptionSent { template, msg_id, code, status } => {
            let item = vec![
                text("TemplateId", template),
                number("MsgID", msg_id),
                number("ErrorCode", code),
                text("ErrorStatus", *status),
            ];
            event("subscribe_msg_sent_event", list("SubscribeMsgSentEvent", vec![item]))
        }
        _ => Vec::new(),
    }
}
