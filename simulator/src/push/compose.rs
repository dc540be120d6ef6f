//! The XML of a push: message and event bodies in WeChat's shape.
//!
//! Messages: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html>.
//! Events: <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html>.

use crate::action::Deed;
use crate::xml::Writer;

/// What arrives in place of a sticker.
const STICKER_TEXT: &str = "【收到不支持的消息类型，暂无法显示】";

/// The addressing of one push.
pub(crate) struct Head<'a> {
    pub(crate) original_id: &'a str,
    pub(crate) openid: &'a str,
    pub(crate) created_ms: i64,
    pub(crate) msg_id: Option<u64>,
    pub(crate) media_base: &'a str,
}

/// Writes the readable body.
pub(crate) fn body(head: &Head<'_>, deed: &Deed) -> String {
    let writer = Writer::new()
        .text("ToUserName", head.original_id)
        .text("FromUserName", head.openid)
        .number("CreateTime", head.created_ms.div_euclid(1000));
    let writer = fields(writer, head, deed);
    match head.msg_id {
        Some(id) => writer.number("MsgId", id).finish(),
        None => writer.finish(),
    }
}

fn fields(writer: Writer, head: &Head<'_>, deed: &Deed) -> Writer {
    match deed {
        Deed::Text(text) => writer.text("MsgType", "text").text("Content", text),
        Deed::MessageMenuTap { id, text } => {
            writer.text("MsgType", "text").text("Content", text).text("bizmsgmenuid", id)
        }
        Deed::Sticker => writer.text("MsgType", "text").text("Content", STICKER_TEXT),
        Deed::Image { media_id } => writer
            .text("MsgType", "image")
            .text("PicUrl", &format!("{}/{media_id}", head.media_base))
            .text("MediaId", media_id),
        Deed::Voice { media_id } => writer
            .text("MsgType", "voice")
            .text("MediaId", media_id)
            .text("Format", "amr")
            .text("MediaId16K", &format!("{media_id}-16k")),
        Deed::Video { media_id, thumb_media_id } => {
            writer.text("MsgType", "video").text("MediaId", media_id).text("ThumbMediaId", thumb_media_id)
        }
        Deed::Location { latitude, longitude, label } => writer
            .text("MsgType", "location")
            .number("Location_X", latitude)
            .number("Location_Y", longitude)
            .number("Scale", 16)
            .text("Label", label),
        Deed::Link { title, description, url } => writer
            .text("MsgType", "link")
            .text("Title", title)
            .text("Description", description)
            .text("Url", url),
        Deed::Follow { scene: None } => event(writer, "subscribe").text("EventKey", ""),
        Deed::Follow { scene: Some(scene) } => event(writer, "subscribe")
            .text("EventKey", &format!("qrscene_{scene}"))
            .text("Ticket", &format!("ticket-{scene}")),
        Deed::Unfollow => event(writer, "unsubscribe").text("EventKey", ""),
        Deed::Scan { scene } => {
            event(writer, "SCAN").text("EventKey", scene).text("Ticket", &format!("ticket-{scene}"))
        }
        Deed::Click { key } => event(writer, "CLICK").text("EventKey", key),
        Deed::View { url } => event(writer, "VIEW").text("EventKey", url),
    }
}

fn event(writer: Writer, name: &str) -> Writer {
    writer.text("MsgType", "event").text("Event", name)
}
