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
    pub(crate) const MEDIA_TYPE: Self = Self::new(40004, "invalid media type");
    pub(crate) const FILE_TYPE: Self = Self::new(40005, "invalid file type");
    pub(crate) const MEDIA_ID: Self = Self::new(40007, "invalid media_id");
    pub(crate) const MSGTYPE: Self = Self::new(40008, "invalid message type");
    pub(crate) const IMAGE_SIZE: Self = Self::new(40009, "invalid image size");
    pub(crate) const VOICE_SIZE: Self = Self::new(40010, "invalid voice size");
    pub(crate) const VIDEO_SIZE: Self = Self::new(40011, "invalid video size");
    pub(crate) const THUMB_SIZE: Self = Self::new(40012, "invalid thumb size");
    pub(crate) const APPID: Self = Self::new(40013, "invalid appid");
    pub(crate) const TOKEN_MALFORMED: Self = Self::new(40014, "invalid access_token");
    pub(crate) const BUTTON: Self = Self::new(40015, "invalid menu type");
    pub(crate) const BUTTON_COUNT: Self = Self::new(40016, "invalid button size");
    pub(crate) const BUTTON_NAME: Self = Self::new(40018, "invalid button name size");
    pub(crate) const BUTTON_KEY: Self = Self::new(40019, "invalid button key size");
    pub(crate) const BUTTON_URL_LENGTH: Self = Self::new(40020, "invalid button url size");
    pub(crate) const MENU_LEVEL: Self = Self::new(40022, "invalid sub button level");
    pub(crate) const ITEM_COUNT: Self = Self::new(40023, "invalid sub button size");
    pub(crate) const ITEM_NAME: Self = Self::new(40025, "invalid sub button name size");
    pub(crate) const CODE: Self = Self::new(40029, "invalid code");
    pub(crate) const REFRESH_TOKEN: Self = Self::new(40030, "invalid refresh_token");
    pub(crate) const OPENID_LIST: Self = Self::new(40031, "invalid openid list");
    pub(crate) const OPENID_LIST_SIZE: Self = Self::new(40032, "invalid openid list size");
    pub(crate) const PARAMETER: Self = Self::new(40035, "invalid parameter");
    pub(crate) const TEMPLATE: Self = Self::new(40037, "invalid template_id");
    pub(crate) const QR_ACTION: Self = Self::new(40053, "invalid action info");
    pub(crate) const BUTTON_URL: Self = Self::new(40054, "invalid sub button url domain");
    pub(crate) const PATH: Self = Self::new(40066, "invalid url");
    pub(crate) const SECRET: Self = Self::new(40125, "invalid appsecret");
    pub(crate) const CODE_USED: Self = Self::new(40163, "code been used");
    pub(crate) const NOT_WHITELISTED: Self = Self::new(40164, "invalid ip");
    pub(crate) const ACCOUNT_TYPE: Self = Self::new(40200, "invalid account type");
    pub(crate) const CHECK_URL: Self = Self::new(40201, "invalid check url");
    pub(crate) const CHECK_ACTION: Self = Self::new(40202, "invalid action");
    pub(crate) const CHECK_OPERATOR: Self = Self::new(40203, "invalid check_operator");
    pub(crate) const TOKEN_MISSING: Self = Self::new(41001, "access_token missing");
    pub(crate) const APPID_MISSING: Self = Self::new(41002, "appid missing");
    pub(crate) const REFRESH_TOKEN_MISSING: Self = Self::new(41003, "refresh_token missing");
    pub(crate) const SECRET_MISSING: Self = Self::new(41004, "appsecret missing");
    pub(crate) const MEDIA_MISSING: Self = Self::new(41005, "media data missing");
    pub(crate) const MEDIA_ID_MISSING: Self = Self::new(41006, "media_id missing");
    pub(crate) const CODE_MISSING: Self = Self::new(41008, "missing code");
    pub(crate) const OPENID_MISSING: Self = Self::new(41009, "missing openid");
    pub(crate) const PAGE_PATH: Self = Self::new(41030, "invalid page");
    pub(crate) const TOKEN_EXPIRED: Self = Self::new(42001, "access_token expired");
    pub(crate) const REFRESH_EXPIRED: Self = Self::new(42002, "refresh_token expired");
    pub(crate) const CODE_EXPIRED: Self = Self::new(42003, "code expired");
    pub(crate) const NEEDS_GET: Self = Self::new(43001, "require GET method");
    pub(crate) const NEEDS_POST: Self = Self::new(43002, "require POST method");
    pub(crate) const NEEDS_FOLLOW: Self = Self::new(43004, "require subscribe");
    pub(crate) const REFUSED: Self = Self::new(43101, "user refuse to accept the msg");
    pub(crate) const EMPTY_MEDIA: Self = Self::new(44001, "empty media data");
    pub(crate) const EMPTY_BODY: Self = Self::new(44002, "empty post data");
    pub(crate) const EMPTY_NEWS: Self = Self::new(44003, "empty news data");
    pub(crate) const EMPTY_TEXT: Self = Self::new(44004, "empty content");
    pub(crate) const TOO_LONG: Self = Self::new(45002, "content size out of limit");
    pub(crate) const TITLE_LENGTH: Self = Self::new(45003, "title size out of limit");
    pub(crate) const PLAY_TIME: Self = Self::new(45007, "voice playtime out of limit");
    pub(crate) const ARTICLES: Self = Self::new(45008, "article size out of limit");
    pub(crate) const DAILY_QUOTA: Self = Self::new(45009, "reach max api daily quota limit");
    pub(crate) const MINUTE_LIMIT: Self =
        Self::new(45011, "api minute-quota reach limit, must slower, retry next minute");
    pub(crate) const WINDOW: Self =
        Self::new(45015, "response out of time limit or subscription is canceled");
    pub(crate) const CODE_COUNT: Self = Self::new(45029, "qrcode count out of limit");
    pub(crate) const COUNT: Self = Self::new(45047, "out of response count limit");
    pub(crate) const TYPING_COMMAND: Self = Self::new(45072, "invalid command");
    pub(crate) const TYPING_LATE: Self =
        Self::new(45080, "no message or action from the user in the last 30 seconds");
    pub(crate) const TYPING_ALREADY: Self = Self::new(45081, "already typing");
    pub(crate) const NO_MENU: Self = Self::new(46003, "menu no exist");
    pub(crate) const DATA_FORMAT: Self = Self::new(47001, "data format error");
    pub(crate) const ARGUMENT: Self = Self::new(47003, "argument invalid!");
    pub(crate) const UNAUTHORIZED: Self = Self::new(48001, "api unauthorized");
    pub(crate) const CLEARED_OUT: Self =
        Self::new(48006, "forbid to clear quota because of reaching the limit");
    pub(crate) const ARTICLE_ID: Self = Self::new(53600, "invalid article id");
    pub(crate) const NO_CONDITIONAL: Self = Self::new(65301, "no such conditional menuid");
    pub(crate) const NO_DEFAULT_MENU: Self =
        Self::new(65303, "no default menu, cannot create conditional menu");
    pub(crate) const EMPTY_RULE: Self = Self::new(65304, "matchrule is empty");
    pub(crate) const RULE_COUNT: Self = Self::new(65305, "the number of conditional menus reaches the limit");
    pub(crate) const MATCH_USER: Self = Self::new(65309, "invalid user_id");
    pub(crate) const RID_UNKNOWN: Self = Self::new(76001, "rid not found");
    pub(crate) const RID_MALFORMED: Self = Self::new(76002, "invalid rid");
    pub(crate) const RID_EXPIRED: Self = Self::new(76004, "rid expired");
    pub(crate) const CGI_PATH: Self = Self::new(76021, "cgi_path not found");

    const fn new(code: i64, message: &'static str) -> Self {
        Self { code, message }
    }
}

/// A return code with what its message adds about this call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) error: ApiError,
    /// Follows the code's message after a space.
    pub(crate) detail: Option<String>,
}

impl From<ApiError> for Complaint {
    fn from(error: ApiError) -> Self {
        Self { error, detail: None }
    }
}

impl Complaint {
    pub(crate) fn new(error: ApiError, detail: String) -> Self {
        Self { error, detail: Some(detail) }
    }

    /// The `errmsg` before `rid: …`.
    pub(crate) fn message(&self) -> String {
        match &self.detail {
            Some(detail) => format!("{} {detail}", self.error.message),
            None => self.error.message.to_owned(),
        }
    }
}
