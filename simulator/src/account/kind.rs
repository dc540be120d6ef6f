//! The five kinds of account and what each may do.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Explanation_of_interface_privileges.html>

use serde::{Deserialize, Serialize};

/// What an account may do: decides between an answer and `48001`.
///
/// ```
/// use wechat_simulator::{AccountKind, Permission};
/// assert!(AccountKind::VerifiedSubscription.may(Permission::Push));
/// assert!(!AccountKind::VerifiedSubscription.may(Permission::WebLogin));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AccountKind {
    /// 认证服务号: everything simulated here.
    VerifiedService,
    /// 认证公众号 (formerly 订阅号): customer-service messages, menus, media, one-time subscriptions.
    VerifiedSubscription,
    /// 未认证服务号: menus, no customer-service messages.
    UnverifiedService,
    /// 个人 or 未认证公众号: passive replies only.
    Personal,
    /// 测试号: plain mode, no menu messages, about a tenth of the quotas.
    Sandbox,
}

/// A family of interfaces that the platform grants by kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Permission {
    /// Customer-service messages and 「对方正在输入…」.
    Push,
    /// Messages with tappable answers (`msgmenu`); refused with `40200`, not `48001`.
    MessageMenu,
    /// A menu defined through the API.
    Menu,
    /// 网页授权: codes, and who a visitor is.
    WebLogin,
    /// QR codes with a scene.
    SceneCode,
    /// Template messages.
    Template,
    /// Subscription notices (`bizsend`).
    SubscriptionNotice,
    /// One-time subscription messages.
    OneTimeSubscription,
    /// What is known of a follower, and who follows.
    UserInfo,
    /// Upload and download of temporary media.
    Media,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 10] = [
        Self::Push,
        Self::MessageMenu,
        Self::Menu,
        Self::WebLogin,
        Self::SceneCode,
        Self::Template,
        Self::SubscriptionNotice,
        Self::OneTimeSubscription,
        Self::UserInfo,
        Self::Media,
    ];
}

impl AccountKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::VerifiedService,
        Self::VerifiedSubscription,
        Self::UnverifiedService,
        Self::Personal,
        Self::Sandbox,
    ];

    /// Whether the kind has that permission.
    #[must_use]
    pub const fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::VerifiedService => true,
            Self::VerifiedSubscription => matches!(
                permission,
                P::Push | P::MessageMenu | P::Menu | P::OneTimeSubscription | P::UserInfo | P::Media
            ),
            Self::UnverifiedService => matches!(permission, P::Menu),
            Self::Personal => false,
            Self::Sandbox => {
                !matches!(permission, P::MessageMenu | P::SubscriptionNotice | P::OneTimeSubscription)
            }
        }
    }

    /// Whether customer-service messages may be sent at all.
    #[must_use]
    pub const fn can_push(self) -> bool {
        self.may(Permission::Push)
    }

    /// Whether the account may define a menu through the API.
    #[must_use]
    pub const fn can_define_menu(self) -> bool {
        self.may(Permission::Menu)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_permissions() {
        let row = |permission: Permission| AccountKind::ALL.map(|kind| u8::from(kind.may(permission)));
        // verified service, verified subscription, unverified service, personal, sandbox
        assert_eq!(row(Permission::Push), [1, 1, 0, 0, 1]);
        assert_eq!(row(Permission::MessageMenu), [1, 1, 0, 0, 0]);
        assert_eq!(row(Permission::Menu), [1, 1, 1, 0, 1]);
        assert_eq!(row(Permission::WebLogin), [1, 0, 0, 0, 1]);
        assert_eq!(row(Permission::SceneCode), [1, 0, 0, 0, 1]);
        assert_eq!(row(Permission::Template), [1, 0, 0, 0, 1]);
        assert_eq!(row(Permission::SubscriptionNotice), [1, 0, 0, 0, 0]);
        assert_eq!(row(Permission::OneTimeSubscription), [1, 1, 0, 0, 0]);
        assert_eq!(row(Permission::UserInfo), [1, 1, 0, 0, 1]);
        assert_eq!(row(Permission::Media), [1, 1, 0, 0, 1]);
    }
}
