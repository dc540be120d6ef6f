//! A platform, two people on it, and the program that serves them with real credentials.

use super::program::{self, Program};
use super::proxy::Proxy;
use super::until;
use std::net::SocketAddr;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};
use wechat_simulator::server::{Config, Running, Simulator};
use wechat_simulator::{Account, Bubble, Mode, PhoneId, PushId, PushState, Sender};

pub(crate) const KEY: &str = "driftbottleDRIFTBOTTLE0123456789driftbottlE";

/// Numbers for people who type faster than people do, and do not want to wait for lines to be gathered.
pub(crate) const SETTINGS: &str = "[settings]\nlines_per_minute = 1000000\nlines_at_once = 1000000\n\
                                   gather_ms = 50\ngather_last_ms = 50\n";

pub(crate) struct World {
    pub(crate) simulator: Running,
    pub(crate) proxy: Proxy,
    /// Where the program listens.
    pub(crate) bot: SocketAddr,
    pub(crate) directory: TempDir,
    pub(crate) program: Option<Program>,
    account: Account,
    log: &'static str,
}

impl World {
    /// A platform with an account in that mode, and the program serving it.
    pub(crate) async fn start(mode: Mode) -> Self {
        Self::start_logging(mode, "info").await
    }

    /// The same with that much in the log.
    pub(crate) async fn start_logging(mode: Mode, log: &'static str) -> Self {
        let account = match mode {
            Mode::Plain => Account::example(),
            mode => Account::example().with_encryption(mode, KEY),
        };
        let mut config = Config::new(([127, 0, 0, 1], 0).into(), account.clone());
        config.phones.clear();
        let simulator = Simulator::start(config).await.unwrap();
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("settings.toml"), SETTINGS).unwrap();
        let proxy = Proxy::start().await;
        let bot = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut world = Self { simulator, proxy, bot, directory, program: None, account, log };
        world.start_program();
        world.simulator.set_callback(world.proxy.url()).unwrap();
        until("the callback is verified", Duration::from_secs(10), || world.simulator.is_verified()).await;
        world
    }

    /// Starts the program on the same database.
    pub(crate) fn start_program(&mut self) {
        let mut command = program::command(self.directory.path());
        command
            .env("WECHAT_APP_ID", &self.account.app_id)
            .env("WECHAT_APP_SECRET", &self.account.app_secret)
            .env("WECHAT_TOKEN", &self.account.token)
            .env("WECHAT_API_BASE", self.simulator.api_base())
            .env("RUST_LOG", self.log)
            .args(["--clock", "platform", "--config", "settings.toml"]);
        if let Some(key) = &self.account.aes_key {
            command.env("WECHAT_AES_KEY", key);
        }
        let (program, ready) = Program::ready(&mut command);
        assert_eq!(ready["simulator"], serde_json::Value::Null);
        assert_eq!(ready["clock"], "platform");
        let address: SocketAddr =
            ready["listen"].as_str().unwrap().strip_prefix("http://").unwrap().parse().unwrap();
        self.bot = address;
        self.proxy.set_bot(address);
        self.program = Some(program);
    }

    /// SIGKILL.
    pub(crate) fn kill_program(&mut self) {
        self.program.take().unwrap().kill();
    }

    /// Adds someone who follows, and waits until they were welcomed.
    pub(crate) async fn person(&mut self, name: &str) -> PhoneId {
        let phone = self.simulator.with_platform(|platform| {
            let phone = platform.add_phone(name);
            platform.follow(phone).unwrap();
            phone
        });
        self.shown(phone, "找人").await;
        phone
    }

    /// Two people who have met.
    pub(crate) async fn pair(&mut self) -> (PhoneId, PhoneId) {
        let (one, other) = (self.person("小明").await, self.person("小红").await);
        self.say(one, "找人");
        self.shown(one, "正在找").await;
        self.say(other, "找人");
        self.shown(one, "遇到了").await;
        self.shown(other, "遇到了").await;
        (one, other)
    }

    pub(crate) fn say(&self, phone: PhoneId, text: &str) -> PushId {
        self.simulator.with_platform(|platform| platform.say(phone, text).unwrap())
    }

    /// What the account and the platform have shown someone.
    pub(crate) fn screen(&self, phone: PhoneId) -> Vec<Bubble> {
        let bubbles = self.simulator.with_platform(|platform| platform.screen(phone).unwrap().to_vec());
        bubbles.into_iter().filter(|bubble| bubble.from != Sender::Me).collect()
    }

    /// How often words were shown to someone.
    pub(crate) fn times(&self, phone: PhoneId, words: &str) -> usize {
        self.screen(phone).iter().map(|bubble| bubble.text.matches(words).count()).sum()
    }

    /// Waits until someone has seen words.
    pub(crate) async fn shown(&self, phone: PhoneId, words: &str) {
        until(words, Duration::from_secs(25), || self.times(phone, words) > 0).await;
    }

    pub(crate) fn state(&self, push: PushId) -> PushState {
        self.simulator.with_platform(|platform| platform.push(push).unwrap().state)
    }

    /// Waits until a push is answered or has failed.
    pub(crate) async fn over(&self, push: PushId) -> PushState {
        until("the push is over", Duration::from_secs(25), || self.state(push) != PushState::Open).await;
        self.state(push)
    }

    /// Lets someone say lines until the platform's rules keep some of them back; says how many were said.
    pub(crate) async fn say_until_held(&self, from: PhoneId) -> usize {
        // The partner's last reply stays an offer for six seconds; until then nobody knows what will be held.
        for said in 1..40 {
            self.say(from, &format!("第{said}句"));
            sleep(Duration::from_millis(250)).await;
            if self.times(from, "替你收着") > 0 {
                return said;
            }
        }
        panic!("nothing was held");
    }

    /// Waits until someone has seen so many numbered lines, each once. They go on with a word now and then: a backlog
    /// is not sent all at once.
    pub(crate) async fn all_shown_once(&self, to: PhoneId, lines: usize) {
        let each = || (1..=lines).map(|n| self.times(to, &format!("第{n}句"))).collect::<Vec<_>>();
        let end = Instant::now() + Duration::from_secs(60);
        let mut patience = 0;
        while each().contains(&0) {
            assert!(Instant::now() < end, "not every line was shown: {:?}", each());
            sleep(Duration::from_millis(100)).await;
            patience += 1;
            if patience % 80 == 0 {
                self.say(to, "还有吗");
            }
        }
        assert_eq!(each(), vec![1; lines]);
    }

    /// How many pushes the platform has refused.
    pub(crate) fn refusals(&self) -> usize {
        self.simulator.with_platform(|platform| platform.refusals().len())
    }
}
