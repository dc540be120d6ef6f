//! What a failed call means for the push it carried.

use driftbottle::Outcome;
use driftbottle::wechat_core::api::{ErrCode, Handling};
use driftbottle_wechat_client::CallError;

/// What became of a push whose call failed so.
pub(super) fn of(error: &CallError) -> Outcome {
    match error {
        CallError::Api(api) => api.code().map_or(Outcome::Unknown, of_code),
        CallError::Invalid(_) => Outcome::Rejected,
        _ if error.surely_not_processed() => Outcome::NotSent,
        _ => Outcome::Unknown,
    }
}

/// Whether only an operator can help: an address missing from the whitelist, an account limited or frozen.
pub(super) fn needs_operator(error: &CallError) -> bool {
    match error {
        CallError::Api(api) => api.code().is_some_and(|code| {
            of_code(code) == Outcome::NotSent
                && matches!(code.class(), Handling::Permission | Handling::CallerBug | Handling::Unknown)
        }),
        _ => false,
    }
}

/// Source: <https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html>
fn of_code(code: ErrCode) -> Outcome {
    match code.0 {
        45015 => Outcome::WindowClosed,
        45047 => Outcome::WindowExhausted,
        48001 => Outcome::NotAllowed,
        // Not an openid of this account, or one of another: nobody to be reached.
        40003 | 40031 | 40032 | 43104 => Outcome::Unreachable,
        // The call was wrong, not what it says: no token, path, method or form as this API wants it.
        40038 | 40039 | 40066 | 41001 | 43001..=43003 => Outcome::NotSent,
        _ => match code.class() {
            Handling::Unreachable => Outcome::Unreachable,
            // What it says would be refused again: it waits for a free reply, which is judged by other rules.
            Handling::CallerBug | Handling::ContentRisk | Handling::Unknown => Outcome::Rejected,
            _ => Outcome::NotSent,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use driftbottle::wechat_core::api::ApiError;
    use driftbottle::wechat_core::token_keeper::FetchFailure;

    fn refusal(code: i64) -> CallError {
        let code = ErrCode(code);
        CallError::Api(ApiError::Platform { endpoint: "POST /x", code, message: String::new() })
    }

    #[test]
    fn every_refusal_of_the_platform_has_its_outcome() {
        let table = [
            (45015, Outcome::WindowClosed, false),
            (45047, Outcome::WindowExhausted, false),
            (48001, Outcome::NotAllowed, false),
            (40003, Outcome::Unreachable, false),
            (43004, Outcome::Unreachable, false),
            (43019, Outcome::Unreachable, false),
            (48002, Outcome::Unreachable, false),
            (50005, Outcome::Unreachable, false),
            (-1, Outcome::NotSent, false),
            (40001, Outcome::NotSent, false),
            (42001, Outcome::NotSent, false),
            (45009, Outcome::NotSent, false),
            (45011, Outcome::NotSent, false),
            (40164, Outcome::NotSent, true),
            (48004, Outcome::NotSent, true),
            (50002, Outcome::NotSent, true),
            (50007, Outcome::NotSent, true),
            (40066, Outcome::NotSent, true),
            (40033, Outcome::Rejected, false),
            (44004, Outcome::Rejected, false),
            (45002, Outcome::Rejected, false),
            (87014, Outcome::Rejected, false),
            (99_999_999, Outcome::Rejected, false),
        ];
        for (code, outcome, operator) in table {
            let error = refusal(code);
            assert_eq!((of(&error), needs_operator(&error)), (outcome, operator), "{code}");
        }
    }

    #[test]
    fn only_what_may_have_arrived_is_unknown() {
        let source = || "gone".into();
        let endpoint = "POST /x";
        let table = [
            (CallError::NotSent { endpoint, source: source() }, Outcome::NotSent),
            (CallError::Unknown { endpoint, source: source() }, Outcome::Unknown),
            (CallError::Token { failure: FetchFailure::Transport, retry_at_ms: 0 }, Outcome::NotSent),
            (CallError::Malformed(ApiError::Status { endpoint, status: 502 }), Outcome::Unknown),
            (CallError::Malformed(ApiError::Status { endpoint, status: 403 }), Outcome::NotSent),
            (CallError::Malformed(ApiError::NotJson { endpoint }), Outcome::Unknown),
            (CallError::Invalid(ApiError::Unbuildable { endpoint }), Outcome::Rejected),
        ];
        for (error, outcome) in table {
            assert_eq!(of(&error), outcome, "{error:?}");
        }
    }
}
