//! What cards use of a pool, in whole kibibytes: those without a package of their own in use.

use super::{Record, Stage};
use crate::sandbox::world::{Card, DAY, KIB_PER_MB, Stage as CardStage, World};

/// A time in which a card used a pool's data.
pub struct Draw {
    record: usize,
    from: i64,
    /// Nothing while it lasts.
    until: Option<i64>,
    /// No more than this in all of it: what is there of the last second is shared out exactly.
    cap: i64,
}

impl Draw {
    /// Used from its beginning to then; never less at a later time.
    fn kib(&self, rate: i64, then: i64) -> i64 {
        let until = self.until.map_or(then, |until| until.min(then));
        let seconds = i128::from(until.saturating_sub(self.from).max(0));
        let used = seconds * i128::from(rate * KIB_PER_MB) / i128::from(DAY);
        i64::try_from(used).unwrap_or(i64::MAX).min(self.cap)
    }
}

impl World {
    /// KiB of pools that a card used between two instants.
    pub fn pool_kib(&self, card: usize, from: i64, until: i64) -> i64 {
        let Some(draws) = self.pools.draws.get(&card) else {
            return 0;
        };
        let rate = self.cards[card].rate;
        let first = draws.partition_point(|draw| draw.until.is_some_and(|end| end <= from));
        let within = draws[first..].iter().take_while(|draw| draw.from < until);
        within
            .map(|draw| draw.kib(rate, until) - draw.kib(rate, from))
            .sum()
    }

    /// When a card first used a pool's data.
    pub fn first_draw(&self) -> Option<i64> {
        let draws = self.pools.draws.values().filter_map(|draws| draws.first());
        draws.map(|draw| draw.from).min()
    }

    /// KiB used of a subscription.
    pub fn pool_used(&self, index: usize) -> i64 {
        self.pool_used_by(index, self.clock)
    }

    fn pool_used_by(&self, index: usize, then: i64) -> i64 {
        let record = &self.pools.records[index];
        let open = self.pools.pools[record.pool]
            .cards
            .keys()
            .filter_map(|card| self.open_draw(*card, index).map(|draw| (*card, draw)));
        let running: i64 = open
            .map(|(card, draw)| draw.kib(self.cards[card].rate, then))
            .sum();
        (record.kib_used + running).min(record.kind.kib)
    }

    fn open_draw(&self, card: usize, record: usize) -> Option<&Draw> {
        let last = self.pools.draws.get(&card)?.last()?;
        (last.until.is_none() && last.record == record).then_some(last)
    }

    /// Whether a card lives on a pool now.
    pub fn draws_on_pool(&self, card: usize) -> bool {
        let draws = self.pools.draws.get(&card);
        draws.is_some_and(|draws| draws.last().is_some_and(|draw| draw.until.is_none()))
    }

    /// What a card that lives on a pool has used of its subscription, and what all its cards have left.
    pub fn share_of_pool(&self, card: usize) -> Option<(i64, i64)> {
        let draws = self.pools.draws.get(&card)?;
        let record = draws.last().filter(|draw| draw.until.is_none())?.record;
        let own = draws.iter().filter(|draw| draw.record == record);
        let used = own.map(|draw| draw.kib(self.cards[card].rate, self.clock));
        let left = self.pools.records[record].kind.kib - self.pool_used(record);
        Some((used.sum(), left))
    }

    /// Whether a card would live on an active pool.
    pub(super) fn would_draw(card: &Card) -> bool {
        card.current.is_none() && !card.locked && card.stage != CardStage::Retired
    }

    pub(super) fn open_draws(&mut self, card: usize, record: usize) {
        let clock = self.clock;
        self.pools.draws.entry(card).or_default().push(Draw {
            record,
            from: clock,
            until: None,
            cap: i64::MAX,
        });
        let card = &mut self.cards[card];
        card.stage = CardStage::Activated;
        card.activated.get_or_insert(clock);
    }

    /// A card stops living on a pool; what it used is booked.
    pub(super) fn close_draws(&mut self, card: usize) {
        let (clock, rate) = (self.clock, self.cards[card].rate);
        let draws = self.pools.draws.get_mut(&card);
        let Some(draw) = draws.and_then(|draws| draws.last_mut()) else {
            return;
        };
        if draw.until.is_none() {
            draw.until = Some(clock);
            self.pools.records[draw.record].kib_used += draw.kib(rate, clock);
        }
    }

    /// When an active subscription is used up, if its cards go on like this: its end at the latest.
    pub(super) fn pool_used_up(&self, index: usize) -> i64 {
        let record = &self.pools.records[index];
        let (mut low, mut high) = (self.clock, record.end.max(self.clock));
        let all = record.kind.kib;
        while low < high {
            let middle = low + (high - low) / 2;
            if self.pool_used_by(index, middle) >= all {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// In the second in which a subscription is used up its cards may have asked for more than was
    /// there: they get less of that second, and of no other.
    pub(super) fn share_out_the_rest(&mut self, index: usize) {
        let Record { pool, kind, .. } = self.pools.records[index];
        let cards: Vec<usize> = self.pools.pools[pool].cards.keys().copied().collect();
        let mut beyond = -kind.kib + self.pools.records[index].kib_used;
        let clock = self.clock;
        let mut last_second = Vec::new();
        for card in cards {
            let Some(draw) = self.open_draw(card, index) else {
                continue;
            };
            let rate = self.cards[card].rate;
            let used = draw.kib(rate, clock);
            beyond += used;
            last_second.push((card, used, used - draw.kib(rate, clock - 1)));
        }
        for (card, used, gained) in last_second {
            let less = gained.min(beyond.max(0));
            beyond -= less;
            let draws = self.pools.draws.get_mut(&card);
            if let Some(draw) = draws.and_then(|draws| draws.last_mut()) {
                draw.cap = used - less;
            }
        }
        debug_assert!(beyond <= 0 && self.pools.records[index].stage == Stage::Active);
    }
}
