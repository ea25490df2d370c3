//! eSIM goods: what is on sale, how much of it, and what becomes of an order.

use super::agenda::Due;
use super::beginning;
use super::catalog::{self, Offer};
use super::random::Random;
use super::world::{Channel, World};

/// An eSIM with its first package, as it is sold.
pub struct Goods {
    pub code: &'static str,
    pub name: &'static str,
    /// Code of the package that comes with it; its price is the price.
    package: &'static str,
    /// Pieces at the beginning.
    stock: i64,
    /// Whether orders of it fail: the platform tells of failed orders and not of what makes them fail.
    fails: bool,
}

pub static GOODS: [Goods; 4] = [
    Goods {
        code: "SB-ESIM-100M-7D",
        name: "eSIM Global 100MB 7 days",
        package: "SB-100M-7D",
        stock: 3,
        fails: false,
    },
    Goods {
        code: "SB-ESIM-1G-30D",
        name: "eSIM Global 1GB 30 days",
        package: "SB-1G-30D",
        stock: 20,
        fails: false,
    },
    Goods {
        code: "SB-ESIM-EU-1G-30D",
        name: "eSIM Europe 1GB 30 days",
        package: "SB-EU-1G-30D",
        stock: 20,
        fails: false,
    },
    Goods {
        code: "SB-ESIM-FAILS",
        name: "eSIM whose order fails",
        package: "SB-500M-30D",
        stock: 20,
        fails: true,
    },
];

impl Goods {
    pub fn offer(&self) -> Option<&'static Offer> {
        catalog::offer_by_code(self.package)
    }
}

/// Seconds that an order is processed for.
const PROCESSED_AFTER: i64 = 5;

/// The id of the first order; the others follow.
const FIRST_ORDER: i64 = 10_002_981;

/// Where an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Processing,
    /// The package order on the new card: whether it was refunded is known there.
    Bought(usize),
    Failed,
}

pub struct EsimOrder {
    pub id: i64,
    pub goods: usize,
    pub out_trade_no: String,
    pub cents: i64,
    pub stage: Stage,
    pub activation_code: String,
}

/// Stock and orders.
pub struct Esim {
    stock: Vec<i64>,
    pub orders: Vec<EsimOrder>,
    random: Random,
}

impl Esim {
    pub fn new(seed: u64) -> Self {
        Esim {
            stock: GOODS.iter().map(|goods| goods.stock).collect(),
            orders: Vec::new(),
            random: Random::new(seed.rotate_left(16)),
        }
    }

    /// The order with an id.
    pub fn order(&self, id: i64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_ORDER)?).ok()?;
        (index < self.orders.len()).then_some(index)
    }
}

impl World {
    /// Buys a piece; what it costs and the piece are taken at once.
    pub fn buy_esim(&mut self, goods: usize, out_trade_no: String) -> Result<usize, u32> {
        let offer = GOODS[goods].offer().ok_or(50001u32)?;
        if self.esim.stock[goods] == 0 {
            return Err(45110);
        }
        if self.cents < offer.cents {
            return Err(45112);
        }
        self.cents -= offer.cents;
        self.esim.stock[goods] -= 1;
        let index = self.esim.orders.len();
        self.esim.orders.push(EsimOrder {
            id: FIRST_ORDER + index as i64,
            goods,
            out_trade_no,
            cents: offer.cents,
            stage: Stage::Processing,
            activation_code: String::new(),
        });
        let at = self.clock.saturating_add(PROCESSED_AFTER);
        self.agenda.plan(at, Due::Esim(index));
        Ok(index)
    }

    /// An order is through: there is a new card with its package, or the money and the piece are back.
    pub fn esim_processed(&mut self, index: usize) {
        let order = &self.esim.orders[index];
        let (goods, cents, number) = (order.goods, order.cents, order.out_trade_no.clone());
        let offer = GOODS[goods].offer().filter(|_| !GOODS[goods].fails);
        let Some(offer) = offer else {
            self.cents += cents;
            self.esim.stock[goods] += 1;
            self.esim.orders[index].stage = Stage::Failed;
            return;
        };
        let card = self.new_esim_card(offer);
        let placed = self.place(card, offer, Channel::Api);
        self.orders[placed].out_trade_no = Some(number);
        let code = self.esim.random.alphanumeric(24).to_ascii_uppercase();
        let order = &mut self.esim.orders[index];
        order.activation_code = format!("LPA:1$rsp.sandbox.invalid${code}");
        order.stage = Stage::Bought(placed);
        self.tell_ordered(placed);
        self.schedule(card);
    }

    /// Adds the card that a profile is.
    pub fn new_esim_card(&mut self, offer: &'static Offer) -> usize {
        let product = catalog::product(offer.product).unwrap_or(&catalog::PRODUCTS[0]);
        let at = self.cards.len();
        let card = beginning::new_card(&mut self.esim.random, product, at, true);
        let card = super::world::Card {
            stage: super::world::Stage::Ready,
            real_name: true,
            ..card
        };
        self.add_card(card)
    }
}
