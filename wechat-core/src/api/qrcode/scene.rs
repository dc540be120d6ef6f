//! What a code says.

/// The scene of a code, as it comes back with the event.
///
/// ```
/// use wechat_core::api::qrcode::QrScene;
/// assert_eq!(QrScene::from("room-7"), QrScene::Words("room-7".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum QrScene {
    /// A number: 32 bits and not 0 for a temporary code, 1 to [`PERMANENT_ID_MAX`](super::PERMANENT_ID_MAX) for a
    /// permanent one.
    Number(u32),
    /// 1 to [`SCENE_MAX_CHARS`](super::SCENE_MAX_CHARS) characters.
    Words(String),
}

impl From<u32> for QrScene {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for QrScene {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for QrScene {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}
