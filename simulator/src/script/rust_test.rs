//! A session as the text of a Rust test against this library.

use super::session::Taken;
use super::{Deed, Step};
use std::collections::BTreeMap;

const HEAD: &str = r#"//! A session recorded on the simulator's page. Put it beside your tests as a module and play it against your bot:
//!
//! ```ignore
//! #[tokio::test]
//! async fn the_session_goes_as_it_went() {
//!     session::play(|api_base| async move { start_my_bot(api_base).await }).await;
//! }
//! ```
#![allow(dead_code, clippy::expect_used, clippy::panic)]

use std::time::Duration;
use wechat_simulator::server::{Config, Running, Simulator};
use wechat_simulator::{Account, PhoneId, PushState, Sender};

/// Waits until every push so far is answered, or has failed.
async fn settled(simulator: &Running) {
    let open = || simulator.with_platform(|p| p.pushes().any(|push| push.state == PushState::Open));
    while !simulator.is_verified() || open() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until the account has shown the phone those words.
async fn sees(simulator: &Running, phone: PhoneId, words: &str) {
    let shown = || {
        simulator.with_platform(|p| {
            let screen = p.screen(phone).expect("the phone is there");
            screen.iter().any(|bubble| bubble.from == Sender::Account && bubble.text.contains(words))
        })
    };
    for _ in 0..1_500 {
        if shown() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("not shown within 30 s: {words}");
}

/// Plays the session against the bot that `start_bot` starts: it gets the API's address, and answers the address of
/// its callback.
pub(crate) async fn play<F>(start_bot: impl FnOnce(String) -> F)
where
    F: std::future::Future<Output = String>,
{
    let mut config = Config::new(([127, 0, 0, 1], 0).into(), Account::example());
    config.phones.clear();
    let simulator = Simulator::start(config).await.expect("the simulator starts");
    let callback = start_bot(simulator.api_base()).await;
    simulator.set_callback(callback).expect("a callback address");
"#;

const TAIL: &str = "    simulator.stop().await;\n}\n";

/// Writes the test's source.
pub(crate) fn rust_test(steps: &[Taken]) -> String {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    let mut text = HEAD.to_owned();
    for Taken { step, .. } in steps {
        match step {
            Step::Phone { phone, name } => {
                let variable = format!("phone_{}", phone.0);
                text.push_str(&format!(
                    "    let {variable} = simulator.with_platform(|p| p.add_phone({}));\n",
                    literal(name)
                ));
                names.insert(phone.0, variable);
            }
            Step::Act { phone, deed } => match names.get(&phone.0) {
                Some(variable) => text.push_str(&act(variable, deed)),
                None => text.push_str(&format!("    // phone {} is not part of this session\n", phone.0)),
            },
            Step::Clock { advance_ms } => {
                text.push_str(&format!("    simulator.advance({advance_ms});\n"));
            }
            Step::Sees { phone, words } => {
                if let Some(variable) = names.get(&phone.0) {
                    text.push_str(&format!("    sees(&simulator, {variable}, {}).await;\n", literal(words)));
                }
            }
            Step::FaultSeed { seed } => {
                text.push_str(&format!("    simulator.with_platform(|p| p.set_fault_seed({seed}));\n"));
            }
            Step::Faults { faults } => text.push_str(&setting("Faults", "set_faults", faults)),
            Step::Behaviours { behaviours } => {
                text.push_str(&setting("Behaviours", "set_behaviours", behaviours));
            }
            Step::Account { kind, format, .. } => text.push_str(&format!(
                "    simulator.with_platform(|p| {{\n        p.set_format(wechat_simulator::Format::{format:?});\n        \
                 p.set_account_kind(wechat_simulator::AccountKind::{kind:?}).expect(\"a kind for this mode\");\n    }});\n"
            )),
        }
    }
    text.push_str(TAIL);
    text
}

/// One deed as a call.
fn act(phone: &str, deed: &Deed) -> String {
    let call = match deed {
        Deed::Follow => format!("follow({phone})"),
        Deed::Unfollow => format!("unfollow({phone})"),
        Deed::Say { text } => format!("say({phone}, {})", literal(text)),
        Deed::Tap { key } => format!("tap_menu({phone}, {})", literal(key)),
        Deed::Open { url } => format!("open_menu_link({phone}, {})", literal(url)),
        Deed::Choose { id, text } => {
            format!("tap_message_menu({phone}, {}, {})", literal(id), literal(text))
        }
        Deed::Scan { scene } => format!("scan({phone}, {})", literal(scene)),
        Deed::Sticker => format!("send_sticker({phone})"),
        Deed::Image => format!("send_image({phone})"),
        Deed::Voice => format!("send_voice({phone})"),
        Deed::Video => format!("send_video({phone})"),
        Deed::ShortVideo => format!("send_short_video({phone})"),
        Deed::Location { latitude, longitude, label } => {
            format!("send_location({phone}, {latitude:?}, {longitude:?}, {})", literal(label))
        }
        Deed::Link { title, description, url } => {
            let parts = [title, description, url].map(|part| literal(part));
            format!("send_link({phone}, {})", parts.join(", "))
        }
        Deed::MiniProgram { title, app_id, page } => {
            let parts = [title, app_id, page].map(|part| literal(part));
            format!("send_mini_program({phone}, {})", parts.join(", "))
        }
        Deed::File { name, bytes } => format!("send_file({phone}, {}, {bytes})", literal(name)),
        other => {
            let json = serde_json::to_string(other).unwrap_or_default();
            return format!("    // by hand, at /simulator/phones/N: {json}\n");
        }
    };
    format!(
        "    simulator.with_platform(|p| p.{call}).expect(\"the deed is possible\");\n    settled(&simulator).await;\n"
    )
}

/// A whole setting, read from the JSON it was made of.
fn setting(name: &str, setter: &str, value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let end = if setter == "set_faults" { ".expect(\"usable faults\")" } else { "" };
    format!(
        "    let setting: wechat_simulator::{name} =\n        serde_json::from_str(r#\"{json}\"#).expect(\"a setting\");\n    \
         simulator.with_platform(|p| p.{setter}(setting)){end};\n"
    )
}

/// A Rust string literal. Only what could end it or hide in it is escaped.
fn literal(text: &str) -> String {
    format!("{text:?}")
}
