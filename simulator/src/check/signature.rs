//! Pushes that WeChat did not make: each must have no effect.

use super::Check;
use super::forge::{Post, with_wrong};
use super::report::{Outcome, Words, words};
use super::scene::{Reply, Said, Scene};
use crate::testing::Person;

const LINK: &str = "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html";

/// No key, nothing sealed.
const PLAIN: Words =
    words("明文模式里没有这一项（给了 --aes-key 才检查）", "does not apply to plain mode (give --aes-key)");

pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "signature.wrong",
        title: words("签名不对的推送被拒绝", "a push with a wrong signature is refused"),
        rule: words(
            "明文模式核对 signature，加密模式核对 msg_signature；不对就拒绝，不回复，也不做任何事",
            "plain mode is checked by signature, the others by msg_signature; where it is wrong, refuse and do nothing",
        ),
        link: LINK,
        run: |scene| Box::pin(wrong(scene)),
    },
    Check {
        id: "signature.missing",
        title: words("没有签名的推送被拒绝", "a push without a signature is refused"),
        rule: words(
            "网址是公开的；没有签名的 POST 不能有任何作用",
            "the address is public; a POST without a signature must have no effect",
        ),
        link: LINK,
        run: |scene| Box::pin(missing(scene)),
    },
    Check {
        id: "signature.foreign-app",
        title: words("为别的 AppID 加密的推送被拒绝", "a push sealed for another AppID is refused"),
        rule: words(
            "密文末尾是 AppID；与自己的不同就拒绝，即使签名正确",
            "the cipher text ends with an AppID; refuse another's even when the signature fits",
        ),
        link: LINK,
        run: |scene| Box::pin(foreign(scene)),
    },
    Check {
        id: "signature.readable-half",
        title: words("兼容模式：不相信密文旁边的明文", "compatible mode: the readable half is not trusted"),
        rule: words(
            "兼容模式里 msg_signature 只保护密文；明文字段谁都能改，要用解密出来的内容",
            "in compatible mode msg_signature protects the cipher text only; the fields beside it can be forged, so use what was decrypted",
        ),
        link: LINK,
        run: |scene| Box::pin(readable_half(scene)),
    },
    Check {
        id: "signature.downgrade",
        title: words("有 AESKey 时不收明文推送", "with a key, readable pushes are not taken"),
        rule: words(
            "配置了安全模式却收明文推送，等于没有加密：看到过一次签名的人就能编造推送",
            "an account in secure mode that takes readable pushes has no encryption: whoever saw one signature can make up pushes",
        ),
        link: LINK,
        run: |scene| Box::pin(downgrade(scene)),
    },
];

async fn wrong(scene: &mut Scene) -> Outcome {
    let parameter = if scene.seals() { "msg_signature" } else { "signature" };
    forged(scene, |scene, person| {
        let mut post = scene.text_post(person, "伪造的话");
        post.query = with_wrong(&post.query, parameter);
        Some(post)
    })
    .await
}

async fn missing(scene: &mut Scene) -> Outcome {
    forged(scene, |scene, person| {
        Some(Post { query: String::new(), ..scene.text_post(person, "伪造的话") })
    })
    .await
}

async fn foreign(scene: &mut Scene) -> Outcome {
    if !scene.seals() {
        return Outcome::NotObserved(PLAIN);
    }
    forged(scene, |scene, person| {
        let (openid, now, id) = (person.openid(), scene.now(), scene.forge.message_id());
        let plain = scene.forge.text(&openid, now, id, "别家的话");
        let encrypt = scene.forge.sealed_for("wx0000000000000000", &plain)?;
        Some(scene.forge.envelope(now, &openid, &encrypt, None))
    })
    .await
}

async fn downgrade(scene: &mut Scene) -> Outcome {
    if !scene.seals() {
        return Outcome::NotObserved(PLAIN);
    }
    let outcome = forged(scene, |scene, person| {
        let (openid, now, id) = (person.openid(), scene.now(), scene.forge.message_id());
        let plain = scene.forge.text(&openid, now, id, "明文的话");
        Some(scene.forge.readable(now, &openid, plain.into_bytes()))
    })
    .await;
    match outcome {
        // The signature was right: a weakness, not a hole.
        Outcome::Fail(found) => Outcome::Remark(found),
        outcome => outcome,
    }
}

async fn readable_half(scene: &mut Scene) -> Outcome {
    if !scene.seals() {
        return Outcome::NotObserved(PLAIN);
    }
    let (person, other) = match (scene.someone().await, scene.person().await) {
        (Ok(person), Ok(other)) => (person, other),
        (Err(why), _) | (_, Err(why)) => return Outcome::Fail(why),
    };
    scene.quiet().await;
    let before = scene.sends();
    let (openid, forged, now) = (person.openid(), other.openid(), scene.now());
    let id = scene.forge.message_id();
    let sealed = scene.forge.text(&openid, now, id, "密文里的话");
    let Some(encrypt) = scene.forge.sealed(&sealed) else { return Outcome::NotObserved(PLAIN) };
    let beside = scene.forge.text(&forged, now, id, "明文里的假话");
    let post = scene.forge.envelope(now, &openid, &encrypt, Some(beside.into_bytes()));
    let reply = scene.post(post).await;
    scene.quiet().await;
    let trusted = match scene.read(&reply) {
        Said::Reply { to, fields } => to == forged || fields.contains("明文里的假话"),
        _ => false,
    };
    let shown =
        scene.sends() > before && (person.times("明文里的假话") > 0 || other.times("明文里的假话") > 0);
    if trusted || shown {
        return Outcome::Fail(words(
            "机器人用了密文旁边的明文字段",
            "the bot used the fields beside the cipher text",
        ));
    }
    Outcome::Pass
}

/// Sends what WeChat would not, and looks whether it had an effect.
async fn forged(scene: &mut Scene, make: impl FnOnce(&mut Scene, &Person) -> Option<Post>) -> Outcome {
    let person = match scene.someone().await {
        Ok(person) => person,
        Err(why) => return Outcome::Fail(why),
    };
    scene.quiet().await;
    let before = scene.sends();
    let Some(post) = make(scene, &person) else { return Outcome::NotObserved(PLAIN) };
    let reply = scene.post(post).await;
    scene.quiet().await;
    if scene.sends() > before {
        return Outcome::Fail(words(
            "被接受了：机器人为它发了客服消息",
            "accepted: the bot sent a message because of it",
        ));
    }
    match (&reply, scene.read(&reply)) {
        (_, Said::Reply { .. } | Said::Garbage) => {
            Outcome::Fail(words("被接受了：机器人回复了内容", "accepted: the bot replied to it"))
        }
        (Reply::Http { status: 500.., .. }, _) => Outcome::Fail(words(
            "状态码 5xx：出错了，而不是拒绝",
            "a status of 5xx: an error instead of a refusal",
        )),
        (Reply::Http { status: 200..=299, .. }, _) => Outcome::Remark(words(
            "答了 2xx：看不出是拒绝了还是收下了；用 403 更清楚",
            "answered with 2xx: nobody can tell a refusal from an acceptance; 403 would be clearer",
        )),
        _ => Outcome::Pass,
    }
}
