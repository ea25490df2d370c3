//! What happens to pools as time goes by, and when their cards come, go, or change.

use super::Stage;
use crate::sandbox::agenda::Due;
use crate::sandbox::catalog::Limit;
use crate::sandbox::terms::Terms;
use crate::sandbox::world::{DAY, World};
use serde_json::json;

/// Something that happens to a subscription, or where it says so to a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// It belongs to its pool now.
    Allocated(usize),
    /// A pool's active one is over, by the plan with this number.
    Over(usize, u32),
}

/// Seconds from a subscription to its allocation.
const ALLOCATED_AFTER: i64 = 2;

impl World {
    pub fn pool_event(&mut self, event: Event) {
        match event {
            Event::Allocated(record) => {
                let record = &mut self.pools.records[record];
                if record.stage == Stage::Created {
                    record.stage = Stage::Waiting;
                    let pool = record.pool;
                    self.settle_pool(pool);
                }
            }
            Event::Over(pool, plan) => {
                let known = &self.pools.pools[pool];
                if let Some(record) = known.active.filter(|_| known.plan == plan) {
                    self.stopping(pool, |world| {
                        world.share_out_the_rest(record);
                        world.end_record(record, Stage::Ended);
                        world.settle_pool(pool);
                    });
                }
            }
        }
    }

    pub(super) fn plan_allocation(&mut self, record: usize) {
        let at = self.clock.saturating_add(ALLOCATED_AFTER);
        self.agenda.plan(at, Due::Pool(Event::Allocated(record)));
    }

    /// Ends a subscription, whatever the reason.
    fn end_record(&mut self, index: usize, stage: Stage) {
        let pool = self.pools.records[index].pool;
        if self.pools.pools[pool].active == Some(index) {
            let cards: Vec<usize> = self.pools.pools[pool].cards.keys().copied().collect();
            for card in cards {
                self.close_draws(card);
            }
            self.pools.pools[pool].active = None;
            self.pools.records[index].end = self.clock;
        }
        self.pools.records[index].stage = stage;
    }

    /// Lets the oldest waiting subscription take effect where none is and there are cards to use it,
    /// and lets each card use it that has nothing of its own. A card that lived on the pool and has
    /// nothing left is offline.
    fn settle_pool(&mut self, index: usize) {
        let pool = &self.pools.pools[index];
        if pool.active.is_none() && !pool.cards.is_empty() {
            let waits = |record: &&usize| self.pools.records[**record].stage == Stage::Waiting;
            if let Some(next) = pool.records.iter().find(waits).copied() {
                let record = &mut self.pools.records[next];
                record.stage = Stage::Active;
                record.start = self.clock;
                record.end = self.clock.saturating_add(record.kind.days * DAY);
                self.pools.pools[index].active = Some(next);
            }
        }
        let cards: Vec<usize> = self.pools.pools[index].cards.keys().copied().collect();
        for card in cards {
            self.settle_card(card);
        }
        self.plan_pool(index);
    }

    fn plan_pool(&mut self, index: usize) {
        self.pools.pools[index].plan += 1;
        let pool = &self.pools.pools[index];
        if let Some(record) = pool.active {
            let (at, plan) = (self.pool_used_up(record), pool.plan);
            self.agenda.plan(at, Due::Pool(Event::Over(index, plan)));
        }
    }

    /// Lets a card use its pool's data, or stops it.
    fn settle_card(&mut self, card: usize) {
        let pool = self.pools.of_card(card);
        let active = pool.and_then(|pool| self.pools.pools[pool].active);
        let draws = self.draws_on_pool(card);
        match active.filter(|_| Self::would_draw(&self.cards[card])) {
            Some(record) if !draws => self.open_draws(card, record),
            None if draws => self.close_draws(card),
            _ => {}
        }
    }

    /// What a card has of its own, or its lock, has changed.
    pub fn card_changed(&mut self, card: usize) {
        if let Some(pool) = self.pools.of_card(card) {
            self.settle_card(card);
            self.plan_pool(pool);
        }
    }

    /// Tells that a card which lived on a pool has nothing left, if so.
    fn stop_card(&mut self, card: usize) {
        let known = &self.cards[card];
        let offline = !self.draws_on_pool(card)
            && known.current.is_none()
            && self.waiting(known).next().is_none();
        if offline && !known.locked && !known.product.base {
            let iccid = &self.cards[card].iccid;
            self.tell("CardStopped", json!({ "iccid": iccid }));
        }
    }

    /// Does something to a pool, and tells which of its cards are offline after it.
    fn stopping<T>(&mut self, pool: usize, change: impl FnOnce(&mut Self) -> T) -> T {
        let cards = self.pools.pools[pool].cards.keys();
        let lived: Vec<usize> = cards
            .copied()
            .filter(|card| self.draws_on_pool(*card))
            .collect();
        let done = change(self);
        for card in lived {
            self.stop_card(card);
        }
        done
    }

    /// Adds cards to a pool.
    pub fn join_data_pool(&mut self, pool: usize, cards: &[usize]) {
        for card in cards {
            self.pools.of_card.insert(*card, pool);
            self.pools.pools[pool].cards.insert(*card, self.clock);
        }
        self.settle_pool(pool);
    }

    /// Takes cards out of a pool.
    pub fn leave_data_pool(&mut self, pool: usize, cards: &[usize]) {
        self.stopping(pool, |world| {
            for card in cards {
                world.close_draws(*card);
                world.pools.of_card.remove(card);
                world.pools.pools[pool].cards.remove(card);
            }
            world.plan_pool(pool);
        });
    }

    /// Cents that cancelling a subscription pays back now, or the platform's code.
    fn record_refundable(&self, index: usize) -> Result<i64, u32> {
        let record = &self.pools.records[index];
        if !record.lives() {
            return Err(42008);
        }
        let seconds_left = match record.stage {
            Stage::Active => record.end - self.clock,
            _ => record.kind.days * DAY,
        };
        let terms = Terms {
            paid: record.kind.cents,
            limit: Limit::Data,
            ordered: record.created,
            now: self.clock,
            days: record.kind.days,
            seconds_left,
            data: record.kind.kib,
            data_used: self.pool_used(index),
        };
        terms.cents()
    }

    /// Cancels a subscription and pays back, or answers the platform's code.
    pub fn cancel_record(&mut self, index: usize) -> Result<(), u32> {
        self.cents += self.record_refundable(index)?;
        let pool = self.pools.records[index].pool;
        self.stopping(pool, |world| {
            world.end_record(index, Stage::Cancelled);
            world.settle_pool(pool);
        });
        Ok(())
    }

    /// Deletes a pool without cards. Its subscriptions end with it, and nothing is paid back.
    pub fn delete_pool(&mut self, pool: usize) {
        for record in self.pools.pools[pool].records.clone() {
            if self.pools.records[record].lives() {
                self.end_record(record, Stage::Ended);
            }
        }
        self.pools.pools[pool].deleted = true;
    }
}
