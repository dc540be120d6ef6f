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
