//! What there is: cards, packages, orders, a balance.

use super::Config;
use super::agenda::Agenda;
use super::catalog::{Offer, Product};
use super::cdr::Seat;
use super::cloud_esim::CloudEsims;
use super::esim::Esim;
use super::imei_pools::ImeiPool;
use super::pools::Pools;
use super::random::Random;
use super::tasks::Task;
use super::usage::Span;
use serde_json::Value;
use std::collections::{HashMap, HashSet, VecDeque};

pub const DAY: i64 = 86_400;
/// Data is counted in KiB, money in cents: whole numbers throughout.
pub const KIB_PER_MB: i64 = 1024;

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

/// How an order came about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Channel {
    /// Bought in the platform's console.
    Platform,
    /// Bought by the card's user, who paid for it.
    User,
    Api,
    Transfer,
}

impl Channel {
    pub fn wire(self) -> &'static str {
        match self {
            Channel::Platform => "PLATFORM",
            Channel::User => "USER",
            Channel::Api => "API",
            Channel::Transfer => "TRANSFER",
        }
    }
}

pub struct Order {
    pub id: i64,
    /// 32 hexadecimal digits.
    pub number: String,
    pub card: usize,
    pub offer: &'static Offer,
    pub channel: Channel,
    pub out_trade_no: Option<String>,
    pub cents: i64,
    /// When it was paid: of a moved order, before it was moved.
    pub bought: i64,
    pub created: i64,
    pub updated: i64,
    pub state: State,
    pub refunded: bool,
    /// Whether it is bought anew when it ends.
    pub renew: bool,
    /// Whether it was bought because another one ended.
    pub renewal: bool,
    /// The order that was moved here.
    pub from: Option<usize>,
    /// When a pending order takes effect, once nothing stands before it.
    pub effective_at: Option<i64>,
    pub start: i64,
    pub end: i64,
    /// How long it lasts, in seconds.
    pub seconds: i64,
    /// Its data, or nothing where data is not limited.
    pub kib: i64,
    /// Used up to the last time that its card went offline.
    pub kib_used: i64,
    /// What was planned before the card last went online or offline is void.
    pub plan: u32,
}

/// What is special about a card's beginning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Takes its first package at once.
    Ready,
    /// Waits for its activation, which takes an hour once a package is ordered.
    Waiting,
    /// Has had a package.
    Activated,
    /// Out of service for good.
    Retired,
}

pub struct Card {
    pub iccid: String,
    pub imsi: String,
    pub imei: String,
    pub product: &'static Product,
    pub network: &'static str,
    pub stage: Stage,
    pub activated: Option<i64>,
    pub real_name: bool,
    /// MB a day while online.
    pub rate: i64,
    /// Used up to the last time that it went offline.
    pub kib_used: i64,
    pub current: Option<usize>,
    /// Orders that have not taken effect, oldest first, and some that were refunded or moved before
    /// they could.
    pub waiting: VecDeque<usize>,
    /// Its orders, oldest first.
    pub orders: Vec<usize>,
    pub spans: Vec<Span>,
    /// The IMEI pool that it belongs to.
    pub pool: Option<i64>,
    /// Whether it leaves the pool by itself.
    pub temporary: bool,
    pub locked: bool,
    pub unlocks: i64,
    pub unlocked: Option<i64>,
    /// When usage was last refreshed, and when the session was last cancelled.
    pub refreshed: Option<i64>,
    pub cancelled: Option<i64>,
}

pub struct World {
    pub clock: i64,
    pub cents: i64,
    pub cards: Vec<Card>,
    by_iccid: HashMap<String, usize>,
    by_imsi: HashMap<String, usize>,
    pub orders: Vec<Order>,
    /// Which order has an `outTradeNo`.
    pub by_trade_no: HashMap<String, usize>,
    by_number: HashMap<String, usize>,
    pub imei_pools: Vec<ImeiPool>,
    pub tasks: Vec<Task>,
    pub esim: Esim,
    pub cloud: CloudEsims,
    pub pools: Pools,
    /// Where cards were before they were moved, oldest first.
    pub seats: HashMap<usize, Vec<Seat>>,
    /// Numbers of callers for orders that are no package orders of a card.
    other_numbers: HashSet<String>,
    pub random: Random,
    pub agenda: Agenda,
    /// What has happened and not been told yet: when, what, the fields.
    pub happened: Vec<(i64, &'static str, Value)>,
}

/// The id of the first order; the others follow.
const FIRST_ORDER: i64 = 10_004_728;

impl World {
    /// The account as it stands when simulated time begins.
    pub fn new(config: &Config) -> Self {
        let mut world = World {
            clock: config.started.saturating_sub(30 * DAY),
            cents: config.cents,
            cards: Vec::new(),
            by_iccid: HashMap::new(),
            by_imsi: HashMap::new(),
            orders: Vec::new(),
            by_trade_no: HashMap::new(),
            by_number: HashMap::new(),
            imei_pools: Vec::new(),
            tasks: Vec::new(),
            esim: Esim::new(config.seed),
            cloud: CloudEsims::default(),
            pools: Pools::new(config.seed),
            seats: HashMap::new(),
            other_numbers: HashSet::new(),
            random: Random::new(config.seed.rotate_left(32)),
            agenda: Agenda::default(),
            happened: Vec::new(),
        };
        world.populate(config);
        // What happened before the beginning has been told already.
        world.happened.clear();
        world
    }

    /// Adds a card.
    pub fn add_card(&mut self, card: Card) -> usize {
        let index = self.cards.len();
        self.by_iccid.insert(card.iccid.clone(), index);
        self.by_imsi.insert(card.imsi.clone(), index);
        self.cards.push(card);
        index
    }

    pub fn card(&self, iccid: &str) -> Option<usize> {
        self.by_iccid.get(iccid).copied()
    }

    pub fn card_by_imsi(&self, imsi: &str) -> Option<usize> {
        self.by_imsi.get(imsi).copied()
    }

    /// The order with an id.
    pub fn order(&self, id: i64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_ORDER)?).ok()?;
        (index < self.orders.len()).then_some(index)
    }

    /// The order with the platform's number, dashes or not.
    pub fn order_by_number(&self, number: &str) -> Option<usize> {
        let plain = number.replace('-', "");
        self.by_number.get(&plain).copied()
    }

    /// Whether a caller's own number names an order, of whatever kind: it is unique in the account.
    pub fn number_taken(&self, number: &str) -> bool {
        self.by_trade_no.contains_key(number) || self.other_numbers.contains(number)
    }

    /// Takes a caller's own number for an order that is no package order of a card.
    pub fn take_number(&mut self, number: String) {
        self.other_numbers.insert(number);
    }

    /// Adds an order of a package without paying for it.
    pub fn place(&mut self, card: usize, offer: &'static Offer, channel: Channel) -> usize {
        let index = self.orders.len();
        let number = format!("{:016x}{:016x}", self.random.bits(), self.random.bits());
        self.by_number.insert(number.clone(), index);
        self.orders.push(Order {
            id: FIRST_ORDER + index as i64,
            number,
            card,
            offer,
            channel,
            out_trade_no: None,
            cents: offer.cents,
            bought: self.clock,
            created: self.clock,
            updated: self.clock,
            state: State::Pending,
            refunded: false,
            renew: false,
            renewal: false,
            from: None,
            effective_at: None,
            start: 0,
            end: 0,
            seconds: offer.days() * DAY,
            kib: offer.megabytes * KIB_PER_MB,
            kib_used: 0,
            plan: 0,
        });
        self.cards[card].orders.push(index);
        self.cards[card].waiting.push_back(index);
        index
    }

    /// The order that was bought, of one that may have been moved since.
    pub fn sold_as(&self, mut order: usize) -> usize {
        while let Some(from) = self.orders[order].from {
            order = from;
        }
        order
    }

    /// A card's orders that have not taken effect, oldest first.
    pub fn waiting<'w>(&'w self, card: &'w Card) -> impl Iterator<Item = &'w Order> {
        let orders = card.waiting.iter().map(|order| &self.orders[*order]);
        orders.filter(|order| order.state == State::Pending)
    }
}

/// KiB as MB. Exact: a MB is a power of two of them.
pub fn megabytes(kib: i64) -> f64 {
    kib as f64 / KIB_PER_MB as f64
}

/// Cents as a decimal with two places.
pub fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// Cents as a number in major units.
pub fn major(cents: i64) -> f64 {
    cents as f64 / 100.0
}
