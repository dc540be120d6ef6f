//! Answers of the API.

use wechat_core::AccessToken;
use wechat_core::api::kf_account::{ListKfAccounts, ListOnlineKfAccounts};
use wechat_core::api::media::{GetMedia, MediaContent, UploadMedia};
use wechat_core::api::menu::{CreateMenu, GetMenu};
use wechat_core::api::mini_program::{
    CheckMedia, CheckSession, CheckText, CodeToSession, GenerateUrlLink, GetPhoneNumber, GetUnlimitedCode,
    GetUserRisk,
};
use wechat_core::api::network::CheckCallback;
use wechat_core::api::oauth2::{GetUserProfile, GetUserToken};
use wechat_core::api::qrcode::CreateQrCode;
use wechat_core::api::quota::{GetQuota, GetRid};
use wechat_core::api::template::TemplateSend;
use wechat_core::api::user::{GetUserInfo, GetUserInfoBatch};
use wechat_core::api::{
    ApiBase, ApiError, CustomSend, Endpoint, GetCallbackIp, GetStableToken, Handling, RawCall,
};

/// `data`: two bytes of status, then the body. A success has status 200 and no error code; a refusal keeps its
/// code; no error shows a long opaque word of the answer; what one call takes for a refusal, all do.
pub fn api_response(data: &[u8]) {
    let Some(([high, low], body)) = data.split_first_chunk() else { return };
    let status = 100 + u16::from_be_bytes([*high, *low]) % 900;
    let sent = look::<CustomSend>(status, body);
    if let Ok(grant) = look::<GetStableToken>(status, body) {
        assert!((1..=86_400).contains(&grant.expires_in_secs));
        assert!(!grant.token.expose().is_empty());
        assert_eq!(sent, Ok(()), "one answer is a success for both");
        assert!(!format!("{grant:?}").contains(grant.token.expose()) || grant.token.expose().len() < 16);
    }
    if let Ok(MediaContent::File(file)) = look::<GetMedia>(status, body) {
        assert_eq!(file.bytes, body, "a file is what came");
    }
    if let Ok(login) = look::<GetUserToken>(status, body) {
        assert_eq!(login.person().is_none(), login.is_snapshot);
    }
    if let Ok(session) = look::<CodeToSession>(status, body) {
        assert_eq!(format!("{:?}", session.key), "SessionKey(…)");
    }
    menus(status, body);
    rest(status, body, sent.as_ref().err().and_then(ApiError::code));
}

/// A menu that was read can be made again, if every button is a described one and within the limits.
fn menus(status: u16, body: &[u8]) {
    let Ok(menus) = look::<GetMenu>(status, body) else { return };
    let token = AccessToken::new("t").expect("a token");
    let call = CreateMenu::new(menus.buttons.clone());
    let Ok(request) = call.request(&ApiBase::official(), Some(&token)) else { return };
    let mut again = br#"{"menu":"#.to_vec();
    again.extend_from_slice(request.body());
    again.push(b'}');
    let again = GetMenu::parse(http::Response::new(again.as_slice())).expect("our own menu is read");
    assert_eq!(again.buttons, menus.buttons);
}

fn rest(status: u16, body: &[u8], refusal: Option<wechat_core::api::ErrCode>) {
    let codes = [
        code(&look::<GetCallbackIp>(status, body)),
        code(&look::<RawCall>(status, body)),
        code(&look::<UploadMedia>(status, body)),
        code(&look::<GetUserInfo>(status, body)),
        code(&look::<GetUserInfoBatch>(status, body)),
        code(&look::<CreateQrCode>(status, body)),
        code(&look::<GetUserProfile>(status, body)),
        code(&look::<GetQuota>(status, body)),
        code(&look::<GetRid>(status, body)),
        code(&look::<TemplateSend>(status, body)),
        code(&look::<CheckCallback>(status, body)),
        code(&look::<ListKfAccounts>(status, body)),
        code(&look::<ListOnlineKfAccounts>(status, body)),
        code(&look::<GetPhoneNumber>(status, body)),
        code(&look::<CheckText>(status, body)),
        code(&look::<CheckMedia>(status, body)),
        code(&look::<GetUserRisk>(status, body)),
        code(&look::<GenerateUrlLink>(status, body)),
        code(&look::<GetUnlimitedCode>(status, body)).or(refusal.filter(|_| body.len() > 64 * 1024)),
    ];
    assert!(codes.iter().all(|code| *code == refusal), "{codes:?} beside {refusal:?}");
    // A stale session is an answer and no error.
    let _ = look::<CheckSession>(status, body);
}

fn code<T>(outcome: &Result<T, ApiError>) -> Option<wechat_core::api::ErrCode> {
    outcome.as_ref().err().and_then(ApiError::code)
}

fn look<E: Endpoint>(status: u16, body: &[u8]) -> Result<E::Response, ApiError> {
    let outcome = E::parse(http::Response::builder().status(status).body(body).expect("a valid status"));
    match &outcome {
        Ok(_) => assert_eq!(status, 200),
        Err(ApiError::Status { status: found, .. }) => assert!(*found == status && status != 200),
        Err(error) => {
            assert_eq!(status, 200);
            if let Some(code) = error.code() {
                assert_ne!(code.0, 0);
                assert_ne!(error.handling(), Handling::Success);
            }
            let shown = error.to_string();
            let opaque = |word: &str| word.len() >= 40 && !word.contains('/');
            assert!(!shown.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).any(opaque));
        }
    }
    outcome
}
