//! Bottles: facts about them, applied, and the ones that somebody may pick.

use super::apply::Draft;
use super::{WorkingSet, Write};
use crate::bottle::{Bottle, Reader};
use crate::keys::{BottleKey, MAX_KEY, UserKey};
use crate::scope::Sea;
use std::sync::Arc;

impl Draft<'_> {
    pub(super) fn throw_bottle(&mut self, bottle: Bottle) -> Option<()> {
        let key = bottle.key;
        let known = self.set.bottles.contains_key(&key) || self.bottles.contains_key(&key);
        if known || key.0 > MAX_KEY || !self.is_there(bottle.owner) {
            return None;
        }
        self.bottles.insert(key, Some(bottle));
        Some(())
    }

    pub(super) fn bottle(&mut self, key: BottleKey) -> Option<&mut Bottle> {
        if !self.bottles.contains_key(&key) {
            let mut bottle = Bottle::clone(self.set.bottles.get(&key)?);
            bottle.version += 1;
            self.bottles.insert(key, Some(bottle));
        }
        self.bottles.get_mut(&key)?.as_mut()
    }

    pub(super) fn read_bottle(&mut self, key: BottleKey, user: UserKey, read_ms: i64) -> Option<()> {
        let bottle = self.bottle(key)?;
        if bottle.owner == user || bottle.is_read_by(user) || user.0 > MAX_KEY {
            return None;
        }
        bottle.readers.push(Reader { user, read_ms, returned: false });
        Some(())
    }

    pub(super) fn return_bottle(&mut self, key: BottleKey, user: UserKey) -> Option<()> {
        self.bottle(key)?.readers.iter_mut().find(|reader| reader.user == user)?.returned = true;
        Some(())
    }
}

impl WorkingSet {
    /// Puts a bottle in memory, in the place of an earlier state of it.
    pub(super) fn keep_bottle(&mut self, bottle: Arc<Bottle>) {
        self.drop_bottle(bottle.key);
        self.bottles_by_owner.insert((bottle.owner, bottle.key));
        self.sea.insert((bottle.app.clone(), bottle.kept_by(), bottle.key));
        self.bottles.insert(bottle.key, bottle);
    }

    /// Takes a bottle out of memory; says whether it was there.
    pub(super) fn drop_bottle(&mut self, key: BottleKey) -> bool {
        let Some(bottle) = self.bottles.remove(&key) else { return false };
        self.bottles_by_owner.remove(&(bottle.owner, key));
        self.sea.remove(&(bottle.app.clone(), bottle.kept_by(), key));
        true
    }

    /// The bottles somebody threw.
    pub(super) fn bottles_of(&self, owner: UserKey) -> impl Iterator<Item = &Arc<Bottle>> {
        let range = (owner, BottleKey(0))..=(owner, BottleKey(u64::MAX));
        self.bottles_by_owner.range(range).filter_map(|(_, key)| self.bottles.get(key))
    }

    /// The bottles that somebody, or a stranger, may pick: the least read first, then the oldest.
    pub(super) fn afloat(&self, sea: &Sea, user: Option<UserKey>) -> Vec<Arc<Bottle>> {
        let app = &sea.app;
        let from = (app.clone(), 0, BottleKey(0));
        let keys = self.sea.range(from..).take_while(|(of, kept, _)| of == app && *kept < sea.readers);
        let bottles = keys.filter_map(|(_, _, key)| self.bottles.get(key));
        let open = bottles.filter(|bottle| {
            let free =
                |user| bottle.owner != user && !bottle.is_read_by(user) && !self.apart(user, bottle.owner);
            bottle.expires_ms > sea.at_ms && user.is_none_or(free)
        });
        open.take(sea.limit).cloned().collect()
    }

    fn apart(&self, one: UserKey, other: UserKey) -> bool {
        self.blocks.contains(&(one, other)) || self.blocks.contains(&(other, one))
    }

    /// Removes the bottles that sank before a time.
    pub(super) fn forget_sunk(&mut self, before_ms: i64, writes: &mut Vec<Write>) {
        let sunk = self.bottles.values().filter(|bottle| bottle.expires_ms < before_ms);
        for key in sunk.map(|bottle| bottle.key).collect::<Vec<_>>() {
            self.drop_bottle(key);
            writes.push(Write::BottleGone(key));
        }
    }

    /// Removes the bottles of somebody who is erased.
    pub(super) fn forget_bottles_of(&mut self, owner: UserKey, writes: &mut Vec<Write>) {
        for key in self.bottles_of(owner).map(|bottle| bottle.key).collect::<Vec<_>>() {
            self.drop_bottle(key);
            writes.push(Write::BottleGone(key));
        }
    }
}
