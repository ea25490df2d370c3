//! Which ids were seen, and sums by key.
//!
//! Both tables hash with a seed. Ids and card numbers come from files that others write: with a hash
//! that everybody can compute, crafted ids would all fall into one place and make adding quadratic.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use siphasher::sip::SipHasher13;
use std::hash::Hasher;

/// Hashes with a seed that the author of a file cannot know.
#[derive(Clone, Copy, Debug)]
pub struct Seed(pub u64);

impl Seed {
    fn hash(self, words: &[u64]) -> u64 {
        let mut hasher = SipHasher13::new_with_keys(self.0, 0);
        for word in words {
            hasher.write_u64(*word);
        }
        hasher.finish()
    }
}

/// The set of ids that were seen, each of at most 63 bits.
///
/// Ids that follow one another share a block of 64, so that each costs a few bits. An id without a
/// neighbour takes the eight bytes of its slot.
#[derive(Debug)]
pub struct SeenIds {
    seed: Seed,
    /// By block, that is by the upper 58 bits: the only id of the block and [`SINGLE`], or the place
    /// of the block in `blocks`.
    ///
    /// Several tables, because a table that grows holds its old and its new memory for a moment.
    slots: [HashTable<u64>; TABLES],
    blocks: Vec<Block>,
}

const TABLES: usize = 16;

/// The table of a hash, by bits that neither the place in a table nor its tag is made of.
fn table_of(hash: u64) -> usize {
    (hash >> 40) as usize % TABLES
}

#[derive(Debug)]
struct Block {
    number: u64,
    /// One bit for each id of the block.
    seen: u64,
}

const SINGLE: u64 = 1 << 63;

impl SeenIds {
    pub fn new(seed: Seed) -> Self {
        SeenIds {
            seed,
            slots: [const { HashTable::new() }; TABLES],
            blocks: Vec::new(),
        }
    }

    pub fn contains(&self, id: u64) -> bool {
        let (number, bit) = split(id);
        let is_block = |slot: &u64| block_number(*slot, &self.blocks) == number;
        let hash = self.seed.hash(&[number]);
        match self.slots[table_of(hash)].find(hash, is_block) {
            None => false,
            Some(slot) if slot & SINGLE != 0 => *slot == SINGLE | id,
            Some(place) => self.blocks[*place as usize].seen & bit != 0,
        }
    }

    /// Adds an id, and returns whether it is new.
    pub fn insert(&mut self, id: u64) -> bool {
        let (number, bit) = split(id);
        let (seed, blocks) = (self.seed, &mut self.blocks);
        let hash = seed.hash(&[number]);
        let entry = self.slots[table_of(hash)].entry(
            hash,
            |slot| block_number(*slot, blocks) == number,
            |slot| seed.hash(&[block_number(*slot, blocks)]),
        );
        let mut slot = match entry {
            Entry::Occupied(slot) => slot,
            Entry::Vacant(slot) => {
                slot.insert(SINGLE | id);
                return true;
            }
        };
        let slot = slot.get_mut();
        if *slot == SINGLE | id {
            return false;
        }
        if *slot & SINGLE != 0 {
            let seen = split(*slot & !SINGLE).1;
            *slot = blocks.len() as u64;
            blocks.push(Block { number, seen });
        }
        let block = &mut blocks[*slot as usize];
        let is_new = block.seen & bit == 0;
        block.seen |= bit;
        is_new
    }
}

/// The number of an id's block, and the id's bit in there.
fn split(id: u64) -> (u64, u64) {
    (id >> 6, 1 << (id & 63))
}

fn block_number(slot: u64, blocks: &[Block]) -> u64 {
    if slot & SINGLE != 0 {
        return (slot & !SINGLE) >> 6;
    }
    blocks[slot as usize].number
}

/// What is summed up by.
pub type Key = [u64; 2];

/// Sums by key, in the order in which the keys came first.
#[derive(Debug)]
pub struct Sums {
    seed: Seed,
    /// Places of `entries`.
    places: HashTable<u32>,
    entries: Vec<(Key, u64)>,
}

impl Sums {
    pub fn new(seed: Seed) -> Self {
        Sums {
            seed,
            places: HashTable::new(),
            entries: Vec::new(),
        }
    }

    /// Adds to the sum of a key, and returns the place of its entry.
    pub fn add(&mut self, key: Key, amount: u64) -> usize {
        let (seed, entries) = (self.seed, &mut self.entries);
        let entry = self.places.entry(
            seed.hash(&key),
            |place| entries[*place as usize].0 == key,
            |place| seed.hash(&entries[*place as usize].0),
        );
        let place = match entry {
            Entry::Occupied(place) => *place.get() as usize,
            Entry::Vacant(slot) => {
                let place = entries.len();
                slot.insert(place as u32);
                entries.push((key, 0));
                place
            }
        };
        entries[place].1 += amount;
        place
    }

    /// All keys with their sums.
    pub fn entries(&self) -> &[(Key, u64)] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    const SEED: Seed = Seed(7);

    #[test]
    fn both_agree_with_the_standard_collections() {
        let (mut seen, mut reference) = (SeenIds::new(SEED), HashSet::new());
        let (mut sums, mut by_key) = (Sums::new(SEED), HashMap::new());
        let mut number = 1u64;
        for round in 0..50_000u64 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(round);
            let id = match round % 3 {
                0 => number >> 1,
                1 => round,
                _ => number >> 52,
            };
            assert_eq!(seen.contains(id), reference.contains(&id), "{id}");
            assert_eq!(seen.insert(id), reference.insert(id), "{id}");
            let key = [id & 0xFFF, id & 3];
            let place = sums.add(key, round);
            assert_eq!(sums.entries()[place].0, key);
            *by_key.entry(key).or_insert(0) += round;
        }
        for last in [u64::MAX >> 1, (u64::MAX >> 1) - 1, (u64::MAX >> 1) - 64] {
            assert!(seen.insert(last) && !seen.insert(last), "{last}");
        }
        assert!(seen.insert(0) != reference.contains(&0));
        assert_eq!(
            sums.entries().iter().copied().collect::<HashMap<_, _>>(),
            by_key
        );
    }

    /// Bytes for each of so many ids.
    fn bytes_per_id(count: u64, id: impl Fn(u64) -> u64) -> f64 {
        let mut seen = SeenIds::new(SEED);
        for at in 0..count {
            assert!(seen.insert(id(at)));
        }
        for at in 0..count {
            assert!(!seen.insert(id(at)));
        }
        let blocks = seen.blocks.capacity() * size_of::<Block>();
        (seen
            .slots
            .iter()
            .map(HashTable::allocation_size)
            .sum::<usize>()
            + blocks) as f64
            / count as f64
    }

    #[test]
    fn ids_take_little_memory_wherever_they_are() {
        let scattered = |at: u64| at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1;
        for count in [100_000, 300_000, 1_000_000] {
            let each = bytes_per_id(count, |at| 7_000_000_000_000 + at);
            assert!(each < 1.0, "{each} in order");
            let each = bytes_per_id(count, scattered);
            assert!(each < 21.0, "{each} far apart");
            // Two in each block are the worst.
            let each = bytes_per_id(count, |at| scattered(at / 2) & !1 | at & 1);
            assert!(each < 27.0, "{each} in pairs");
        }
    }

    /// The longest run of ids whose hashes start with the same bits, which is where a table looks.
    fn largest_bucket(seed: Seed, numbers: &[u64]) -> usize {
        let mut buckets = vec![0; 1 << 12];
        for number in numbers {
            buckets[(seed.hash(&[*number]) & 0xFFF) as usize] += 1;
        }
        buckets.into_iter().max().unwrap_or(0)
    }

    #[test]
    fn ids_crafted_for_one_seed_are_harmless_under_another() {
        // Ids that share a bucket under one seed, as somebody could craft who knew the seed.
        let known = Seed(1);
        let target = known.hash(&[0]) & 0xFFF;
        let crafted: Vec<u64> = (0..)
            .filter(|number| known.hash(&[*number]) & 0xFFF == target)
            .take(1000)
            .collect();
        assert_eq!(largest_bucket(known, &crafted), 1000);
        for seed in [Seed(0), Seed(2), Seed(u64::MAX), Seed(1 << 63)] {
            assert!(largest_bucket(seed, &crafted) < 10, "{seed:?}");
        }
    }
}
