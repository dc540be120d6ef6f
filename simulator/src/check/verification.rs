//! Proving the address: the signed GET.

use super::Check;
use super::forge::with_wrong;
use super::report::{Outcome, Words, words};
use super::scene::{Reply, Scene, TIMED_OUT};

const LINK: &str = "https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html";

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "verify.echo",
        title: words("网址验证：原样返回 echostr", "URL verification: the echostr comes back"),
        rule: words(
            "后台保存服务器配置时，微信发一个签名正确的 GET，响应体必须正好是 echostr：没有引号、换行、BOM",
            "when the configuration is saved WeChat makes a signed GET; the body must be the echostr and nothing else: no quotes, no newline, no BOM",
        ),
        link: LINK,
        run: |scene| Box::pin(echo(scene)),
    },
    Check {
        id: "verify.wrong-signature",
        title: words(
            "网址验证：签名不对就不返回 echostr",
            "URL verification: no echostr for a wrong signature",
        ),
        rule: words(
            "签名不对的 GET 不是微信发的，应当拒绝（例如 403）",
            "a GET with a wrong signature is not WeChat's: refuse it, with 403 for example",
        ),
        link: LINK,
        run: |scene| Box::pin(wrong(scene)),
    },
    Check {
        id: "verify.no-parameters",
        title: words("网址验证：没有参数也不出错", "URL verification: no parameters, no crash"),
        rule: words(
            "任何人都能访问这个网址；缺参数时应当答 4xx，而不是 5xx",
            "anybody may open the address; without parameters the answer is 4xx, not 5xx",
        ),
        link: LINK,
        run: |scene| Box::pin(bare(scene)),
    },
];

async fn echo(scene: &mut Scene) -> Outcome {
    let (query, echostr) = with_echostr(scene);
    match scene.get(&query).await {
        Reply::TimedOut => Outcome::Fail(TIMED_OUT),
        Reply::Broken => Outcome::Fail(words("连不上", "no connection")),
        Reply::Http { status, .. } if status != 200 => Outcome::Fail(Words::found(
            format!("HTTP 状态码 {status}：Token 与机器人的一致吗？"),
            format!("HTTP status {status}: is the token the bot's?"),
        )),
        Reply::Http { body, .. } if body != echostr.as_bytes() => {
            let near = String::from_utf8_lossy(&body).contains(&echostr);
            Outcome::Fail(if near {
                words("echostr 前后还有别的字符", "there is something before or after the echostr")
            } else {
                words(
                    "返回的不是 echostr（后台会说 token验证失败）",
                    "the answer is not the echostr (the console says token验证失败)",
                )
            })
        }
        Reply::Http { .. } => Outcome::Pass,
    }
}

async fn wrong(scene: &mut Scene) -> Outcome {
    let (query, echostr) = with_echostr(scene);
    match scene.get(&with_wrong(&query, "signature")).await {
        Reply::Http { status: 200, body } if body == echostr.as_bytes() => Outcome::Fail(words(
            "签名不对也返回了 echostr：任何人都能冒充微信",
            "the echostr came back for a wrong signature: anybody can pose as WeChat",
        )),
        Reply::Http { status: 200..=299, .. } => Outcome::Remark(words(
            "没有返回 echostr，但状态码是 2xx；用 403 更清楚",
            "no echostr, but a status of 2xx; 403 would be clearer",
        )),
        Reply::Http { status: 500.., .. } => Outcome::Fail(words(
            "状态码 5xx：出错了，而不是拒绝",
            "a status of 5xx: an error instead of a refusal",
        )),
        _ => Outcome::Pass,
    }
}

async fn bare(scene: &mut Scene) -> Outcome {
    match scene.get("").await {
        Reply::Http { status: 500.., .. } => Outcome::Fail(words("状态码 5xx", "a status of 5xx")),
        Reply::TimedOut => Outcome::Fail(TIMED_OUT),
        Reply::Broken => {
            Outcome::Fail(words("连接断了：程序出错了", "the connection broke: an error in the program"))
        }
        Reply::Http { .. } => Outcome::Pass,
    }
}

fn with_echostr(scene: &mut Scene) -> (String, String) {
    let echostr = scene.forge.digits();
    let signed = scene.forge.signed(scene.now(), "");
    let query = signed.replace("&openid=", "");
    (format!("{query}&echostr={echostr}"), echostr)
}
