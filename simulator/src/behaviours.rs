//! Behaviours of the platform that are not settled: no official page states them, or sources disagree.
//! Each is a switch whose default is the reading that harms a bot least when it is wrong.

use crate::Platform;
use serde::{Deserialize, Serialize};

/// Switches, all at the careful reading by default.
///
/// ```
/// # use wechat_simulator::{Account, Behaviours, Platform};
/// let mut platform = Platform::new(Account::example(), 0, 1)?;
/// platform.set_behaviours(Behaviours { grants_add_up: true, ..Behaviours::default() });
/// # Ok::<(), wechat_simulator::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // Independent switches, not a state machine.
pub struct Behaviours {
    /// What is left is the sum over the open grants, the one that ends first spent first.
    /// Default `false`: the largest over the open grants, as the text for mini programs says.
    pub grants_add_up: bool,
    /// A passive reply that is shown counts as one send. Default `false`: the rule speaks of
    /// customer-service messages alone, and no report says otherwise.
    pub passive_replies_are_charged: bool,
    /// An automatic location report opens the 48-hour grant. Default `false`: one unproven report.
    pub location_reports_open_grants: bool,
    /// Who returns after leaving still has the grants of before. Default `false`: leaving ends them, and the
    /// follow gives three in a minute.
    pub grants_survive_leaving: bool,
    /// How much longer than 5 s an answer is still taken, in milliseconds. Default 0: the page says 5 s;
    /// some hosts were seen to wait a little longer.
    pub late_answer_grace_ms: u32,
    /// Any 2xx status with a good body is an answer. Default `false`: 200 alone.
    pub any_success_status: bool,
    /// Retries come with a new timestamp, nonce, signature and cipher text. Default `true`: then a bot has to
    /// tell repeats by MsgId, which is right in either case.
    pub retries_are_signed_anew: bool,
    /// What a sticker arrives as. Default [`StickerForm::Text`]: most reports; single ones tell of pictures.
    pub sticker: StickerForm,
    /// What `EventKey` a follow without a QR code has. Default [`SubscribeKey::Empty`].
    pub subscribe_key: SubscribeKey,
    /// Voice notes carry `Recognition`. Default `false`: it stays away since speech recognition was withdrawn.
    pub voice_recognition: bool,
    /// What an account with JSON pushes may answer. Default [`JsonReplies::Either`]: nothing official says
    /// which; the sample code answers JSON, old servers answer XML.
    pub json_replies: JsonReplies,
    /// The media id of one person's picture or film can be sent to another. Default `true`: long practice.
    pub inbound_media_can_be_sent_on: bool,
    /// The same for voice notes. Default `true`: some reports of refusals, most of success.
    pub inbound_voice_can_be_sent_on: bool,
    /// An upload of type `thumb` answers `thumb_media_id` in place of `media_id`. Default `false`: the page
    /// shows `media_id`; some accounts get the other.
    pub thumb_upload_has_own_field: bool,
    /// Accounts that are not verified may upload and fetch media too. Default `false`: the table of
    /// permissions refuses it, and nobody has shown the contrary.
    pub media_without_verification: bool,
    /// How long a phone keeps a menu it has seen, in milliseconds. Default 0, for people at work; real phones
    /// keep one for up to 24 h, or until they follow anew.
    pub menu_cache_ms: u32,
    /// Web login answers a virtual user (`is_snapshotuser`: 1), as for visitors of a page's snapshot mode.
    /// Default `false`: the visitor agreed.
    pub login_as_snapshot: bool,
    /// `\\uXXXX` in the JSON of a message is shown literally. Default `false`: said to be mended in 2018;
    /// [`Bubble::escaped`](crate::Bubble::escaped) marks such messages in either case.
    pub unicode_escapes_are_shown: bool,
    /// A minute's limit answers `45009` like a day's. Default `false`: `45011`.
    pub minute_limit_is_45009: bool,
}

/// What a sticker arrives as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StickerForm {
    /// The text 【收到不支持的消息类型，暂无法显示】.
    #[default]
    Text,
    /// A picture with a media id.
    Image,
}

/// The `EventKey` of a follow without a QR code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SubscribeKey {
    /// Present and empty.
    #[default]
    Empty,
    /// Not there.
    Absent,
}

/// Passive replies that an account with JSON pushes may give. `success` and nothing are always taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum JsonReplies {
    /// JSON or XML.
    #[default]
    Either,
    /// JSON; XML is garbage.
    JsonOnly,
    /// XML; JSON is garbage.
    XmlOnly,
}

impl Default for Behaviours {
    fn default() -> Self {
        Self {
            grants_add_up: false,
            passive_replies_are_charged: false,
            location_reports_open_grants: false,
            grants_survive_leaving: false,
            late_answer_grace_ms: 0,
            any_success_status: false,
            retries_are_signed_anew: true,
            sticker: StickerForm::Text,
            subscribe_key: SubscribeKey::Empty,
            voice_recognition: false,
            json_replies: JsonReplies::Either,
            inbound_media_can_be_sent_on: true,
            inbound_voice_can_be_sent_on: true,
            thumb_upload_has_own_field: false,
            media_without_verification: false,
            menu_cache_ms: 0,
            login_as_snapshot: false,
            unicode_escapes_are_shown: false,
            minute_limit_is_45009: false,
        }
    }
}

impl Platform {
    /// Sets every switch, from now on; grants already open follow at once.
    pub fn set_behaviours(&mut self, behaviours: Behaviours) {
        self.behaviours = behaviours;
        for phone in self.phones.values_mut() {
            phone.ledger.add_up(behaviours.grants_add_up);
            phone.revision += 1;
        }
    }

    /// The switches.
    #[must_use]
    pub fn behaviours(&self) -> Behaviours {
        self.behaviours
    }
}
