//! The access token: the first thing that fails, and with the most reasons.

use super::line::{CONSOLE, Line, State, Words, words};
use driftbottle::wechat_core::api::ApiError;
use driftbottle::wechat_core::token_keeper::FetchFailure;
use driftbottle_wechat_client::{ApiClient, CallError, SetupError};
use std::error::Error;

const ID: &str = "token";

pub(super) async fn check(client: &ApiClient) -> Line {
    match client.warm_up().await {
        Ok(()) => Line::ok(ID, words("取到了 access token", "there is an access token")),
        Err(CallError::Token { failure: FetchFailure::Api(error), .. }) => refused(&error),
        Err(error) => Line::problem(ID, reason(&error), words("见上面的 network", "see network above")),
    }
}

/// There are no credentials to ask with.
pub(super) fn unasked() -> Line {
    Line::new(
        ID,
        State::Unknown,
        words("凭据不全，没有去取 token", "the credentials are not complete: no token was asked for"),
    )
}

pub(super) fn no_client(error: &SetupError) -> Line {
    Line::problem(
        ID,
        reason(error),
        words("检查系统的根证书（ca-certificates）", "check the system's TLS roots (ca-certificates)"),
    )
}

fn reason(error: &dyn Error) -> Words {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    words(format!("取不到 token：{error}{cause}"), format!("no token: {error}{cause}"))
}

fn refused(error: &ApiError) -> Line {
    let code = error.code().map_or(0, |code| code.0);
    let found =
        |zh: &str, en: &str| words(format!("取不到 token，{code}：{zh}"), format!("no token, {code}: {en}"));
    let (found, action) = match code {
        40164 | 61004 | 45035 => {
            let ip = error.caller_ip().map_or_else(|| "?".to_owned(), |ip| ip.to_string());
            (
                found("这台机器的 IP 不在白名单里", "this machine's address is not in the whitelist"),
                words(
                    format!("把这个 IP 加进 {CONSOLE} 的 API IP 白名单：{ip}"),
                    format!("add this address to the API IP whitelist on {CONSOLE}: {ip}"),
                ),
            )
        }
        40125 | 40001 => (
            found("AppSecret 不对", "the AppSecret is wrong"),
            words(
                format!("在 {CONSOLE} 重置 AppSecret 再填；AppID 和 AppSecret 要是同一个账号的"),
                format!(
                    "reset the AppSecret on {CONSOLE} and set it; AppID and AppSecret must be of one account"
                ),
            ),
        ),
        40013 => (
            found("没有这个 AppID", "there is no such AppID"),
            words(format!("从 {CONSOLE} 重新复制 AppID"), format!("copy the AppID from {CONSOLE} again")),
        ),
        40243 => (
            found("AppSecret 被冻结了", "the AppSecret is frozen"),
            words(
                format!("在 {CONSOLE} 解冻，十分钟后生效"),
                format!("unfreeze it on {CONSOLE}; it takes ten minutes"),
            ),
        ),
        89503 | 89506 | 89507 => (
            found("要管理员确认", "an administrator must confirm"),
            words("请管理员在微信里确认这次调用", "let an administrator confirm the call in WeChat"),
        ),
        45009 | 45011 => (
            found("取得太频繁，额度用完了", "too many fetches: the quota is used up"),
            words(
                "等到北京时间零点，或调用 clear_quota（每月 10 次）；别让几个进程都去取 /cgi-bin/token",
                "wait for midnight in Shanghai, or call clear_quota (ten a month); do not let several processes fetch /cgi-bin/token",
            ),
        ),
        50002 | 50007 => (
            found("账号被限制或冻结", "the account is limited or frozen"),
            words(format!("看 {CONSOLE} 的站内通知"), format!("see the notices on {CONSOLE}")),
        ),
        _ => {
            let advice = error.advice().unwrap_or_else(|| error.to_string());
            (
                words(format!("取不到 token：{error}"), format!("no token: {error}")),
                words(
                    format!("{advice}；错误码见官方的全局返回码"),
                    format!("{advice}; see the official list of return codes"),
                ),
            )
        }
    };
    Line::problem(ID, found, action)
}
