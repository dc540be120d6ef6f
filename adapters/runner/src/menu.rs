//! The account's menu: made at the start where the account may, and left alone where it is as it should be.

use driftbottle::wechat_core::api::ErrCode;
use driftbottle::wechat_core::api::menu::{Button, CreateMenu, GetMenu};
use driftbottle_wechat_client::{ApiClient, CallError};

/// 46003: there is no menu.
const NO_MENU: ErrCode = ErrCode(46003);

/// The menu of a stranger chat: 找人, 漂流瓶 with 扔瓶子 and 捡瓶子, 我的. A key is a word of command. A tap lets the
/// account push for one minute only, so whoever looks for somebody by tapping is asked for a typed line first.
///
/// ```
/// let names: Vec<_> = driftbottle_runner::usual_menu().into_iter().map(|button| button.name).collect();
/// assert_eq!(names, ["找人", "漂流瓶", "我的"]);
/// ```
#[must_use]
pub fn usual_menu() -> Vec<Button> {
    vec![
        Button::click("找人", "find"),
        Button::items("漂流瓶", vec![Button::click("扔瓶子", "throw"), Button::click("捡瓶子", "pick")]),
        Button::click("我的", "mine"),
    ]
}

/// Makes the account's menu what it should be. Says whether it had to be changed: a menu that is right already is not
/// made again, because phones keep one for up to a day.
///
/// # Errors
/// [`CallError`]: 48001 where the account may have none.
pub(crate) async fn keep_menu(client: &ApiClient, wanted: &[Button]) -> Result<bool, CallError> {
    let now = match client.call(&GetMenu::new()).await {
        Ok(menus) => menus.buttons,
        Err(error) if error.code() == Some(NO_MENU) => Vec::new(),
        Err(error) => return Err(error),
    };
    if now == wanted {
        return Ok(false);
    }
    client.call(&CreateMenu::new(wanted.to_vec())).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use driftbottle::wechat_core::{AppId, AppSecret};
    use driftbottle_wechat_client::{Scripted, Step};

    fn wechat(menu_now: &str, made: &str) -> (Scripted, ApiClient) {
        let wechat = Scripted::new()
            .on("/cgi-bin/stable_token", Step::json(r#"{"access_token":"t1","expires_in":7200}"#))
            .on("/cgi-bin/menu/get", Step::json(menu_now))
            .on("/cgi-bin/menu/create", Step::json(made));
        let client =
            ApiClient::builder(AppId::new("wx0123456789abcdef").unwrap(), AppSecret::new("secret").unwrap());
        (wechat.clone(), client.transport(wechat).build().unwrap())
    }

    const NONE: &str = r#"{"errcode":46003,"errmsg":"menu no exist"}"#;
    const OK: &str = r#"{"errcode":0,"errmsg":"ok"}"#;

    // proves: F04
    #[tokio::test]
    async fn a_menu_is_made_where_it_is_missing_or_another_and_left_alone_where_it_is_right() {
        let other = r#"{"menu":{"button":[{"type":"click","name":"别的","key":"x","sub_button":[]}]}}"#;
        for now in [NONE, other] {
            let (wechat, client) = wechat(now, OK);
            assert!(keep_menu(&client, &usual_menu()).await.unwrap());
            let made = wechat.requests().into_iter().find(|r| r.path.ends_with("create")).unwrap();
            let json: serde_json::Value = serde_json::from_slice(&made.body).unwrap();
            assert_eq!(json["button"][1]["sub_button"][0]["key"], "throw");
            // As the platform tells it afterwards, it is right.
            let same = serde_json::json!({ "menu": { "button": json["button"] } }).to_string();
            let (wechat, client) = self::wechat(&same, OK);
            assert!(!keep_menu(&client, &usual_menu()).await.unwrap());
            assert_eq!(wechat.calls("/cgi-bin/menu/create"), 0);
        }
    }

    // proves: F04
    #[tokio::test]
    async fn an_account_that_may_have_no_menu_is_an_error_and_nothing_is_made() {
        let refusal = r#"{"errcode":48001,"errmsg":"api unauthorized"}"#;
        let (wechat, client) = wechat(refusal, OK);
        assert_eq!(keep_menu(&client, &usual_menu()).await.unwrap_err().code(), Some(ErrCode(48001)));
        assert_eq!(wechat.calls("/cgi-bin/menu/create"), 0);
    }
}
