//! From fields to the JSON object.

use serde_json::{Map, Value as Json, json};
use wechat_core::inbound::{Event, Fields, InboundError, InboundKind, NoticeKind, Push, STRAY_TEXT, Value};

use crate::Outcome;

/// The object for a readable body. Refused is only what cannot be read; a field that is not what its kind promises is
/// shown as it is, with a word about the problem.
pub(crate) fn of(body: &[u8]) -> Outcome<Json> {
    let mut wire = Wire { fields: Fields::parse(body)?, is_xml: is_xml(body), shown: Vec::new() };
    let mut report = Map::new();
    let (kind, known) = wire.kind();
    report.insert("kind".into(), kind.into());
    report.insert("from".into(), wire.text("FromUserName").into());
    report.insert("to".into(), wire.text("ToUserName").into());
    let time = wire.text("CreateTime");
    report.insert("create_time".into(), time.map_or(Json::Null, number_or_text));
    let msg_id = wire.text("MsgId").or_else(|| wire.text("MsgID"));
    report.insert("msg_id".into(), msg_id.into());
    report.insert("fields".into(), wire.rest());
    let known = match Push::parse(body) {
        Ok(push) => is_known(&push),
        Err(error) => {
            if let Some(problem) = problem(&error, known) {
                report.insert("problem".into(), problem.into());
            }
            known
        }
    };
    report.insert("known".into(), known.into());
    Ok(Json::Object(report))
}

fn is_known(push: &Push) -> bool {
    match push {
        Push::Inbound(push) => {
            !matches!(&push.kind, InboundKind::Unknown(_) | InboundKind::Event(Event::Unknown(_)))
        }
        Push::Notice(notice) => {
            !matches!(&notice.kind, NoticeKind::Unknown(_) | NoticeKind::Event(Event::Unknown(_)))
        }
        _ => false,
    }
}

/// A body without type is no push but may be read; what is missing from it is no problem of the body.
fn problem(error: &InboundError, known: bool) -> Option<String> {
    (known || !matches!(error, InboundError::Missing { .. })).then(|| error.to_string())
}

/// The fields on the wire, and which of them have been shown.
struct Wire<'a> {
    fields: Fields<'a>,
    is_xml: bool,
    shown: Vec<&'static str>,
}

impl Wire<'_> {
    /// The type of the message, or the name of the event or notice; and whether the library has a struct for it.
    fn kind(&mut self) -> (String, bool) {
        let msg_type = self.text("MsgType").unwrap_or_default();
        let is_event = msg_type.eq_ignore_ascii_case("event");
        let untyped = msg_type.is_empty() && self.fields.get("InfoType").is_none();
        if (untyped || is_event)
            && let Some(event) = self.text("Event").filter(|event| !event.is_empty())
        {
            return (event.to_lowercase(), Event::is_known(&event));
        }
        if msg_type.is_empty() {
            let info_type = self.text("InfoType").unwrap_or_default();
            return (info_type.to_lowercase(), NoticeKind::is_known(&info_type));
        }
        // An event without a name is none that anybody knows.
        (msg_type.to_lowercase(), !is_event && InboundKind::is_known(&msg_type))
    }

    /// One field of the envelope, without the layout around it; it is not shown again.
    fn text(&mut self, name: &'static str) -> Option<String> {
        let text = self.fields.get(name)?.trim().to_owned();
        self.shown.push(name);
        Some(text)
    }

    /// Everything not shown yet. Of a name that repeats, the first text has been shown.
    fn rest(&self) -> Json {
        let mut shown = self.shown.clone();
        let left = self.fields.iter().filter(|field| {
            let at = shown.iter().position(|name| *name == field.name() && is_text(field.value()));
            at.map(|at| shown.swap_remove(at)).is_none()
        });
        self.object(left.map(|field| (field.name(), field.value())))
    }

    fn object<'f>(&self, fields: impl Iterator<Item = (&'f str, &'f Value<'f>)>) -> Json {
        let mut object = Map::new();
        let mut repeated = Vec::new();
        for (name, value) in fields.filter(|(name, _)| !self.is_xml || *name != STRAY_TEXT) {
            let value = self.value(value);
            match object.get_mut(name) {
                None => {
                    object.insert(name.to_owned(), value);
                }
                Some(Json::Array(values)) if repeated.contains(&name) => values.push(value),
                Some(first) => {
                    *first = json!([first.take(), value]);
                    repeated.push(name);
                }
            }
        }
        Json::Object(object)
    }

    fn value(&self, value: &Value<'_>) -> Json {
        match value {
            Value::Text(text) => text.as_ref().into(),
            Value::Group(fields) => self.object(fields.iter().map(|field| (field.name(), field.value()))),
            Value::List(items) => items.iter().map(|item| self.value(item)).collect(),
            _ => Json::Null,
        }
    }
}

const fn is_text(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(_))
}

fn number_or_text(text: String) -> Json {
    text.parse::<i64>().map_or(Json::String(text), Json::from)
}

fn is_xml(body: &[u8]) -> bool {
    let text = std::str::from_utf8(body).unwrap_or_default();
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}
