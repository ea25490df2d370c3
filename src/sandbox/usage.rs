//! Data used, in whole kibibytes: every figure of the API and every line of a CDR file comes from here.

use super::catalog::Limit;
use super::world::{Card, DAY, KIB_PER_MB, Order, State, World};

/// A time in which a card was online on one package.
pub struct Span {
    pub order: usize,
    pub from: i64,
    /// Nothing while it lasts.
    pub until: Option<i64>,
    /// What the package still had at its beginning.
    pub kib_left: i64,
}

/// Speed beyond its data, of a package that goes on at reduced speed, as a share.
const REDUCED: i64 = 8;

impl Span {
    /// Used from its beginning to then, at so many MB a day. Never less at a later time, so that the
    /// differences of any cut into hours add up to the whole.
    fn kib(&self, rate: i64, limit: Limit, then: i64) -> i64 {
        let until = self.until.map_or(then, |until| until.min(then));
        let seconds = i128::from(until.saturating_sub(self.from).max(0));
        let full_speed = seconds * i128::from(rate * KIB_PER_MB) / i128::from(DAY);
        let full_speed = i64::try_from(full_speed).unwrap_or(i64::MAX);
        match limit {
            Limit::Data => full_speed.min(self.kib_left),
            Limit::Time => full_speed,
            Limit::ReducedSpeed => {
                let beyond = (full_speed - self.kib_left).max(0);
                full_speed - beyond + beyond / REDUCED
            }
        }
    }
}

impl World {
    /// Bytes that a card used from one instant (Unix seconds, simulated time) to another, the second
    /// not included; nothing is known beyond the clock. `[a, b)` and `[b, c)` always add up to
    /// `[a, c)`, and from the beginning until now it is exactly what the API reports as
    /// `totalUseFlow` (MB of 1,048,576 bytes): cut it into hours for CDR files, or into days.
    pub fn usage_bytes(&self, index: usize, from: i64, until: i64) -> i64 {
        let card = &self.cards[index];
        let until = until.min(self.clock);
        if until <= from {
            return 0;
        }
        // Spans follow each other in time: those that ended before are skipped.
        let first = card
            .spans
            .partition_point(|span| span.until.is_some_and(|end| end <= from));
        let spans = card.spans[first..].iter();
        let within = spans.take_while(|span| span.from < until).map(|span| {
            let limit = self.orders[span.order].offer.limit;
            span.kib(card.rate, limit, until) - span.kib(card.rate, limit, from)
        });
        (within.sum::<i64>() + self.pool_kib(index, from, until)) * 1024
    }

    /// When the first card went online.
    pub fn first_online(&self) -> Option<i64> {
        let spans = self.cards.iter().filter_map(|card| card.spans.first());
        spans.map(|span| span.from).chain(self.first_draw()).min()
    }

    /// KiB used of an order.
    pub fn used(&self, order: &Order) -> i64 {
        let card = &self.cards[order.card];
        order.kib_used
            + self
                .open_span(card, order)
                .map_or(0, |span| span.kib(card.rate, order.offer.limit, self.clock))
    }

    /// KiB left of an order; nothing where data is not limited.
    pub fn left(&self, order: &Order) -> i64 {
        (order.kib - self.used(order)).max(0)
    }

    /// KiB used by a card since its beginning.
    pub fn used_by_card(&self, card: &Card) -> i64 {
        let running = card.current.map_or(0, |order| {
            let order = &self.orders[order];
            self.used(order) - order.kib_used
        });
        card.kib_used + running
    }

    fn open_span<'w>(&self, card: &'w Card, order: &Order) -> Option<&'w Span> {
        let last = card.spans.last()?;
        let runs = order.state == State::InUse && last.until.is_none();
        runs.then_some(last)
    }

    /// The first second at which so many KiB more have been used on this order since now.
    pub fn when_used(&self, order: &Order, kib: i64) -> i64 {
        let card = &self.cards[order.card];
        let rate = card.rate * KIB_PER_MB;
        let began = card.spans.last().map_or(self.clock, |span| span.from);
        let wanted = kib - order.kib_used;
        began + (wanted.max(0).saturating_mul(DAY) + rate - 1) / rate
    }

    /// A card goes online with its package.
    pub fn connect(&mut self, card: usize) {
        let Some(order) = self.cards[card].current else {
            return;
        };
        let span = Span {
            order,
            from: self.clock,
            until: None,
            kib_left: self.left(&self.orders[order]),
        };
        self.cards[card].spans.push(span);
    }

    /// A card goes offline; what it used is booked.
    pub fn disconnect(&mut self, card: usize) {
        let Some(index) = self.cards[card].current else {
            return;
        };
        let order = &self.orders[index];
        let used = self.used(order);
        let more = used - order.kib_used;
        self.orders[index].kib_used = used;
        let clock = self.clock;
        let card = &mut self.cards[card];
        card.kib_used += more;
        if let Some(last) = card.spans.last_mut() {
            last.until.get_or_insert(clock);
        }
    }
}
