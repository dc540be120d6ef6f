//! What can go wrong with a call.

use std::net::IpAddr;

use super::err_code::{ErrCode, Handling};
use crate::customer::MessageError;

/// A call that was not made or did not succeed. Contains no URL, no token and no openid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiError {
    /// The address of the API is not usable.
    #[error("not a base URL: {why}")]
    BadBase {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The call needs an access token and got none.
    #[error("{endpoint}: needs an access token")]
    MissingToken {
        /// The call.
        endpoint: &'static str,
    },
    /// The parameters do not make an HTTP request.
    #[error("{endpoint}: the request cannot be built")]
    Unbuildable {
        /// The call.
        endpoint: &'static str,
    },
    /// A parameter the platform would refuse. Its value is not repeated.
    #[error("{endpoint}: {field}: {why}")]
    BadParameter {
        /// The call.
        endpoint: &'static str,
        /// The parameter, by its name on the wire.
        field: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A parameter, or a list of them, is longer than the platform takes.
    #[error("{endpoint}: {field} has {len}, at most {max} are accepted")]
    LongParameter {
        /// The call.
        endpoint: &'static str,
        /// The parameter, by its name on the wire.
        field: &'static str,
        /// Characters, bytes or entries found, as the limit counts.
        len: usize,
        /// How many are accepted.
        max: usize,
    },
    /// The message would be refused.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The answer's status is not 200.
    #[error("{endpoint}: HTTP status {status}")]
    Status {
        /// The call.
        endpoint: &'static str,
        /// The status.
        status: u16,
    },
    /// The answer is not JSON: something between us and WeChat answered, or it was cut off.
    #[error("{endpoint}: the answer is not JSON")]
    NotJson {
        /// The call.
        endpoint: &'static str,
    },
    /// JSON, but not what is documented.
    #[error("{endpoint}: the answer is not as documented")]
    Unexpected {
        /// The call.
        endpoint: &'static str,
    },
    /// WeChat refused the call.
    #[error("{endpoint}: {code} ({}): {message}", code.meaning())]
    Platform {
        /// The call.
        endpoint: &'static str,
        /// Why, as a number.
        code: ErrCode,
        /// Why, in WeChat's words, with the `rid` to ask about for seven days. Long opaque words are masked.
        message: String,
    },
}

impl ApiError {
    /// WeChat's code, if WeChat answered.
    #[must_use]
    pub const fn code(&self) -> Option<ErrCode> {
        match self {
            Self::Platform { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// What to do about it. A wrong secret at the calls that take one is told with the code that elsewhere means an old
    /// token, and so is a user's own token; here they are told apart.
    #[must_use]
    pub fn handling(&self) -> Handling {
        match self {
            Self::Platform { endpoint, code, .. } if code.is_token_invalid() => refused_token(endpoint),
            Self::Platform { code, .. } => code.class(),
            Self::Status { status: 429, .. } => Handling::BackOff,
            Self::Status { status: 500.., .. } | Self::NotJson { .. } => Handling::RetryNow,
            Self::Status { .. } => Handling::Unknown,
            Self::Unexpected { .. } => Handling::Unknown,
            Self::BadBase { .. }
            | Self::MissingToken { .. }
            | Self::Unbuildable { .. }
            | Self::BadParameter { .. }
            | Self::LongParameter { .. }
            | Self::Message(_) => Handling::CallerBug,
        }
    }

    /// Whether WeChat itself refused: only then is it known that nothing was done.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Platform { .. })
    }

    /// The number to give to WeChat's support or `/cgi-bin/openapi/rid/get`.
    #[must_use]
    pub fn rid(&self) -> Option<&str> {
        let Self::Platform { message, .. } = self else { return None };
        let (_, rid) = message.rsplit_once("rid:")?;
        rid.split_whitespace().next()
    }

    /// Our address as WeChat sees it, from the message of 40164.
    #[must_use]
    pub fn caller_ip(&self) -> Option<IpAddr> {
        let Self::Platform { message, code, .. } = self else { return None };
        if !matches!(code.0, 40164 | 45035 | 61004) {
            return None;
        }
        let words = || message.split(|c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '('));
        let addresses = || words().filter_map(|word| word.parse::<IpAddr>().ok());
        addresses().find(IpAddr::is_ipv4).or_else(|| addresses().next())
    }

    /// What an operator can do about it, where there is something.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        match self.caller_ip() {
            Some(ip) => Some(format!("add {ip} to the IP whitelist on developers.weixin.qq.com/platform")),
            None => self.code()?.advice().map(str::to_owned),
        }
    }
}

/// Whose token or secret the codes for a wrong one mean.
fn refused_token(endpoint: &str) -> Handling {
    let path = endpoint.split_once(' ').map_or(endpoint, |(_, path)| path);
    match path {
        "/cgi-bin/token"
        | "/cgi-bin/stable_token"
        | "/cgi-bin/clear_quota/v2"
        | "/sns/oauth2/access_token"
        | "/sns/jscode2session" => Handling::Permission,
        path if path.starts_with("/sns/") => Handling::LogInAgain,
        _ => Handling::RefreshToken,
    }
}
