//! Logs and `Debug` know the path, never the query, the user or the words.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use driftbottle_webhook::{Answer, NotNow, Push};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use wechat_core::Reply;

use crate::requests::{post, push, push_at, signed_query, text_xml};
use crate::support::{AES_KEY, HandClock, START, TOKEN, bot, builder, say, sleep_ms};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn clean(shown: &str) {
    let secrets = [TOKEN, AES_KEY, "oPrivate", "oLeaky", "secret words", "signature=", "nonce="];
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_way_out_is_logged_without_content() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let bot = bot(|push: Push, _| async move {
        clean(&format!("{push:?}"));
        match push.inbound.kind.msg_id().unwrap().as_u64().unwrap() {
            1 => Ok(Answer::reply(Reply::text("secret words"))),
            2 => Ok(Answer::reply(Reply::text("secret words ".repeat(300)))),
            3 => Err(NotNow::new("busy")),
            4 => panic!("secret words"),
            _ => {
                sleep_ms(10_000).await;
                Ok(Answer::silent())
            }
        }
    });
    let webhook = builder(&bot).clock(HandClock::new()).queue_per_user(0).build().unwrap();
    for id in 1..=5 {
        say(&webhook, push("oPrivate", id)).await;
    }
    say(&webhook, push("oPrivate", 6)).await; // sheds: number 5 still runs
    say(&webhook, push_at(START - 9_000, "oPrivate", 7)).await; // stale
    let broken = text_xml("oPrivate", 8, "secret words", START).replace("</Content>", "");
    say(&webhook, post("/wechat", &signed_query(START, "1"), broken)).await;
    say(&webhook, post("/wechat", "signature=1&timestamp=2&nonce=3", "secret words")).await;
    let written = log.0.lock().unwrap().clone();
    for expected in ["path=\"/wechat\"", "panicked", "deadline", "under load", "refused", "did not take"] {
        assert!(written.contains(expected), "{expected} not in {written}");
    }
    clean(&written);
    clean(&format!("{webhook:?} {:?}", builder(&bot)));
}
