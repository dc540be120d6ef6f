//! The three modes of an account's server configuration: the same chat in each.

use crate::support::world::World;
use wechat_simulator::Mode;

async fn two_talk(mode: Mode) {
    let mut world = World::start(mode).await;
    let (one, other) = world.pair().await;
    // What a careless escape would spoil, in XML, JSON or both.
    let line = "a < b && c > d ]]> 😀 \\u4f60 \"引号\"";
    world.say(one, line);
    world.shown(other, &format!("：{line}")).await;
    assert_eq!((world.times(other, line), world.refusals()), (1, 0));
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn plain() {
    two_talk(Mode::Plain).await;
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn compatible() {
    two_talk(Mode::Compatible).await;
}

// proves: F01
#[tokio::test(flavor = "multi_thread")]
async fn secure() {
    two_talk(Mode::Secure).await;
}
