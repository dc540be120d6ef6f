//! A bot with a store and a channel of the tests' own, and a platform that pushes to it over HTTP.

pub(crate) mod channel;
pub(crate) mod store;

use channel::Mailbox;
use driftbottle::wechat_core::{AppId, AppSecret, CallbackToken};
use driftbottle_runner::{Account, Config, RunError, Runner, Summary, listen_near};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use store::Moody;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};
use wechat_simulator::{Account as Simulated, PhoneId, Platform, PushId, PushRequest, PushState, Verdict};

/// How often WeChat comes again when it gets no answer.
const ATTEMPTS_APART: Duration = Duration::from_secs(5);

/// A running bot and its platform.
pub(crate) struct Scene {
    pub(crate) store: Arc<Moody>,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) address: SocketAddr,
    pub(crate) platform: Mutex<Platform>,
    pub(crate) run: JoinHandle<Result<Summary, RunError>>,
    stop: oneshot::Sender<()>,
    began: (i64, Instant),
}

/// One attempt's answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

pub(crate) fn system_ms() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

impl Scene {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With something changed in its configuration.
    pub(crate) async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::start_at(system_ms(), change).await
    }

    /// With a platform in a time of its own.
    pub(crate) async fn start_at(start_ms: i64, change: impl FnOnce(&mut Config)) -> Self {
        let simulated = Simulated::example();
        let account = Account::new(
            AppId::new(simulated.app_id.as_str()).unwrap(),
            AppSecret::new(simulated.app_secret.as_str()).unwrap(),
            CallbackToken::new(simulated.token.as_str()).unwrap(),
        );
        let (store, mailbox) = (Arc::new(Moody::default()), Arc::new(Mailbox::default()));
        let listener = listen_near("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let mut config = Config::new(account, Arc::clone(&store) as _, listener);
        // Nobody listens there: the mailbox is the channel.
        config.api_base = driftbottle::wechat_core::api::ApiBase::new("http://127.0.0.1:9").unwrap();
        change(&mut config);
        let runner = Runner::open(config).await.unwrap().with_channel(Arc::clone(&mailbox) as _);
        let address = runner.address().unwrap();
        let (stop, stopped) = oneshot::channel();
        let run = tokio::spawn(runner.run(async { drop(stopped.await) }));
        let platform = Mutex::new(Platform::new(simulated, start_ms, 1).unwrap());
        Self { store, mailbox, address, platform, run, stop, began: (start_ms, Instant::now()) }
    }

    /// Stops the bot as an operator does.
    pub(crate) async fn stop(self) -> Summary {
        drop(self.stop);
        self.run.await.unwrap().unwrap()
    }

    /// Waits until a push made now is surely later than what happened before, though it tells whole seconds only.
    pub(crate) async fn next_second(&self) {
        sleep(Duration::from_millis(1_500)).await;
    }

    /// The platform, at the real time.
    pub(crate) fn platform(&self) -> std::sync::MutexGuard<'_, Platform> {
        let mut platform = self.platform.lock().unwrap();
        let passed = i64::try_from(self.began.1.elapsed().as_millis()).unwrap();
        platform.advance_to(self.began.0 + passed);
        platform
    }

    /// Adds someone who follows and was welcomed.
    pub(crate) async fn person(&self, name: &str) -> PhoneId {
        let (phone, push) = {
            let mut platform = self.platform();
            let phone = platform.add_phone(name);
            (phone, platform.follow(phone).unwrap())
        };
        self.deliver(push).await;
        self.calm().await;
        phone
    }

    /// Two people who have met and said a word, so that no offer is open and both can be pushed to.
    pub(crate) async fn pair(&self) -> (PhoneId, PhoneId) {
        let (one, other) = (self.person("小明").await, self.person("小红").await);
        for (phone, text) in [(one, "找人"), (other, "找人"), (one, "你好"), (other, "在呢")] {
            self.say(phone, text).await;
        }
        self.mailbox.wait_for(&self.openid(one), "：在呢").await;
        self.calm().await;
        (one, other)
    }

    /// Waits until the bot has noted what there is to note.
    pub(crate) async fn calm(&self) {
        sleep(Duration::from_millis(500)).await;
    }

    pub(crate) fn openid(&self, phone: PhoneId) -> String {
        self.platform().openid(phone).unwrap().to_owned()
    }

    /// Says something and carries it until it is answered or has failed.
    pub(crate) async fn say(&self, phone: PhoneId, text: &str) -> Vec<Answer> {
        let push = self.platform().say(phone, text).unwrap();
        self.deliver(push).await
    }

    /// Carries a push as WeChat does: the next attempt five seconds after the one before it began.
    pub(crate) async fn deliver(&self, push: PushId) -> Vec<Answer> {
        let mut answers = Vec::new();
        while let Some(request) = self.next_attempt(push) {
            let began = Instant::now();
            let answer = self.post(&request).await;
            self.platform().respond(request.attempt, answer.status, answer.body.as_bytes());
            answers.push(answer);
            if self.is_open(push) {
                sleep_until(began + ATTEMPTS_APART).await;
            }
        }
        answers
    }

    /// Carries a push, hangs up each time, `after` so long. Says how many attempts there were.
    pub(crate) async fn deliver_and_hang_up(&self, push: PushId, after: Duration) -> usize {
        let mut attempts = 0;
        while let Some(request) = self.next_attempt(push) {
            if let Ok(mut stream) = TcpStream::connect(self.address).await {
                stream.write_all(&self.head_and_body(&request)).await.unwrap();
                sleep(after).await;
            }
            assert!(matches!(self.platform().connection_lost(request.attempt), Verdict::Failed(_)));
            attempts += 1;
            sleep(Duration::from_secs(1)).await;
        }
        attempts
    }

    /// Begins to deliver what somebody says, and gives the answer when there is one.
    pub(crate) async fn start_waiting(&self, phone: PhoneId, text: &str) -> JoinHandle<String> {
        let push = self.platform().say(phone, text).unwrap();
        let request = self.next_attempt(push).unwrap();
        let (address, bytes) = (self.address, self.head_and_body(&request));
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(&bytes).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer
        })
    }

    /// Delivers a push as WeChat does: it hangs up after five seconds without an answer and comes again. The answer of
    /// each attempt, if there was a byte.
    pub(crate) async fn deliver_as_wechat_does(&self, push: PushId) -> Vec<Option<String>> {
        let mut answers = Vec::new();
        while let Some(request) = self.next_attempt(push) {
            let mut stream = TcpStream::connect(self.address).await.unwrap();
            stream.write_all(&self.head_and_body(&request)).await.unwrap();
            let mut answer = String::new();
            let read = tokio::time::timeout(ATTEMPTS_APART, stream.read_to_string(&mut answer)).await;
            if read.is_err() {
                let _ = self.platform().connection_lost(request.attempt);
                answers.push((!answer.is_empty()).then_some(answer));
                continue;
            }
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            self.platform().respond(request.attempt, head[9..12].parse().unwrap(), body.as_bytes());
            answers.push(Some(body.to_owned()));
        }
        answers
    }

    fn is_open(&self, push: PushId) -> bool {
        self.platform().push(push).unwrap().state == PushState::Open
    }

    fn next_attempt(&self, push: PushId) -> Option<PushRequest> {
        let request = self.platform().poll_request()?;
        assert_eq!(request.push, push, "one push at a time");
        Some(request)
    }

    fn head_and_body(&self, request: &PushRequest) -> Vec<u8> {
        let PushRequest { query, body, .. } = request;
        let head = format!(
            "POST /wechat?{query} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    }

    async fn post(&self, request: &PushRequest) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(&self.head_and_body(request)).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer { status: head[9..12].parse().unwrap(), body: body.to_owned() }
    }

    /// How often words were shown to someone: in replies, and in what the channel took.
    pub(crate) fn times(&self, phone: PhoneId, words: &str) -> usize {
        let screen = self.platform().screen(phone).unwrap().to_vec();
        let replies = screen.iter().filter(|b| b.from == wechat_simulator::Sender::Account);
        let replied: usize = replies.map(|bubble| bubble.text.matches(words).count()).sum();
        replied + self.mailbox.times(&self.openid(phone), words)
    }
}
