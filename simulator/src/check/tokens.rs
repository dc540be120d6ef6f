//! Access tokens: fetched rarely, shared, replaced once when refused.

use super::Check;
use super::report::{Outcome, Words, words};
use super::scene::Scene;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const LINK: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html";
const OLD: &str = "/cgi-bin/token";
const STABLE: &str = "/cgi-bin/stable_token";
/// How long the bot may take to recover from a token that was taken away.
const RECOVERY: Duration = Duration::from_secs(8);
/// Refusals of one token that are no endless loop.
const FEW: usize = 4;

/// The API was not called.
const UNCALLED: Words = words(
    "机器人没有调用接口：让它把接口地址指向 --listen 的地址",
    "the bot did not call the API: point its API address at --listen",
);

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "tokens.stable",
        title: words("用 stable_token，不和别的进程抢", "stable_token, so that processes do not fight"),
        rule: words(
            "旧接口 /cgi-bin/token 每取一次，上一个 token 就快要失效：两个进程互相顶掉，时好时坏地报 40001。/cgi-bin/stable_token 给大家同一个",
            "each fetch from /cgi-bin/token ends the token before it: two processes throw each other out and see 40001 now and then. /cgi-bin/stable_token gives everybody the same",
        ),
        link: LINK,
        run: |scene| Box::pin(stable(scene)),
    },
    Check {
        id: "tokens.kept",
        title: words("token 取一次，用两小时", "a token is fetched once and kept"),
        rule: words(
            "token 有效期 7200 秒，要存起来共用；每次调用都取，一天 2000 次的额度很快用完",
            "a token lives 7200 s: keep and share it; fetched for every call, the 2000 of a day are soon used up",
        ),
        link: LINK,
        run: |scene| Box::pin(kept(scene)),
    },
    Check {
        id: "tokens.replaced",
        title: words("token 失效后换一个，只重试一次", "a refused token is replaced, once"),
        rule: words(
            "遇到 40001、40014、42001 就换 token 再试一次；不能一直重试，也不能从此不发",
            "on 40001, 40014 or 42001 fetch another token and try once more; neither for ever, nor never again",
        ),
        link: LINK,
        run: |scene| Box::pin(replaced(scene)),
    },
];

fn fetched(scene: &Scene) -> (usize, usize) {
    (
        scene.calls(|path, code| path == OLD && code == 0),
        scene.calls(|path, code| path == STABLE && code == 0),
    )
}

async fn stable(scene: &mut Scene) -> Outcome {
    match fetched(scene) {
        (0, 0) => Outcome::NotObserved(UNCALLED),
        (0, _) => Outcome::Pass,
        (1, _) => Outcome::Remark(words(
            "用的是旧接口 /cgi-bin/token，只取了一次；只要有第二个进程就会互相顶掉",
            "it used /cgi-bin/token, once; a second process would throw it out",
        )),
        (old, _) => Outcome::Fail(Words::found(
            format!("从旧接口 /cgi-bin/token 取了 {old} 次，每次都让上一个失效"),
            format!("it fetched {old} times from /cgi-bin/token, and each ended the one before"),
        )),
    }
}

async fn kept(scene: &mut Scene) -> Outcome {
    let (old, stable) = fetched(scene);
    // Two days have passed where the clock was turned.
    let allowed = if scene.wishes.turn_clock { 4 } else { 2 };
    match old + stable {
        0 => Outcome::NotObserved(UNCALLED),
        few if few <= allowed => Outcome::Pass,
        many => Outcome::Fail(Words::found(
            format!("几分钟里取了 {many} 次 token"),
            format!("it fetched a token {many} times within minutes"),
        )),
    }
}

async fn replaced(scene: &mut Scene) -> Outcome {
    if fetched(scene) == (0, 0) {
        return Outcome::NotObserved(UNCALLED);
    }
    let person = match scene.person().await {
        Ok(person) => person,
        Err(why) => return Outcome::Fail(why),
    };
    let partner = match scene.person().await {
        Ok(partner) => partner,
        Err(why) => return Outcome::Fail(why),
    };
    for line in scene.wishes.say.clone() {
        let _ = person.say(&line).await;
        let _ = partner.say(&line).await;
    }
    scene.quiet().await;
    let called = |code: i64, path: &str| code == 0 && path != OLD && path != STABLE;
    let refused = |code: i64| matches!(code, 40001 | 40014 | 42001);
    let (before, refused_before) =
        (scene.calls(|path, code| called(code, path)), scene.calls(|_, code| refused(code)));
    scene.simulation.with_platform(|platform| platform.revoke_tokens());
    let _ = person.say("换了钥匙还能送到吗").await;
    let end = Instant::now() + RECOVERY;
    while scene.calls(|path, code| called(code, path)) == before && Instant::now() < end {
        sleep(Duration::from_millis(50)).await;
    }
    scene.quiet().await;
    let refusals = scene.calls(|_, code| refused(code)) - refused_before;
    let recovered = scene.calls(|path, code| called(code, path)) > before;
    match (refusals, recovered) {
        (0, false) => {
            Outcome::NotObserved(words("之后机器人没有再调用接口", "the bot called nothing afterwards"))
        }
        (1..=FEW, false) => Outcome::Fail(words(
            "token 失效之后再也没有成功",
            "after the token was refused nothing succeeded any more",
        )),
        (0..=FEW, true) => Outcome::Pass,
        (many, _) => Outcome::Fail(Words::found(
            format!("用失效的 token 试了 {many} 次"),
            format!("it tried {many} times with a token that was refused"),
        )),
    }
}
