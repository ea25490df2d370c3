//! Hash tables that hold whole numbers and nothing else: half the memory and a fraction of the code of
//! the general ones.

/// Spreads neighbouring keys; the high bits are the good ones.
fn spread(key: u64) -> u64 {
    let mixed = (key ^ (key >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

/// Numbers that were seen. Neighbours share a word, so that ids given one after the other cost a few
/// bits each, and scattered ones sixteen bytes and some room.
#[derive(Debug, Default)]
pub struct Seen {
    /// The upper 58 bits of numbers, and which of the 64 with them were seen. None where none was.
    slots: Vec<(u64, u64)>,
    used: usize,
}

impl Seen {
    /// Whether the number is new.
    pub fn insert(&mut self, number: u64) -> bool {
        if self.used * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let (key, bit) = (number >> 6, 1 << (number & 63));
        let slot = find(&self.slots, key);
        let (at, mask) = &mut self.slots[slot];
        if *mask == 0 {
            *at = key;
            self.used += 1;
        }
        let new = *mask & bit == 0;
        *mask |= bit;
        new
    }

    fn grow(&mut self) {
        let room = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); room]);
        for (key, mask) in old {
            if mask != 0 {
                let slot = find(&self.slots, key);
                self.slots[slot] = (key, mask);
            }
        }
    }
}

fn find(slots: &[(u64, u64)], key: u64) -> usize {
    let last = slots.len() - 1;
    let mut at = spread(key) as usize & last;
    while slots[at].1 != 0 && slots[at].0 != key {
        at = (at + 1) & last;
    }
    at
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
        assert!(seen.insert(u64::MAX >> 1) && !seen.insert(u64::MAX >> 1));
        assert!(seen.insert(0) != reference.contains(&0));
        assert_eq!(
            sums.entries().iter().copied().collect::<HashMap<_, _>>(),
            by_key
        );
    }
}
