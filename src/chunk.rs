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

#[cfg(target_feature = "simd128")]
mod wide {
    use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128, v128_or};

    pub(crate) const WIDTH: usize = 16;
    /// How many bits of the marks are one byte's.
    pub(crate) const BITS: usize = 1;
    pub(crate) type Marks = u32;

    /// Marks the bytes that end a string, escape or must not stand in one.
    #[inline(always)]
    pub(crate) fn specials(chunk: &[u8; WIDTH]) -> Marks {
        let bytes = vector(chunk);
        let is = |byte: u8| u8x16_eq(bytes, u8x16_splat(byte));
        let control = u8x16_lt(bytes, u8x16_splat(0x20));
        u8x16_bitmask(v128_or(v128_or(is(b'"'), is(b'\\')), control)).into()
    }

    /// The first byte that is marked; `WIDTH` where none is.
    #[inline(always)]
    pub(crate) fn first(marks: Marks) -> usize {
        (marks | 1 << WIDTH).trailing_zeros() as usize
    }

    /// Whether one of them is this.
    #[inline(always)]
    pub(crate) fn equal(chunk: &[u8; WIDTH], byte: u8) -> bool {
        u8x16_bitmask(u8x16_eq(vector(chunk), u8x16_splat(byte))) != 0
    }

    #[inline(always)]
    fn vector(chunk: &[u8; WIDTH]) -> v128 {
        let [low, high] = [0, 1].map(|at| u64::from_le_bytes(chunk.as_chunks().0[at]));
        u64x2(low, high)
    }
}

#[cfg(not(target_feature = "simd128"))]
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
