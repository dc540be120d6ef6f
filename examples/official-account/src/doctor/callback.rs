//! The callback address: asked as the console asks when the server configuration is saved.

use super::Patient;
use super::line::{CONSOLE, Line, State, words};
use driftbottle_runner::Account;
use driftbottle_wechat_client::{Transport as _, TransportError};
use std::time::{SystemTime, UNIX_EPOCH};
use wechat_simulator::{Account as Signer, Platform, VerifyRequest};

const ID: &str = "callback";

pub(super) async fn check(patient: &Patient, account: Option<&Account>) -> Vec<Line> {
    let Some(url) = &patient.callback else {
        return vec![Line::unknown(
            ID,
            words("没有检查回调网址", "the callback address was not checked"),
            words(
                "加上 --callback-url https://你的域名/wechat，并先把机器人启动起来",
                "add --callback-url https://your.host/wechat, with the bot running",
            ),
        )];
    };
    let mut lines = shape(url);
    match account {
        Some(account) => lines.push(prove(patient, account, url).await),
        None => lines.push(Line::new(
            ID,
            State::Unknown,
            words(
                "凭据不全，没法给验证请求签名",
                "the credentials are not complete: the request cannot be signed",
            ),
        )),
    }
    lines
}

/// What WeChat would not even try.
fn shape(url: &str) -> Vec<Line> {
    const ID: &str = "callback.address";
    let Ok(uri) = url.parse::<http::Uri>() else { return Vec::new() };
    let host = uri.host().unwrap_or_default();
    let here = host == "localhost" || host.starts_with("127.") || host == "[::1]";
    let port = uri.port_u16();
    if here {
        return vec![Line::remark(
            ID,
            words(
                "这是本机的地址，微信访问不到",
                "this is an address of this machine: WeChat cannot reach it",
            ),
            words(
                "在后台填公网的网址：反向代理或内网穿透后面的 https://…/wechat",
                "enter the public one in the console: https://…/wechat behind a reverse proxy or tunnel",
            ),
        )];
    }
    if port.is_some_and(|port| port != 80 && port != 443) {
        return vec![Line::problem(
            ID,
            words("微信只访问 80 和 443 端口", "WeChat calls ports 80 and 443 only"),
            words(
                "在前面放一个反向代理，见 docs/deploy.zh-CN.md",
                "put a reverse proxy in front, see docs/deploy.md",
            ),
        )];
    }
    Vec::new()
}

/// The signed GET, and the same with a signature of another token.
async fn prove(patient: &Patient, account: &Account, url: &str) -> Line {
    let (right, wrong) = (signed(account, account.token.expose()), signed(account, "anotherToken1"));
    let (Some(right), Some(wrong)) = (right, wrong) else {
        return Line::new(ID, State::Unknown, words("验证请求签不了名", "the request could not be signed"));
    };
    let answer = ask(patient, url, &right).await;
    match answer {
        Err(problem) => Line::problem(
            ID,
            words(
                format!("回调网址没有回答：{problem}"),
                format!("the callback address does not answer: {problem}"),
            ),
            words(
                "机器人在运行吗？网址里有 /wechat 吗？反向代理和防火墙放行了吗？",
                "is the bot running? does the address end in /wechat? do proxy and firewall let it through?",
            ),
        ),
        Ok((status, body)) => match right.judge(status, &body) {
            Err(problem) => Line::problem(
                ID,
                words(
                    format!("网址验证不通过（HTTP {status}）：后台会说「{problem}」"),
                    format!(
                        "the address does not prove itself (HTTP {status}): the console will say 「{problem}」"
                    ),
                ),
                words(
                    format!(
                        "机器人的 WECHAT_TOKEN、这里的、{CONSOLE} 消息推送里的 Token 要一样；代理不能改动查询串和响应体"
                    ),
                    format!(
                        "WECHAT_TOKEN of the bot, the one here and the token in the message push of {CONSOLE} must be the same; a proxy must change neither query nor body"
                    ),
                ),
            ),
            Ok(()) => match ask(patient, url, &wrong).await {
                Ok((status, body)) if wrong.accepts(status, &body) => Line::problem(
                    ID,
                    words(
                        "签名不对它也通过了：那不是这个机器人",
                        "it accepts a wrong signature too: that is not this bot",
                    ),
                    words("检查网址指向哪里", "see where the address leads"),
                ),
                _ => Line::ok(ID, words("回调网址通过了验证", "the callback address proves itself")),
            },
        },
    }
}

/// The console's request with that token.
fn signed(account: &Account, token: &str) -> Option<VerifyRequest> {
    let signer = Signer::new(account.app_id.as_str(), "unused", token);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let now_ms = i64::try_from(now.as_millis()).ok()?;
    Some(Platform::new(signer, now_ms, now_ms.unsigned_abs()).ok()?.verify_request())
}

/// Makes the request; what went wrong names no query.
async fn ask(patient: &Patient, url: &str, request: &VerifyRequest) -> Result<(u16, Vec<u8>), String> {
    let separator = if url.contains('?') { '&' } else { '?' };
    let get = http::Request::get(format!("{url}{separator}{}", request.query)).body(Vec::new());
    let get = get.map_err(|_| "not a URL".to_owned())?;
    match patient.transport.send(get).await {
        Ok(answer) => Ok((answer.status().as_u16(), answer.into_body())),
        Err(TransportError::NotSent(_)) => Err("connection refused, or no such host".to_owned()),
        Err(_) => Err("no answer within 5 s".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_wechat_does_not_call_are_told() {
        let state = |url| shape(url).first().map(|line| line.state);
        assert_eq!(state("https://bot.example.com/wechat"), None);
        assert_eq!(state("http://bot.example.com:80/wechat"), None);
        assert_eq!(state("https://bot.example.com:8443/wechat"), Some(State::Problem));
        assert_eq!(state("http://127.0.0.1:8080/wechat"), Some(State::Remark));
    }
}
