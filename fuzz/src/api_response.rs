//! Answers of the API.

use wechat_core::api::{ApiError, CustomSend, Endpoint, GetCallbackIp, GetStableToken, Handling};

/// `data`: two bytes of status, then the body. A success has status 200 and no error code; a refusal keeps its
/// code; no error shows a long opaque word of the answer.
pub fn api_response(data: &[u8]) {
    let Some(([high, low], body)) = data.split_first_chunk() else { return };
    let status = 100 + u16::from_be_bytes([*high, *low]) % 900;
    let answer = || http::Response::builder().status(status).body(body).expect("a valid status");

    let sent = CustomSend::parse(answer());
    check(status, &sent);
    let granted = GetStableToken::parse(answer());
    check(status, &granted);
    if let Ok(grant) = &granted {
        assert!((1..=86_400).contains(&grant.expires_in_secs));
        assert!(!grant.token.expose().is_empty());
        assert_eq!(sent, Ok(()), "one answer is a success for both");
        assert!(!format!("{grant:?}").contains(grant.token.expose()) || grant.token.expose().len() < 16);
    }
    check(status, &GetCallbackIp::parse(answer()));
}

fn check<T>(status: u16, outcome: &Result<T, ApiError>) {
    match outcome {
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
}
