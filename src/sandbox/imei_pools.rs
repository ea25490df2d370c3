//! IMEI pools: which devices their cards may sit in, and the lock that falls on a card in another.

use super::agenda::Due;
use super::world::World;
use serde_json::json;
use std::collections::HashSet;

/// Devices that a pool's cards may sit in.
pub struct ImeiPool {
    pub id: i64,
    imeis: HashSet<String>,
}

impl ImeiPool {
    pub fn new(id: i64, imeis: impl Iterator<Item = String>) -> Self {
        ImeiPool {
            id,
            imeis: imeis.collect(),
        }
    }

    /// Lets a device in.
    pub fn join(&mut self, imei: &str) {
        self.imeis.insert(imei.to_owned());
    }
}

/// Something that happens to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardEvent {
    /// Its pool looks at the device it sits in.
    Checked,
    /// Its time in the pool is over.
    LeavesPool,
}

/// Seconds after a change of device until the pool looks.
pub const CHECKED_AFTER: i64 = 60;
/// Seconds after an unlock until it looks again.
const CHECKED_AGAIN_AFTER: i64 = 3600;
/// How often a card may be unlocked, and how soon again; the platform's own numbers are not
/// documented.
const UNLOCKS: i64 = 5;
const UNLOCK_EVERY: i64 = 300;

impl World {
    /// Something planned for a card.
    pub fn card_event(&mut self, card: usize, event: CardEvent) {
        match event {
            CardEvent::Checked => self.check_device(card),
            CardEvent::LeavesPool if self.cards[card].temporary => self.leave_pool(card),
            CardEvent::LeavesPool => {}
        }
    }

    /// Lets the pool look at a card's device soon.
    pub fn plan_check(&mut self, card: usize, after: i64) {
        if self.cards[card].pool.is_some() {
            let checked = Due::Card(card, CardEvent::Checked);
            self.agenda.plan(self.clock.saturating_add(after), checked);
        }
    }

    /// Index of the pool with an id.
    pub fn imei_pool(&self, id: i64) -> Option<usize> {
        self.imei_pools.iter().position(|pool| pool.id == id)
    }

    fn check_device(&mut self, index: usize) {
        let card = &self.cards[index];
        let pool = card.pool.and_then(|pool| self.imei_pool(pool));
        let Some(pool) = pool else {
            return;
        };
        if card.locked || self.imei_pools[pool].imeis.contains(&card.imei) {
            return;
        }
        let fields = json!({ "iccid": card.iccid });
        self.suspend(index);
        self.cards[index].locked = true;
        self.tell("CardIMEILocked", fields);
    }

    /// Puts a card into a pool, out of the one it is in.
    pub fn enter_pool(&mut self, card: usize, pool: i64) {
        if self.cards[card].pool == Some(pool) && !self.cards[card].temporary {
            return;
        }
        if self.cards[card].pool.is_some_and(|old| old != pool) {
            self.leave_pool(card);
        }
        self.cards[card].temporary = false;
        if self.cards[card].pool.replace(pool).is_none() {
            let iccid = &self.cards[card].iccid;
            let fields = json!({ "iccid": iccid, "plockGroupId": pool });
            self.tell("CardMovedInIMEIPool", fields);
        }
        self.plan_check(card, CHECKED_AFTER);
    }

    fn leave_pool(&mut self, card: usize) {
        let Some(pool) = self.cards[card].pool.take() else {
            return;
        };
        self.cards[card].temporary = false;
        let fields = json!({ "iccid": self.cards[card].iccid, "plockGroupId": pool });
        self.tell("CardMovedOutIMEIPool", fields);
        // Only a pool locks.
        if self.cards[card].locked {
            self.release(card);
        }
    }

    /// Unlocks a card on request; how often it has been, or the platform's code.
    pub fn unlock(&mut self, index: usize) -> Result<i64, u32> {
        let clock = self.clock;
        let card = &mut self.cards[index];
        if !card.locked {
            return Err(45104);
        }
        if card.unlocks >= UNLOCKS {
            return Err(45103);
        }
        if card.unlocked.is_some_and(|at| clock - at < UNLOCK_EVERY) {
            return Err(45102);
        }
        card.unlocked = Some(clock);
        card.unlocks += 1;
        let unlocks = card.unlocks;
        self.release(index);
        self.plan_check(index, CHECKED_AGAIN_AFTER);
        Ok(unlocks)
    }

    fn release(&mut self, card: usize) {
        self.cards[card].locked = false;
        let fields = json!({ "iccid": self.cards[card].iccid });
        self.tell("IMEIUnLock", fields);
        self.resume(card);
    }
}
