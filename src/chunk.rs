//! Bytes by the chunk: as many as the target compares in one step.
//!
//! What ends a string, escapes or must not stand in one is rare, and strings are most of every document.

use wide::BITS;
pub(crate) use wide::{Marks, WIDTH, equal, first, specials};

/// The chunk at this place, where there is a whole one.
#[inline(always)]
pub(crate) fn chunk(bytes: &[u8], at: usize) -> Option<&[u8; WIDTH]> {
    bytes.get(at..)?.first_chunk()
}

/// The marks but for those of the first so many bytes, which are not all.
#[inline(always)]
pub(crate) fn but_for(marks: Marks, bytes: usize) -> Marks {
    marks >> (bytes * BITS) << (bytes * BITS)
}

mod wide {
    pub(crate) const WIDTH: usize = 8;
    pub(crate) const BITS: usize = 8;
    pub(crate) type Marks = u64;

    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;

    /// Marks the bytes that end a string, escape or must not stand in one; and perhaps others behind the first of them.
    pub(crate) fn specials(chunk: &[u8; WIDTH]) -> Marks {
        let word = u64::from_le_bytes(*chunk);
        is(word, b'"') | is(word, b'\\') | below(word, 0x20)
    }

    /// The first byte that is marked; `WIDTH` where none is.
    pub(crate) fn first(marks: Marks) -> usize {
        (marks.trailing_zeros() / 8) as usize
    }

    /// Whether one of them is this.
    pub(crate) fn equal(chunk: &[u8; WIDTH], byte: u8) -> bool {
        is(u64::from_le_bytes(*chunk), byte) != 0
    }

    fn is(word: u64, byte: u8) -> u64 {
        below(word ^ (ONES * u64::from(byte)), 1)
    }

    /// Borrows only carry upwards, so the lowest mark is a true one.
    fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word & HIGHS
    }
}
