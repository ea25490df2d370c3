//! Hash tables that hold whole numbers and nothing else: less than half the memory and a fraction of the code
//! of the general ones.

/// Spreads neighbouring keys; the high bits are the good ones.
fn spread(key: u64) -> u64 {
    let mixed = (key ^ (key >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

/// Numbers of 63 bits that were seen. One that has no neighbour takes a slot of eight bytes; neighbours share
/// a block, so that ids given one after the other cost a few bits each. Nothing that was allocated is given
/// back or moved: a general allocator keeps holes between what grows.
#[derive(Debug, Default)]
pub struct Seen {
    /// One for each upper part of the hash, so that little is put in order at once.
    tables: [Table; 1 << TABLES],
    /// Two words each: the upper 58 bits of numbers, and which of the 64 with them were seen.
    blocks: Words,
    count: usize,
    /// The block that was last looked for, and where it is: ids in order need no table.
    last: Option<(u64, usize)>,
    /// What a table holds while it grows.
    moving: Vec<u64>,
}

/// Slots with nothing yet; with a number and [`SINGLE`]; or with 31 bits of the hash and, from 1, the place of
/// a block.
#[derive(Debug, Default)]
struct Table {
    slots: Words,
    used: usize,
}

/// Words that never move.
#[derive(Debug, Default)]
#[expect(clippy::vec_box, reason = "a vector of arrays would move them all")]
struct Words(Vec<Box<[u64; CHUNK]>>);

const SINGLE: u64 = 1 << 63;
const HASH: u64 = 0x7FFF_FFFF;
/// How many bits of the hash choose the table.
const TABLES: u32 = 4;
const CHUNK: usize = 256;

impl Seen {
    /// Whether the number, of at most 63 bits, is new.
    pub fn insert(&mut self, number: u64) -> bool {
        let key = number >> 6;
        let known = self.last.filter(|(last, _)| *last == key);
        let block = match known {
            Some((_, block)) => block,
            None => match self.find(key, number) {
                Ok(block) => block,
                Err(new) => return new,
            },
        };
        self.last = Some((key, block));
        let mask = self.blocks.at(block * 2 + 1);
        let new = *mask & bit(number) == 0;
        *mask |= bit(number);
        new
    }

    /// The block for a number, or whether the number is new where there is none.
    fn find(&mut self, key: u64, number: u64) -> Result<usize, bool> {
        let hash = spread(key);
        let table = &mut self.tables[(hash >> (64 - TABLES)) as usize];
        if table.used * 16 >= table.slots.len() * 13 {
            table.grow(&mut self.blocks, &mut self.moving);
        }
        let mut place = place(hash, table.slots.len());
        loop {
            let slot = table.slots.at(place);
            if *slot == 0 {
                *slot = SINGLE | number;
                table.used += 1;
                return Err(true);
            }
            let (other, block) = (*slot & !SINGLE, (*slot as u32 as usize).wrapping_sub(1));
            if *slot & SINGLE != 0 {
                if other == number {
                    return Err(false);
                }
                if other >> 6 == key {
                    let block = self.count;
                    self.count += 1;
                    *slot = ((hash & HASH) << 32) | self.count as u64;
                    if block * 2 == self.blocks.len() {
                        self.blocks.extend();
                    }
                    *self.blocks.at(block * 2) = key;
                    *self.blocks.at(block * 2 + 1) = bit(other);
                    return Ok(block);
                }
            } else if *slot >> 32 == hash & HASH && *self.blocks.at(block * 2) == key {
                return Ok(block);
            }
            place = following(place, table.slots.len());
        }
    }
}

impl Table {
    /// By a quarter.
    fn grow(&mut self, blocks: &mut Words, moving: &mut Vec<u64>) {
        for place in 0..self.slots.len() {
            let slot = self.slots.at(place);
            if *slot != 0 {
                moving.push(std::mem::take(slot));
            }
        }
        for _ in 0..self.slots.0.len() / 4 + 1 {
            self.slots.extend();
        }
        for found in moving.drain(..) {
            let key = match found & SINGLE {
                0 => *blocks.at((found as u32 as usize - 1) * 2),
                _ => (found & !SINGLE) >> 6,
            };
            let mut place = place(spread(key), self.slots.len());
            while *self.slots.at(place) != 0 {
                place = following(place, self.slots.len());
            }
            *self.slots.at(place) = found;
        }
    }
}

impl Words {
    fn len(&self) -> usize {
        self.0.len() * CHUNK
    }

    #[inline]
    fn at(&mut self, place: usize) -> &mut u64 {
        &mut self.0[place / CHUNK][place % CHUNK]
    }

    fn extend(&mut self) {
        self.0.push(Box::new([0; CHUNK]));
    }
}

fn bit(number: u64) -> u64 {
    1 << (number & 63)
}

/// The place for a hash, by bits that did not choose the table.
fn place(hash: u64, length: usize) -> usize {
    ((((hash >> 26) & 0xFFFF_FFFF) * length as u64) >> 32) as usize
}

fn following(place: usize, length: usize) -> usize {
    if place + 1 == length { 0 } else { place + 1 }
}

/// Sums by key, in the order in which the keys came.
#[derive(Debug, Default)]
pub struct Sums {
    /// One more than the place of an entry.
    slots: Vec<u32>,
    entries: Vec<(Key, u64)>,
}

/// What is summed up by.
pub type Key = [u64; 2];

impl Sums {
    /// Adds to the sum of a key, and says at which place of the entries it is.
    pub fn add(&mut self, key: Key, amount: u64) -> usize {
        if self.entries.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots[slot] == 0 {
            self.entries.push((key, 0));
            self.slots[slot] = self.entries.len() as u32;
        }
        let place = self.slots[slot] as usize - 1;
        self.entries[place].1 += amount;
        place
    }

    /// All keys with their sums.
    pub fn entries(&self) -> &[(Key, u64)] {
        &self.entries
    }

    fn slot(&self, key: Key) -> usize {
        let last = self.slots.len() - 1;
        let mut at = spread(key[0] ^ key[1].rotate_left(32)) as usize & last;
        while let Some(place) = self.slots[at].checked_sub(1) {
            if self.entries[place as usize].0 == key {
                break;
            }
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for place in 0..self.entries.len() {
            let slot = self.slot(self.entries[place].0);
            self.slots[slot] = place as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn both_agree_with_the_standard_ones() {
        let (mut seen, mut reference) = (Seen::default(), HashSet::new());
        let (mut sums, mut by_key) = (Sums::default(), HashMap::new());
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
    /// Bytes for each of so many numbers.
    fn room(count: u64, number: impl Fn(u64) -> u64) -> f64 {
        let mut seen = Seen::default();
        for at in 0..count {
            assert!(seen.insert(number(at)));
        }
        for at in 0..count {
            assert!(!seen.insert(number(at)));
        }
        let slots: usize = seen.tables.iter().map(|table| table.slots.len()).sum();
        let bytes = slots * 8 + seen.blocks.len() * 8 + seen.moving.capacity() * 8;
        bytes as f64 / count as f64
    }

    #[test]
    fn numbers_take_little_room_wherever_they_are() {
        let scattered = |at: u64| at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1;
        for count in [100_000, 300_000, 1_000_000] {
            let each = room(count, |at| 7_000_000_000_000 + at);
            assert!(each < 0.8, "{each} where they count up");
            let each = room(count, scattered);
            assert!(each < 14.0, "{each} where they are far apart");
            // Two in each block are the worst.
            let each = room(count, |at| scattered(at / 2) & !1 | at & 1);
            assert!(each < 15.0, "{each} in pairs");
        }
    }
}
