//! What people do with their phones. Each deed becomes a push.

use crate::journal::LogEvent;
use crate::media::MediaKind;
use crate::push::{Head, Push, PushKind, PushState, body};
use crate::screen::{Bubble, BubbleKind, Sender, Via};
use crate::{Error, GrantClass, PhoneId, Platform, PushId};

/// The longest text a person can send, in bytes.
const MAX_SAID: usize = 16 * 1024;
/// The longest key, scene or label, in bytes.
const MAX_KEY: usize = 1024;

/// One deed with its content.
pub(crate) enum Deed {
    Text(String),
    MessageMenuTap { id: String, text: String },
    Sticker,
    Image { media_id: String },
    Voice { media_id: String },
    Video { media_id: String, thumb_media_id: String },
    Location { latitude: f64, longitude: f64, label: String },
    Link { title: String, description: String, url: String },
    Follow { scene: Option<String> },
    Unfollow,
    Scan { scene: String },
    Click { key: String },
    View { url: String },
}

impl Deed {
    const fn kind(&self) -> PushKind {
        match self {
            Self::Text(_) => PushKind::Text,
            Self::MessageMenuTap { .. } => PushKind::MessageMenuTap,
            Self::Sticker => PushKind::Sticker,
            Self::Image { .. } => PushKind::Image,
            Self::Voice { .. } => PushKind::Voice,
            Self::Video { .. } => PushKind::Video,
            Self::Location { .. } => PushKind::Location,
            Self::Link { .. } => PushKind::Link,
            Self::Follow { .. } => PushKind::Subscribe,
            Self::Unfollow => PushKind::Unsubscribe,
            Self::Scan { .. } => PushKind::Scan,
            Self::Click { .. } => PushKind::Click,
            Self::View { .. } => PushKind::View,
        }
    }

    const fn grants(&self) -> Option<GrantClass> {
        match self {
            Self::MessageMenuTap { .. } | Self::Click { .. } => Some(GrantClass::Menu),
            Self::Follow { .. } => Some(GrantClass::Follow),
            Self::Scan { .. } => Some(GrantClass::Scan),
            Self::Unfollow | Self::View { .. } => None,
            _ => Some(GrantClass::Message),
        }
    }

    fn bubble(&self) -> (BubbleKind, String) {
        match self {
            Self::Text(text) | Self::MessageMenuTap { text, .. } => (BubbleKind::Text, text.clone()),
            Self::Sticker => (BubbleKind::Sticker, "[动画表情]".into()),
            Self::Image { .. } => (BubbleKind::Image, "[图片]".into()),
            Self::Voice { .. } => (BubbleKind::Voice, "[语音]".into()),
            Self::Video { .. } => (BubbleKind::Video, "[视频]".into()),
            Self::Location { label, .. } => (BubbleKind::Location, label.clone()),
            Self::Link { title, .. } => (BubbleKind::Link, title.clone()),
            Self::Follow { .. } => (BubbleKind::Notice, "你关注了公众号".into()),
            Self::Unfollow => (BubbleKind::Notice, "你取消了关注".into()),
            Self::Scan { scene } => (BubbleKind::Notice, format!("你扫了二维码 {scene}")),
            Self::Click { key } => (BubbleKind::Notice, format!("你点了菜单 {key}")),
            Self::View { .. } => (BubbleKind::Notice, "你打开了菜单里的网页".into()),
        }
    }
}

impl Platform {
    /// Follows the account: 3 sends in a minute.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::AlreadyFollowing`].
    pub fn follow(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.start_following(phone, None)
    }

    /// Leaves the account: every grant ends at once.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn unfollow(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let push = self.perform(phone, Deed::Unfollow)?;
        let now = self.now;
        let person = self.phone_mut(phone)?;
        person.following = false;
        person.unfollowed = Some((now, push));
        person.typing_until_ms = None;
        person.ledger.clear();
        Ok(push)
    }

    /// Writes a line, 1 byte to 16 KiB: 5 sends in 48 hours.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn say(&mut self, phone: PhoneId, text: &str) -> Result<PushId, Error> {
        check_length("text", text, MAX_SAID)?;
        self.act(phone, Deed::Text(text.to_owned()))
    }

    /// Taps a menu item of type `click`: 3 sends in a minute.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn tap_menu(&mut self, phone: PhoneId, key: &str) -> Result<PushId, Error> {
        check_length("key", key, MAX_KEY)?;
        self.act(phone, Deed::Click { key: key.to_owned() })
    }

    /// Taps a menu item of type `view`: opens no grant, and no reply is shown.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn open_menu_link(&mut self, phone: PhoneId, url: &str) -> Result<PushId, Error> {
        check_length("url", url, MAX_KEY)?;
        self.act(phone, Deed::View { url: url.to_owned() })
    }

    /// Taps an item of a menu message. It arrives as a text, and counts as a menu tap all the same.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn tap_message_menu(&mut self, phone: PhoneId, id: &str, text: &str) -> Result<PushId, Error> {
        check_length("id", id, MAX_KEY)?;
        check_length("text", text, MAX_SAID)?;
        self.act(phone, Deed::MessageMenuTap { id: id.to_owned(), text: text.to_owned() })
    }

    /// Scans the account's QR code with that scene; whoever does not follow yet follows by it.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::Length`].
    pub fn scan(&mut self, phone: PhoneId, scene: &str) -> Result<PushId, Error> {
        check_length("scene", scene, MAX_KEY)?;
        if self.is_following(phone) {
            return self.act(phone, Deed::Scan { scene: scene.to_owned() });
        }
        self.start_following(phone, Some(scene.to_owned()))
    }

    /// Sends a sticker; the bot gets the text that says it cannot be shown.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_sticker(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.act(phone, Deed::Sticker)
    }

    /// Sends a picture. Its media id can be used by the bot for three days.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_image(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let media_id = self.new_media(MediaKind::Image);
        self.act(phone, Deed::Image { media_id })
    }

    /// Sends a voice note.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_voice(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let media_id = self.new_media(MediaKind::Voice);
        self.act(phone, Deed::Voice { media_id })
    }

    /// Sends a film.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`].
    pub fn send_video(&mut self, phone: PhoneId) -> Result<PushId, Error> {
        self.check_following(phone)?;
        let media_id = self.new_media(MediaKind::Video);
        let thumb_media_id = self.new_media(MediaKind::Thumb);
        self.act(phone, Deed::Video { media_id, thumb_media_id })
    }

    /// Sends a place (degrees).
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn send_location(
        &mut self,
        phone: PhoneId,
        latitude: f64,
        longitude: f64,
        label: &str,
    ) -> Result<PushId, Error> {
        check_length("label", label, MAX_KEY)?;
        self.act(phone, Deed::Location { latitude, longitude, label: label.to_owned() })
    }

    /// Shares a link.
    ///
    /// # Errors
    /// [`Error::UnknownPhone`], [`Error::NotFollowing`], [`Error::Length`].
    pub fn send_link(
        &mut self,
        phone: PhoneId,
        title: &str,
        description: &str,
        url: &str,
    ) -> Result<PushId, Error> {
        check_length("title", title, MAX_KEY)?;
        check_length("url", url, MAX_KEY)?;
        let (title, description, url) = (title.to_owned(), description.to_owned(), url.to_owned());
        self.act(phone, Deed::Link { title, description, url })
    }

    fn check_following(&self, phone: PhoneId) -> Result<(), Error> {
        if self.phone(phone)?.following { Ok(()) } else { Err(Error::NotFollowing(phone)) }
    }

    fn start_following(&mut self, phone: PhoneId, scene: Option<String>) -> Result<PushId, Error> {
        let person = self.phone_mut(phone)?;
        if person.following {
            return Err(Error::AlreadyFollowing(phone));
        }
        person.following = true;
        self.perform(phone, Deed::Follow { scene })
    }

    fn act(&mut self, phone: PhoneId, deed: Deed) -> Result<PushId, Error> {
        self.check_following(phone)?;
        self.perform(phone, deed)
    }

    /// Shows the deed on the phone, opens its grant, and makes the push due.
    fn perform(&mut self, phone: PhoneId, deed: Deed) -> Result<PushId, Error> {
        let (id, kind, now) = (PushId(self.pushes.len() as u64 + 1), deed.kind(), self.now);
        let msg_id = (!kind.is_event()).then_some(self.next_msg_id);
        self.next_msg_id += u64::from(msg_id.is_some()) * (1 + self.entropy.below(900));
        let openid = &self.phone(phone)?.openid;
        let original_id = &self.account.original_id;
        let head = Head { original_id, openid, created_ms: now, msg_id, media_base: &self.media_base };
        let body = body(&head, &deed);
        let state = PushState::Open;
        let push = Push { id, phone, kind, created_ms: now, msg_id, state, attempts: Vec::new(), body };
        self.pushes.insert(id, push);
        self.note(Some(phone), LogEvent::PushCreated { push: id, kind });
        self.appear(phone, id, &deed)?;
        let due_ms = now + self.lateness(phone);
        self.schedule(id, 1, due_ms);
        Ok(id)
    }

    fn appear(&mut self, phone: PhoneId, push: PushId, deed: &Deed) -> Result<(), Error> {
        let (kind, text) = deed.bubble();
        let from = if kind == BubbleKind::Notice { Sender::System } else { Sender::Me };
        let mut bubble = Bubble::new(self.now, from, kind, text, Via::Own { push });
        match deed {
            Deed::Image { media_id } | Deed::Voice { media_id } | Deed::Video { media_id, .. } => {
                bubble.media_id = Some(media_id.clone());
            }
            Deed::Link { url, .. } => bubble.url = Some(url.clone()),
            _ => {}
        }
        self.show(phone, bubble);
        let now = self.now;
        let person = self.phone_mut(phone)?;
        person.last_action_ms = Some(now);
        if let Some(class) = deed.grants() {
            person.ledger.grant(class, now);
            self.note(Some(phone), LogEvent::Granted { class });
        }
        Ok(())
    }

    /// How late the push starts, by the fault `reorder`.
    fn lateness(&mut self, phone: PhoneId) -> i64 {
        if !self.dice.chance(self.faults.reorder) {
            return 0;
        }
        self.counts.reorder += 1;
        self.note(Some(phone), LogEvent::Fault { fault: "reorder" });
        i64::try_from(self.dice.below(3_001)).unwrap_or(0)
    }
}

fn check_length(field: &'static str, text: &str, max: usize) -> Result<(), Error> {
    let len = text.len();
    if text.trim().is_empty() || len > max { Err(Error::Length { field, len, max }) } else { Ok(()) }
}
