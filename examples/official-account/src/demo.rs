//! Without credentials: a WeChat of our own, with an account made for this run.

use anyhow::Context as _;
use driftbottle::wechat_core::api::ApiBase;
use driftbottle::wechat_core::{AppId, AppSecret, CallbackToken, EncodingAesKey};
use driftbottle_runner::{Account, ClockKind};
use std::io::ErrorKind;
use std::net::SocketAddr;
use wechat_simulator::server::{Config, Running, Simulator, StartError};
use wechat_simulator::{Account as Simulated, Mode};

/// How many ports are tried.
const TRIES: u16 = 100;

/// The simulator and the account it simulates.
pub(crate) struct Demo {
    simulator: Running,
    account: Account,
}

impl Demo {
    /// Starts the simulator, at the next free port where this one is taken. Pushes wait until it is connected.
    pub(crate) async fn start(listen: SocketAddr) -> anyhow::Result<Self> {
        let (simulated, account) = invent()?;
        let mut address = listen;
        loop {
            let mut config = Config::new(address, simulated.clone()).for_stranger_chat();
            // The page shows it, and a script's numbers are exact up to 2^53 only.
            config.seed = u64::from(u32::from_ne_bytes(random()?));
            match Simulator::start(config).await {
                Ok(simulator) => return Ok(Self { simulator, account }),
                Err(StartError::Bind { source, .. })
                    if source.kind() == ErrorKind::AddrInUse && address.port() - listen.port() < TRIES =>
                {
                    address.set_port(address.port().checked_add(1).context("there is no free port")?);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Lets the phones talk to the bot. The simulator's time begins after everything the database knows: an earlier
    /// run may have turned it forward.
    pub(crate) fn connect(&self, callback: &str, clock: ClockKind, last_ms: i64) -> anyhow::Result<()> {
        let now_ms = self.simulator.with_platform(|platform| platform.now());
        // Pushes told that run's clock whole seconds only.
        let reached_ms = last_ms.saturating_add(1_000);
        if clock == ClockKind::Platform && reached_ms > now_ms {
            self.simulator.advance(reached_ms.abs_diff(now_ms));
        }
        Ok(self.simulator.set_callback(callback)?)
    }

    /// Where the phones are, and the API.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", crate::announce::reachable(self.simulator.addr()))
    }

    /// What the bot uses in place of WeChat's API.
    pub(crate) fn api_base(&self) -> anyhow::Result<ApiBase> {
        Ok(ApiBase::new(&self.url())?)
    }

    pub(crate) async fn stop(self) {
        self.simulator.stop().await;
    }
}

/// The account of the demonstration.
pub(crate) fn account(demo: Option<&Demo>) -> anyhow::Result<Account> {
    demo.map(|demo| demo.account.clone()).context("there is no account")
}

/// An account nobody else has: its people are not those of an earlier run, whose phones are gone.
fn invent() -> anyhow::Result<(Simulated, Account)> {
    const HEX: &[u8] = b"0123456789abcdef";
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let app_id = format!("wx{}", word::<16>(HEX)?);
    let (secret, token, key) = (word::<32>(HEX)?, word::<24>(LETTERS)?, word::<43>(LETTERS)?);
    let mut account = Account::new(
        AppId::new(app_id.as_str())?,
        AppSecret::new(secret.as_str())?,
        CallbackToken::new(token.as_str())?,
    );
    account.aes_key = Some(EncodingAesKey::new(&key)?);
    let simulated = Simulated::new(app_id, secret, token).with_encryption(Mode::Secure, key);
    Ok((simulated, account))
}

/// A random word of some letters.
fn word<const N: usize>(letters: &[u8]) -> anyhow::Result<String> {
    let chosen = random::<N>()?.into_iter().filter_map(|byte| letters.get(usize::from(byte) % letters.len()));
    Ok(chosen.map(|letter| char::from(*letter)).collect())
}

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("the system gives no random bytes")?;
    Ok(bytes)
}
