//! Where content is shown.

/// Where content is shown (`scene`; another is 40129).
///
/// ```
/// use wechat_core::api::mini_program::ContentScene;
/// assert_eq!(ContentScene::SocialLog.number(), 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentScene {
    /// In a profile (1).
    Profile,
    /// As a comment (2).
    Comment,
    /// In a forum (3).
    Forum,
    /// Among a user's own notes and chats (4, 社交日志).
    SocialLog,
}

impl ContentScene {
    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Profile => 1,
            Self::Comment => 2,
            Self::Forum => 3,
            Self::SocialLog => 4,
        }
    }
}
