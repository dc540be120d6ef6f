//! The GET request that proves the server's address (接入).
//!
//! <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html>

use crate::Platform;
use crate::envelope::sign;

/// A GET the harness is to make against the callback address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifyRequest {
    /// The query string, without `?`.
    pub query: String,
    /// What the body of the answer must be, byte for byte.
    pub echostr: String,
}

impl VerifyRequest {
    /// Whether the answer proves the address: status 200 and exactly the `echostr`.
    #[must_use]
    pub fn accepts(&self, status: u16, body: &[u8]) -> bool {
        status == 200 && body == self.echostr.as_bytes()
    }
}

impl Platform {
    /// Builds a signed verification request; `echostr` is plain in every mode.
    pub fn verify_request(&mut self) -> VerifyRequest {
        let timestamp = self.now().div_euclid(1000).to_string();
        let nonce = self.entropy.digits(10);
        let echostr = self.entropy.digits(19);
        let signature = sign(&[&self.account.token, &timestamp, &nonce]);
        let query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&echostr={echostr}");
        VerifyRequest { query, echostr }
    }
}
