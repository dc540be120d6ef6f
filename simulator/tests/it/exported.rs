//! A session recorded on the simulator's page. Put it beside your tests as a module and play it against your bot:
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
    let phone_1 = simulator.with_platform(|p| p.add_phone("小明"));
    let phone_2 = simulator.with_platform(|p| p.add_phone("小红"));
    simulator.with_platform(|p| p.follow(phone_1)).expect("the deed is possible");
    settled(&simulator).await;
    simulator.with_platform(|p| p.follow(phone_2)).expect("the deed is possible");
    settled(&simulator).await;
    simulator.with_platform(|p| p.say(phone_1, "\"你好\" \\ 月亮🌙")).expect("the deed is possible");
    settled(&simulator).await;
    sees(&simulator, phone_2, "\"你好\" \\ 月亮🌙").await;
    simulator.advance(60000);
    simulator.with_platform(|p| p.set_fault_seed(7));
    simulator.with_platform(|p| {
        p.set_format(wechat_simulator::Format::Xml);
        p.set_account_kind(wechat_simulator::AccountKind::VerifiedSubscription).expect("a kind for this mode");
    });
    simulator.with_platform(|p| p.scan(phone_2, "42")).expect("the deed is possible");
    settled(&simulator).await;
    simulator.with_platform(|p| p.unfollow(phone_2)).expect("the deed is possible");
    settled(&simulator).await;
    simulator.stop().await;
}
