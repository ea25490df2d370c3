//! Digits and times, read eight bytes in one step: files have hundreds of megabytes, and nearly all of
//! it is digits.

use crate::calendar;

/// Parses digits whose number was checked to fit into 64 bits.
pub(super) fn parse(digits: &[u8]) -> u64 {
    let (words, rest) = digits.as_chunks();
    let head = words.iter().fold(0u64, |sum, word| {
        sum.wrapping_mul(100_000_000)
            .wrapping_add(parse_eight(*word))
    });
    rest.iter().fold(head, |sum, digit| {
        sum.wrapping_mul(10).wrapping_add(u64::from(digit & 15))
    })
}

/// Parses eight digits: neighbours join to pairs, pairs to fours, fours to one number.
fn parse_eight(digits: [u8; 8]) -> u64 {
    let ones = u64::from_le_bytes(digits) & 0x0F0F_0F0F_0F0F_0F0F;
    let pairs = (ones * 10 + (ones >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF
}

/// Sets the high bit of each byte that is not a digit. A carry can set others too, but only after the
/// first such byte.
fn mark_other_than_digits(word: u64) -> u64 {
    let off = word ^ 0x3030_3030_3030_3030;
    (off.wrapping_add(0x7676_7676_7676_7676) | off) & 0x8080_8080_8080_8080
}

/// Counts the digits that `bytes` starts with, eight in one step.
pub(super) fn leading_digits(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(word) = bytes[count..].first_chunk() {
        let marks = mark_other_than_digits(u64::from_le_bytes(*word));
        if marks != 0 {
            return count + marks.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    let rest = &bytes[count..];
    count + rest.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Whether `text` is a time that exists, as `yyyy-MM-dd HH:mm:ss`.
pub(super) fn is_time(text: &[u8]) -> bool {
    let Ok(text) = <&[u8; 19]>::try_from(text) else {
        return false;
    };
    let word = |from: usize| {
        let bytes = text[from..].first_chunk().copied().unwrap_or_default();
        u64::from_le_bytes(bytes)
    };
    // `yyyy-MM-` and `HH:mm:ss`: marks apart, all has to be digits.
    let (date, clock) = (word(0), word(11));
    let only = |word: u64, marks: u64, mask: u64| {
        word & mask == marks
            && mark_other_than_digits((word & !mask) | (0x3030_3030_3030_3030 & mask)) == 0
    };
    let digits = only(
        date,
        u64::from_le_bytes(*b"\0\0\0\0-\0\0-"),
        0xFF00_00FF_0000_0000,
    ) && only(
        clock,
        u64::from_le_bytes(*b"\0\0:\0\0:\0\0"),
        0x0000_FF00_00FF_0000,
    ) && text[8].is_ascii_digit()
        && text[9].is_ascii_digit()
        && text[10] == b' ';
    let pair = |at: usize| (text[at] & 15) * 10 + (text[at + 1] & 15);
    // Days up to the 28th exist in every month.
    let exists =
        matches!(pair(5), 1..=12) && (matches!(pair(8), 1..=28) || (digits && day(text).is_some()));
    digits && exists && pair(11) < 24 && pair(14) < 60 && pair(17) < 60
}

/// Days since 1970-01-01 of a time in that form.
pub(super) fn day(time: &[u8]) -> Option<i64> {
    let part = |from: usize, to: usize| Some(parse(time.get(from..to)?) as i64);
    calendar::days(part(0, 4)?, part(5, 7)?, part(8, 10)?)
}
