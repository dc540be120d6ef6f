//! Passive replies: strict reading of what the bot answered to a push.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html>

use crate::envelope::{OpenError, sign};
use crate::media::MediaKind;
use crate::push::{Failure, PushKind, Unshown, Verdict};
use crate::screen::{Bubble, BubbleKind, Sender, Via};
use crate::xml::{self, Element};
use crate::{Format, JsonReplies, Mode, PhoneId, Platform, PushId};

/// The longest text a passive reply or a customer-service message shows, in bytes.
pub const MAX_TEXT_BYTES: usize = 2048;

/// What a well-formed reply holds.
enum Content {
    Show { kind: BubbleKind, text: String, media_id: Option<String>, url: Option<String> },
    Transfer,
}

impl Platform {
    /// Judges an answer and shows it; `Err` makes the attempt a failed one.
    pub(crate) fn judge(
        &mut self,
        push: PushId,
        phone: PhoneId,
        status: u16,
        body: &[u8],
    ) -> Result<Verdict, Failure> {
        if status != 200 && !(self.behaviours.any_success_status && (200..300).contains(&status)) {
            return Err(Failure::Status(status));
        }
        if body.is_empty() || body == b"success" {
            return Ok(Verdict::Nothing);
        }
        let format = self.push(push).map_or(Format::Xml, |p| p.format);
        let document = self.parse(format, body)?;
        let reply = self.unwrap_envelope(format, document)?;
        self.check_head(&reply, phone)?;
        let content = self.read_content(&reply)?;
        Ok(self.present(push, phone, content))
    }

    /// Reads the answer in a format that the push's own format allows.
    fn parse(&self, format: Format, body: &[u8]) -> Result<Element, Failure> {
        let json = body.trim_ascii_start().first() == Some(&b'{');
        let (allowed, failure) = match (format, self.behaviours.json_replies) {
            (Format::Xml, _) => (!json, Failure::NotXml),
            (Format::Json, JsonReplies::XmlOnly) => (!json, Failure::NotXml),
            (Format::Json, JsonReplies::JsonOnly) => (json, Failure::NotJson),
            (Format::Json, JsonReplies::Either) => (true, Failure::NotJson),
        };
        let text = std::str::from_utf8(body).ok().filter(|_| allowed).ok_or(failure)?;
        let document = if json { xml::from_json(text) } else { xml::read(text).filter(|e| e.name == "xml") };
        document.ok_or(failure)
    }

    /// The readable reply, out of its envelope when the mode has one.
    fn unwrap_envelope(&self, format: Format, document: Element) -> Result<Element, Failure> {
        match (self.account.mode, document.field("Encrypt"), &self.cipher) {
            (Mode::Plain | Mode::Compatible | Mode::CloudHosting, None, _) => Ok(document),
            (Mode::Secure | Mode::Compatible, Some(encrypt), Some(cipher)) => {
                let field = |name| document.field(name).ok_or(Failure::Envelope);
                let (timestamp, nonce) = (field("TimeStamp")?, field("Nonce")?);
                if timestamp.parse::<i64>().is_err() {
                    return Err(Failure::Envelope);
                }
                let expected = sign(&[&self.account.token, timestamp, nonce, encrypt]);
                if field("MsgSignature")? != expected {
                    return Err(Failure::Signature);
                }
                let plain = cipher.open(encrypt).map_err(|error| match error {
                    OpenError::AppId => Failure::AppId,
                    OpenError::Encoding | OpenError::Padding | OpenError::Framing => Failure::Cipher,
                })?;
                self.parse(format, plain.as_bytes())
            }
            _ => Err(Failure::Envelope),
        }
    }

    fn check_head(&self, reply: &Element, phone: PhoneId) -> Result<(), Failure> {
        let openid = self.openid(phone).map_err(|_| Failure::Addressing)?;
        let addressed = reply.field("ToUserName") == Some(openid)
            && reply.field("FromUserName") == Some(self.account.original_id.as_str());
        if !addressed {
            return Err(Failure::Addressing);
        }
        let time = reply.field("CreateTime").and_then(|t| t.trim().parse::<i64>().ok());
        time.map(|_| ()).ok_or(Failure::CreateTime)
    }

    fn read_content(&self, reply: &Element) -> Result<Content, Failure> {
        let show = |kind, text: String, media_id, url| Ok(Content::Show { kind, text, media_id, url });
        match reply.field("MsgType").ok_or(Failure::MsgType)? {
            "text" => {
                let text = reply.field("Content").ok_or(Failure::Field)?;
                show(BubbleKind::Text, text.to_owned(), None, None)
            }
            "image" => {
                let id = self.reply_media(reply, "Image", MediaKind::Image)?;
                show(BubbleKind::Image, "[图片]".into(), Some(id), None)
            }
            "voice" => {
                let id = self.reply_media(reply, "Voice", MediaKind::Voice)?;
                show(BubbleKind::Voice, "[语音]".into(), Some(id), None)
            }
            "video" => {
                let id = self.reply_media(reply, "Video", MediaKind::Video)?;
                show(BubbleKind::Video, "[视频]".into(), Some(id), None)
            }
            "music" => {
                let music = reply.child("Music").ok_or(Failure::Field)?;
                let thumb = music.field("ThumbMediaId").ok_or(Failure::Field)?;
                self.alive(thumb, MediaKind::Thumb)?;
                let url = music.field("MusicUrl").map(str::to_owned);
                show(BubbleKind::Music, music.field("Title").unwrap_or("[音乐]").to_owned(), None, url)
            }
            "news" => read_news(reply),
            "transfer_customer_service" => Ok(Content::Transfer),
            _ => Err(Failure::MsgType),
        }
    }

    fn reply_media(&self, reply: &Element, element: &str, kind: MediaKind) -> Result<String, Failure> {
        let id = reply.child(element).and_then(|e| e.field("MediaId")).ok_or(Failure::Field)?;
        self.alive(id, kind)?;
        Ok(id.to_owned())
    }

    fn alive(&self, media_id: &str, kind: MediaKind) -> Result<(), Failure> {
        if self.media.has(media_id, kind, self.now) { Ok(()) } else { Err(Failure::Media) }
    }

    /// Shows the reply, unless there is a reason not to.
    fn present(&mut self, push: PushId, phone: PhoneId, content: Content) -> Verdict {
        let Content::Show { kind, text, media_id, url } = content else {
            return Verdict::Unshown(Unshown::Transferred);
        };
        if !self.is_following(phone) {
            return Verdict::Unshown(Unshown::NotFollowing);
        }
        match self.push(push).map(|p| p.kind) {
            Some(PushKind::View | PushKind::ViewMiniProgram) => return Verdict::Unshown(Unshown::LinkTap),
            Some(kind) if kind.is_result() => return Verdict::Unshown(Unshown::Result),
            _ => {}
        }
        if kind == BubbleKind::Text && text.len() > MAX_TEXT_BYTES {
            return Verdict::Unshown(Unshown::TooLong { bytes: text.len() });
        }
        if kind == BubbleKind::Text && text.is_empty() {
            return Verdict::Unshown(Unshown::Empty);
        }
        let mut bubble = Bubble::new(self.now, Sender::Account, kind, text, Via::Passive { push });
        bubble.media_id = media_id;
        bubble.url = url;
        self.stop_typing(phone);
        self.show(phone, bubble);
        let (now, charged) = (self.now, self.behaviours.passive_replies_are_charged);
        if let Some(person) = self.phones.get_mut(&phone).filter(|_| charged) {
            // A reply is shown whether or not a grant is left for it.
            let _ = person.ledger.charge(now);
        }
        Verdict::Shown(kind)
    }

    /// Any message ends 「对方正在输入…」.
    pub(crate) fn stop_typing(&mut self, phone: PhoneId) {
        if let Ok(person) = self.phone_mut(phone) {
            person.typing_until_ms = None;
        }
    }
}

/// One article; of several only the first is shown since 2018-10-12.
fn read_news(reply: &Element) -> Result<Content, Failure> {
    let count: usize =
        reply.field("ArticleCount").and_then(|n| n.trim().parse().ok()).ok_or(Failure::Field)?;
    let articles = reply.child("Articles").ok_or(Failure::Field)?;
    let items: Vec<&Element> = articles.children.iter().filter(|c| c.name == "item").collect();
    if count == 0 || items.len() != count {
        return Err(Failure::Field);
    }
    let first = items.first().ok_or(Failure::Field)?;
    let title = first.field("Title").ok_or(Failure::Field)?;
    let description = first.field("Description").unwrap_or_default();
    let text = if description.is_empty() { title.to_owned() } else { format!("{title}\n{description}") };
    let url = first.field("Url").map(str::to_owned);
    Ok(Content::Show { kind: BubbleKind::News, text, media_id: None, url })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Account;
    use crate::envelope::Cipher;
    use crate::push::PushRequest;

    const KEY: &str = "s9Pz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";
    const OTHER_KEY: &str = "BBBz1kWn3CqVbEeYtQmRjUxLhGdAfHoTiKuMwNyBc2E";

    fn platform(mode: Mode) -> (Platform, PushRequest) {
        let mut platform = Platform::new(Account::example().with_encryption(mode, KEY), 1_000, 3).unwrap();
        let phone = platform.add_phone("小明");
        platform.follow(phone).unwrap();
        let request = platform.poll_request().unwrap();
        (platform, request)
    }

    fn plain(platform: &Platform, request: &PushRequest) -> String {
        let openid = platform.openid(request.phone).unwrap();
        let own = &platform.account().original_id;
        format!(
            "<xml><ToUserName>{openid}</ToUserName><FromUserName>{own}</FromUserName><CreateTime>1</CreateTime>\
             <MsgType>text</MsgType><Content>你好</Content></xml>"
        )
    }

    fn sealed(platform: &Platform, request: &PushRequest, key: &str, app_id: &str, token: &str) -> String {
        let encrypt = Cipher::new(key, app_id).unwrap().seal(plain(platform, request), [9; 16]);
        let signature = sign(&[token, "1", "42", &encrypt]);
        format!(
            "<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature>{signature}</MsgSignature>\
             <TimeStamp>1</TimeStamp><Nonce>42</Nonce></xml>"
        )
    }

    fn verdict(mode: Mode, key: &str, app_id: Option<&str>, token: Option<&str>) -> Verdict {
        let (mut platform, request) = platform(mode);
        let account = platform.account().clone();
        let app_id = app_id.unwrap_or(&account.app_id);
        let body = sealed(&platform, &request, key, app_id, token.unwrap_or(&account.token));
        platform.respond(request.attempt, 200, body.as_bytes())
    }

    #[test]
    fn secure_replies_need_the_right_key_app_id_and_signature() {
        assert_eq!(verdict(Mode::Secure, KEY, None, None), Verdict::Shown(BubbleKind::Text));
        assert_eq!(verdict(Mode::Secure, OTHER_KEY, None, None), Verdict::Failed(Failure::Cipher));
        assert_eq!(verdict(Mode::Secure, KEY, Some("wx0"), None), Verdict::Failed(Failure::AppId));
        assert_eq!(verdict(Mode::Secure, KEY, None, Some("other")), Verdict::Failed(Failure::Signature));
    }

    #[test]
    fn json_envelopes_open_too() {
        let account = Account::example().with_encryption(Mode::Secure, KEY).with_format(Format::Json);
        for (timestamp, expected) in [
            ("1700000000", Verdict::Shown(BubbleKind::Text)),
            ("\"1700000000\"", Verdict::Shown(BubbleKind::Text)),
            ("\"soon\"", Verdict::Failed(Failure::Envelope)),
        ] {
            let mut platform = Platform::new(account.clone(), 1_000, 3).unwrap();
            let phone = platform.add_phone("小明");
            platform.follow(phone).unwrap();
            let request = platform.poll_request().unwrap();
            let (openid, own) = (platform.openid(phone).unwrap(), &account.original_id);
            let inner = format!(
                r#"{{"ToUserName":"{openid}","FromUserName":"{own}","CreateTime":1,"MsgType":"text","Content":"好"}}"#
            );
            let encrypt = Cipher::new(KEY, &account.app_id).unwrap().seal(&inner, [9; 16]);
            let signature = sign(&[&account.token, timestamp.trim_matches('"'), "42", &encrypt]);
            let body = format!(
                r#"{{"Encrypt":"{encrypt}","MsgSignature":"{signature}","TimeStamp":{timestamp},"Nonce":"42"}}"#
            );
            assert_eq!(platform.respond(request.attempt, 200, body.as_bytes()), expected, "{timestamp}");
        }
    }

    #[test]
    fn only_the_secure_mode_insists_on_the_envelope() {
        for (mode, expected) in [
            (Mode::Secure, Verdict::Failed(Failure::Envelope)),
            (Mode::Compatible, Verdict::Shown(BubbleKind::Text)),
        ] {
            let (mut platform, request) = platform(mode);
            let body = plain(&platform, &request);
            assert_eq!(platform.respond(request.attempt, 200, body.as_bytes()), expected);
        }
        assert_eq!(verdict(Mode::Compatible, KEY, None, None), Verdict::Shown(BubbleKind::Text));
        let (mut platform, request) = platform(Mode::Secure);
        assert_eq!(platform.respond(request.attempt, 200, b"success"), Verdict::Nothing);
    }

    #[test]
    fn what_the_bot_gets_opens_and_holds_the_plain_message() {
        for mode in [Mode::Secure, Mode::Compatible] {
            let (platform, request) = platform(mode);
            let body = String::from_utf8(request.body.clone()).unwrap();
            let document = xml::read(&body).unwrap();
            let encrypt = document.field("Encrypt").unwrap();
            let opened = platform.cipher.as_ref().unwrap().open(encrypt).unwrap();
            assert_eq!(opened, platform.push(request.push).unwrap().plain_body());
            assert_eq!(document.field("MsgType").is_some(), mode == Mode::Compatible);
            let part = |name: &str| {
                let found = request.query.split('&').find_map(|p| p.strip_prefix(name)?.strip_prefix('='));
                found.unwrap().to_owned()
            };
            let token = &platform.account().token;
            let expected = sign(&[token, &part("timestamp"), &part("nonce"), encrypt]);
            assert_eq!(part("msg_signature"), expected);
            assert_eq!(part("encrypt_type"), "aes");
        }
    }
}
