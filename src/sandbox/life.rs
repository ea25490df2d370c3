//! What happens as time goes by: packages take effect, run low, run out, and cards stop.

use super::world::{DAY, MILLI, Order, State, World};
use crate::calendar::date;
use serde_json::{Value, json};

/// Something that happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Effective,
    Alert(usize),
    Over,
}

impl World {
    /// Lets everything happen that happens until then, in its order.
    pub fn run_until(&mut self, until: i64) {
        while let Some((at, order, event)) = self.next_event().filter(|(at, ..)| *at <= until) {
            self.clock = self.clock.max(at);
            match event {
                Event::Effective => {
                    self.begin(order, at);
                    self.tell(
                        "PkgEffective",
                        json!({ "data": self.package(order).to_string() }),
                    );
                }
                Event::Alert(kind) => {
                    self.orders[order].alerted[kind] = true;
                    let iccid = &self.cards[self.orders[order].card].iccid;
                    let value = ["", "100", "10", "7"][kind];
                    self.tell(
                        "FlowAlert",
                        json!({ "iccid": iccid, "alert_type": kind, "alert_value": value }),
                    );
                }
                Event::Over => self.finish(order),
            }
        }
        self.clock = self.clock.max(until);
    }

    /// The first thing to happen, at its time.
    pub fn next_event(&self) -> Option<(i64, usize, Event)> {
        let waiting = self.cards.iter().flat_map(|card| &card.orders).copied();
        let effective = waiting
            .filter_map(|index| Some((self.orders[index].effective_at?, index, Event::Effective)));
        let running = self.cards.iter().filter_map(|card| card.current);
        let running = running.flat_map(|index| self.events_of(index).into_iter().flatten());
        effective
            .chain(running)
            .min_by_key(|(at, index, _)| (*at, *index))
    }

    fn events_of(&self, index: usize) -> [Option<(i64, usize, Event)>; 4] {
        let order = &self.orders[index];
        let rate = self.cards[order.card].rate * MILLI;
        // The first second at which so much has been used.
        let when_used = |milli: i64| order.start + (milli * DAY + rate - 1) / rate;
        let total = order.offer.megabytes * MILLI;
        let over = when_used(total).min(order.end);
        let alert = |kind: usize, at: i64, applies: bool| {
            (applies && !order.alerted[kind] && at < over).then_some((
                at,
                index,
                Event::Alert(kind),
            ))
        };
        [
            alert(
                1,
                when_used(total - 100 * MILLI + 1),
                order.offer.megabytes > 100,
            ),
            alert(2, when_used(total - total / 10 + 1), true),
            alert(3, order.end - 7 * DAY + 1, order.offer.days > 7),
            Some((over, index, Event::Over)),
        ]
    }

    /// Puts an order in use.
    pub fn begin(&mut self, index: usize, at: i64) {
        let order = &mut self.orders[index];
        order.state = State::InUse;
        order.effective_at = None;
        order.start = at;
        order.end = at + order.offer.days * DAY;
        let card = &mut self.cards[order.card];
        card.current = Some(index);
        card.deactivated = false;
        card.activated.get_or_insert(at);
    }

    /// Ends an order, whatever the reason; the card's next one follows.
    pub fn finish(&mut self, index: usize) {
        let used = self.used(&self.orders[index]);
        let order = &mut self.orders[index];
        let ran = order.state == State::InUse;
        order.used_at_end = used;
        order.state = State::Finished;
        order.effective_at = None;
        if !ran {
            return;
        }
        order.end = self.clock;
        let card = order.card;
        self.cards[card].used_before += used;
        self.cards[card].current = None;
        self.schedule(card);
        let waits = self.cards[card]
            .orders
            .iter()
            .any(|one| self.orders[*one].state == State::Pending);
        if !waits {
            self.cards[card].deactivated = true;
            let iccid = &self.cards[card].iccid;
            self.tell("CardStopped", json!({ "iccid": iccid }));
        }
    }

    /// Lets the card's oldest waiting order take effect, if nothing stands before it.
    pub fn schedule(&mut self, card: usize) {
        let card = &self.cards[card];
        let soon = card
            .orders
            .iter()
            .any(|index| self.orders[*index].effective_at.is_some());
        if card.current.is_some() || soon {
            return;
        }
        let next = card
            .orders
            .iter()
            .copied()
            .find(|index| self.orders[*index].state == State::Pending);
        if let Some(next) = next {
            self.orders[next].effective_at = Some(self.clock + 3);
        }
    }

    /// Notes what a notification will tell.
    pub fn tell(&mut self, event: &'static str, fields: Value) {
        self.happened.push((self.clock, event, fields));
    }

    /// An order as the notifications show it.
    pub fn package(&self, index: usize) -> Value {
        let order = &self.orders[index];
        let mut shown = json!({
            "iccid": self.cards[order.card].iccid,
            "orderId": order.id,
            "packageName": order.offer.name,
            "packageCode": order.offer.code,
            "state": order.state.wire(),
            "gzhPackageName": order.offer.shop_name,
            "packageType": 2,
            "createDate": date(order.created),
            "salesChannel": if order.out_trade_no.is_some() { "API" } else { "PLATFORM" },
        });
        if let Some(number) = &order.out_trade_no {
            shown["outTradeNo"] = number.as_str().into();
        }
        if order.state != State::Pending {
            shown["startDate"] = date(order.start).into();
            shown["endDate"] = date(order.end).into();
        }
        shown
    }

    /// What a refund of an order pays back now, in cents: all of it within 24 hours of the purchase
    /// or before it took effect, then the smaller of the unused shares of days and data.
    pub fn refund_cents(&self, order: &Order) -> i64 {
        let paid = order.offer.cents;
        if order.state == State::Pending || self.clock - order.created <= DAY {
            return paid;
        }
        let days = (order.end - self.clock).max(0) / DAY;
        let total = order.offer.megabytes * MILLI;
        let data = total - self.used(order);
        (paid * days / order.offer.days).min(paid * data / total)
    }
}
