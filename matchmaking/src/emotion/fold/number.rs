//! Numbers, some of which are words.

use super::{NUMBER, Out};

/// Appends what the number a text begins with stands for, and says how many bytes it has.
pub(super) fn push(text: &str, out: &mut Out) -> usize {
    let len = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    let (digits, after) = text.split_at_checked(len).unwrap_or((text, ""));
    match word(digits).filter(|_| !counts(after)) {
        Some(word) => word.chars().for_each(|it| out.push(it)),
        None => out.push(NUMBER),
    }
    len
}

/// The word a number is pronounced like.
fn word(digits: &str) -> Option<&'static str> {
    let all = |digit: char| digits.len() >= 3 && digits.chars().all(|it| it == digit);
    match digits {
        "520" | "1314" | "5201314" | "521" => Some("我爱你"),
        _ if digits.len() >= 3
            && digits.strip_prefix('2').is_some_and(|it| it.chars().all(|it| it == '3')) =>
        {
            Some("哈哈哈")
        }
        _ if all('6') => Some("厉害"),
        _ if all('5') => Some("呜呜呜"),
        _ => None,
    }
}

/// Whether a number with this after it counts or measures something.
fn counts(after: &str) -> bool {
    after.starts_with(|it: char| {
        it.is_ascii_alphanumeric()
            || matches!(
                it,
                '.' | ','
                    | ':'
                    | '-'
                    | '%'
                    | '/'
                    | '元'
                    | '块'
                    | '号'
                    | '路'
                    | '分'
                    | '名'
                    | '个'
                    | '万'
                    | '次'
                    | '年'
                    | '人'
                    | '米'
                    | '斤'
                    | '天'
                    | '条'
                    | '件'
                    | '亿'
                    | '千'
            )
    })
}
