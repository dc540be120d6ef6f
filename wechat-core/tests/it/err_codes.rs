//! The table of codes: complete, consistent, and honest about what is not in it.

use std::collections::HashSet;

use wechat_core::api::{ApiError, Confidence, CustomSend, Endpoint, ErrCode, Handling};

use Handling::{
    BackOff, CallerBug, ContentRisk, Harmless, LogInAgain, Permission, RefreshToken, RetryNow, Success,
    Unknown, Unreachable,
};

/// Every row of the project's protocol notes, §5.1, with the handling it names.
const ROWS: &[(&[i64], Handling)] = &[
    (&[-1], RetryNow),
    (&[0], Success),
    (&[40001, 40014, 42001], RefreshToken),
    (&[40002, 40003, 40004, 40005, 40006, 40007, 40008, 40009, 40010, 40011, 40012], CallerBug),
    (&[40013, 40125, 40164, 40166, 40200, 40243], Permission),
    (
        &[40015, 40016, 40017, 40018, 40019, 40020, 40021, 40022, 40023, 40024, 40025, 40026, 40027, 40028],
        CallerBug,
    ),
    (&[40029, 40031, 40032, 40033, 40035, 40097, 40037, 40038, 40039, 40066, 40129, 40132, 40137], CallerBug),
    (&[40030, 42002, 42007], LogInAgain),
    (&[40155, 40163, 40165, 40212], CallerBug),
    (&[40226], Unreachable),
    (&[40230, 40231, 40232, 40233, 40234, 40235, 40236, 40237, 40240], CallerBug),
    (&[40238, 40239], Permission),
    (&[41001, 41002, 41004, 41005, 41006, 41008, 41009, 41018, 41030], CallerBug),
    (&[42003, 43001, 43002, 43003, 43104], CallerBug),
    (&[42010], BackOff),
    (&[43004, 43005, 43019, 43101], Unreachable),
    (&[44001, 44002, 44003, 44004], CallerBug),
    (&[45001, 45002, 45003, 45004, 45005, 45006, 45007, 45008, 45010], CallerBug),
    (&[45009, 45011, 45028, 45029, 45063, 48006], BackOff),
    (&[45015, 45047], Unreachable),
    (&[45016, 45017, 45018, 45056, 45057, 45058, 45059, 45157, 45158, 45159], CallerBug),
    (&[45035], Permission),
    (&[45064, 45065, 45066, 45067, 45072, 45103, 45109, 45162], CallerBug),
    (&[45080, 45081], Harmless),
    (&[46001, 46002, 46003, 46004, 47001, 47003, 48005], CallerBug),
    (&[48001, 48003, 48004, 48008], Permission),
    (&[48002, 50001, 50005], Unreachable),
    (&[50002, 50004, 50007, 53010, 53019, 61004, 61007], Permission),
    (&[61010, 62751], Unreachable),
    (&[61450, 61451, 61452, 61453, 61454, 61455, 61456, 61457, 61500, 61501], CallerBug),
    (&[65301, 65317, 76001, 76002, 76003, 76004, 76021, 76022, 85004, 85056, 85094, 85107], CallerBug),
    (&[87008, 87009, 88000, 88010], CallerBug),
    (&[87014], ContentRisk),
    (&[89002, 89503, 89506, 89507], Permission),
    (&[9_001_001], Unknown),
];

#[test]
fn every_known_code_has_its_handling() {
    for (codes, handling) in ROWS {
        for code in *codes {
            assert_eq!(ErrCode(*code).class(), *handling, "{code}");
            assert!(ErrCode(*code).described().is_some(), "{code} is not described");
        }
    }
}

#[test]
fn the_table_is_sorted_its_ranges_are_apart_and_found_at_both_ends() {
    let table = ErrCode::table();
    for entry in table {
        assert!(entry.first <= entry.last && !entry.meaning.is_empty());
        for code in [entry.first, entry.last] {
            assert_eq!(ErrCode(code).described(), Some(entry));
        }
    }
    for pair in table.windows(2) {
        assert!(pair[0].last < pair[1].first, "{} and {}", pair[0].last, pair[1].first);
    }
}

#[test]
fn nothing_is_in_the_table_that_no_row_of_the_notes_names() {
    let named: HashSet<i64> = ROWS.iter().flat_map(|(codes, _)| codes.iter().copied()).collect();
    for entry in ErrCode::table() {
        let found = named.iter().any(|code| (entry.first..=entry.last).contains(code));
        assert!(found, "{} to {}", entry.first, entry.last);
    }
}

#[test]
fn what_is_not_in_the_table_is_kept_and_not_guessed_at() {
    for code in [-2, 1, 40034, 40100, 45036, 45102, 50003, 99_999, i64::MAX, i64::MIN] {
        assert!(ErrCode(code).described().is_none(), "{code}");
        assert_eq!((ErrCode(code).class(), ErrCode(code).advice()), (Unknown, None), "{code}");
        let body = format!(r#"{{"errcode":{code},"errmsg":"new"}}"#);
        let error = CustomSend::parse(http::Response::new(body.as_bytes())).unwrap_err();
        assert_eq!(error.code(), Some(ErrCode(code)));
        assert!(matches!(error, ApiError::Platform { .. }) && error.to_string().contains("new"));
    }
}

#[test]
fn predicates_agree_with_the_classes() {
    let every = ErrCode::table().iter().flat_map(|entry| (entry.first..=entry.last).map(ErrCode));
    for code in every {
        assert_eq!(code.is_user_unreachable(), code.class() == Unreachable, "{code}");
        assert_eq!(code.is_quota_exhausted(), code.class() == BackOff, "{code}");
        assert_eq!(code.is_token_invalid(), code.class() == RefreshToken, "{code}");
        let reachable_later =
            code.is_window_closed() || code.is_count_exhausted() || code.is_consent_missing();
        assert!(!reachable_later || code.is_user_unreachable(), "{code}");
        assert!(
            !(code.is_ip_refused() || code.is_unauthorized_api()) || code.class() == Permission,
            "{code}"
        );
        assert!(!code.is_content_risky() || code.class() == ContentRisk, "{code}");
    }
    let one = |holds: fn(ErrCode) -> bool| {
        let all = ErrCode::table().iter().flat_map(|entry| (entry.first..=entry.last).map(ErrCode));
        all.filter(|code| holds(*code)).map(|code| code.0).collect::<Vec<_>>()
    };
    assert_eq!(one(ErrCode::is_media_gone), [40007]);
    assert_eq!(one(ErrCode::is_login_code_invalid), [40029, 40163, 42003]);
    assert_eq!(one(ErrCode::is_session_stale), [87009]);
    assert_eq!(one(ErrCode::is_menu_missing), [46003]);
    assert_eq!(one(ErrCode::is_text_too_long), [45002]);
}

#[test]
fn codes_an_operator_can_do_something_about_say_what() {
    let needs = |entry: &&wechat_core::api::CodeEntry| entry.handling == LogInAgain;
    for entry in ErrCode::table().iter().filter(needs) {
        assert!(ErrCode(entry.first).advice().is_some(), "{}", entry.first);
    }
    for code in [40013, 40125, 40164, 40243, 45009, 45015, 45047, 48001, 61004, 89507] {
        assert!(ErrCode(code).advice().is_some(), "{code}");
    }
    let memory = ErrCode::table().iter().filter(|entry| entry.confidence == Confidence::Memory);
    assert_eq!(
        memory.map(|entry| entry.first).collect::<Vec<_>>(),
        [42010, 45028, 45064, 48003, 50004, 50007, 61010, 89503, 89506]
    );
}
