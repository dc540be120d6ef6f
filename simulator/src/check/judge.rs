//! What an answer to an ordinary push is worth.

use super::report::{Outcome, Words, words};
use crate::testing::Answered;
use crate::{Failure, PushState, Unshown, Verdict};

/// Judges what a person did: answered, in a form that WeChat shows.
pub(super) fn judge(answered: &Answered) -> Outcome {
    let first_failure = answered.push.attempts.iter().find_map(|attempt| match attempt.verdict {
        Some(Verdict::Failed(failure)) => Some(failure),
        _ => None,
    });
    match (answered.push.state, first_failure) {
        (PushState::Failed | PushState::Open, failure) => {
            let why = failure.map_or_else(|| words("没有回答", "no answer"), describe);
            Outcome::Fail(Words::found(
                format!("用户看到「该公众号提供的服务出现故障」或「暂时无法提供服务」：{}", why.zh),
                format!("the user is shown that the service is out of order: {}", why.en),
            ))
        }
        (PushState::Answered { verdict: Verdict::Unshown(unshown), .. }, _) => unseen(unshown),
        (PushState::Answered { on, .. }, Some(failure)) => {
            let why = describe(failure);
            Outcome::Remark(Words::found(
                format!("第 {on} 次推送才答上，之前：{}", why.zh),
                format!("answered on attempt {on} only; before: {}", why.en),
            ))
        }
        (PushState::Answered { .. }, None) => Outcome::Pass,
    }
}

fn unseen(unshown: Unshown) -> Outcome {
    match unshown {
        Unshown::TooLong { bytes } => Outcome::Fail(Words::found(
            format!("回复有 {bytes} 字节，超过 2048 的部分连同整条消失，用户什么也看不到"),
            format!("the reply has {bytes} bytes; beyond 2048 nothing of it is shown"),
        )),
        Unshown::Empty => Outcome::Fail(words(
            "回复的文本是空的，用户什么也看不到",
            "the reply is an empty text: nothing is shown",
        )),
        Unshown::NotFollowing | Unshown::LinkTap | Unshown::Result => Outcome::Remark(words(
            "这条回复没有人看得到；答 success 就够了",
            "nobody is shown this reply; `success` is enough",
        )),
        Unshown::Transferred => Outcome::Pass,
    }
}

/// What was wrong with an attempt.
pub(super) fn describe(failure: Failure) -> Words {
    match failure {
        Failure::TimedOut => super::scene::TIMED_OUT,
        Failure::ConnectionLost => words("连接断了", "the connection broke"),
        Failure::Status(status) => Words::found(
            format!("HTTP 状态码 {status}，不是 200"),
            format!("HTTP status {status} instead of 200"),
        ),
        Failure::NotXml => words(
            "回答不是空串、不是 success、也不是 <xml>",
            "neither empty, nor success, nor an <xml> document",
        ),
        Failure::NotJson => words(
            "回答不是空串、不是 success、也不是可读的回复",
            "neither empty, nor success, nor a readable reply",
        ),
        Failure::Envelope => {
            words("加密模式下的回复没有按信封格式加密", "a reply that is not sealed as the mode demands")
        }
        Failure::Signature => words("回复的 MsgSignature 不对", "the MsgSignature of the reply is wrong"),
        Failure::Cipher => {
            words("回复解不开：多半用错了 AESKey", "the reply cannot be opened: most often the wrong key")
        }
        Failure::AppId => words("回复里写的是别的 AppID", "the reply carries another AppID"),
        Failure::Addressing => words(
            "ToUserName 和 FromUserName 没有对调",
            "ToUserName and FromUserName are not those of the push, swapped",
        ),
        Failure::CreateTime => words("CreateTime 缺失或不是整数", "CreateTime is missing or no integer"),
        Failure::MsgType => words("MsgType 缺失或不是回复类型", "MsgType is missing or not a type of reply"),
        Failure::Field => words("这种回复缺少必需的字段", "a field that this type of reply needs is missing"),
        Failure::Media => {
            words("media_id 不存在、过期或类型不对", "a media_id that is unknown, expired or of another type")
        }
    }
}
