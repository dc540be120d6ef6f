//! A webhook that cannot work is not built.

use std::time::Duration;

use driftbottle_webhook::{AtDeadline, Deadlines, Webhook, WebhookError};

use crate::support::{builder, plain, silent};

#[test]
fn paths_are_plain_and_their_own() {
    let bot = silent();
    assert!(matches!(Webhook::builder().build(), Err(WebhookError::NoAccount)));
    for path in ["", "wechat", "/{id}", "/a b", "/a*", "/:id", "/a?b", "/%41"] {
        let built = Webhook::builder().account(path, plain(&bot)).build();
        assert!(matches!(built, Err(WebhookError::InvalidPath { .. })), "{path}");
    }
    for path in ["/", "/a/b", "/wx-1_2.x~/"] {
        let webhook = Webhook::builder().account(path, plain(&bot)).build().unwrap();
        drop(webhook.router()); // would panic on a path it does not take
    }
    let twice = builder(&bot).account("/wechat", plain(&bot)).build();
    assert!(matches!(twice, Err(WebhookError::DuplicatePath { .. })));
}

#[test]
fn bounds_let_something_through() {
    let bot = silent();
    let zero = [builder(&bot).max_in_flight(0), builder(&bot).body_limit(0)];
    for builder in zero {
        assert!(matches!(builder.build(), Err(WebhookError::ZeroLimit { .. })));
    }
}

#[test]
fn deadlines_are_in_order_and_their_texts_fit() {
    let bot = silent();
    let with = |change: fn(&mut Deadlines)| {
        let mut deadlines = Deadlines::default();
        change(&mut deadlines);
        builder(&bot).deadlines(deadlines).build()
    };
    with(|_| {}).unwrap();
    for change in [
        (|deadlines| deadlines.accept_by = Duration::ZERO) as fn(&mut Deadlines),
        |deadlines| deadlines.accept_by = Duration::from_secs(60),
        |deadlines| deadlines.written_by = Duration::from_secs(1),
    ] {
        assert!(matches!(with(change), Err(WebhookError::DeadlineOrder)));
    }
    for change in [
        (|deadlines| deadlines.unaccepted_last = AtDeadline::Reply(String::new())) as fn(&mut Deadlines),
        |deadlines| deadlines.accepted = AtDeadline::Reply("字".repeat(700)),
    ] {
        assert!(matches!(with(change), Err(WebhookError::DeadlineText { .. })));
    }
}
