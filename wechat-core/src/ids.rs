//! Typed ids: validated once at the edge, impossible to mix up afterwards.

use std::fmt;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// The text is empty.
    #[error("an empty {kind}")]
    Empty {
        /// Which id was wanted.
        kind: &'static str,
    },
    /// The text is longer than any id of this kind.
    #[error("{kind} has {len} bytes, at most {max} are possible")]
    TooLong {
        /// Which id was wanted.
        kind: &'static str,
        /// Length found, in bytes.
        len: usize,
        /// Longest possible, in bytes.
        max: usize,
    },
    /// The text contains a blank or a control character. The value itself is not repeated here.
    #[error("{kind} has an impossible character at byte {at}")]
    Character {
        /// Which id was wanted.
        kind: &'static str,
        /// Offset of the byte.
        at: usize,
    },
}

/// One word without blanks and control characters. Real ids are ASCII; nothing here depends on it.
fn checked(kind: &'static str, max: usize, text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty { kind });
    }
    if text.len() > max {
        return Err(IdError::TooLong { kind, len: text.len(), max });
    }
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    match text.find(|c: char| c.is_whitespace() || c.is_control()) {
        Some(at) => Err(IdError::Character { kind, at }),
        None => Ok(()),
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $max:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Checks and takes the text.
            ///
            /// # Errors
            ///
            /// [`IdError`] when the text is empty, too long or not one word.
            pub fn new(text: impl Into<Box<str>>) -> Result<Self, IdError> {
                let text = text.into();
                checked($kind, $max, &text)?;
                Ok(Self(text))
            }

            /// The id as WeChat writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

macro_rules! printable {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}

text_id!(
    /// One person within one account (`openid`, 28 characters as a rule). Identifies a human being: it has no
    /// `Display`, and its `Debug` shows nothing of it.
    ///
    /// ```
    /// use wechat_core::OpenId;
    /// let id = OpenId::new("oExample_openid_of_a_person").unwrap();
    /// assert_eq!(format!("{id:?}"), "OpenId(…)");
    /// assert!(OpenId::new("two words").is_err());
    /// ```
    OpenId, "openid", 128
);
text_id!(
    /// One account of a developer (`wx…`, 18 characters).
    AppId, "appid", 64
);
text_id!(
    /// The account's own name in messages (原始 ID, `gh_…`). Pushes from cloud functions may carry the appid here.
    AccountId, "account id", 128
);
text_id!(
    /// A stored picture, voice or video, usable by the account that received or uploaded it.
    MediaId, "media id", 512
);

printable!(AppId, AccountId, MediaId);

impl fmt::Debug for OpenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenId(…)")
    }
}

/// The number of a message, unique per sender only: two users' simultaneous messages may share one, so key by
/// (sender, id). Cloud functions write words instead of numbers.
///
/// ```
/// use wechat_core::MsgId;
/// assert_eq!(MsgId::from(23_456_789_012).as_u64(), Some(23_456_789_012));
/// assert_eq!(MsgId::parse("23456789012").unwrap(), MsgId::from(23_456_789_012));
/// assert_eq!(MsgId::parse("a-word").unwrap().as_u64(), None);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MsgId(MsgIdRepr);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum MsgIdRepr {
    Number(u64),
    Word(Box<str>),
}

impl MsgId {
    /// Reads an id as it arrives.
    ///
    /// # Errors
    ///
    /// [`IdError`] when the text is empty, longer than 128 bytes or not one word.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        // A number with a leading zero or sign would not print as it came: it stays a word.
        let canonical = !text.starts_with(['0', '+']) || text == "0";
        if canonical && let Ok(number) = text.parse() {
            return Ok(Self(MsgIdRepr::Number(number)));
        }
        checked("message id", 128, text)?;
        Ok(Self(MsgIdRepr::Word(text.into())))
    }

    /// The number, where it is one.
    #[must_use]
    pub const fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            MsgIdRepr::Number(number) => Some(*number),
            MsgIdRepr::Word(_) => None,
        }
    }
}

impl From<u64> for MsgId {
    fn from(number: u64) -> Self {
        Self(MsgIdRepr::Number(number))
    }
}

impl fmt::Display for MsgId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            MsgIdRepr::Number(number) => number.fmt(f),
            MsgIdRepr::Word(word) => f.write_str(word),
        }
    }
}

impl fmt::Debug for MsgId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MsgId({self})")
    }
}
