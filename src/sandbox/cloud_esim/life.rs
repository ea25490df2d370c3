//! What happens to cloud eSIMs as time goes by, and what is told of it.

use super::{CloudOrder, MB, Status};
use crate::calendar::date;
use crate::sandbox::catalog::Limit;
use crate::sandbox::life::Alert;
use crate::sandbox::terms::Terms;
use crate::sandbox::world::{DAY, State, World};
use serde_json::{Value, json};

/// Something that happens to an order or, where it says so, to an eSIM. A number beside it is that of the
/// plan it belongs to: see `CloudOrder`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Processed(usize),
    Effective(usize),
    Alert(usize, Alert, u32),
    Over(usize, u32),
    /// The IMEI pool of an eSIM looks at the device it sits in.
    Checked(usize),
}

/// Seconds that an order is processed for, and until it takes effect where nothing stands before it.
const PROCESSED_AFTER: i64 = 2;
const EFFECTIVE_AFTER: i64 = 3;
/// Seconds after an unlock until the IMEI pool looks again.
const CHECKED_AGAIN_AFTER: i64 = 3600;
/// How often an eSIM may be unlocked, and how soon again; not documented.
const UNLOCKS: i64 = 5;
const UNLOCK_EVERY: i64 = 300;

impl World {
    pub fn cloud_esim_event(&mut self, event: Event) {
        match event {
            Event::Processed(order) => self.cloud_processed(order),
            Event::Effective(order) => {
                if self.cloud.orders[order].effective_at == Some(self.clock) {
                    self.begin_cloud(order);
                }
            }
            Event::Alert(order, alert, plan) => {
                let order = &self.cloud.orders[order];
                if order.state == State::InUse && order.plan == plan {
                    let fields = json!({
                        "eid": self.cloud.esims[order.esim].eid,
                        "alert_type": alert as i64,
                        "alert_value": alert.threshold().to_string(),
                    });
                    self.tell("CloudESimFlowAlert", fields);
                }
            }
            Event::Over(order, plan) => {
                let known = &self.cloud.orders[order];
                if known.state == State::InUse && known.plan == plan {
                    self.finish_cloud(order);
                }
            }
            Event::Checked(esim) => self.check_cloud(esim),
        }
    }

    /// Lets an order that was just placed be processed.
    pub fn process_cloud(&mut self, order: usize) {
        let at = self.clock.saturating_add(PROCESSED_AFTER);
        self.plan_cloud(at, Event::Processed(order));
    }

    /// A locked eSIM takes no package: the order fails, and what it cost is back.
    fn cloud_processed(&mut self, index: usize) {
        let order = &self.cloud.orders[index];
        if order.status != Status::Processing {
            return;
        }
        let (esim, cents) = (order.esim, order.cents);
        if self.cloud.esims[esim].locked {
            self.cents += cents;
            let order = &mut self.cloud.orders[index];
            order.status = Status::Failed;
            order.state = State::Finished;
            order.updated = self.clock;
            return;
        }
        self.accept_cloud(index);
    }

    /// An order is through: it is told of, and takes effect in its turn.
    pub fn accept_cloud(&mut self, index: usize) {
        let order = &mut self.cloud.orders[index];
        order.status = Status::Success;
        order.updated = self.clock;
        let esim = order.esim;
        let data = json!([self.cloud_package(index)]).to_string();
        self.tell("CloudESimSubPkgList", json!({ "data": data }));
        self.schedule_cloud(esim);
    }

    /// Lets an eSIM's oldest waiting order take effect, if nothing stands before it.
    pub fn schedule_cloud(&mut self, esim: usize) {
        let card = &self.cloud.esims[esim];
        let orders = &self.cloud.orders;
        let next = card.orders.iter().find(|order| orders[**order].waits());
        let Some(next) = next.copied() else {
            return;
        };
        if card.current.is_some() || orders[next].effective_at.is_some() {
            return;
        }
        let at = self.clock.saturating_add(EFFECTIVE_AFTER);
        self.cloud.orders[next].effective_at = Some(at);
        self.plan_cloud(at, Event::Effective(next));
    }

    fn begin_cloud(&mut self, index: usize) {
        let clock = self.clock;
        let order = &mut self.cloud.orders[index];
        order.state = State::InUse;
        order.effective_at = None;
        order.start = clock;
        order.end = clock.saturating_add(order.seconds);
        order.updated = clock;
        let esim = order.esim;
        self.cloud.esims[esim].current = Some(index);
        self.cloud.esims[esim].activated.get_or_insert(clock);
        self.cloud_online(index, !self.cloud.esims[esim].locked);
        let data = self.cloud_package(index).to_string();
        self.tell("CloudESimPkgActivate", json!({ "data": data }));
    }

    /// The eSIM of a running order goes online or offline; its time goes on either way.
    fn cloud_online(&mut self, index: usize, online: bool) {
        let used = self.cloud.used(&self.cloud.orders[index], self.clock);
        let clock = self.clock;
        let order = &mut self.cloud.orders[index];
        order.booked = used;
        order.online_since = online.then_some(clock);
        order.plan += 1;
        let (plan, bytes, end) = (order.plan, order.bytes, order.end);
        if !online {
            self.plan_cloud(end, Event::Over(index, plan));
            return;
        }
        let rate = self.cloud.esims[self.cloud.orders[index].esim].rate;
        // The first second at which so much has been used.
        let when_used = |wanted: i64| clock + ((wanted - used).max(0) + rate - 1) / rate;
        let over = when_used(bytes).min(end);
        let low = |left: i64| when_used(bytes - left + 1);
        let alerts = [
            (Alert::Volume, low(100 * MB), bytes > 100 * MB),
            (Alert::Percentage, low(bytes / 10), true),
            (
                Alert::Period,
                end - 7 * DAY + 1,
                self.cloud.orders[index].seconds > 7 * DAY,
            ),
        ];
        for (alert, at, applies) in alerts {
            // What stood before it went offline has been told.
            if applies && at > clock && at < over {
                self.plan_cloud(at, Event::Alert(index, alert, plan));
            }
        }
        self.plan_cloud(over, Event::Over(index, plan));
    }

    /// Ends an order, whatever the reason; the eSIM's next one follows.
    pub fn finish_cloud(&mut self, index: usize) {
        let clock = self.clock;
        let used = self.cloud.used(&self.cloud.orders[index], clock);
        let order = &mut self.cloud.orders[index];
        let ran = order.state == State::InUse;
        order.booked = used;
        order.online_since = None;
        order.state = State::Finished;
        order.effective_at = None;
        order.updated = clock;
        let esim = order.esim;
        if !ran {
            self.schedule_cloud(esim);
            return;
        }
        order.end = clock;
        self.cloud.esims[esim].current = None;
        let data = json!([self.ended_cloud(index)]).to_string();
        self.tell("CloudESimPkgDeactivate", json!({ "data": data }));
        self.buy_cloud_again(index);
        self.schedule_cloud(esim);
        if self.cloud.waiting(esim).next().is_none() {
            let eid = &self.cloud.esims[esim].eid;
            self.tell("CloudESimCardStopped", json!({ "eid": eid }));
        }
    }

    /// An order that renews itself is bought again, if it came to its end and the balance allows.
    fn buy_cloud_again(&mut self, index: usize) {
        let order = &self.cloud.orders[index];
        let (esim, offer, channel) = (order.esim, order.offer, order.channel);
        if order.renew && order.status == Status::Success && self.cents >= offer.cents {
            self.cents -= offer.cents;
            let next = self.place_cloud(esim, offer, channel);
            let order = &mut self.cloud.orders[next];
            (order.renew, order.renewal) = (true, true);
            self.accept_cloud(next);
        }
    }

    /// Cents that a refund of a successful order pays back now, or the platform's code.
    pub fn cloud_refundable(&self, order: &CloudOrder) -> Result<i64, u32> {
        if order.status != Status::Success {
            return Err(45113);
        }
        if order.state == State::Finished {
            return Err(42008);
        }
        let left = match order.state {
            State::Pending => order.seconds,
            _ => (order.end - self.clock).max(0),
        };
        // Of a moved order only what is left came along.
        let lost = order.offer.bytes - order.bytes;
        let terms = Terms {
            paid: order.cents,
            limit: Limit::Data,
            ordered: order.bought,
            now: self.clock,
            days: order.offer.days,
            seconds_left: left,
            data: order.offer.bytes,
            data_used: lost + self.cloud.used(order, self.clock),
        };
        terms.cents()
    }

    fn check_cloud(&mut self, esim: usize) {
        if self.cloud.esims[esim].stranger && !self.cloud.esims[esim].locked {
            self.cloud.esims[esim].locked = true;
            if let Some(order) = self.cloud.esims[esim].current {
                self.cloud_online(order, false);
            }
            let eid = &self.cloud.esims[esim].eid;
            self.tell("CloudESimLocked", json!({ "eid": eid }));
        }
    }

    /// Unlocks an eSIM, or answers the platform's code.
    pub fn unlock_cloud(&mut self, esim: usize) -> Result<(), u32> {
        let clock = self.clock;
        let card = &mut self.cloud.esims[esim];
        if card.unlocked.is_some_and(|at| clock - at < UNLOCK_EVERY) {
            return Err(45102);
        }
        if !card.locked {
            return Err(45104);
        }
        if card.unlocks >= UNLOCKS {
            return Err(45103);
        }
        card.unlocked = Some(clock);
        card.unlocks += 1;
        card.locked = false;
        if let Some(order) = card.current {
            self.cloud_online(order, true);
        }
        let eid = &self.cloud.esims[esim].eid;
        self.tell("CloudESimUnLock", json!({ "eid": eid }));
        let again = clock.saturating_add(CHECKED_AGAIN_AFTER);
        self.plan_cloud(again, Event::Checked(esim));
        Ok(())
    }

    fn ended_cloud(&self, index: usize) -> Value {
        let order = &self.cloud.orders[index];
        let mut shown = json!({
            "eid": self.cloud.esims[order.esim].eid,
            "eshopOrderId": order.id,
            "packageName": order.offer.name,
            "packageCode": order.offer.code,
            "state": order.state.wire(),
            "gzhPackageName": order.offer.shop_name,
            "packageType": 2,
            "createDate": date(order.created),
        });
        if let Some(number) = &order.out_trade_no {
            shown["outTradeNo"] = number.as_str().into();
        }
        shown
    }

    /// An order as the notifications show it.
    fn cloud_package(&self, index: usize) -> Value {
        let order = &self.cloud.orders[index];
        let mut shown = self.ended_cloud(index);
        shown["salesChannel"] = order.channel.wire().into();
        if let Some(from) = order.from.map(|from| &self.cloud.orders[from]) {
            shown["fromEid"] = self.cloud.esims[from.esim].eid.as_str().into();
            shown["fromOrderId"] = from.id.into();
        }
        if order.state == State::InUse {
            shown["startDate"] = date(order.start).into();
            shown["endDate"] = date(order.end).into();
        }
        shown
    }
}
