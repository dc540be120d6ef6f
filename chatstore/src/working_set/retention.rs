//! Receipts and reply content, forgotten when their time is over.

use super::{WorkingSet, Write};
use crate::keys::{PushKey, UserKey};
use crate::receipt::Receipt;

impl WorkingSet {
    /// Puts a receipt in memory, in the place of an earlier state of it.
    pub(super) fn keep_receipt(&mut self, receipt: Receipt) {
        let place = (receipt.at_ms, receipt.push);
        self.receipts_by_age.insert(place);
        if receipt.reply.is_some() {
            self.replies_by_age.insert(place);
        } else {
            self.replies_by_age.remove(&place);
        }
        self.receipts.insert(receipt.push, receipt);
    }

    /// Removes receipts accepted before `receipts_ms`, the reply content of those accepted before `replies_ms` and
    /// bottles that sank before `receipts_ms`, and tells which rows to write.
    pub fn forget(&mut self, receipts_ms: i64, replies_ms: i64) -> Vec<Write> {
        let mut writes = Vec::new();
        while let Some((_, push)) = self.receipts_by_age.first().copied().filter(|(at, _)| *at < receipts_ms)
        {
            self.receipts_by_age.pop_first();
            if let Some(receipt) = self.receipts.remove(&push) {
                self.replies_by_age.remove(&(receipt.at_ms, push));
            }
            writes.push(Write::ReceiptGone(push));
        }
        while let Some((_, push)) = self.replies_by_age.first().copied().filter(|(at, _)| *at < replies_ms) {
            self.forget_reply(push);
            writes.push(Write::ReplyGone(push));
        }
        self.forget_sunk(receipts_ms, &mut writes);
        writes
    }

    /// Removes the content of every reply to this person.
    pub(super) fn forget_replies_to(&mut self, user: UserKey, writes: &mut Vec<Write>) {
        let to_user = |push: &PushKey| self.receipts.get(push).is_some_and(|r| r.user == user);
        let pushes: Vec<_> = self.replies_by_age.iter().map(|(_, p)| *p).filter(to_user).collect();
        for push in pushes {
            self.forget_reply(push);
            writes.push(Write::ReplyGone(push));
        }
    }

    fn forget_reply(&mut self, push: PushKey) {
        if let Some(receipt) = self.receipts.get_mut(&push) {
            receipt.reply = None;
            self.replies_by_age.remove(&(receipt.at_ms, push));
        }
    }
}
