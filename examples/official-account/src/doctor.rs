//! `official-account doctor`: why an account does not work, and what to do about it.
//!
//! It asks WeChat only what changes nothing: a token, what the account may do
//! ([`probe`](driftbottle_runner::probe)), the quota; and the callback address the signed GET of the console.

mod callback;
mod clock;
mod credentials;
mod line;
mod permissions;
mod print;
mod token;

use crate::credentials::Credentials;
use crate::file::File;
use crate::options::{Doctor, Options};
use anyhow::Context as _;
use driftbottle::wechat_core::api::ApiBase;
use driftbottle_runner::{Account, AccountKind};
use driftbottle_wechat_client::{ApiClient, ReqwestTransport};
use line::{Line, State};
use std::process::ExitCode;
use std::time::Duration;

/// What is examined.
struct Patient {
    credentials: Credentials,
    /// What the configuration says it is.
    kind: AccountKind,
    base: ApiBase,
    callback: Option<String>,
    transport: ReqwestTransport,
}

/// Examines the account that flags, environment and file name. 0: all well; 1: something is to be done.
///
/// # Errors
/// A configuration that cannot be read.
pub(crate) async fn run(
    options: Options,
    doctor: &Doctor,
    environment: &Credentials,
) -> anyhow::Result<ExitCode> {
    let file = options.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
    let base = options.api_base.filter(|base| !base.is_empty()).or(file.account.api_base.clone());
    let base = base.map(|base| ApiBase::new(&base)).transpose().context("the API's address")?;
    let patient = Patient {
        credentials: environment.clone().or(file.credentials()),
        kind: options.account.or(file.account.kind).unwrap_or_default(),
        base: base.unwrap_or_else(ApiBase::official),
        callback: doctor.callback_url.clone(),
        transport: ReqwestTransport::builder().total_timeout(Duration::from_secs(6)).build()?,
    };
    let lines = examine(&patient).await;
    print::say(&lines, doctor)?;
    let bad = lines.iter().any(|line| line.state == State::Problem);
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn examine(patient: &Patient) -> Vec<Line> {
    let mut lines = credentials::check(&patient.credentials);
    lines.push(clock::check(&patient.transport, &patient.base).await);
    let account = patient.credentials.clone().account().ok().flatten();
    match &account {
        None => lines.push(token::unasked()),
        Some(account) => match client(patient, account) {
            Ok(client) => {
                let token = token::check(&client).await;
                let may_ask = token.state == State::Ok;
                lines.push(token);
                if may_ask {
                    lines.extend(permissions::check(&client, patient.kind).await);
                }
            }
            Err(error) => lines.push(token::no_client(&error)),
        },
    }
    lines.extend(callback::check(patient, account.as_ref()).await);
    lines
}

fn client(patient: &Patient, account: &Account) -> Result<ApiClient, driftbottle_wechat_client::SetupError> {
    ApiClient::builder(account.app_id.clone(), account.secret.clone())
        .base(patient.base.clone())
        .transport(patient.transport.clone())
        .build()
}
