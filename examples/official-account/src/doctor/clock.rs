//! The clock: the time of the API's answers against this machine's.

use super::line::{Line, State, words};
use driftbottle::wechat_core::api::ApiBase;
use driftbottle_wechat_client::{Transport as _, TransportError};
use std::error::Error;
use std::time::{Duration, SystemTime};

const ID: &str = "clock";
/// Pushes in plain mode from further away count as replays.
const REFUSED: Duration = Duration::from_secs(300);
const ODD: Duration = Duration::from_secs(30);

pub(super) async fn check(transport: &driftbottle_wechat_client::ReqwestTransport, base: &ApiBase) -> Line {
    let Ok(request) = http::Request::get(format!("{}/", base.as_str())).body(Vec::new()) else {
        return Line::new(ID, State::Unknown, words("接口地址不能用", "the API's address is not usable"));
    };
    let answer = match transport.send(request).await {
        Ok(answer) => answer,
        Err(error) => return unreachable(base, &error),
    };
    let date = answer.headers().get("date").and_then(|date| date.to_str().ok());
    match date.and_then(|date| httpdate::parse_http_date(date).ok()) {
        Some(theirs) => judge(theirs, SystemTime::now()),
        None => {
            Line::new(ID, State::Unknown, words("接口没有说现在几点", "the API does not say what time it is"))
        }
    }
}

fn judge(theirs: SystemTime, ours: SystemTime) -> Line {
    let (apart, slow) = match ours.duration_since(theirs) {
        Ok(ahead) => (ahead, false),
        Err(behind) => (behind.duration(), true),
    };
    let seconds = apart.as_secs();
    if apart < ODD {
        return Line::ok(ID, words("时钟是准的", "the clock is right"));
    }
    let direction = if slow { ("慢", "behind") } else { ("快", "ahead") };
    let found = words(
        format!("这台机器的时钟比微信{} {seconds} 秒", direction.0),
        format!("this machine's clock is {seconds} s {} of WeChat's", direction.1),
    );
    let action = words(
        "打开时间同步（timedatectl set-ntp true），否则推送会被当成重放，发送窗口也会算错",
        "switch on time synchronisation (timedatectl set-ntp true); otherwise pushes count as replays and send windows are wrong",
    );
    if apart < REFUSED { Line::remark(ID, found, action) } else { Line::problem(ID, found, action) }
}

fn unreachable(base: &ApiBase, error: &TransportError) -> Line {
    let why = error.source().map(ToString::to_string).unwrap_or_default();
    Line::problem(
        "network",
        words(
            format!("连不上 {}：{why}", base.as_str()),
            format!("{} cannot be reached: {why}", base.as_str()),
        ),
        words(
            "这台机器要能访问外网的 443 端口；检查 DNS、防火墙和 HTTPS_PROXY",
            "this machine must reach port 443 of the internet; check DNS, the firewall and HTTPS_PROXY",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_wrong_is_told_by_how_much() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let state = |seconds| judge(now, now + Duration::from_secs(seconds)).state;
        assert_eq!([state(0), state(60), state(301)], [State::Ok, State::Remark, State::Problem]);
        let behind = judge(now + Duration::from_secs(400), now);
        assert!(behind.state == State::Problem && behind.found.en.contains("400 s behind"));
    }
}
