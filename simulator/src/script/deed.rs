//! Deeds of people as scripts name them.

use crate::{Error, PhoneId, PictureSource, Platform, PopupScene, PushId, ScanMode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One deed of a person, as JSON names it: `{"do": "say", "text": "你好"}`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Deed {
    Follow,
    Unfollow,
    Say {
        text: String,
    },
    Tap {
        key: String,
    },
    Open {
        url: String,
    },
    OpenMiniProgram {
        page: String,
    },
    MenuScan {
        key: String,
        #[serde(default = "wait")]
        mode: ScanMode,
        result: String,
    },
    MenuPictures {
        key: String,
        source: PictureSource,
        #[serde(default = "one")]
        count: usize,
    },
    MenuLocation {
        key: String,
        latitude: f64,
        longitude: f64,
        label: String,
        #[serde(default)]
        poi: String,
    },
    Choose {
        id: String,
        text: String,
    },
    Scan {
        scene: String,
    },
    ScanTicket {
        ticket: String,
    },
    Sticker,
    Image,
    Voice,
    Video,
    ShortVideo,
    Location {
        latitude: f64,
        longitude: f64,
        label: String,
    },
    ReportLocation {
        latitude: f64,
        longitude: f64,
        #[serde(default)]
        precision: f64,
    },
    Link {
        title: String,
        #[serde(default)]
        description: String,
        url: String,
    },
    MiniProgram {
        title: String,
        app_id: String,
        page: String,
    },
    File {
        name: String,
        bytes: u64,
    },
    Unknown {
        msg_type: String,
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    UnknownEvent {
        event: String,
        #[serde(default)]
        fields: BTreeMap<String, String>,
    },
    AnswerSubscription {
        /// Template ids, true for yes.
        answers: BTreeMap<String, bool>,
        scene: PopupScene,
    },
    RevokeSubscription {
        template: String,
    },
    RefuseTemplates {
        refuse: bool,
    },
}

const fn wait() -> ScanMode {
    ScanMode::Wait
}

const fn one() -> usize {
    1
}

fn pairs(fields: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

impl Deed {
    /// Does it; answers the push it caused, the first of several.
    pub(crate) fn perform(self, platform: &mut Platform, phone: PhoneId) -> Result<Option<PushId>, Error> {
        match self {
            Self::Follow => platform.follow(phone),
            Self::Unfollow => platform.unfollow(phone),
            Self::Say { text } => platform.say(phone, &text),
            Self::Tap { key } => platform.tap_menu(phone, &key),
            Self::Open { url } => platform.open_menu_link(phone, &url),
            Self::OpenMiniProgram { page } => platform.open_menu_mini_program(phone, &page),
            Self::MenuScan { key, mode, result } => platform.scan_from_menu(phone, &key, mode, &result),
            Self::MenuPictures { key, source, count } => {
                let pushes = platform.send_pictures_from_menu(phone, &key, source, count)?;
                return Ok(pushes.first().copied());
            }
            Self::MenuLocation { key, latitude, longitude, label, poi } => {
                platform.send_location_from_menu(phone, &key, (latitude, longitude), &label, &poi)
            }
            Self::Choose { id, text } => platform.tap_message_menu(phone, &id, &text),
            Self::Scan { scene } => platform.scan(phone, &scene),
            Self::ScanTicket { ticket } => platform.scan_ticket(phone, &ticket),
            Self::Sticker => platform.send_sticker(phone),
            Self::Image => platform.send_image(phone),
            Self::Voice => platform.send_voice(phone),
            Self::Video => platform.send_video(phone),
            Self::ShortVideo => platform.send_short_video(phone),
            Self::Location { latitude, longitude, label } => {
                platform.send_location(phone, latitude, longitude, &label)
            }
            Self::ReportLocation { latitude, longitude, precision } => {
                platform.report_location(phone, latitude, longitude, precision)
            }
            Self::Link { title, description, url } => platform.send_link(phone, &title, &description, &url),
            Self::MiniProgram { title, app_id, page } => {
                platform.send_mini_program(phone, &title, &app_id, &page)
            }
            Self::File { name, bytes } => platform.send_file(phone, &name, bytes),
            Self::Unknown { msg_type, fields } => platform.send_unknown(phone, &msg_type, &pairs(&fields)),
            Self::UnknownEvent { event, fields } => platform.cause_unknown(phone, &event, &pairs(&fields)),
            Self::AnswerSubscription { answers, scene } => {
                let answers: Vec<(&str, bool)> =
                    answers.iter().map(|(id, yes)| (id.as_str(), *yes)).collect();
                platform.answer_subscription(phone, &answers, scene)
            }
            Self::RevokeSubscription { template } => platform.revoke_subscription(phone, &template),
            Self::RefuseTemplates { refuse } => {
                platform.refuse_templates(phone, refuse)?;
                return Ok(None);
            }
        }
        .map(Some)
    }
}
