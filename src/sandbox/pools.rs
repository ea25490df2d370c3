//! Data pools: lines for cards, and subscriptions whose data the cards share.

mod life;
mod usage;

pub use life::Event;
pub use usage::Draw;

use super::random::Random;
use super::world::{DAY, KIB_PER_MB, World};
use std::collections::{BTreeMap, HashMap};

/// A pool package. The platform tells no price of one: these are the sandbox's own, in US cents, taken
/// when a pool subscribes. A pool itself costs nothing.
pub struct PoolType {
    pub code: &'static str,
    /// How many cards fit into a pool of it.
    pub lines: i64,
    pub days: i64,
    pub kib: i64,
    pub cents: i64,
}

const fn kind(code: &'static str, lines: i64, days: i64, megabytes: i64, cents: i64) -> PoolType {
    PoolType {
        code,
        lines,
        days,
        kib: megabytes * KIB_PER_MB,
        cents,
    }
}

/// A pool subscribes to packages for as many lines as its own.
pub static TYPES: [PoolType; 4] = [
    kind("SB-POOL-3-500M-7D", 3, 7, 500, 400),
    kind("SB-POOL-10-5G-30D", 10, 30, 5120, 2900),
    kind("SB-POOL-10-50G-360D", 10, 360, 51_200, 19_900),
    kind("SB-POOL-100-100G-30D", 100, 30, 102_400, 49_900),
];

/// Where a subscription is, without what depends on the others of its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Created,
    Waiting,
    Active,
    /// Used up, expired, or gone with its pool.
    Ended,
    Cancelled,
}

pub struct Record {
    pub pool: usize,
    pub kind: &'static PoolType,
    /// The platform's number.
    pub order_no: String,
    pub out_trade_no: String,
    pub created: i64,
    pub stage: Stage,
    pub start: i64,
    pub end: i64,
    /// Used by cards in times that are over.
    kib_used: i64,
}

impl Record {
    pub fn lives(&self) -> bool {
        matches!(self.stage, Stage::Created | Stage::Waiting | Stage::Active)
    }
}

pub struct Pool {
    pub id: i64,
    pub kind: &'static PoolType,
    pub memo: String,
    pub created: i64,
    /// The cards in it, and since when.
    pub cards: BTreeMap<usize, i64>,
    /// Its subscriptions, oldest first.
    pub records: Vec<usize>,
    pub active: Option<usize>,
    pub deleted: bool,
    /// What was planned before its cards' usage last changed is void.
    plan: u32,
}

/// The account's pools.
pub struct Pools {
    pub pools: Vec<Pool>,
    pub records: Vec<Record>,
    by_order_no: HashMap<String, usize>,
    by_out_trade_no: HashMap<String, usize>,
    /// Which pool a card is in.
    of_card: HashMap<usize, usize>,
    /// The times in which a card used a pool's data, oldest first.
    draws: HashMap<usize, Vec<Draw>>,
    random: Random,
}

const FIRST_POOL: i64 = 380;
const FIRST_RECORD: i64 = 7001;

impl Pools {
    pub fn new(seed: u64) -> Self {
        Pools {
            pools: Vec::new(),
            records: Vec::new(),
            by_order_no: HashMap::new(),
            by_out_trade_no: HashMap::new(),
            of_card: HashMap::new(),
            draws: HashMap::new(),
            random: Random::new(seed.rotate_left(24)),
        }
    }

    /// The pool with an id.
    pub fn pool(&self, id: i64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_POOL)?).ok()?;
        (!self.pools.get(index)?.deleted).then_some(index)
    }

    /// The pool that a card is in.
    pub fn of_card(&self, card: usize) -> Option<usize> {
        self.of_card.get(&card).copied()
    }

    pub fn record_id(index: usize) -> i64 {
        FIRST_RECORD + index as i64
    }

    pub fn record_by_order_no(&self, number: &str) -> Option<usize> {
        self.by_order_no.get(number).copied()
    }

    pub fn record_by_out_trade_no(&self, number: &str) -> Option<usize> {
        self.by_out_trade_no.get(number).copied()
    }

    /// The subscriptions of a pool that have not ended.
    pub fn living(&self, pool: usize) -> impl Iterator<Item = &Record> {
        let records = self.pools[pool].records.iter();
        records
            .map(|record| &self.records[*record])
            .filter(|record| record.lives())
    }

    /// A UUID.
    fn order_no(&mut self) -> String {
        let (high, low) = (self.random.bits(), self.random.bits());
        // Version 4, variant 1.
        let high = (high & !0xF000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (1 << 63);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xFFFF,
            high & 0xFFFF,
            low >> 48,
            low & 0xFFFF_FFFF_FFFF
        )
    }
}

impl World {
    /// Adds a pool; its id.
    pub fn create_pool(&mut self, kind: &'static PoolType, memo: String) -> i64 {
        let id = FIRST_POOL + self.pools.pools.len() as i64;
        self.pools.pools.push(Pool {
            id,
            kind,
            memo,
            created: self.clock,
            cards: BTreeMap::new(),
            records: Vec::new(),
            active: None,
            deleted: false,
            plan: 0,
        });
        id
    }

    /// Subscribes a pool without paying; the subscription.
    pub fn subscribe_pool(
        &mut self,
        pool: usize,
        kind: &'static PoolType,
        number: String,
    ) -> usize {
        let index = self.pools.records.len();
        let order_no = self.pools.order_no();
        self.pools.by_order_no.insert(order_no.clone(), index);
        self.pools.by_out_trade_no.insert(number.clone(), index);
        self.pools.records.push(Record {
            pool,
            kind,
            order_no,
            out_trade_no: number,
            created: self.clock,
            stage: Stage::Created,
            start: 0,
            end: 0,
            kib_used: 0,
        });
        self.pools.pools[pool].records.push(index);
        self.plan_allocation(index);
        index
    }

    /// Seconds that a pool's living subscriptions still last.
    pub fn pool_seconds_left(&self, pool: usize) -> i64 {
        let left = self.pools.living(pool).map(|record| match record.stage {
            Stage::Active => (record.end - self.clock).max(0),
            _ => record.kind.days * DAY,
        });
        left.sum()
    }
}
