//! Cloud eSIMs: packages by EID, counted in bytes.

mod life;
mod offers;

pub use life::Event;
pub use offers::{CloudOffer, OFFERS, PRODUCTS, counterpart, offer_by_code, zone_of};

use super::Config;
use super::agenda::Due;
use super::random::Random;
use super::world::{Channel, DAY, State, World};
use std::collections::HashMap;

pub const MB: i64 = 1_048_576;

/// Where an order is, numbered as on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Processing = 1,
    Success = 2,
    Refunded = 3,
    Failed = -1,
}

pub struct CloudOrder {
    /// `eshopOrderId`.
    pub id: i64,
    pub esim: usize,
    pub offer: &'static CloudOffer,
    pub channel: Channel,
    pub out_trade_no: Option<String>,
    pub cents: i64,
    /// When it was paid: of a moved order, before it was moved.
    pub bought: i64,
    pub created: i64,
    pub updated: i64,
    pub status: Status,
    pub state: State,
    /// Whether it is bought anew when it ends.
    pub renew: bool,
    /// Whether it is such a purchase.
    pub renewal: bool,
    /// The order that was moved here.
    pub from: Option<usize>,
    /// When a waiting order takes effect, once nothing stands before it.
    pub effective_at: Option<i64>,
    pub start: i64,
    pub end: i64,
    /// How long it lasts, in seconds.
    pub seconds: i64,
    pub bytes: i64,
    /// Used up to the last time that its eSIM went offline.
    booked: i64,
    online_since: Option<i64>,
    /// What was planned before its eSIM last went online or offline is void.
    plan: u32,
}

pub struct CloudEsim {
    /// 32 digits.
    pub eid: String,
    /// Code of its product.
    pub product: &'static str,
    pub activated: Option<i64>,
    /// Bytes a second while online.
    pub rate: i64,
    pub current: Option<usize>,
    /// Its orders, oldest first.
    pub orders: Vec<usize>,
    /// Whether it sits in a device that its IMEI pool does not know.
    stranger: bool,
    pub locked: bool,
    pub unlocks: i64,
    pub unlocked: Option<i64>,
    /// When usage was last refreshed, and when the session was last cancelled.
    pub refreshed: Option<i64>,
    pub cancelled: Option<i64>,
}

/// The account's cloud eSIMs and their orders.
#[derive(Default)]
pub struct CloudEsims {
    pub esims: Vec<CloudEsim>,
    pub orders: Vec<CloudOrder>,
    by_eid: HashMap<String, usize>,
}

/// Of the first order, by either id; the others follow.
const FIRST_ORDER: i64 = 10_005_717;
const FIRST_OLD_ORDER: i64 = 20_005_717;
/// How many there are. The last one sits in a stranger's device and is locked from the beginning.
const COUNT: usize = 8;

impl CloudEsims {
    pub fn esim(&self, eid: &str) -> Option<usize> {
        self.by_eid.get(eid).copied()
    }

    /// The order with an `eshopOrderId`.
    pub fn order(&self, id: i64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_ORDER)?).ok()?;
        (index < self.orders.len()).then_some(index)
    }

    /// The order with the `orderId` of old.
    pub fn order_of_old(&self, id: i64) -> Option<usize> {
        self.order(id.checked_sub(FIRST_OLD_ORDER - FIRST_ORDER)?)
    }

    /// Bytes used of an order by then.
    pub fn used(&self, order: &CloudOrder, then: i64) -> i64 {
        let rate = self.esims[order.esim].rate;
        let since = order.online_since.map_or(0, |since| (then - since).max(0));
        (order.booked.saturating_add(rate.saturating_mul(since))).min(order.bytes)
    }

    /// Orders of an eSIM that have not taken effect, oldest first.
    pub fn waiting(&self, esim: usize) -> impl Iterator<Item = &CloudOrder> {
        let orders = self.esims[esim].orders.iter();
        orders
            .map(|order| &self.orders[*order])
            .filter(|order| order.waits())
    }
}

impl CloudOrder {
    /// The `orderId` of old.
    pub fn old_id(&self) -> i64 {
        self.id - FIRST_ORDER + FIRST_OLD_ORDER
    }

    /// Whether it was placed, and will take effect.
    pub fn waits(&self) -> bool {
        self.state == State::Pending && self.status == Status::Success
    }
}

impl World {
    /// Of each four one is ready for its first package, the others are at some point of one.
    pub fn populate_cloud_esims(&mut self, config: &Config) {
        let mut random = Random::new(config.seed.rotate_left(40));
        for at in 0..COUNT {
            let product = PRODUCTS[at / 4 % PRODUCTS.len()];
            let eid = format!("89044045{}{at:04}", random.digits(20));
            self.cloud.by_eid.insert(eid.clone(), at);
            self.cloud.esims.push(CloudEsim {
                eid,
                product,
                activated: None,
                rate: (20 + random.below(101) as i64) * MB / DAY,
                current: None,
                orders: Vec::new(),
                stranger: at + 1 == COUNT,
                locked: false,
                unlocks: 0,
                unlocked: None,
                refreshed: None,
                cancelled: None,
            });
            if at % 4 != 0 {
                let mut offers = OFFERS.iter().filter(|offer| offer.product == product);
                let offer = offers.nth(1 + random.below(2) as usize);
                let ago = (random.below(4) as i64 + 1) * DAY + random.below(DAY as u64) as i64;
                let start = config.started.saturating_sub(ago);
                let order = self.place_cloud(at, offer.unwrap_or(&OFFERS[0]), Channel::Platform);
                let order = &mut self.cloud.orders[order];
                (order.bought, order.created, order.updated) = (start, start, start);
                order.status = Status::Success;
                order.effective_at = Some(start);
                let index = self.cloud.orders.len() - 1;
                self.plan_cloud(start, Event::Effective(index));
            }
        }
        self.plan_cloud(config.started - 3600, Event::Checked(COUNT - 1));
    }

    pub fn plan_cloud(&mut self, at: i64, event: Event) {
        self.agenda.plan(at, Due::CloudEsim(event));
    }

    /// Adds an order without paying for it.
    pub fn place_cloud(
        &mut self,
        esim: usize,
        offer: &'static CloudOffer,
        channel: Channel,
    ) -> usize {
        let index = self.cloud.orders.len();
        self.cloud.orders.push(CloudOrder {
            id: FIRST_ORDER + index as i64,
            esim,
            offer,
            channel,
            out_trade_no: None,
            cents: offer.cents,
            bought: self.clock,
            created: self.clock,
            updated: self.clock,
            status: Status::Processing,
            state: State::Pending,
            renew: false,
            renewal: false,
            from: None,
            effective_at: None,
            start: 0,
            end: 0,
            seconds: offer.days * DAY,
            bytes: offer.bytes,
            booked: 0,
            online_since: None,
            plan: 0,
        });
        self.cloud.esims[esim].orders.push(index);
        index
    }
}
