//! Requests that WeChat would never send: refused by a status, nothing of them in the log, the service goes on.

use crate::support::forge::{Forge, Padding, Post, text};
use crate::support::http;
use crate::support::world::{KEY, World};
use std::time::Duration;
use wechat_simulator::{Account, Mode};

/// Words that must not be in the log.
const MARKERS: [&str; 4] = ["oForgedSender", "oInTheQuery", "leviathan", "MsgType"];

struct Door {
    world: World,
    client: reqwest::Client,
    account: Account,
}

impl Door {
    async fn open(mode: Mode) -> Self {
        let world = World::start_logging(mode, "debug").await;
        Self { world, client: http(), account: Account::example() }
    }

    fn forge(&self) -> Forge<'_> {
        Forge { app_id: &self.account.app_id, token: &self.account.token, key: KEY }
    }

    async fn post(&self, post: &Post) -> (u16, String) {
        let url = format!("http://{}/wechat?{}", self.world.bot, post.query);
        let answer = self.client.post(url).body(post.body.clone()).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn refuses(&self, what: &str, post: &Post, status: u16) {
        let (got, body) = self.post(post).await;
        assert_eq!((got, body.as_str()), (status, ""), "{what}");
    }

    /// Two people can still meet and talk, and the log is clean.
    async fn goes_on(mut self) {
        let (one, other) = self.world.pair().await;
        self.world.say(one, "还好吗");
        self.world.shown(other, "：还好吗").await;
        let (_, errors) = self.world.program.take().unwrap().stop();
        for marker in MARKERS.iter().chain(&[KEY, &self.account.token, &self.account.app_secret]) {
            assert!(!errors.contains(marker), "{marker} is in the log");
        }
        assert!(errors.contains("a request was refused"), "the log says what happened");
    }
}

/// Entities within entities.
fn bomb() -> String {
    let levels: String = (1..20).map(|n| format!("<!ENTITY l{n} \"&l{};&l{0};&l{0};\">", n - 1)).collect();
    format!("<!DOCTYPE x [<!ENTITY l0 \"leviathan\">{levels}]>{}", line().replace("leviathan", "&l19;"))
}

fn line() -> String {
    text("oForgedSender", 77, "leviathan")
}

fn with_doctype() -> String {
    format!("<!DOCTYPE xml SYSTEM \"file:///etc/passwd\">{}", line())
}

fn not_utf8() -> Vec<u8> {
    let mut bytes = line().into_bytes();
    let at = bytes.windows(9).position(|word| word == b"leviathan").unwrap();
    bytes[at + 3] = 0xFF;
    bytes
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_sealed_push_is_a_status() {
    let door = Door::open(Mode::Secure).await;
    let forge = door.forge();
    let right = || forge.sealed("1", line(), Padding::Right);

    let mut post = right();
    post.query = post.query.replace("msg_signature=", "msg_signature=0");
    door.refuses("a signature of another length", &post, 403).await;
    let other = Forge { token: "anotherToken", ..door.forge() };
    door.refuses("signed by somebody else", &other.sealed("2", line(), Padding::Right), 403).await;
    let foreign = Forge { app_id: "wxffffffffffffffff", ..door.forge() };
    door.refuses("for another account", &foreign.sealed("3", line(), Padding::Right), 403).await;
    let key = KEY.replace("0123456789", "9876543210");
    let locked = Forge { key: &key, ..door.forge() };
    door.refuses("with another key", &locked.sealed("4", line(), Padding::Right), 403).await;
    for padding in [Padding::Zero, Padding::TooLong, Padding::Unequal] {
        door.refuses("wrong padding", &forge.sealed("5", line(), padding), 403).await;
    }
    door.refuses("a readable push", &forge.plain("6", line()), 403).await;

    let mut post = right();
    post.body.truncate(post.body.len() / 2);
    door.refuses("half of the body", &post, 400).await;
    door.refuses("no base64", &forge.envelope("7", "leviathan!?"), 400).await;
    door.refuses("no blocks", &forge.envelope("8", "bGV2aWF0aGFu"), 400).await;
    for (what, message) in [
        ("a document type", with_doctype().into_bytes()),
        ("an entity bomb", bomb().into_bytes()),
        ("not UTF-8", not_utf8()),
        ("nothing", Vec::new()),
        ("half a message", line().into_bytes()[..120].to_vec()),
        ("no sender", line().replace("FromUserName", "Nobody").into_bytes()),
    ] {
        door.refuses(what, &forge.sealed("9", message, Padding::Right), 400).await;
    }
    let huge = line().replace("leviathan", &"leviathan".repeat(200_000));
    door.refuses("two megabytes", &forge.sealed("10", huge, Padding::Right), 413).await;
    let url = format!("http://{}/wechat?signature=0&timestamp=1&nonce=2&echostr=oInTheQuery", door.world.bot);
    assert_eq!(door.client.get(url).send().await.unwrap().status(), 403);
    assert_eq!(door.post(&right()).await.0, 200, "the same, unspoilt");
    door.goes_on().await;
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_plain_push_is_a_status() {
    let door = Door::open(Mode::Plain).await;
    let forge = door.forge();
    let mut unsigned = forge.plain("1", line());
    unsigned.query = unsigned.query.replace("signature=", "signature=f");
    door.refuses("a wrong signature", &unsigned, 403).await;
    door.refuses("no signature", &Post { query: String::new(), body: line().into() }, 403).await;
    door.refuses("a sealed push", &forge.sealed("2", line(), Padding::Right), 403).await;
    for (nonce, what, body) in [
        ("3", "a document type", with_doctype().into_bytes()),
        ("4", "an entity bomb", bomb().into_bytes()),
        ("5", "not UTF-8", not_utf8()),
        ("6", "nothing", Vec::new()),
        ("7", "half a message", line().into_bytes()[..120].to_vec()),
        ("8", "not XML", b"leviathan".to_vec()),
    ] {
        door.refuses(what, &forge.plain(nonce, body), 400).await;
    }
    door.refuses("two megabytes", &forge.plain("9", "leviathan".repeat(250_000)), 413).await;
    let push = forge.plain("10", line());
    assert_eq!(door.post(&push).await.0, 200);
    door.refuses("a repetition of the request", &push, 403).await;
    door.goes_on().await;
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_never_ends_holds_nobody_up() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let door = Door::open(Mode::Plain).await;
    let mut slow = tokio::net::TcpStream::connect(door.world.bot).await.unwrap();
    let query = door.forge().plain("1", "").query;
    let head = format!("POST /wechat?{query} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n<xml>");
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 64];
    let read = tokio::time::timeout(Duration::from_secs(10), slow.read(&mut answer));
    let (length, ()) = tokio::join!(read, async {
        let push = door.forge().plain("2", line());
        assert_eq!(door.post(&push).await.0, 200);
    });
    let length = length.unwrap().unwrap();
    assert!(answer[..length].starts_with(b"HTTP/1.1 408"));
    door.goes_on().await;
}
