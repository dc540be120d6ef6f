//! Clauses about memos.

use super::world::{World, kept};
use super::{Harness, Scene};
use crate::change::Fact;
use crate::memo::Memo;
use crate::person::Opaque;

fn memo(app: &str, name: &str, value: &str) -> Memo {
    Memo { app: app.into(), name: name.into(), value: Opaque(value.into()) }
}

/// [`Fact::PutMemo`]: found at the next start.
pub fn put_memo<H: Harness>() {
    let memo = memo("wx1", "may-push", "false");
    kept::<H>(|_| Fact::PutMemo(memo.clone()), |w: &World<H>| w.live().memos == [memo.clone()]);
}

/// A memo replaces the one of the same app and name, and no other.
pub fn a_memo_replaces_its_predecessor<H: Harness>() {
    let mut scene = Scene::<H>::open();
    let [one, two, other] =
        [memo("wx1", "may-push", "true"), memo("wx1", "menu", "[]"), memo("wx2", "may-push", "true")];
    scene.keep([one, two.clone(), other.clone()].map(Fact::PutMemo));
    let new = memo("wx1", "may-push", "false");
    scene.keep([Fact::PutMemo(new.clone())]);
    for crashed in [false, true] {
        if crashed {
            scene.reopen();
        }
        assert_eq!(scene.live().memos, [new.clone(), two.clone(), other.clone()]);
    }
}
