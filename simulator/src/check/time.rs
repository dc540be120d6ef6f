//! Five seconds.

use super::Check;
use super::report::{Outcome, Words, words};
use super::scene::Scene;
use crate::{Failure, PushState, Verdict};
use futures_util::future::join_all;

const LINK: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html";
/// People who write at the same moment.
const CROWD: usize = 12;
/// From here on a busy day may bring it over five seconds.
const SLOW_MS: i64 = 3_000;

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "time.crowd",
        title: words(
            "十二个人同时说话，都在 5 秒内答上",
            "twelve people speak at once and are answered within 5 s",
        ),
        rule: words(
            "别让一个人的处理挡住其他人；慢的事情先答 success，做完再用客服消息发",
            "one person's work must not hold up others; answer success first and send the result later",
        ),
        link: LINK,
        run: |scene| Box::pin(crowd(scene)),
    },
    Check {
        id: "time.five-seconds",
        title: words(
            "整个检查里的推送都在 5 秒内答上",
            "every push of the examination was answered within 5 s",
        ),
        rule: words(
            "5 秒没有回答，微信断开再推，共三次；都没答上，用户看到故障提示",
            "after 5 s WeChat hangs up and pushes again, three times in all; then the user is told of a fault",
        ),
        link: LINK,
        run: |scene| Box::pin(five_seconds(scene)),
    },
];

async fn crowd(scene: &mut Scene) -> Outcome {
    let joined = join_all((0..CROWD).map(|n| {
        let simulation = scene.simulation.clone();
        async move {
            let person = simulation.person(&format!("众人{n}")).await?;
            person.say("大家好").await
        }
    }))
    .await;
    let late =
        joined.iter().filter(|result| !result.as_ref().is_ok_and(|answered| answered.answered())).count();
    let again =
        joined.iter().filter(|result| result.as_ref().is_ok_and(|answered| answered.attempts() > 1)).count();
    match (late, again) {
        (0, 0) => Outcome::Pass,
        (0, again) => Outcome::Remark(Words::found(
            format!("{CROWD} 个人里有 {again} 个要微信重推才答上"),
            format!("{again} of {CROWD} people were answered on a later attempt only"),
        )),
        (late, _) => Outcome::Fail(Words::found(
            format!("{CROWD} 个人里有 {late} 个没有得到回答"),
            format!("{late} of {CROWD} people got no answer"),
        )),
    }
}

async fn five_seconds(scene: &mut Scene) -> Outcome {
    scene.quiet().await;
    let (failed, late, slowest_ms) = scene.simulation.with_platform(|platform| {
        let timed_out = Some(Verdict::Failed(Failure::TimedOut));
        let late = |state: PushState| {
            platform
                .pushes()
                .filter(|p| p.state == state || state == PushState::Open)
                .flat_map(|push| &push.attempts)
                .filter(|attempt| attempt.verdict == timed_out)
                .count()
        };
        let ended = platform.pushes().flat_map(|push| &push.attempts);
        let took = ended.filter_map(|attempt| Some(attempt.ended_ms? - attempt.sent_ms)).max();
        (late(PushState::Failed), late(PushState::Open), took.unwrap_or(0))
    });
    let own_ms = i64::try_from(scene.slowest.as_millis()).unwrap_or(i64::MAX);
    match (failed, late, slowest_ms.max(own_ms)) {
        (failed @ 1.., _, _) => Outcome::Fail(Words::found(
            format!("有推送三次都没有答上（{failed} 次超时）"),
            format!("some pushes were never answered ({failed} attempts timed out)"),
        )),
        (0, late @ 1.., _) => Outcome::Remark(Words::found(
            format!("{late} 次超过了 5 秒，后来的重推答上了"),
            format!("{late} attempts took more than 5 s; a later one was answered"),
        )),
        (0, 0, slowest) if slowest > SLOW_MS => Outcome::Remark(Words::found(
            format!("最慢的一次用了 {slowest} 毫秒，离 5 秒不远了"),
            format!("the slowest took {slowest} ms: not far from 5 s"),
        )),
        _ => Outcome::Pass,
    }
}
