//! The request that proves the server's address (接入), and what the console says when it does not.
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html>

use super::request::headers;
use crate::envelope::sign;
use crate::{Format, Mode, Platform};

/// A GET the harness is to make against the callback address; in cloud hosting see [`Self::probe`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifyRequest {
    /// The query string, without `?`; empty for the probe.
    pub query: String,
    /// What the body of the answer must be, byte for byte; empty for the probe.
    pub echostr: String,
    /// In cloud hosting a POST is made in place of the GET: its content type and body.
    pub probe: Option<(&'static str, String)>,
    /// Further headers: `x-wx-source` in cloud hosting, none otherwise.
    pub headers: Vec<(&'static str, String)>,
}

/// What the console says when the address is not proved. `Display` is its message, as reports of many years
/// quote it; no page lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyProblem {
    /// No answer within 5 s, or no connection: the console tells neither apart.
    #[error("请求URL超时")]
    Timeout,
    /// An answer that is not exactly the `echostr`.
    #[error("token验证失败")]
    Token,
    /// A status other than 200.
    #[error("系统发生错误，请稍后重试")]
    Status(
        /// The HTTP status.
        u16,
    ),
    /// The container did not answer the probe with `success` or nothing.
    #[error("服务调用失败，请检查路径和端口")]
    Container,
}

impl VerifyRequest {
    /// Whether the answer proves the address: status 200 and exactly the `echostr`.
    #[must_use]
    pub fn accepts(&self, status: u16, body: &[u8]) -> bool {
        self.judge(status, body).is_ok()
    }

    /// The same with the console's words for the refusal. No answer at all is [`VerifyProblem::Timeout`].
    ///
    /// ```
    /// # use wechat_simulator::{Account, Platform, VerifyProblem};
    /// let mut platform = Platform::new(Account::example(), 0, 1)?;
    /// let verify = platform.verify_request();
    /// assert_eq!(verify.judge(200, verify.echostr.as_bytes()), Ok(()));
    /// assert_eq!(verify.judge(200, b"\"quoted\""), Err(VerifyProblem::Token));
    /// assert_eq!(VerifyProblem::Token.to_string(), "token验证失败");
    /// # Ok::<(), wechat_simulator::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`VerifyProblem`].
    pub fn judge(&self, status: u16, body: &[u8]) -> Result<(), VerifyProblem> {
        if status != 200 {
            return Err(VerifyProblem::Status(status));
        }
        match &self.probe {
            Some(_) if body.is_empty() || body == b"success" => Ok(()),
            Some(_) => Err(VerifyProblem::Container),
            None if body == self.echostr.as_bytes() => Ok(()),
            None => Err(VerifyProblem::Token),
        }
    }
}

impl Platform {
    /// Builds a signed verification request; `echostr` is plain in every mode. In cloud hosting it is the
    /// unsigned probe of the container's path.
    pub fn verify_request(&mut self) -> VerifyRequest {
        let headers = headers(&self.account);
        if self.account.mode == Mode::CloudHosting {
            let format = self.account.format;
            let body = match format {
                Format::Xml => "<xml><action>CheckContainerPath</action></xml>",
                Format::Json => r#"{"action":"CheckContainerPath"}"#,
            };
            let probe = Some((format.content_type(), body.to_owned()));
            return VerifyRequest { query: String::new(), echostr: String::new(), probe, headers };
        }
        let timestamp = self.now().div_euclid(1000).to_string();
        let nonce = self.entropy.digits(10);
        let echostr = self.entropy.digits(19);
        let signature = sign(&[&self.account.token, &timestamp, &nonce]);
        let query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&echostr={echostr}");
        VerifyRequest { query, echostr, probe: None, headers }
    }
}
