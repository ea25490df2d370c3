//! What happens as time goes by: packages take effect, run low, run out, and cards stop.

use super::agenda::Due;
use super::world::{DAY, MILLI, Order, State, World};
use crate::calendar::date;
use serde_json::{Value, json};

/// Something that happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Effective,
    Alert(usize),
    Over,
}

impl World {
    /// Lets everything happen that happens until then, in its order.
    pub fn run_until(&mut self, until: i64) {
        while let Some((at, due)) = self.agenda.take(until) {
            self.clock = self.clock.max(at);
            match due {
                Due::Order(order, event) => self.order_event(order, event, at),
            }
        }
        self.clock = self.clock.max(until);
    }

    fn order_event(&mut self, index: usize, event: Event, at: i64) {
        let order = &self.orders[index];
        let running = order.state == State::InUse;
        match event {
            Event::Effective if order.effective_at == Some(at) => {
                self.begin(index, at);
                let data = self.package(index).to_string();
                self.tell("PkgEffective", json!({ "data": data }));
            }
            Event::Alert(kind) if running => {
                let iccid = &self.cards[order.card].iccid;
                let value = ["", "100", "10", "7"][kind];
                let fields = json!({ "iccid": iccid, "alert_type": kind, "alert_value": value });
                self.tell("FlowAlert", fields);
            }
            Event::Over if running => self.finish(index),
            _ => {}
        }
    }

    /// Plans what happens to an order that has just been put in use.
    fn plan_order(&mut self, index: usize) {
        let order = &self.orders[index];
        let rate = self.cards[order.card].rate * MILLI;
        // The first second at which so much has been used.
        let when_used = |milli: i64| order.start + (milli * DAY + rate - 1) / rate;
        let total = order.offer.megabytes * MILLI;
        let over = when_used(total).min(order.end);
        let alerts = [
            (
                1,
                when_used(total - 100 * MILLI + 1),
                order.offer.megabytes > 100,
            ),
            (2, when_used(total - total / 10 + 1), true),
            (3, order.end - 7 * DAY + 1, order.offer.days > 7),
        ];
        for (kind, at, applies) in alerts {
            if applies && at < over {
                self.agenda.plan(at, Due::Order(index, Event::Alert(kind)));
            }
        }
        self.agenda.plan(over, Due::Order(index, Event::Over));
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
        self.plan_order(index);
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
            let at = self.clock + 3;
            self.orders[next].effective_at = Some(at);
            self.agenda.plan(at, Due::Order(next, Event::Effective));
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
