//! What WeChat's pages say when a link is wrong.

/// Why a page of web login or consent refuses. `Display` is what a person reads, where known with the
/// platform's own number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageProblem {
    /// No such phone here: a matter of the simulator, not of WeChat.
    #[error("phone does not exist")]
    UnknownPhone,
    /// The link's `appid` is missing or of another account.
    #[error("AppID 参数错误")]
    AppId,
    /// `redirect_uri` is missing, no http(s) address, or outside the web-authorisation domain.
    #[error("redirect_uri域名与后台配置不一致，错误码:10003")]
    RedirectUri,
    /// The scope is unknown, or the account has no web login.
    #[error("Scope 参数错误或没有 Scope 权限，错误码:10005")]
    Scope,
    /// `response_type` is not `code`.
    #[error("response_type 参数错误")]
    ResponseType,
    /// Who logs into a sandbox account must follow it.
    #[error("未关注该测试号，错误码:10006")]
    FollowFirst,
    /// `action` is not `get_confirm`.
    #[error("action 参数错误")]
    Action,
    /// The template is not the account's one-time template, or the account may have none.
    #[error("template_id 参数错误")]
    Template,
    /// The scene is no number from 0 to 10000.
    #[error("scene 参数错误")]
    SceneValue,
    /// `reserved` is longer than 128 bytes.
    #[error("reserved 参数错误")]
    Reserved,
}
