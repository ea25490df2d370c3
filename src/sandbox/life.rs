//! What happens as time goes by: packages take effect, run low, run out, and cards stop.

use super::agenda::Due;
use super::catalog::Limit;
use super::terms::Terms;
use super::world::{Channel, DAY, KIB_PER_MB, Order, Stage, State, World};
use crate::calendar::date;
use crate::refund::Estimate;
use serde_json::{Value, json};

/// Something that happens to an order. What was planned before its card went online or offline has
/// an older plan's number, and is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Effective,
    Alert(Alert, u32),
    Over(u32),
}

/// What is running low, numbered as on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alert {
    Volume = 1,
    Percentage = 2,
    Period = 3,
}

impl Alert {
    pub const ALL: [Alert; 3] = [Alert::Volume, Alert::Percentage, Alert::Period];

    /// The value that sets it off: MB, percent, days.
    pub fn threshold(self) -> i64 {
        match self {
            Alert::Volume => 100,
            Alert::Percentage => 10,
            Alert::Period => 7,
        }
    }
}

/// Seconds from an order to its effect, and to that of one which first has to activate its card.
const EFFECTIVE_AFTER: i64 = 3;
const ACTIVATED_AFTER: i64 = 3600;

impl World {
    /// Lets everything happen that happens until then, in its order.
    pub fn run_until(&mut self, until: i64) {
        while let Some((at, due)) = self.agenda.take(until) {
            self.clock = self.clock.max(at);
            match due {
                Due::Order(order, event) => self.order_event(order, event, at),
                Due::Card(card, event) => self.card_event(card, event),
                Due::Task(task) => self.task_event(task),
                Due::Esim(order) => self.esim_processed(order),
                Due::CloudEsim(event) => self.cloud_esim_event(event),
                Due::Pool(event) => self.pool_event(event),
            }
        }
        self.clock = self.clock.max(until);
    }

    fn order_event(&mut self, index: usize, event: Event, at: i64) {
        let order = &self.orders[index];
        let as_planned = |plan: u32| order.state == State::InUse && order.plan == plan;
        match event {
            Event::Effective if order.effective_at == Some(at) => {
                self.begin(index, at);
                let data = self.package(index).to_string();
                self.tell("PkgEffective", json!({ "data": data }));
            }
            Event::Alert(alert, plan) if as_planned(plan) => {
                let fields = json!({
                    "iccid": self.cards[order.card].iccid,
                    "alert_type": alert as i64,
                    "alert_value": alert.threshold().to_string(),
                });
                self.tell("FlowAlert", fields);
            }
            Event::Over(plan) if as_planned(plan) => self.finish(index),
            _ => {}
        }
    }

    /// Whether an alert goes with an order at all: not one that would stand from the beginning.
    fn alerts(order: &Order, alert: Alert) -> bool {
        match alert {
            Alert::Volume => order.offer.limit == Limit::Data && order.kib > 100 * KIB_PER_MB,
            Alert::Percentage => order.offer.limit == Limit::Data,
            Alert::Period => order.seconds > 7 * DAY,
        }
    }

    /// KiB used above which an alert stands.
    fn alerts_above(order: &Order, alert: Alert) -> i64 {
        match alert {
            Alert::Volume => order.kib - 100 * KIB_PER_MB,
            _ => order.kib - order.kib / 10,
        }
    }

    /// Whether an order in use is running low.
    pub fn runs_low(&self, order: &Order, alert: Alert) -> bool {
        Self::alerts(order, alert)
            && match alert {
                Alert::Period => order.end - self.clock < 7 * DAY,
                _ => self.used(order) > Self::alerts_above(order, alert),
            }
    }

    /// Plans what happens to an order whose card has just gone online.
    fn plan_order(&mut self, index: usize) {
        self.orders[index].plan += 1;
        let order = &self.orders[index];
        let plan = order.plan;
        let over = match order.offer.limit {
            Limit::Data => self.when_used(order, order.kib).min(order.end),
            _ => order.end,
        };
        let mut planned = vec![(over, Event::Over(plan))];
        for alert in Alert::ALL {
            let at = match alert {
                Alert::Period => order.end - 7 * DAY + 1,
                _ => self.when_used(order, Self::alerts_above(order, alert) + 1),
            };
            if Self::alerts(order, alert) && at < over && !self.runs_low(order, alert) {
                planned.push((at, Event::Alert(alert, plan)));
            }
        }
        for (at, event) in planned {
            self.agenda.plan(at, Due::Order(index, event));
        }
    }

    /// Puts an order in use.
    pub fn begin(&mut self, index: usize, at: i64) {
        let order = &mut self.orders[index];
        order.state = State::InUse;
        order.effective_at = None;
        order.start = at;
        order.end = at.saturating_add(order.seconds);
        order.updated = at;
        let index_of_card = order.card;
        let card = &mut self.cards[index_of_card];
        card.waiting.retain(|waiting| *waiting != index);
        card.current = Some(index);
        card.stage = Stage::Activated;
        card.activated.get_or_insert(at);
        if card.locked {
            self.plan_end(index);
        } else {
            self.resume(index_of_card);
        }
    }

    /// A card goes online, if it has a package.
    pub fn resume(&mut self, card: usize) {
        if let Some(order) = self.cards[card].current {
            self.connect(card);
            self.plan_order(order);
        }
        self.card_changed(card);
    }

    /// A card is taken offline; its package's time goes on.
    pub fn suspend(&mut self, card: usize) {
        if let Some(order) = self.cards[card].current {
            self.disconnect(card);
            self.plan_end(order);
        }
        self.card_changed(card);
    }

    /// Plans the end of an order whose card is offline.
    fn plan_end(&mut self, index: usize) {
        let order = &mut self.orders[index];
        order.plan += 1;
        let over = Due::Order(index, Event::Over(order.plan));
        self.agenda.plan(order.end, over);
    }

    /// Ends an order, whatever the reason; the card's next one follows.
    pub fn finish(&mut self, index: usize) {
        let card = self.orders[index].card;
        let ran = self.orders[index].state == State::InUse;
        if ran {
            self.disconnect(card);
        }
        let order = &mut self.orders[index];
        order.state = State::Finished;
        order.effective_at = None;
        order.updated = self.clock;
        if !ran {
            return;
        }
        order.end = self.clock;
        self.cards[card].current = None;
        self.card_changed(card);
        let data = json!([self.ended(index)]).to_string();
        self.tell("PkgQuantityList", json!({ "data": data }));
        self.buy_again(index);
        self.schedule(card);
        let waits = self.waiting(&self.cards[card]).next().is_some();
        if !waits && !self.cards[card].product.base && !self.draws_on_pool(card) {
            let iccid = &self.cards[card].iccid;
            self.tell("CardStopped", json!({ "iccid": iccid }));
        }
    }

    /// An order that renews itself is bought again, if it came to its end and the balance allows.
    fn buy_again(&mut self, index: usize) {
        let order = &self.orders[index];
        let (card, offer, channel) = (order.card, order.offer, order.channel);
        if order.renew && !order.refunded && self.cents >= offer.cents {
            self.cents -= offer.cents;
            let next = self.place(card, offer, channel);
            let order = &mut self.orders[next];
            (order.renew, order.renewal) = (true, true);
            self.tell_ordered(next);
        }
    }

    /// Tells of an order.
    pub fn tell_ordered(&mut self, order: usize) {
        let data = json!([self.package(order)]).to_string();
        self.tell("SubPkgList", json!({ "data": data }));
    }

    /// Lets the card's oldest waiting order take effect, if nothing stands before it.
    pub fn schedule(&mut self, index: usize) {
        let orders = &self.orders;
        let card = &mut self.cards[index];
        while let Some(first) = card.waiting.front() {
            if orders[*first].state == State::Pending {
                break;
            }
            card.waiting.pop_front();
        }
        let Some(next) = card.waiting.front().copied() else {
            return;
        };
        if card.current.is_some() || orders[next].effective_at.is_some() {
            return;
        }
        let after = match card.stage {
            Stage::Waiting => ACTIVATED_AFTER,
            _ => EFFECTIVE_AFTER,
        };
        let at = self.clock.saturating_add(after);
        self.orders[next].effective_at = Some(at);
        self.agenda.plan(at, Due::Order(next, Event::Effective));
    }

    /// Notes what a notification will tell.
    pub fn tell(&mut self, event: &'static str, fields: Value) {
        self.happened.push((self.clock, event, fields));
    }

    fn ended(&self, index: usize) -> Value {
        let order = &self.orders[index];
        let mut shown = json!({
            "iccid": self.cards[order.card].iccid,
            "orderId": order.id,
            "packageName": order.offer.name,
            "packageCode": order.offer.code,
            "state": order.state.wire(),
            "gzhPackageName": order.offer.shop_name,
            "packageType": order.offer.limit as i64,
            "createDate": date(order.created),
        });
        if let Some(number) = &order.out_trade_no {
            shown["outTradeNo"] = number.as_str().into();
        }
        shown
    }

    /// An order as the notifications show it.
    pub fn package(&self, index: usize) -> Value {
        let order = &self.orders[index];
        let mut shown = self.ended(index);
        shown["salesChannel"] = order.channel.wire().into();
        if let Some(from) = order.from.map(|from| &self.orders[from]) {
            shown["fromIccid"] = self.cards[from.card].iccid.as_str().into();
            shown["fromOrderId"] = from.id.into();
        }
        if order.state != State::Pending {
            shown["startDate"] = date(order.start).into();
            shown["endDate"] = date(order.end).into();
        }
        shown
    }

    /// What a refund of an order pays back now, by the platform's rule, or the platform's code.
    pub fn refundable(&self, order: &Order) -> Result<Estimate, u32> {
        if order.channel == Channel::User {
            return Err(42005);
        }
        if order.refunded || order.state == State::Finished {
            return Err(42008);
        }
        let days = order.offer.days();
        let unused = match order.state {
            State::Pending => order.seconds,
            _ => (order.end - self.clock).max(0),
        };
        let total = order.offer.megabytes * KIB_PER_MB;
        // Of a moved order only what is left came along.
        let used = total - self.left(order).min(total);
        let terms = Terms {
            paid: order.cents,
            limit: order.offer.limit,
            ordered: order.bought,
            now: self.clock,
            days,
            seconds_left: unused,
            data: total,
            data_used: used,
        };
        terms.estimate()
    }
}
