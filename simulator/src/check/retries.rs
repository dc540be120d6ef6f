//! Repeated pushes: WeChat asks up to three times, and one thing was said.

use super::Check;
use super::forge::Post;
use super::report::{Outcome, Words, words};
use super::scene::{Reply, Said, Scene, TIMED_OUT};

const LINK: &str =
    "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html";

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "retries.message",
        title: words("同一条消息推送三次，只处理一次", "a message pushed three times is handled once"),
        rule: words(
            "5 秒内没答上，微信会重推，共三次：MsgId 相同，时间戳、随机数、签名和密文都是新的。按（FromUserName, MsgId）排重，三次答同样的内容",
            "without an answer within 5 s WeChat pushes again, three times in all, with the same MsgId and a new timestamp, nonce, signature and cipher text. Tell them apart by FromUserName and MsgId, and answer all alike",
        ),
        link: LINK,
        run: |scene| Box::pin(message(scene)),
    },
    Check {
        id: "retries.event",
        title: words("同一个事件推送三次，只处理一次", "an event pushed three times is handled once"),
        rule: words(
            "事件没有 MsgId：按 FromUserName、CreateTime、Event、EventKey 排重",
            "an event has no MsgId: tell them apart by FromUserName, CreateTime, Event and EventKey",
        ),
        link: LINK,
        run: |scene| Box::pin(event(scene)),
    },
    Check {
        id: "retries.at-once",
        title: words("两次推送同时到达，只处理一次", "two attempts at the same moment are handled once"),
        rule: words(
            "第一次还在处理，第二次就可能到；排重要在处理之前登记，而不是之后",
            "the second attempt may come while the first is being handled: note it before the work, not after",
        ),
        link: LINK,
        run: |scene| Box::pin(at_once(scene)),
    },
];

async fn message(scene: &mut Scene) -> Outcome {
    let (person, now) = match prepare(scene).await {
        Ok(ready) => ready,
        Err(why) => return Outcome::Fail(why),
    };
    let openid = person.openid();
    let plain = |scene: &mut Scene| {
        let id = scene.forge.message_id();
        scene.forge.text(&openid, now, id, "重推的话")
    };
    let (single, repeated) = (plain(scene), plain(scene));
    compare(scene, &openid, &single, &repeated).await
}

async fn event(scene: &mut Scene) -> Outcome {
    let (person, now) = match prepare(scene).await {
        Ok(ready) => ready,
        Err(why) => return Outcome::Fail(why),
    };
    let openid = person.openid();
    // Two different events: the key differs.
    let single = scene.forge.event(&openid, now, "CLICK", "examined_once");
    let repeated = scene.forge.event(&openid, now, "CLICK", "examined_thrice");
    compare(scene, &openid, &single, &repeated).await
}

async fn at_once(scene: &mut Scene) -> Outcome {
    let (person, now) = match prepare(scene).await {
        Ok(ready) => ready,
        Err(why) => return Outcome::Fail(why),
    };
    let openid = person.openid();
    let id = scene.forge.message_id();
    let plain = scene.forge.text(&openid, now, id, "同时的话");
    let before = scene.sends();
    let single = scene.text_post(&person, "同时的话");
    let _ = scene.post(single).await;
    scene.quiet().await;
    let once = scene.sends() - before;
    let posts = [scene.forge.dress(now, &openid, &plain), scene.forge.dress(now, &openid, &plain)];
    let [one, other] = posts;
    let before = scene.sends();
    let replies = scene.post_both(one, other).await;
    scene.quiet().await;
    verdict(scene, &replies, once, scene.sends() - before)
}

async fn prepare(scene: &mut Scene) -> Result<(crate::testing::Person, i64), Words> {
    let person = scene.person().await?;
    scene.quiet().await;
    Ok((person, scene.now()))
}

/// What one push causes, against what three attempts of another cause.
async fn compare(scene: &mut Scene, openid: &str, single: &str, repeated: &str) -> Outcome {
    let before = scene.sends();
    let post = dressed(scene, openid, single);
    let _ = scene.post(post).await;
    scene.quiet().await;
    let once = scene.sends() - before;
    let before = scene.sends();
    let mut replies = Vec::new();
    for _ in 0..3 {
        let post = dressed(scene, openid, repeated);
        replies.push(scene.post(post).await);
    }
    scene.quiet().await;
    verdict(scene, &replies, once, scene.sends() - before)
}

fn dressed(scene: &mut Scene, openid: &str, plain: &str) -> Post {
    let now = scene.now();
    scene.forge.dress(now, openid, plain)
}

fn verdict(scene: &Scene, replies: &[Reply], once: usize, thrice: usize) -> Outcome {
    if thrice > once {
        return Outcome::Fail(Words::found(
            format!("一次推送引出 {once} 条客服消息，重推的却引出 {thrice} 条：处理了不止一次"),
            format!(
                "one push led to {once} messages, the repeated one to {thrice}: it was handled more than once"
            ),
        ));
    }
    if replies.iter().all(|reply| *reply == Reply::TimedOut) {
        return Outcome::Fail(TIMED_OUT);
    }
    let said: Vec<Said> = replies.iter().map(|reply| scene.read(reply)).collect();
    if said.contains(&Said::Garbage) {
        return Outcome::Fail(words("有一次回答读不懂", "one of the answers cannot be read"));
    }
    if replies.iter().any(|reply| reply.status().is_some_and(|status| status >= 500)) {
        return Outcome::Fail(words("有一次答了 5xx", "one of the answers was 5xx"));
    }
    // `success` beside a reply says "handled already"; two different replies say "handled twice".
    let mut replies: Vec<&Said> = said.iter().filter(|said| **said != Said::Nothing).collect();
    replies.dedup();
    if replies.len() > 1 {
        return Outcome::Fail(words(
            "重推得到了不同的回复：处理了不止一次",
            "the attempts got different replies: it was handled more than once",
        ));
    }
    Outcome::Pass
}
