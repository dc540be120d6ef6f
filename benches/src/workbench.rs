//! The same inputs for the library and for the yardstick.

use std::hint::black_box;

use anyhow::{Context as _, Result};
use wechat_core::callback::{Callback, CallbackConfig, Opened, Query, Sealing};
use wechat_core::inbound::Format;
use wechat_core::{AppId, CallbackToken, EncodingAesKey, Inbound, Reply, Timestamp};

use crate::ideal::{self, Key, Signed, Stamp, TextReply};
use crate::platform::{self, ACCOUNT, APP_ID, ENCODING_AES_KEY, TOKEN};

/// Length of the text push, in bytes.
pub const PUSH_BYTES: usize = 348;
/// Length of the envelope it travels in, in bytes.
pub const ENVELOPE_BYTES: usize = 652;

const USER: &str = "oExample0penid0f0a0person012";
const TIME: i64 = 1_790_000_000;
const NONCE: &str = "1514711492";
const ENTROPY: [u8; 16] = *b"0123456789abcdef";
const LINE: &str = "今晚的海边风很大，你会不会也睡不着？聊聊最近读的书ok";
const ANSWER: &str = "小鹿：我也睡不着。书读到一半就放下了，主角还在等那封信，你猜后来怎么样？";

/// Keys, an opened account and one push of each sort.
pub struct Workbench {
    callback: Callback,
    key: Key,
    push: String,
    envelope: platform::Request,
    reply: Reply,
    /// The reply as XML.
    written: String,
    inbound: Inbound,
    sealing: Sealing,
}

/// One operation in both versions, and what the library's may cost beside the ideal.
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// The library's way.
    pub ours: fn(&Workbench),
    /// By hand.
    pub ideal: fn(&Workbench),
    /// The target of the ratio.
    pub gate: f64,
}

/// What is measured.
pub const CASES: [Case; 3] = [
    Case { name: "parse", ours: |w| black(w.parse()), ideal: |w| black(w.ideal_parse()), gate: 2.0 },
    Case { name: "open", ours: |w| black(w.open()), ideal: |w| black(w.ideal_open()), gate: 1.3 },
    Case { name: "seal", ours: |w| black(w.seal()), ideal: |w| black(w.ideal_seal()), gate: 1.2 },
];

fn black<T>(result: T) {
    black_box(result);
}

impl Workbench {
    /// Prepares everything.
    ///
    /// # Errors
    /// When the samples are not what the library takes.
    pub fn new() -> Result<Self> {
        let aes_key = EncodingAesKey::new(ENCODING_AES_KEY)?;
        let config = CallbackConfig::secure(AppId::new(APP_ID)?, CallbackToken::new(TOKEN)?, aes_key);
        let callback = Callback::new(config)?;
        let key = platform::key();
        let push = platform::text_push(USER, TIME, LINE, 23_456_789_012_345_678);
        let envelope = platform::sealed(&key, TIME, NONCE, &ENTROPY, &push);
        let Opened { inbound, sealing, .. } =
            callback.open(&Query::parse(&envelope.query)?, envelope.body.as_bytes())?;
        anyhow::ensure!(
            sealing.format() == Format::Xml && sealing.key().is_some(),
            "the push came sealed in XML"
        );
        let reply = Reply::text(ANSWER);
        let written = reply.to_xml(inbound.reply_address(), Timestamp::from_secs(TIME))?;
        Ok(Self { callback, key, push, envelope, reply, written, inbound, sealing })
    }

    /// Lengths of push and envelope, in bytes.
    #[must_use]
    pub fn lengths(&self) -> (usize, usize) {
        (self.push.len(), self.envelope.body.len())
    }

    /// Parses the push.
    ///
    /// # Errors
    /// Never, with these samples.
    pub fn parse(&self) -> Result<Inbound> {
        Ok(Inbound::parse(black_box(self.push.as_bytes()))?)
    }

    /// Parses the push by hand.
    #[must_use]
    pub fn ideal_parse(&self) -> Option<ideal::TextPush> {
        ideal::parse(black_box(self.push.as_bytes()))
    }

    /// Reads the query, verifies, decrypts and parses the envelope.
    ///
    /// # Errors
    /// Never, with these samples.
    pub fn open(&self) -> Result<Opened> {
        let query = Query::parse(black_box(&self.envelope.query))?;
        Ok(self.callback.open(&query, black_box(self.envelope.body.as_bytes()))?)
    }

    /// The same by hand.
    #[must_use]
    pub fn ideal_open(&self) -> Option<ideal::Opened> {
        let signed = Signed::from_query(black_box(&self.envelope.query))?;
        ideal::open(&self.key, TOKEN, APP_ID, signed, black_box(self.envelope.body.as_bytes()))
    }

    /// Composes a text reply and seals it.
    ///
    /// # Errors
    /// Never, with these samples.
    pub fn seal(&self) -> Result<String> {
        let xml = black_box(&self.reply).to_xml(self.inbound.reply_address(), Timestamp::from_secs(TIME))?;
        Ok(self.callback.seal(black_box(&self.sealing), &xml, TIME, NONCE, black_box(&ENTROPY))?)
    }

    /// Seals a reply that is written already, as peers that compose elsewhere do.
    ///
    /// # Errors
    /// Never, with these samples.
    pub fn seal_written(&self) -> Result<String> {
        let xml = black_box(self.written.as_str());
        Ok(self.callback.seal(black_box(&self.sealing), xml, TIME, NONCE, black_box(&ENTROPY))?)
    }

    /// The inputs, for a peer in another language.
    ///
    /// # Errors
    /// Never, with these samples.
    pub fn for_peers(&self) -> Result<serde_json::Value> {
        let signature =
            self.envelope.query.rsplit_once("msg_signature=").context("a query without signature")?.1;
        Ok(serde_json::json!({
            "token": TOKEN, "aes_key": ENCODING_AES_KEY, "app_id": APP_ID,
            "push": self.push, "content": LINE, "body": self.envelope.body, "reply": self.written,
            "msg_signature": signature, "timestamp": TIME.to_string(), "nonce": NONCE,
        }))
    }

    /// The same by hand.
    ///
    /// # Errors
    /// Never, with these samples.
    pub fn ideal_seal(&self) -> Result<String> {
        let reply = TextReply { to_user_name: USER, from_user_name: ACCOUNT, content: black_box(ANSWER) };
        let stamp = Stamp { timestamp: TIME, nonce: NONCE, entropy: black_box(&ENTROPY) };
        ideal::compose_and_seal(&self.key, TOKEN, APP_ID, reply, stamp).context("the answer has no `]]>`")
    }
}
