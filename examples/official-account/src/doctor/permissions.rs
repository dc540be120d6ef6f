//! What kind of account it is, what it may do, and how much of the day is left.

use super::line::{CONSOLE, Line, State, words};
use driftbottle_runner::{AccountKind, Findings, Permission, Quota, probe};
use driftbottle_wechat_client::ApiClient;

pub(super) async fn check(client: &ApiClient, configured: AccountKind) -> Vec<Line> {
    match probe(client).await {
        Ok(findings) => {
            let mut lines = vec![kind(&findings, configured), push(findings.push), menu(&findings)];
            lines.extend(findings.pushes.map(quota));
            lines
        }
        Err(error) => vec![Line::new(
            "kind",
            State::Unknown,
            words(
                format!("没有问到账号的权限：{error}"),
                format!("the account's permissions could not be asked for: {error}"),
            ),
        )],
    }
}

fn name(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::VerifiedService => "认证服务号 verified service account",
        AccountKind::VerifiedSubscription => "认证公众号 verified subscription account",
        AccountKind::UnverifiedService => "未认证服务号 unverified service account",
        AccountKind::Personal => "个人或未认证公众号 personal or unverified subscription account",
        AccountKind::Sandbox => "测试号 sandbox",
        _ => "未知 unknown",
    }
}

fn kind(findings: &Findings, configured: AccountKind) -> Line {
    const ID: &str = "kind";
    let Some(found) = findings.kind() else {
        return Line::unknown(
            ID,
            words(
                "看不出是哪种账号：微信没有说清楚",
                "the kind of account could not be told: WeChat did not say enough",
            ),
            words(
                "过一会儿再试；也可以用 WECHAT_ACCOUNT 直接说明",
                "try again later, or say it in WECHAT_ACCOUNT",
            ),
        );
    };
    let looks = words(format!("看起来是{}", name(found)), format!("it looks like: {}", name(found)));
    // What matters is whether it may push; a service account may call itself a subscription account.
    if configured == AccountKind::Auto || configured.may_push() == found.may_push() {
        return Line::ok(ID, looks);
    }
    Line::problem(
        ID,
        words(
            format!("{}，配置里写的却是 {configured}", looks.zh),
            format!("{}, but it is configured as {configured}", looks.en),
        ),
        words(
            format!("把 WECHAT_ACCOUNT 改成 auto 或 {found}"),
            format!("set WECHAT_ACCOUNT to auto or {found}"),
        ),
    )
}

fn push(permission: Permission) -> Line {
    const ID: &str = "push";
    match permission {
        Permission::Granted => Line::ok(ID, words("可以发客服消息", "it may push (custom/send)")),
        Permission::Denied(code) => Line::remark(
            ID,
            words(format!("不能发客服消息（{code}）"), format!("it may not push ({code})")),
            words(
                "聊天照常运行，话要等对方下次说话时才送到。要推送，得是企业主体并通过微信认证；先用测试号试也行",
                "the chat runs all the same: lines wait for their reader's next word. Pushing takes an enterprise account with WeChat verification; a sandbox will do for trying",
            ),
        ),
        _ => Line::unknown(
            ID,
            words("没问出能不能发客服消息", "whether it may push could not be told"),
            words("过一会儿再试", "try again later"),
        ),
    }
}

fn menu(findings: &Findings) -> Line {
    const ID: &str = "menu";
    match (findings.menu, findings.has_menu) {
        (Permission::Granted, Some(true)) => Line::ok(ID, words("有自定义菜单", "there is a menu")),
        (Permission::Granted, _) => Line::ok(
            ID,
            words(
                "可以有自定义菜单，现在没有；聊天不需要它",
                "it may have a menu and has none; the chat needs none",
            ),
        ),
        (Permission::Denied(code), _) => Line::remark(
            ID,
            words(format!("不能用接口设菜单（{code}）"), format!("no menu through the API ({code})")),
            words(
                "聊天只靠文字命令，不受影响；服务器配置打开时，后台的菜单也会停用",
                "the chat works by words of command and needs none; while the server configuration is on, the console's menu is off as well",
            ),
        ),
        _ => Line::unknown(
            ID,
            words("没问出菜单的情况", "nothing could be learnt of the menu"),
            words("过一会儿再试", "try again later"),
        ),
    }
}

fn quota(quota: Quota) -> Line {
    const ID: &str = "quota";
    let Quota { daily_limit, used, remain, .. } = quota;
    let found = words(
        format!("今天的客服消息：共 {daily_limit}，用了 {used}，还剩 {remain}"),
        format!("pushes of today: {daily_limit} in all, {used} used, {remain} left"),
    );
    if remain > daily_limit / 10 {
        return Line::ok(ID, found);
    }
    let action = words(
        format!("北京时间零点恢复；也可以在 {CONSOLE} 或用 clear_quota 清零，每月共 10 次。用完之后话先留着"),
        format!(
            "they come back at midnight in Shanghai; clear_quota or {CONSOLE} resets them, ten times a month. Without them lines wait"
        ),
    );
    if remain == 0 { Line::problem(ID, found, action) } else { Line::remark(ID, found, action) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_that_ends_is_told_in_time() {
        let state = |remain| quota(Quota::new(500_000, 500_000 - remain, remain)).state;
        assert_eq!([state(500_000), state(40_000), state(0)], [State::Ok, State::Remark, State::Problem]);
    }
}
