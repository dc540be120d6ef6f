//! `check`: an examination, a report, an exit code.

use crate::options::Check;
use crate::report;
use crate::serve::{reachable, say};
use anyhow::Context as _;
use std::process::ExitCode;
use std::time::Duration;
use wechat_simulator::check::Examination;

pub(crate) async fn check(options: Check) -> anyhow::Result<ExitCode> {
    let Check { callback, account, listen, say: lines, turn_clock, quiet_ms, only, strict, json, lang } =
        options;
    let examination = Examination::prepare(account.account()?, listen)
        .await
        .context("--listen, where the bot's API is meanwhile")?
        .saying_first(lines)
        .turning_the_clock(turn_clock)
        .quiet_for(Duration::from_millis(quiet_ms))
        .only(only);
    if !json {
        let api = examination.api_base();
        let api = api
            .strip_prefix("http://")
            .and_then(|at| at.parse().ok())
            .map_or(api.clone(), |at| format!("http://{}", reachable(at)));
        eprintln!("{}", report::beginning(lang, &callback, &api));
    }
    let report = examination.run(&callback).await?;
    anyhow::ensure!(!report.findings.is_empty(), "--only: no check has such an id");
    if json {
        say(&serde_json::to_string_pretty(&report)?);
    } else {
        say(&report::table(&report, lang));
    }
    let bad = report.failures().count() + if strict { report.remarks().count() } else { 0 };
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
