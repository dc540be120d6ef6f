//! One thing that a person did, or that became of a message to them, with its content.

use crate::screen::BubbleKind;
use crate::{GrantClass, PushKind};
use serde::{Deserialize, Serialize};

/// Whether the person waits for the account's answer to what they scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ScanMode {
    /// `scancode_push`: the result is shown by WeChat itself.
    Push,
    /// `scancode_waitmsg`: 「消息接收中」 is shown until the account answers.
    Wait,
}

/// Which menu type asked for pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PictureSource {
    /// `pic_sysphoto`: the camera.
    Camera,
    /// `pic_photo_or_album`: the camera or the album.
    CameraOrAlbum,
    /// `pic_weixin`: WeChat's own album.
    Album,
}

impl PictureSource {
    pub(crate) const fn event(self) -> &'static str {
        match self {
            Self::Camera => "pic_sysphoto",
            Self::CameraOrAlbum => "pic_photo_or_album",
            Self::Album => "pic_weixin",
        }
    }
}

/// A point on the map, in degrees.
pub(crate) struct Place {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) label: String,
}

/// A QR code that was scanned.
pub(crate) struct Code {
    pub(crate) scene: String,
    pub(crate) ticket: String,
}

/// One deed with its content.
pub(crate) enum Deed {
    Text(String),
    MessageMenuTap { id: String, text: String },
    Sticker { media_id: Option<String> },
    Image { media_id: String },
    Voice { media_id: String },
    Video { media_id: String, thumb_media_id: String },
    ShortVideo { media_id: String, thumb_media_id: String },
    Location(Place),
    Link { title: String, description: String, url: String },
    MiniProgram { title: String, app_id: String, page: String, thumb_media_id: String },
    File { name: String, bytes: u64, key: String, md5: String },
    Unknown { event: bool, name: String, fields: Vec<(String, String)> },
    Follow { code: Option<Code> },
    Unfollow,
    Scan { code: Code },
    LocationReport { place: Place, precision: f64 },
    Click { key: String },
    View { url: String },
    ViewMiniProgram { page: String },
    MenuScan { key: String, mode: ScanMode, result: String },
    MenuPictures { key: String, source: PictureSource, md5s: Vec<String> },
    MenuLocation { key: String, place: Place, poi: String },
    TemplateResult { msg_id: u64, status: &'static str },
    SubscriptionPopup { answers: Vec<(String, bool, u8)> },
    SubscriptionChange { template: String },
    SubscriptionSent { template: String, msg_id: u64, code: i64, status: &'static str },
}

impl Deed {
    pub(crate) const fn kind(&self) -> PushKind {
        match self {
            Self::Text(_) => PushKind::Text,
            Self::MessageMenuTap { .. } => PushKind::MessageMenuTap,
            Self::Sticker { .. } => PushKind::Sticker,
            Self::Image { .. } => PushKind::Image,
            Self::Voice { .. } => PushKind::Voice,
            Self::Video { .. } => PushKind::Video,
            Self::ShortVideo { .. } => PushKind::ShortVideo,
            Self::Location(_) => PushKind::Location,
            Self::Link { .. } => PushKind::Link,
            Self::MiniProgram { .. } => PushKind::MiniProgram,
            Self::File { .. } => PushKind::File,
            Self::Unknown { event: false, .. } => PushKind::Unknown,
            Self::Unknown { event: true, .. } => PushKind::UnknownEvent,
            Self::Follow { .. } => PushKind::Subscribe,
            Self::Unfollow => PushKind::Unsubscribe,
            Self::Scan { .. } => PushKind::Scan,
            Self::LocationReport { .. } => PushKind::LocationReport,
            Self::Click { .. } => PushKind::Click,
            Self::View { .. } => PushKind::View,
            Self::ViewMiniProgram { .. } => PushKind::ViewMiniProgram,
            Self::MenuScan { .. } => PushKind::MenuScan,
            Self::MenuPictures { .. } => PushKind::MenuPictures,
            Self::MenuLocation { .. } => PushKind::MenuLocation,
            Self::TemplateResult { .. } => PushKind::TemplateResult,
            Self::SubscriptionPopup { .. } => PushKind::SubscriptionPopup,
            Self::SubscriptionChange { .. } => PushKind::SubscriptionChange,
            Self::SubscriptionSent { .. } => PushKind::SubscriptionSent,
        }
    }

    /// The grant it opens by the published table.
    pub(crate) const fn grants(&self) -> Option<GrantClass> {
        match self {
            Self::MessageMenuTap { .. } | Self::Click { .. } | Self::MenuScan { .. } => {
                Some(GrantClass::Menu)
            }
            Self::Follow { .. } => Some(GrantClass::Follow),
            Self::Scan { .. } => Some(GrantClass::Scan),
            _ if self.kind().is_event() => None,
            _ => Some(GrantClass::Message),
        }
    }

    /// What the person's own screen shows of it.
    pub(crate) fn bubble(&self) -> Option<(BubbleKind, String)> {
        let notice = |text: String| (BubbleKind::Notice, text);
        Some(match self {
            Self::Text(text) | Self::MessageMenuTap { text, .. } => (BubbleKind::Text, text.clone()),
            Self::Sticker { .. } => (BubbleKind::Sticker, "[动画表情]".into()),
            Self::Image { .. } => (BubbleKind::Image, "[图片]".into()),
            Self::Voice { .. } => (BubbleKind::Voice, "[语音]".into()),
            Self::Video { .. } | Self::ShortVideo { .. } => (BubbleKind::Video, "[视频]".into()),
            Self::Location(place) => (BubbleKind::Location, place.label.clone()),
            Self::Link { title, .. } => (BubbleKind::Link, title.clone()),
            Self::MiniProgram { title, .. } => (BubbleKind::MiniProgram, title.clone()),
            Self::File { name, .. } => (BubbleKind::File, name.clone()),
            Self::Unknown { event: false, .. } => (BubbleKind::Unknown, "[未知消息]".into()),
            Self::Follow { .. } => notice("你关注了公众号".into()),
            Self::Unfollow => notice("你取消了关注".into()),
            Self::Scan { code } => notice(format!("你扫了二维码 {}", code.scene)),
            Self::Click { key } => notice(format!("你点了菜单 {key}")),
            Self::View { .. } => notice("你打开了菜单里的网页".into()),
            Self::ViewMiniProgram { .. } => notice("你打开了菜单里的小程序".into()),
            Self::MenuScan { .. } => notice("你用菜单扫了一个码".into()),
            Self::MenuPictures { .. } => notice("你从菜单选了图片".into()),
            Self::MenuLocation { place, .. } => notice(format!("你从菜单选了位置 {}", place.label)),
            _ => return None,
        })
    }
}
