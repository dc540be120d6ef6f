//! The shape of the credentials. What they are is never shown.

use super::line::{CONSOLE, Line, words};
use crate::credentials::Credentials;
use crate::options::Hidden;
use driftbottle::wechat_core::{CallbackToken, EncodingAesKey};

pub(super) fn check(credentials: &Credentials) -> Vec<Line> {
    let Credentials { app_id, secret, token, aes_key } = credentials;
    vec![
        app_id_line(app_id.as_ref()),
        secret_line(secret.as_ref()),
        token_line(token.as_ref()),
        key_line(aes_key.as_ref()),
    ]
}

fn missing(id: &'static str, variable: &str, name: &str) -> Line {
    Line::problem(
        id,
        words(format!("没有 {name}"), format!("there is no {name}")),
        words(
            format!("设置环境变量 {variable}，或写进配置文件的 [account]；{name} 在 {CONSOLE} 的基础信息里"),
            format!(
                "set {variable}, or [account] in the configuration file; the {name} is among the basics on {CONSOLE}"
            ),
        ),
    )
}

fn hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

fn app_id_line(app_id: Option<&Hidden>) -> Line {
    const ID: &str = "credentials.app-id";
    let Some(Hidden(app_id)) = app_id else { return missing(ID, "WECHAT_APP_ID", "AppID") };
    if app_id.len() == 18 && app_id.strip_prefix("wx").is_some_and(hex) {
        return Line::ok(ID, words("AppID 的样子对", "the AppID looks right"));
    }
    Line::problem(
        ID,
        words(
            format!("AppID 不是 wx 加 16 位十六进制（有 {} 个字符）", app_id.len()),
            format!("the AppID is not wx and 16 hexadecimal digits (it has {} characters)", app_id.len()),
        ),
        words(
            format!("从 {CONSOLE} 复制 AppID，不是原始 ID gh_…，也不要带空格"),
            format!("copy the AppID from {CONSOLE}: not the original id gh_…, and no space"),
        ),
    )
}

fn secret_line(secret: Option<&Hidden>) -> Line {
    const ID: &str = "credentials.secret";
    let Some(Hidden(secret)) = secret else { return missing(ID, "WECHAT_APP_SECRET", "AppSecret") };
    if secret.len() == 32 && hex(secret) {
        return Line::ok(ID, words("AppSecret 的样子对", "the AppSecret looks right"));
    }
    Line::problem(
        ID,
        words(
            format!("AppSecret 不是 32 位十六进制（有 {} 个字符）", secret.len()),
            format!("the AppSecret is not 32 hexadecimal digits (it has {} characters)", secret.len()),
        ),
        words(
            format!("微信只在重置时显示一次 AppSecret：在 {CONSOLE} 重置后复制，旧的随即失效"),
            format!(
                "WeChat shows the AppSecret once, when it is reset: reset it on {CONSOLE} and copy it; the old one ends then"
            ),
        ),
    )
}

fn token_line(token: Option<&Hidden>) -> Line {
    const ID: &str = "credentials.token";
    let Some(Hidden(token)) = token else { return missing(ID, "WECHAT_TOKEN", "Token") };
    match CallbackToken::new(token.as_str()) {
        Ok(_) => Line::ok(ID, words("Token 的样子对", "the token looks right")),
        Err(error) => Line::problem(
            ID,
            words(format!("Token 不能用：{error}"), format!("the token is not usable: {error}")),
            words(
                format!(
                    "自己取一个，3 到 32 个字母或数字，两边填一样：WECHAT_TOKEN，和 {CONSOLE} 的消息推送"
                ),
                format!(
                    "choose one of 3 to 32 letters or digits, the same in WECHAT_TOKEN and in the message push of {CONSOLE}"
                ),
            ),
        ),
    }
}

fn key_line(key: Option<&Hidden>) -> Line {
    const ID: &str = "credentials.aes-key";
    let Some(Hidden(key)) = key else {
        return Line::remark(
            ID,
            words("没有 AESKey：明文模式，推送不加密", "no AESKey: plain mode, pushes are not encrypted"),
            words(
                format!(
                    "测试号只有明文模式。别的账号在 {CONSOLE} 的消息推送里生成 EncodingAESKey，选安全模式，填进 WECHAT_AES_KEY"
                ),
                format!(
                    "a sandbox has plain mode only. For others make an EncodingAESKey in the message push of {CONSOLE}, choose secure mode, and set WECHAT_AES_KEY"
                ),
            ),
        );
    };
    match EncodingAesKey::new(key) {
        Ok(_) => Line::ok(ID, words("AESKey 的样子对：安全模式", "the AESKey looks right: secure mode")),
        Err(error) => Line::problem(
            ID,
            words(format!("AESKey 不能用：{error}"), format!("the AESKey is not usable: {error}")),
            words(
                format!("从 {CONSOLE} 的消息推送复制整个 EncodingAESKey，43 个字母或数字，末尾没有 ="),
                format!(
                    "copy the whole EncodingAESKey from the message push of {CONSOLE}: 43 letters or digits, no = at its end"
                ),
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::State;
    use super::*;

    fn states(texts: [Option<&str>; 4]) -> Vec<State> {
        let [app_id, secret, token, aes_key] = texts.map(|text| text.map(|text| Hidden(text.to_owned())));
        let lines = check(&Credentials { app_id, secret, token, aes_key });
        assert!(lines.iter().all(|line| (line.state == State::Ok) == line.action.is_none()));
        lines.iter().map(|line| line.state).collect()
    }

    #[test]
    fn each_shape_is_judged_by_itself() {
        use State::{Ok, Problem, Remark};
        let (secret, key) =
            ("0123456789abcdef0123456789abcdef", "driftbottleDRIFTBOTTLE0123456789driftbottlE");
        assert_eq!(states([None; 4]), [Problem, Problem, Problem, Remark]);
        assert_eq!(
            states([Some("wx0123456789abcdef"), Some(secret), Some("driftwood"), Some(key)]),
            [Ok, Ok, Ok, Ok]
        );
        assert_eq!(
            states([Some("gh_5d7c2a9be104"), Some("short"), Some("no token!"), Some("short")]),
            [Problem, Problem, Problem, Problem]
        );
    }

    #[test]
    fn what_is_wrong_is_not_repeated() {
        let wrong = Some(Hidden("hush!hush".into()));
        let credentials =
            Credentials { app_id: None, secret: wrong.clone(), token: wrong.clone(), aes_key: wrong };
        assert!(!format!("{:?}", check(&credentials)).contains("hush"));
    }
}
