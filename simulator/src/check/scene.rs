//! What every check works with: the platform, the bot's address, and requests of our own.

use super::CheckError;
use super::forge::{Forge, Post};
use super::report::{Words, words};
use crate::envelope::sign;
use crate::testing::{Person, Simulation};
use crate::xml::{self, Element};
use crate::{ATTEMPT_TIMEOUT_MS, Account, GrantClass, LogEvent, Mode, PushState, Sender, Via};
use reqwest::{Client, RequestBuilder};
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

/// How long the bot may take to be there at all.
const START: Duration = Duration::from_secs(10);
/// The longest reply that is read.
const MAX_REPLY: usize = 1024 * 1024;
/// The path of the customer-service send.
const SEND: &str = "/cgi-bin/message/custom/send";

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reply {
    /// A response.
    Http { status: u16, body: Vec<u8> },
    /// Nothing within 5 s.
    TimedOut,
    /// No connection, or one that broke.
    Broken,
}

/// What the response says to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// `success`, an empty body, or a status that is not 200.
    Nothing,
    /// A reply: whom it is for, and its fields but for the time.
    Reply { to: String, fields: String },
    /// Something the platform cannot read.
    Garbage,
}

impl Reply {
    pub(super) fn status(&self) -> Option<u16> {
        if let Self::Http { status, .. } = self { Some(*status) } else { None }
    }
}

/// What the caller asked for.
pub(super) struct Wishes {
    /// What two people say first.
    pub(super) say: Vec<String>,
    pub(super) turn_clock: bool,
    /// How long nothing must happen before nothing more is expected.
    pub(super) quiet: Duration,
}

pub(super) struct Scene {
    pub(super) simulation: Simulation,
    pub(super) forge: Forge,
    pub(super) wishes: Wishes,
    /// The longest that one of our own requests took.
    pub(super) slowest: Duration,
    client: Client,
    callback: String,
    someone: Option<Person>,
    people: u32,
}

impl Scene {
    pub(super) fn new(
        simulation: Simulation,
        account: Account,
        callback: &str,
        wishes: Wishes,
    ) -> Result<Self, CheckError> {
        let now = simulation.with_platform(|platform| platform.now());
        let forge = Forge::new(account, now.unsigned_abs()).map_err(crate::testing::Error::from)?;
        let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        Ok(Self {
            simulation,
            forge,
            wishes,
            slowest: Duration::ZERO,
            client: client.user_agent("Mozilla/4.0").build().map_err(CheckError::Client)?,
            callback: callback.to_owned(),
            someone: None,
            people: 0,
        })
    }

    /// Waits until something answers at the address.
    pub(super) async fn reach(&mut self) -> Result<(), CheckError> {
        let end = Instant::now() + START;
        loop {
            let signed = self.forge.signed(self.now(), "").replace("&openid=", "");
            let query = format!("{signed}&echostr={}", self.forge.digits());
            let problem =
                match timeout(Duration::from_secs(5), self.client.get(self.url(&query)).send()).await {
                    Ok(Ok(_)) => return Ok(()),
                    Ok(Err(error)) if error.is_builder() => "not a URL".to_owned(),
                    Ok(Err(error)) if error.is_connect() => "connection refused".to_owned(),
                    Ok(Err(_)) => "connection lost".to_owned(),
                    Err(_) => "no answer within 5 s".to_owned(),
                };
            if Instant::now() >= end || problem == "not a URL" {
                return Err(CheckError::Unreachable { callback: self.callback.clone(), problem });
            }
            sleep(Duration::from_millis(200)).await;
        }
    }

    /// Lets the platform verify the address; `false` when the bot does not prove it.
    pub(super) async fn connect(&self) -> bool {
        let hurried = self.simulation.clone().with_patience(Duration::from_secs(6));
        hurried.connect(&self.callback).await.is_ok()
    }

    pub(super) fn now(&self) -> i64 {
        self.simulation.with_platform(|platform| platform.now())
    }

    pub(super) fn account(&self) -> &Account {
        &self.forge.account
    }

    /// Whether pushes are sealed.
    pub(super) fn seals(&self) -> bool {
        self.account().mode != Mode::Plain
    }

    /// Somebody new who follows; the bot may have failed to answer that.
    pub(super) async fn person(&mut self) -> Result<Person, Words> {
        self.people += 1;
        let person = self.simulation.person(&format!("考官{}", self.people)).await;
        person.map_err(|error| Words::found(format!("做不下去：{error}"), format!("cannot go on: {error}")))
    }

    /// Somebody who follows and is there for several checks.
    pub(super) async fn someone(&mut self) -> Result<Person, Words> {
        if let Some(person) = &self.someone {
            return Ok(person.clone());
        }
        let person = self.person().await?;
        self.someone = Some(person.clone());
        Ok(person)
    }

    fn url(&self, query: &str) -> String {
        let separator = if self.callback.contains('?') { '&' } else { '?' };
        if query.is_empty() { self.callback.clone() } else { format!("{}{separator}{query}", self.callback) }
    }

    pub(super) async fn get(&mut self, query: &str) -> Reply {
        let request = self.client.get(self.url(query));
        self.timed(request).await
    }

    pub(super) async fn post(&mut self, post: Post) -> Reply {
        let request = self.request(post);
        self.timed(request).await
    }

    /// Two at the same moment.
    pub(super) async fn post_both(&mut self, one: Post, other: Post) -> [Reply; 2] {
        let (one, other) = (self.request(one), self.request(other));
        let (one, other) = tokio::join!(fetch(one), fetch(other));
        [one, other]
    }

    fn request(&self, post: Post) -> RequestBuilder {
        self.open_grants();
        self.client.post(self.url(&post.query)).header("content-type", post.content_type).body(post.body)
    }

    /// What is posted past the platform allows answers like a word that went through it.
    fn open_grants(&self) {
        self.simulation.with_platform(|platform| {
            let now = platform.now();
            let following = platform.phones.values_mut().filter(|phone| phone.following);
            following.for_each(|phone| phone.ledger.grant(GrantClass::Message, now));
        });
    }

    async fn timed(&mut self, request: RequestBuilder) -> Reply {
        let start = Instant::now();
        let reply = fetch(request).await;
        self.slowest = self.slowest.max(start.elapsed());
        reply
    }

    /// A signed text of that person, as the platform would send it.
    pub(super) fn text_post(&mut self, person: &Person, content: &str) -> Post {
        let (openid, now, id) = (person.openid(), self.now(), self.forge.message_id());
        let plain = self.forge.text(&openid, now, id, content);
        self.forge.dress(now, &openid, plain)
    }

    /// Whether a good push is still answered well; what is wrong if not.
    pub(super) async fn is_alive(&mut self, person: &Person) -> Result<(), Words> {
        let post = self.text_post(person, "还在吗");
        match self.post(post).await {
            Reply::TimedOut => Err(words(
                "之后，正常的推送 5 秒内答不上了",
                "afterwards a good push got no answer within 5 s",
            )),
            Reply::Broken => Err(words(
                "之后机器人连不上了：进程崩了吗？",
                "afterwards the bot is gone: did its process end?",
            )),
            reply if reply.status() == Some(200) && self.read(&reply) != Said::Garbage => Ok(()),
            Reply::Http { status, .. } => Err(Words::found(
                format!("之后，正常的推送也答不好了（HTTP {status}）"),
                format!("afterwards a good push is not answered well any more (HTTP {status})"),
            )),
        }
    }

    /// What a response says.
    pub(super) fn read(&self, reply: &Reply) -> Said {
        let Reply::Http { status: 200, body } = reply else { return Said::Nothing };
        if body.is_empty() || body == b"success" {
            return Said::Nothing;
        }
        let document = std::str::from_utf8(body).ok().and_then(document);
        let opened = document.and_then(|document| self.unwrap(document));
        match opened {
            None => Said::Garbage,
            Some(reply) => Said::Reply {
                to: reply.field("ToUserName").unwrap_or_default().to_owned(),
                fields: flatten(&reply),
            },
        }
    }

    fn unwrap(&self, document: Element) -> Option<Element> {
        let Some(encrypt) = document.field("Encrypt") else { return Some(document) };
        let part = |name| document.field(name);
        let expected = sign(&[&self.account().token, part("TimeStamp")?, part("Nonce")?, encrypt]);
        if part("MsgSignature")? != expected {
            return None;
        }
        self.forge.cipher.as_ref()?.open(encrypt).ok().as_deref().and_then(self::document)
    }

    /// Customer-service messages sent so far, refused ones too.
    pub(super) fn sends(&self) -> usize {
        self.calls(|path, _| path == SEND)
    }

    /// API calls so far of which that is true (path, code).
    pub(super) fn calls(&self, which: impl Fn(&str, i64) -> bool) -> usize {
        let is =
            |event: &LogEvent| matches!(event, LogEvent::Api { path, errcode, .. } if which(path, *errcode));
        self.simulation
            .with_platform(|platform| platform.log().iter().filter(|entry| is(&entry.event)).count())
    }

    /// Customer-service messages that arrived, and how many of them held `\u` escapes.
    pub(super) fn arrived(&self) -> (usize, usize) {
        self.simulation.with_platform(|platform| {
            let phones: Vec<_> = platform.phones().collect();
            let bubbles = phones.iter().filter_map(|phone| platform.screen(*phone).ok()).flatten();
            let sent: Vec<_> = bubbles
                .filter(|b| b.from == Sender::Account && matches!(b.via, Via::Customer { .. }))
                .map(|b| b.escaped)
                .collect();
            (sent.len(), sent.iter().filter(|escaped| **escaped).count())
        })
    }

    /// Waits until the bot has called nothing, and no push was open, for a while.
    pub(super) async fn quiet(&self) {
        let end = Instant::now() + Duration::from_secs(15);
        let state = || {
            self.simulation.with_platform(|platform| {
                let open = platform.pushes().any(|push| push.state == PushState::Open);
                (platform.log().len(), open)
            })
        };
        let (mut last, mut since) = (state(), Instant::now());
        while (last.1 || since.elapsed() < self.wishes.quiet) && Instant::now() < end {
            sleep(Duration::from_millis(30)).await;
            let now = state();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
    }
}

/// XML or JSON.
fn document(text: &str) -> Option<Element> {
    if text.trim_start().starts_with('{') { xml::from_json(text) } else { xml::read(text) }
}

/// Every field but the time, in order: two replies with the same content are the same.
fn flatten(element: &Element) -> String {
    let mut all = String::new();
    for child in element.children.iter().filter(|child| child.name != "CreateTime") {
        all.push_str(&format!("{}={}{{{}}}", child.name, child.text, flatten(child)));
    }
    all
}

async fn fetch(request: RequestBuilder) -> Reply {
    let limit = Duration::from_millis(ATTEMPT_TIMEOUT_MS.unsigned_abs());
    let reading = async {
        let mut response = request.send().await.ok()?;
        let (status, mut body) = (response.status().as_u16(), Vec::new());
        while let Some(chunk) = response.chunk().await.ok()? {
            body.extend_from_slice(&chunk);
            if body.len() > MAX_REPLY {
                break;
            }
        }
        Some(Reply::Http { status, body })
    };
    match timeout(limit, reading).await {
        Err(_) => Reply::TimedOut,
        Ok(None) => Reply::Broken,
        Ok(Some(reply)) => reply,
    }
}

pub(super) const TIMED_OUT: Words = words("5 秒之内没有回答", "no answer within 5 seconds");
