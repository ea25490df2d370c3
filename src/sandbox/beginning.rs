//! The account at its beginning, from the seed.

use super::Config;
use super::agenda::Due;
use super::catalog::{OFFERS, Offer, PRODUCTS, Product};
use super::imei_pools::{CardEvent, ImeiPool};
use super::random::Random;
use super::world::{Card, Channel, DAY, Stage, World};
use std::collections::VecDeque;

impl World {
    /// Cards by their number, in fours of one product: every fourth has never had a package (in each
    /// two dozen one of these waits for its activation and one is retired), the others are at some
    /// point of one, a few have orders that wait.
    pub fn populate(&mut self, config: &Config) {
        let mut random = Random::new(config.seed);
        for id in 1..=3 {
            let imeis = (0..4).map(|_| format!("35{}", random.digits(13)));
            self.imei_pools.push(ImeiPool::new(id, imeis));
        }
        // (when, card, package, channel, orders that wait behind it)
        let mut history = Vec::new();
        for at in 0..config.cards as usize {
            let product = &PRODUCTS[FOURS[at / 4 % FOURS.len()]];
            let idle = at % 4 == 3;
            let card = self.add_card(new_card(&mut random, product, at, idle));
            if !idle {
                let offers: Vec<&'static Offer> = OFFERS
                    .iter()
                    .filter(|offer| offer.product == product.code && offer.listed && !offer.add_on)
                    .collect();
                let offer = offers[random.below(offers.len() as u64) as usize];
                let ago = (random.below(4) as i64 + 1) * DAY + random.below(DAY as u64) as i64;
                let channel = if at % 8 == 1 {
                    Channel::User
                } else {
                    Channel::Platform
                };
                history.push((config.started - ago, card, offer, channel, at % 8 == 2));
            }
            if at % 16 == 5 {
                self.imei_pools[0].join(&self.cards[card].imei.clone());
                self.cards[card].pool = Some(1);
            }
            if at % 16 == 6 {
                // Leaves by itself, which is how a client learns of the pool.
                self.cards[card].pool = Some(2);
                self.cards[card].temporary = true;
                self.imei_pools[1].join(&self.cards[card].imei.clone());
                let days = 2 + random.below(5) as i64;
                let leaves = Due::Card(card, CardEvent::LeavesPool);
                self.agenda.plan(config.started + days * DAY, leaves);
            }
            if at % 16 == 9 {
                // Its device is a stranger to the pool, and has been found out.
                self.cards[card].pool = Some(3);
                let found = Due::Card(card, CardEvent::Checked);
                self.agenda.plan(config.started - 3600, found);
            }
        }
        self.populate_cloud_esims(config);
        history.sort_by_key(|(at, card, ..)| (*at, *card));
        for (at, card, offer, channel, more) in history {
            self.run_until(at);
            let order = self.place(card, offer, channel);
            self.begin(order, at);
            if more {
                self.place(card, offer, Channel::Platform);
            }
        }
        self.run_until(config.started);
    }
}

/// The products of each four cards, by their place: nobody has the last one from the beginning.
const FOURS: [usize; 6] = [0, 1, 0, 2, 3, 4];

pub fn new_card(random: &mut Random, product: &'static Product, at: usize, idle: bool) -> Card {
    let stage = match at % 24 {
        15 => Stage::Waiting,
        23 => Stage::Retired,
        _ if idle => Stage::Ready,
        _ => Stage::Activated,
    };
    Card {
        // What is random in it has to leave room for the account's size.
        iccid: format!("89852000{:04}{at:08}", random.below(10_000)),
        imsi: format!("45400{}{at:07}", random.digits(3)),
        imei: format!("86{}", random.digits(13)),
        product,
        network: product.first_network,
        stage,
        activated: None,
        // Of those who have to be known by name, some are not yet.
        real_name: !(product.real_name && at.is_multiple_of(4)),
        rate: 20 + random.below(101) as i64,
        kib_used: 0,
        current: None,
        waiting: VecDeque::new(),
        orders: Vec::new(),
        spans: Vec::new(),
        pool: None,
        temporary: false,
        locked: false,
        unlocks: 0,
        unlocked: None,
        refreshed: None,
        cancelled: None,
    }
}
