//! The wrappers.

use chatstore::wrappers::{Call, Fault, Faulty, Metered};
use chatstore::{
    Address, ChangeSet, ChatStore, Commit, ConversationKey, Expect, Fact, MemoryStore, Person, PushKey,
    Receipt, Scope, Stage, StoreError, UserId, UserKey,
};
use pollster::block_on;
use std::sync::Arc;

fn alice() -> Fact {
    let address = Address::official_account("wx1", "o-alice");
    Fact::AddPerson(Box::new(Person::new(UserKey(1), UserId([1; 16]), address, 0)))
}

fn people(store: &impl ChatStore) -> usize {
    block_on(store.load(&Scope::people([UserKey(1)]))).unwrap().people.len()
}

#[test]
fn metered_counts_every_outcome() {
    let store = Metered::new(MemoryStore::default());
    block_on(async {
        let epoch = store.boot([1; 32]).await.unwrap().epoch;
        let push = PushKey([5; 16]);
        let receipt = Receipt { push, user: UserKey(1), at_ms: 0, stage: Stage::Done, reply: None };
        let change =
            ChangeSet::new(epoch).expecting(Expect::PushUnseen(push)).with(Fact::RecordPush(receipt));
        assert!(matches!(store.commit(change.clone()).await, Ok(Commit::Committed(_))));
        assert!(matches!(store.commit(change.clone()).await, Ok(Commit::Repeat(_))));
        let nobody = ChangeSet::new(epoch).with(Fact::Seen(UserKey(9), 0));
        assert_eq!(store.commit(nobody.clone()).await.unwrap(), Commit::Conflict);
        assert_eq!(store.commit(nobody).await.unwrap(), Commit::Conflict);
        store.load(&Scope::default()).await.unwrap();
        store.live().await.unwrap();
        store.messages(ConversationKey(1), None, 1).await.unwrap();
        store.forget(0, 0).await.unwrap();
        store.boot([1; 32]).await.unwrap();
        assert!(matches!(store.commit(change).await, Err(StoreError::Fenced { .. })));
    });
    let tally = store.tally();
    assert_eq!((tally.boots, tally.reads, tally.forgets), (2, 3, 1));
    assert_eq!((tally.committed, tally.repeats, tally.conflicts, tally.errors), (1, 1, 2, 1));
}

#[test]
fn metered_counts_the_errors_of_reads() {
    let store = Metered::new(Faulty::new(MemoryStore::default(), |_| Some(Fault::Unavailable)));
    assert!(block_on(store.load(&Scope::default())).is_err());
    assert!(block_on(store.boot([1; 32])).is_err());
    let tally = store.tally();
    assert_eq!((tally.reads, tally.boots, tally.errors), (0, 0, 2));
}

#[test]
fn faulty_commits_fail_as_the_schedule_says() {
    for (fault, kept) in [(Fault::Unavailable, 0), (Fault::UnknownLost, 0), (Fault::UnknownKept, 1)] {
        let store = Faulty::commits(MemoryStore::default(), [Some(fault), None]);
        let epoch = block_on(store.boot([1; 32])).unwrap().epoch;
        let change = ChangeSet::new(epoch).with(alice());
        let error = block_on(store.commit(change.clone())).unwrap_err();
        assert_eq!(matches!(error, StoreError::Unknown { .. }), fault != Fault::Unavailable, "{fault:?}");
        assert_eq!(matches!(error, StoreError::Unavailable { .. }), fault == Fault::Unavailable, "{fault:?}");
        assert_eq!(people(&store), kept, "{fault:?}");
        let again = block_on(store.commit(change)).unwrap();
        assert_eq!(again == Commit::Conflict, kept == 1, "{fault:?}: the second time it gets through");
        assert_eq!(people(&store), 1, "{fault:?}");
    }
}

#[test]
fn faulty_does_not_hide_that_a_change_is_fenced() {
    let inner = Arc::new(MemoryStore::default());
    let store = Faulty::commits(Arc::clone(&inner), [Some(Fault::UnknownKept)]);
    let epoch = block_on(store.boot([1; 32])).unwrap().epoch;
    block_on(inner.boot([1; 32])).unwrap();
    let late = block_on(store.commit(ChangeSet::new(epoch)));
    assert!(matches!(late, Err(StoreError::Fenced { .. })));
}

#[test]
fn faulty_asks_its_schedule_once_per_call_in_order() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let store = Faulty::new(MemoryStore::default(), move |call| {
        sender.send(call).unwrap();
        matches!(call, Call::Live | Call::Messages | Call::Forget).then_some(Fault::UnknownKept)
    });
    block_on(async {
        let epoch = store.boot([1; 32]).await.unwrap().epoch;
        assert!(matches!(store.live().await, Err(StoreError::Unavailable { .. })));
        store.load(&Scope::default()).await.unwrap();
        store.commit(ChangeSet::new(epoch)).await.unwrap();
        assert!(store.messages(ConversationKey(1), None, 1).await.is_err());
        assert!(store.forget(0, 0).await.is_err());
    });
    let calls: Vec<_> = receiver.try_iter().collect();
    assert_eq!(calls, [Call::Boot, Call::Live, Call::Load, Call::Commit, Call::Messages, Call::Forget]);
}
