//! What there is: cards, packages, orders, a balance.

use super::Config;
use super::agenda::Agenda;
use super::random::Random;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

pub const DAY: i64 = 86_400;
/// Data is counted in thousandths of a MB, money in cents: whole numbers throughout.
pub const MILLI: i64 = 1000;

pub struct Offer {
    pub code: &'static str,
    pub name: &'static str,
    pub shop_name: &'static str,
    pub cents: i64,
    pub megabytes: i64,
    pub days: i64,
}

pub static OFFERS: [Offer; 5] = [
    Offer {
        code: "SB-100M-7D",
        name: "Global 100MB 7 days",
        shop_name: "100MB 7day",
        cents: 120,
        megabytes: 100,
        days: 7,
    },
    Offer {
        code: "SB-500M-30D",
        name: "Global 500MB 30 days",
        shop_name: "500MB 30day",
        cents: 450,
        megabytes: 500,
        days: 30,
    },
    Offer {
        code: "SB-1G-30D",
        name: "Global 1GB 30 days",
        shop_name: "1GB 30day",
        cents: 790,
        megabytes: 1024,
        days: 30,
    },
    Offer {
        code: "SB-3G-90D",
        name: "Global 3GB 90 days",
        shop_name: "3GB 90day",
        cents: 1990,
        megabytes: 3072,
        days: 90,
    },
    Offer {
        code: "SB-12G-360D",
        name: "Global 12GB 360 days",
        shop_name: "12GB 360day",
        cents: 6490,
        megabytes: 12_288,
        days: 360,
    },
];

pub const PRODUCT: &str = "SB-GLOBAL-IOT";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Pending,
    InUse,
    Finished,
}

impl State {
    pub fn wire(self) -> i64 {
        match self {
            State::Pending => 0,
            State::InUse => 1,
            State::Finished => 2,
        }
    }
}

pub struct Order {
    pub id: i64,
    pub card: usize,
    pub offer: &'static Offer,
    pub out_trade_no: Option<String>,
    pub created: i64,
    pub state: State,
    pub refunded: bool,
    /// When a pending order takes effect, once nothing stands before it.
    pub effective_at: Option<i64>,
    pub start: i64,
    pub end: i64,
    /// Used when it ended; while it runs, usage follows from the time.
    pub used_at_end: i64,
}

pub struct Card {
    pub iccid: String,
    pub imsi: String,
    pub imei: String,
    pub network: &'static str,
    pub activated: Option<i64>,
    pub deactivated: bool,
    /// MB a day while a package is in use.
    pub rate: i64,
    /// Used by packages that are over, in thousandths of a MB.
    pub used_before: i64,
    pub current: Option<usize>,
    /// Its orders, oldest first.
    pub orders: Vec<usize>,
}

pub struct World {
    pub clock: i64,
    pub cents: i64,
    pub cards: Vec<Card>,
    /// Which card has an ICCID.
    by_iccid: HashMap<String, usize>,
    pub orders: Vec<Order>,
    pub numbers: HashSet<String>,
    pub random: Random,
    pub agenda: Agenda,
    /// What has happened and not been told yet: when, what, the fields.
    pub happened: Vec<(i64, &'static str, Value)>,
}

/// The id of the first order; the others follow.
const FIRST_ORDER: i64 = 10_004_728;
const NETWORKS: [&str; 4] = ["ATT", "TMobile", "Verizon", "ALL"];

impl World {
    pub fn new(config: &Config) -> Self {
        let Config { seed, started, .. } = *config;
        let mut random = Random::new(seed);
        let mut world = World {
            clock: started,
            cents: config.cents,
            cards: Vec::new(),
            by_iccid: HashMap::new(),
            orders: Vec::new(),
            numbers: HashSet::new(),
            random: Random::new(seed.rotate_left(32)),
            agenda: Agenda::default(),
            happened: Vec::new(),
        };
        for at in 0..config.cards as usize {
            world.cards.push(Card {
                // What is random in it has to leave room for the account's size.
                iccid: format!("89852000{:04}{at:08}", random.below(10_000)),
                imsi: format!("45400{}", random.digits(10)),
                imei: format!("86{}", random.digits(13)),
                network: NETWORKS[random.below(4) as usize],
                activated: None,
                deactivated: false,
                rate: 20 + random.below(101) as i64,
                used_before: 0,
                current: None,
                orders: Vec::new(),
            });
            let iccid = world.cards[at].iccid.clone();
            world.by_iccid.insert(iccid, at);
            // Every fourth card waits for its first package; the others are at some point of one.
            if at % 4 != 3 {
                let offer = &OFFERS[1 + random.below(4) as usize];
                let days = random.below(4) as i64 + 1;
                let start = started - days * DAY - random.below(DAY as u64) as i64;
                let order = world.place(at, offer, None, start);
                world.begin(order, start);
            }
        }
        // What happened before the beginning has been told already.
        world.run_until(started);
        world.happened.clear();
        world
    }

    pub fn card(&self, iccid: &str) -> Option<usize> {
        self.by_iccid.get(iccid).copied()
    }

    /// The order with an id.
    pub fn order(&self, id: i64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_ORDER)?).ok()?;
        (index < self.orders.len()).then_some(index)
    }

    /// Adds an order without paying for it.
    pub fn place(
        &mut self,
        card: usize,
        offer: &'static Offer,
        out_trade_no: Option<String>,
        at: i64,
    ) -> usize {
        let index = self.orders.len();
        self.orders.push(Order {
            id: FIRST_ORDER + index as i64,
            card,
            offer,
            out_trade_no,
            created: at,
            state: State::Pending,
            refunded: false,
            effective_at: None,
            start: 0,
            end: 0,
            used_at_end: 0,
        });
        self.cards[card].orders.push(index);
        index
    }

    /// Used of an order, in thousandths of a MB.
    pub fn used(&self, order: &Order) -> i64 {
        match order.state {
            State::Pending => 0,
            State::Finished => order.used_at_end,
            State::InUse => {
                let card = &self.cards[order.card];
                let used = card.rate * MILLI * (self.clock - order.start) / DAY;
                used.min(order.offer.megabytes * MILLI)
            }
        }
    }
}

/// Thousandths of a MB as MB.
pub fn megabytes(milli: i64) -> f64 {
    milli as f64 / MILLI as f64
}

/// Cents as a decimal with two places.
pub fn money(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
