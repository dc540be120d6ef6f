//! The return codes this platform answers, with their messages.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>

/// One return code and the text before `rid: …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) code: i64,
    pub(crate) message: &'static str,
}

impl ApiError {
    pub(crate) const BUSY: Self = Self::new(-1, "system error");
    pub(crate) const TOKEN_SUPERSEDED: Self =
        Self::new(40001, "invalid credential, access_token is invalid or not latest");
    pub(crate) const GRANT_TYPE: Self = Self::new(40002, "invalid grant_type");
    pub(crate) const OPENID: Self = Self::new(40003, "invalid openid");
    pub(crate) const MEDIA_ID: Self = Self::new(40007, "invalid media_id");
    pub(crate) const MSGTYPE: Self = Self::new(40008, "invalid message type");
    pub(crate) const APPID: Self = Self::new(40013, "invalid appid");
    pub(crate) const TOKEN_MALFORMED: Self = Self::new(40014, "invalid access_token");
    pub(crate) const BUTTON: Self = Self::new(40015, "invalid menu type");
    pub(crate) const BUTTON_COUNT: Self = Self::new(40016, "invalid button size");
    pub(crate) const BUTTON_NAME: Self = Self::new(40018, "invalid button name size");
    pub(crate) const BUTTON_KEY: Self = Self::new(40019, "invalid button key size");
    pub(crate) const PARAMETER: Self = Self::new(40035, "invalid parameter");
    pub(crate) const PATH: Self = Self::new(40066, "invalid url");
    pub(crate) const SECRET: Self = Self::new(40125, "invalid appsecret");
    pub(crate) const ACCOUNT_TYPE: Self = Self::new(40200, "invalid account type");
    pub(crate) const TOKEN_MISSING: Self = Self::new(41001, "access_token missing");
    pub(crate) const APPID_MISSING: Self = Self::new(41002, "appid missing");
    pub(crate) const SECRET_MISSING: Self = Self::new(41004, "appsecret missing");
    pub(crate) const TOKEN_EXPIRED: Self = Self::new(42001, "access_token expired");
    pub(crate) const NEEDS_GET: Self = Self::new(43001, "require GET method");
    pub(crate) const NEEDS_POST: Self = Self::new(43002, "require POST method");
    pub(crate) const EMPTY_BODY: Self = Self::new(44002, "empty post data");
    pub(crate) const EMPTY_NEWS: Self = Self::new(44003, "empty news data");
    pub(crate) const EMPTY_TEXT: Self = Self::new(44004, "empty content");
    pub(crate) const TOO_LONG: Self = Self::new(45002, "content size out of limit");
    pub(crate) const ARTICLES: Self = Self::new(45008, "article size out of limit");
    pub(crate) const DAILY_QUOTA: Self = Self::new(45009, "reach max api daily quota limit");
    pub(crate) const WINDOW: Self =
        Self::new(45015, "response out of time limit or subscription is canceled");
    pub(crate) const COUNT: Self = Self::new(45047, "out of response count limit");
    pub(crate) const TYPING_COMMAND: Self = Self::new(45072, "invalid command");
    pub(crate) const TYPING_LATE: Self =
        Self::new(45080, "no message or action from the user in the last 30 seconds");
    pub(crate) const TYPING_ALREADY: Self = Self::new(45081, "already typing");
    pub(crate) const NO_MENU: Self = Self::new(46003, "menu no exist");
    pub(crate) const DATA_FORMAT: Self = Self::new(47001, "data format error");
    pub(crate) const UNAUTHORIZED: Self = Self::new(48001, "api unauthorized");
    pub(crate) const CLEARED_OUT: Self =
        Self::new(48006, "forbid to clear quota because of reaching the limit");
    pub(crate) const CGI_PATH: Self = Self::new(76021, "cgi_path not found");

    const fn new(code: i64, message: &'static str) -> Self {
        Self { code, message }
    }
}
