//! The contract every store passes: one named test per clause.
//!
//! A backend implements [`Harness`] and calls [`contract_tests!`](crate::contract_tests) once in its tests. Each
//! clause is also a plain function here, for those who run tests in another way.
//!
//! ```
//! use chatstore::contract::Harness;
//! use chatstore::{ChatStore, MemoryStore};
//! use std::{future::Future, sync::Arc};
//!
//! struct Memory(Arc<MemoryStore>);
//!
//! impl Harness for Memory {
//!     fn open() -> Self {
//!         Self(Arc::default())
//!     }
//!     fn store(&self) -> Arc<dyn ChatStore> {
//!         self.0.clone()
//!     }
//!     fn run<F: Future>(&self, future: F) -> F::Output {
//!         pollster::block_on(future)
//!     }
//!     fn crash_and_reopen(&mut self) {} // its state lives as long as the process: a new boot is all there is
//!     fn raw_scan(&self) -> Vec<u8> {
//!         self.0.dump()
//!     }
//! }
//!
//! chatstore::contract_tests!(harness = Memory);
//! # chatstore::contract::people::set_language::<Memory>();
//! ```

// Clauses are tests: they say what is wrong by a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod scene;
mod world;

pub mod atomicity;
pub mod blocks;
pub mod bottles;
pub mod conversations;
pub mod erasure;
pub mod expectations;
pub mod lanes;
pub mod lease;
pub mod liveness;
pub mod memos;
pub mod pages;
pub mod people;
pub mod races;
pub mod receipts;
pub mod retention;
pub mod snapshots;
pub mod tickets;

pub use scene::Scene;
pub use world::World;

use crate::store::ChatStore;
use std::sync::Arc;

/// How the contract handles a backend. Its methods may panic.
pub trait Harness: Sized + Sync {
    /// A fresh store that nobody has booted.
    fn open() -> Self;

    /// The store, as it is open now.
    fn store(&self) -> Arc<dyn ChatStore>;

    /// Runs a future to its end. Called from several threads at once.
    fn run<F: Future>(&self, future: F) -> F::Output;

    /// Ends the store as a crash of the process would, without a word to it, and opens what is left. Nothing is being
    /// committed meanwhile.
    fn crash_and_reopen(&mut self);

    /// Everything kept, as bytes, with texts as they are: to see that what was erased is gone.
    fn raw_scan(&self) -> Vec<u8>;
}

/// Makes one `#[test]` of each clause of the contract, in modules named as those of [`contract`](mod@crate::contract).
///
/// ```ignore
/// chatstore::contract_tests!(harness = MyHarness);
/// ```
#[macro_export]
macro_rules! contract_tests {
    (harness = $harness:ty) => {
        $crate::contract_clauses! { $harness =>
            people: add_person, address_and_key_are_unique, set_following, set_language, seen, heard, put_reminder,
                put_window, put_seat, put_prompt, put_preferences, put_partners, put_hand, put_letters;
            lanes: add_delivery, move_delivery, final_states_leave_the_lane, count_unknown, renew_line, put_offer,
                put_flight, lane_order, out_of_order_is_a_conflict;
            tickets: open_ticket, set_opening, put_wish, touch_ticket, close_ticket, a_ticket_opens_once;
            conversations: begin_conversation, put_member, append_message, end_conversation, sequence_has_no_gaps,
                an_end_is_final;
            receipts: record_push, settle_push, a_repeat_gives_the_receipt, a_repeat_wins, a_push_is_recorded_once;
            blocks: block, a_second_block_changes_nothing, blocks_hold_both_ways, blocks_outlive_the_blocked;
            bottles: throw_bottle, read_bottle, return_bottle, answer_bottle, sink_bottle, bottle_versions,
                what_is_afloat, bottles_of_the_neighbourhood, letters_of_the_neighbourhood;
            memos: put_memo, a_memo_replaces_its_predecessor;
            expectations: push_unseen, no_person, person_version, conversation_version, ticket_generation, no_block,
                bottle_version;
            atomicity: the_last_fact_undoes_the_first, versions_grow_by_one, facts_apply_in_order,
                nothing_appears_by_accident, an_empty_change_commits,
                keys_have_a_limit;
            lease: a_second_boot_fences_the_first, epochs_survive, the_server_key_is_stable, high_water,
                removed_keys_are_not_given_out_again;
            liveness: live_shows_all_work, the_settled_is_not_live, live_is_the_same_after_a_crash;
            erasure: nothing_of_the_erased_is_left, what_they_said_stays_with_the_others, late_facts_change_nothing,
                the_address_is_free_again;
            pages: newest_first, pages_follow_each_other, the_chain_has_no_gaps, conversations_do_not_mix;
            retention: old_receipts_are_forgotten, old_replies_are_forgotten, sunk_bottles_are_forgotten;
            snapshots: of_nobody, by_address, by_push, by_conversation, blocks_by_and_of_those_asked_for,
                shows_the_neighbourhood, shows_no_more_than_that,
                untouched_people_are_found_after_a_crash;
            races: one_takes_the_tickets, one_takes_the_version, one_records_the_push, nobody_sees_half_a_commit,
                nothing_acknowledged_is_lost;
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! contract_clauses {
    ($harness:ty => $($module:ident: $($clause:ident),+;)+) => {$(
        mod $module {
            #[allow(unused_imports)]
            use super::*;
            $(
                #[test]
                fn $clause() {
                    $crate::contract::$module::$clause::<$harness>();
                }
            )+
        }
    )+};
}
