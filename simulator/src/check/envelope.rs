//! Envelopes that do not open, rightly signed.

use super::hostile::survived;
use super::report::{Outcome, Words, words};
use super::scene::{Said, Scene};
use super::{Check, Examining};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const LINK: &str = "https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html";

const RULE: Words = words(
    "密文解不开时拒绝，不能崩：先检查 base64、长度是 16 的倍数、填充 1 到 32、正文长度不越界",
    "a cipher text that does not open is refused without a crash: check base64, a multiple of 16, padding of 1 to 32, and that the length stays inside",
);

const fn row(id: &'static str, title: Words, run: for<'a> fn(&'a mut Scene) -> Examining<'a>) -> Check {
    Check { id, title, rule: RULE, link: LINK, run }
}

pub(super) const CHECKS: &[Check] = &[
    row("envelope.not-base64", words("密文不是 base64", "not base64"), |s| {
        Box::pin(sealed(s, |_| "这不是 base64 !!".to_owned()))
    }),
    row("envelope.empty", words("密文是空的", "an empty cipher text"), |s| {
        Box::pin(sealed(s, |_| String::new()))
    }),
    row("envelope.not-blocks", words("密文长度不是 16 的倍数", "not a multiple of 16 bytes"), |s| {
        Box::pin(sealed(s, |_| STANDARD.encode([7; 33])))
    }),
    row("envelope.garbage", words("密文是乱码", "blocks of garbage"), |s| {
        Box::pin(sealed(s, |_| STANDARD.encode([0xa5; 96])))
    }),
    row("envelope.truncated", words("密文少了最后一块", "the last block is missing"), |s| {
        Box::pin(sealed(s, |good| {
            let bytes = STANDARD.decode(good).unwrap_or_default();
            STANDARD.encode(bytes.get(..bytes.len().saturating_sub(32)).unwrap_or_default())
        }))
    }),
];

async fn sealed(scene: &mut Scene, spoil: fn(&str) -> String) -> Outcome {
    let person = match scene.someone().await {
        Ok(person) => person,
        Err(why) => return Outcome::Fail(why),
    };
    let (openid, now, id) = (person.openid(), scene.now(), scene.forge.message_id());
    let plain = scene.forge.text(&openid, now, id, "你好");
    let Some(good) = scene.forge.sealed(&plain).filter(|_| scene.seals()) else {
        return Outcome::NotObserved(words("明文模式里没有密文", "plain mode seals nothing"));
    };
    let post = scene.forge.envelope(now, &openid, &spoil(&good), None);
    let reply = scene.post(post).await;
    if matches!(scene.read(&reply), Said::Reply { .. }) {
        return Outcome::Fail(words("解不开的推送却得到了回复", "a push that cannot be opened got a reply"));
    }
    survived(scene, &person, &reply).await
}
