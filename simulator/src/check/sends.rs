//! Customer-service messages: what the platform let through over the whole examination, and what it refused.

use super::Check;
use super::report::{Outcome, Words, words};
use super::scene::Scene;
use crate::RefusalCause;
use std::time::Duration;
use tokio::time::sleep;

const LINK: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html";

/// Nothing was sent.
const SILENT: Words = words(
    "没有看到客服消息：让机器人把接口地址指向 --listen 的地址，需要配对的机器人用 --say",
    "no customer-service message was seen: point the bot's API address at --listen, and use --say for a bot that introduces people",
);
/// Lines that one person writes while the other is silent.
const LINES: usize = 12;
const TWO_DAYS: Duration = Duration::from_secs(49 * 3600);

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "sends.count",
        title: words(
            "不超过 48 小时 5 条、1 分钟 3 条（45047）",
            "no more than 5 in 48 hours, 3 in a minute (45047)",
        ),
        rule: words(
            "用户说一句话，48 小时内最多给他发 5 条；关注、点菜单、扫码，1 分钟内 3 条。超出的被拒 45047，那些话就丢了：要自己记账，先留着",
            "a word of the user allows 5 messages in 48 hours; a follow, menu tap or scan 3 in a minute. More are refused with 45047 and lost: count, and keep what does not fit",
        ),
        link: LINK,
        run: |scene| Box::pin(count(scene)),
    },
    Check {
        id: "sends.window",
        title: words("不发给 48 小时没说话的人（45015）", "nothing to those silent for 48 hours (45015)"),
        rule: words(
            "窗口过了再发会被拒 45015；要记住每个人窗口的结束时间",
            "after the window a message is refused with 45015: remember when each person's window ends",
        ),
        link: LINK,
        run: |scene| Box::pin(window(scene)),
    },
    Check {
        id: "sends.unfollowed",
        title: words("不发给取消关注的人", "nothing to those who left"),
        rule: words(
            "收到 unsubscribe 之后不再给他发；文档还要求删除他的数据",
            "after unsubscribe nothing more is sent; the documentation also asks to delete the person's data",
        ),
        link: LINK,
        run: |scene| Box::pin(unfollowed(scene)),
    },
    Check {
        id: "sends.content",
        title: words("发出的消息格式正确", "what is sent is well-formed"),
        rule: words(
            "格式不对、太长（45002）、media_id 失效（40007）、openid 不对（40003）的消息被拒，用户收不到",
            "malformed, too long (45002), with an expired media_id (40007) or to a wrong openid (40003) a message is refused and lost",
        ),
        link: LINK,
        run: |scene| Box::pin(content(scene)),
    },
    Check {
        id: "sends.permission",
        title: words("账号不能推送就不再推（48001）", "an account that may not push stops pushing (48001)"),
        rule: words(
            "个人和未认证的账号没有客服消息；第一次 48001 之后就该改用被动回复",
            "personal and unverified accounts have no customer-service messages; after the first 48001 use replies only",
        ),
        link: LINK,
        run: |scene| Box::pin(permission(scene)),
    },
    Check {
        id: "sends.escapes",
        title: words("JSON 里用原样的 UTF-8，不用 \\u 转义", "raw UTF-8 in JSON, no \\u escapes"),
        rule: words(
            "曾有用户在手机上直接看到 \\u4f60：发送时不要转义（Python 用 ensure_ascii=False）",
            "phones have shown \\u4f60 as it stands: send UTF-8 (in Python ensure_ascii=False)",
        ),
        link: LINK,
        run: |scene| Box::pin(escapes(scene)),
    },
];

async fn count(scene: &mut Scene) -> Outcome {
    if let Err(why) = talk(scene, None).await {
        return Outcome::Fail(why);
    }
    judge(scene, RefusalCause::Count, false)
}

async fn window(scene: &mut Scene) -> Outcome {
    if scene.wishes.turn_clock {
        return match talk(scene, Some(TWO_DAYS)).await {
            Ok(()) => judge(scene, RefusalCause::Window, false),
            Err(why) => Outcome::Fail(why),
        };
    }
    match judge(scene, RefusalCause::Window, false) {
        Outcome::Pass => Outcome::NotObserved(words(
            "没有越界；要越过 48 小时看看，用 --turn-clock（机器人的时间要跟着 CreateTime 走）",
            "nothing out of bounds; to go beyond 48 hours use --turn-clock (the bot's time must be the CreateTime of pushes)",
        )),
        outcome => outcome,
    }
}

async fn unfollowed(scene: &mut Scene) -> Outcome {
    match talk(scene, None).await {
        Ok(()) => judge(scene, RefusalCause::Unfollowed, true),
        Err(why) => Outcome::Fail(why),
    }
}

async fn content(scene: &mut Scene) -> Outcome {
    let all = [RefusalCause::Content, RefusalCause::Media, RefusalCause::Recipient];
    all.into_iter()
        .map(|cause| judge(scene, cause, false))
        .find(|o| *o != Outcome::Pass)
        .unwrap_or(Outcome::Pass)
}

async fn permission(scene: &mut Scene) -> Outcome {
    let refused = refused(scene, RefusalCause::AccountKind, false);
    match (scene.account().kind.can_push(), refused) {
        (true, 0) => Outcome::NotObserved(words("这种账号可以推送", "this kind of account may push")),
        (false, 0 | 1) => Outcome::Pass,
        (_, refused) => Outcome::Fail(Words::found(
            format!("被拒 {refused} 次还在推"),
            format!("it was refused {refused} times and went on"),
        )),
    }
}

async fn escapes(scene: &mut Scene) -> Outcome {
    match scene.arrived() {
        (0, _) => Outcome::NotObserved(SILENT),
        (_, 0) => Outcome::Pass,
        (arrived, escaped) => Outcome::Fail(Words::found(
            format!("{arrived} 条消息里有 {escaped} 条带 \\u 转义"),
            format!("{escaped} of {arrived} messages held \\u escapes"),
        )),
    }
}

/// Two people say what was asked for; a time may pass; then one writes on while the other is silent, and leaves.
async fn talk(scene: &mut Scene, pause: Option<Duration>) -> Result<(), Words> {
    let (one, other) = (scene.person().await?, scene.person().await?);
    for line in scene.wishes.say.clone() {
        one.say(&line).await.map_err(stuck)?;
        other.say(&line).await.map_err(stuck)?;
    }
    other.say("我在").await.map_err(stuck)?;
    scene.quiet().await;
    if let Some(pause) = pause {
        scene.simulation.advance(pause);
    }
    for n in 1..=LINES {
        let said = |platform: &mut crate::Platform| platform.say(one.phone(), &format!("第{n}句"));
        scene.simulation.with_platform(said).map_err(|error| stuck(error.into()))?;
        sleep(Duration::from_millis(150)).await;
    }
    scene.quiet().await;
    other.unfollow().await.map_err(stuck)?;
    one.say("还在吗").await.map_err(stuck)?;
    scene.quiet().await;
    Ok(())
}

fn stuck(error: crate::testing::Error) -> Words {
    Words::found(format!("做不下去：{error}"), format!("cannot go on: {error}"))
}

fn refused(scene: &Scene, cause: RefusalCause, known: bool) -> usize {
    scene.simulation.with_platform(|platform| {
        let such = |refusal: &&crate::Refusal| refusal.cause == cause && (!known || refusal.unfollow_known);
        platform.refusals().iter().filter(such).count()
    })
}

fn judge(scene: &Scene, cause: RefusalCause, known: bool) -> Outcome {
    match (refused(scene, cause, known), scene.sends()) {
        (0, 0) => Outcome::NotObserved(SILENT),
        (0, _) => Outcome::Pass,
        (refused, sent) => Outcome::Fail(Words::found(
            format!("{sent} 条里有 {refused} 条被拒，丢了"),
            format!("{refused} of {sent} messages were refused and lost"),
        )),
    }
}
