//! A stranger chat in an official account.
//!
//! ```text
//! cargo run -p official-account
//! ```
//!
//! Without credentials it brings its own WeChat: open the address it prints, two phones are in there.
//!
//! ```text
//! 小明: 找人                        小红: 找人
//! ◈ 正在找，找到就叫你。             ◈ 遇到了 小鹿。打个招呼吧。
//! ◈ 遇到了 山雀。打个招呼吧。
//! 小明: 你好                        小鹿：你好
//! ```
//!
//! With `WECHAT_APP_ID`, `WECHAT_APP_SECRET`, `WECHAT_TOKEN` and `WECHAT_AES_KEY` the same program serves the real
//! platform; `official-account doctor` says why an account does not work. `--help` lists the rest.

mod announce;
mod credentials;
mod demo;
mod doctor;
mod file;
mod options;
mod plan;
mod signals;
mod texts;

use anyhow::Context as _;
use clap::Parser as _;
use demo::Demo;
use driftbottle_runner::{Config, Runner, Summary, listen_near};
use driftbottle_sqlite::SqliteStore;
use options::{Command, Options};
use plan::Plan;
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(Command::Doctor(doctor)) = options.command.clone() {
        return diagnose(options, &doctor);
    }
    let plan = match Plan::new(options, &credentials::from_environment()) {
        Ok(plan) => plan,
        Err(error) => return failed(&error, 2),
    };
    announce::start_logging(&plan);
    let runtime = tokio::runtime::Runtime::new().context("the runtime cannot be started");
    match runtime.and_then(|runtime| runtime.block_on(run(&plan))) {
        Ok(summary) => {
            announce::stopped(&plan, &summary);
            ExitCode::SUCCESS
        }
        Err(error) => failed(&error, 1),
    }
}

fn diagnose(options: Options, doctor: &options::Doctor) -> ExitCode {
    let environment = credentials::from_environment();
    let runtime = tokio::runtime::Runtime::new().context("the runtime cannot be started");
    let done = runtime.and_then(|runtime| runtime.block_on(doctor::run(options, doctor, &environment)));
    done.unwrap_or_else(|error| failed(&error, 2))
}

fn failed(error: &anyhow::Error, code: u8) -> ExitCode {
    eprintln!("official-account: {error:#}");
    ExitCode::from(code)
}

async fn run(plan: &Plan) -> anyhow::Result<Summary> {
    let stop = signals::stop()?;
    let store = SqliteStore::open(&plan.database.0, plan.store_options())
        .with_context(|| format!("the database {}", plan.database))?;
    let demo = match &plan.account {
        Some(_) => None,
        None => Some(Demo::start(plan.simulator_listen).await?),
    };
    let listener = listen_near(plan.listen).await?;
    let account = plan.account.clone().map_or_else(|| demo::account(demo.as_ref()), Ok)?;
    let mut config = Config::new(account, Arc::new(store), listener);
    plan.apply(&mut config)?;
    if let Some(demo) = &demo {
        config.api_base = demo.api_base()?;
    }
    let bot = Runner::open(config).await?;
    let callback = announce::callback(bot.address()?);
    if let Some(demo) = &demo {
        demo.connect(&callback, plan.clock(), bot.start().last_ms)?;
    }
    announce::ready(plan, bot.address()?, demo.as_ref(), &bot.start());
    let summary = bot.run(stop).await?;
    if let Some(demo) = demo {
        demo.stop().await;
    }
    Ok(summary)
}
