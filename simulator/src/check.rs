//! An examination of any bot, in any language (feature `check`): is what WeChat demands of it done?
//!
//! The bot is asked from outside only: through its callback address, and through the API that it calls. What it
//! says is its own business; what is judged is that it proves its address, refuses what is forged, answers in
//! time, does a repeated push once, survives hostile bodies, and sends only what WeChat lets through.
//!
//! ```no_run
//! use wechat_simulator::Account;
//! use wechat_simulator::check::Examination;
//!
//! # async fn run() -> Result<(), wechat_simulator::check::CheckError> {
//! let examination = Examination::prepare(Account::example(), ([127, 0, 0, 1], 8000).into()).await?;
//! println!("start the bot with the API at {}", examination.api_base());
//! let report = examination.run("http://127.0.0.1:8080/wechat").await?;
//! for finding in report.failures() {
//!     println!("{}: {}", finding.id, finding.rule.en);
//! }
//! # Ok(()) }
//! ```
//!
//! # What it does not see
//! A push that is refused silently (`success` to everything) looks like one that is accepted and has no effect;
//! where that matters the finding is a [`Outcome::Remark`]. A bot that never calls the API leaves everything
//! about sending [`Outcome::NotObserved`].

mod content;
mod envelope;
mod error;
mod forge;
mod hostile;
mod judge;
mod modes;
mod report;
mod retries;
mod scene;
mod sends;
mod signature;
mod time;
mod tokens;
mod verification;

pub use error::CheckError;
pub use report::{Finding, Outcome, Report, Words};

use crate::Account;
use crate::server::Config;
use crate::testing::Simulation;
use report::words;
use scene::{Scene, Wishes};
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

/// How long nothing must happen, unless set.
const QUIET: Duration = Duration::from_millis(1_200);

/// One check under way.
type Examining<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// One check: what is asked, by which rule, and how.
struct Check {
    /// Group and name, `retries.message`: stable, for scripts.
    id: &'static str,
    title: Words,
    /// What a bot must do, and why.
    rule: Words,
    /// Where that is written.
    link: &'static str,
    run: for<'a> fn(&'a mut Scene) -> Examining<'a>,
}

/// Every table, in the order in which they are gone through. Sends come late, for they are counted over
/// everything before; the tokens last, for the last check of theirs takes the token away.
const TABLES: [&[Check]; 10] = [
    verification::CHECKS,
    signature::CHECKS,
    modes::CHECKS,
    retries::CHECKS,
    content::CHECKS,
    hostile::CHECKS,
    envelope::CHECKS,
    time::CHECKS,
    sends::CHECKS,
    tokens::CHECKS,
];

/// A platform that waits for the bot.
#[derive(Debug)]
pub struct Examination {
    simulation: Simulation,
    account: Account,
    only: Vec<String>,
    say: Vec<String>,
    turn_clock: bool,
    quiet: Duration,
}

impl Examination {
    /// Starts the platform with the bot's account: its mode and format are those that must work, others earn
    /// remarks. Port 0 takes a free one.
    ///
    /// # Errors
    /// [`CheckError::Start`]; [`CheckError::CloudHosting`], where nothing is signed and nothing can be forged.
    pub async fn prepare(account: Account, listen: SocketAddr) -> Result<Self, CheckError> {
        if account.mode == crate::Mode::CloudHosting {
            return Err(CheckError::CloudHosting);
        }
        let mut config = Config::new(listen, account.clone());
        config.phones.clear();
        let simulation = Simulation::start_configured(config).await?;
        Ok(Self { simulation, account, only: Vec::new(), say: Vec::new(), turn_clock: false, quiet: QUIET })
    }

    /// Where the bot's API is meanwhile, in place of `https://api.weixin.qq.com`.
    #[must_use]
    pub fn api_base(&self) -> String {
        self.simulation.api_base()
    }

    /// Only checks whose id begins with one of these; all when there is none.
    #[must_use]
    pub fn only(mut self, ids: Vec<String>) -> Self {
        self.only = ids;
        self
    }

    /// What two people say one after the other before one of them goes on and the other falls silent: a bot that
    /// introduces people needs to be asked to.
    #[must_use]
    pub fn saying_first(mut self, lines: Vec<String>) -> Self {
        self.say = lines;
        self
    }

    /// Turns the clock by two days too. Only for a bot whose time is the `CreateTime` of pushes: another one cannot
    /// know that a grant has ended.
    #[must_use]
    pub fn turning_the_clock(mut self, turn: bool) -> Self {
        self.turn_clock = turn;
        self
    }

    /// How long nothing must happen before nothing more is expected of a push. Default: 1.2 s. Longer for a bot that
    /// thinks before it sends.
    #[must_use]
    pub fn quiet_for(mut self, quiet: Duration) -> Self {
        self.quiet = quiet;
        self
    }

    /// Examines the bot: a minute or two, longer when it does not answer.
    ///
    /// # Errors
    /// [`CheckError::Unreachable`] when nothing answers at the address.
    pub async fn run(self, callback: &str) -> Result<Report, CheckError> {
        let Self { simulation, account, only, say, turn_clock, quiet } = self;
        let mut scene = Scene::new(simulation, account, callback, Wishes { say, turn_clock, quiet })?;
        scene.reach().await?;
        let proved = scene.connect().await;
        let chosen =
            |check: &&Check| only.is_empty() || only.iter().any(|id| check.id.starts_with(id.as_str()));
        let mut findings = Vec::new();
        for check in TABLES.into_iter().flatten().filter(chosen) {
            let outcome = if proved || check.id.starts_with("verify.") {
                (check.run)(&mut scene).await
            } else {
                Outcome::NotObserved(UNPROVED)
            };
            let (title, rule) = (check.title.clone(), check.rule.clone());
            findings.push(Finding { id: check.id, title, rule, link: check.link, outcome });
        }
        Ok(Report { findings })
    }
}

const UNPROVED: Words = words(
    "网址没有通过验证，微信不会往那里推送",
    "the address did not prove itself, so WeChat pushes nothing there",
);

#[cfg(test)]
mod tests {
    use super::TABLES;
    use std::collections::BTreeSet;

    #[test]
    fn every_check_is_named_once_and_says_why() {
        let mut ids = BTreeSet::new();
        for check in TABLES.into_iter().flatten() {
            assert!(ids.insert(check.id), "{}", check.id);
            assert!(check.id.contains('.') && check.link.starts_with("https://"), "{}", check.id);
            for text in [&check.title, &check.rule] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", check.id);
            }
        }
        assert!(ids.len() > 50, "{}", ids.len());
    }
}
