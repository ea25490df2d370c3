//! The grammar of strings: where one ends, and what its escapes stand for.

use super::Flaw;

/// Where a string literal ends.
pub(super) struct End {
    /// Offset of the first byte after the closing quote.
    pub at: usize,
    /// Whether the literal has escapes. If so, its content was appended to the buffer.
    pub has_escapes: bool,
}

/// Finds the end of the string whose opening quote is at `open`. If it has escapes, resolves them into
/// `content`, which is cleared first.
#[inline]
pub(super) fn scan(text: &str, open: usize, content: &mut Vec<u8>) -> Result<End, Flaw> {
    let bytes = text.as_bytes();
    let at = skip_ordinary(bytes, open + 1);
    if bytes.get(at) == Some(&b'"') {
        return Ok(End {
            at: at + 1,
            has_escapes: false,
        });
    }
    scan_escaped(bytes, open, at, content)
}

/// The same from `at` on, where the first byte that is not ordinary stands.
#[cold]
fn scan_escaped(bytes: &[u8], open: usize, at: usize, content: &mut Vec<u8>) -> Result<End, Flaw> {
    content.clear();
    content.extend_from_slice(&bytes[open + 1..at]);
    Ok(End {
        at: unescape_from(bytes, at, content)?,
        has_escapes: true,
    })
}

/// Resolves the escapes of a literal that the scanner accepted.
pub(super) fn unescape(literal: &str) -> String {
    let mut content = Vec::with_capacity(literal.len());
    // Accepted before, so it is accepted again.
    let _ = scan(literal, 0, &mut content);
    into_string(content)
}

/// Escapes are ASCII, so the pieces between them are whole characters.
pub(super) fn into_string(content: Vec<u8>) -> String {
    String::from_utf8(content).unwrap_or_default()
}

/// Appends the content from `at` up to the closing quote, and returns the offset after the quote.
fn unescape_from(bytes: &[u8], mut at: usize, out: &mut Vec<u8>) -> Result<usize, Flaw> {
    loop {
        at = copy_ordinary(bytes, at, out);
        match bytes.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => {}
            Some(_) => return Err(flaw(at, "a control character stands unescaped in a string")),
            None => return Err(flaw(at, "a string does not end")),
        }
        let simple = match bytes.get(at + 1) {
            Some(byte @ (b'"' | b'\\' | b'/')) => *byte,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0c,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => {
                let (char, end) = unicode_escape(bytes, at)?;
                out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                at = end;
                continue;
            }
            _ => return Err(flaw(at, "an escape that JSON does not know")),
        };
        out.push(simple);
        at += 2;
    }
}

/// Reads the `\uXXXX` at `at`, or the two of a surrogate pair. Returns the character and the offset
/// after it.
fn unicode_escape(bytes: &[u8], at: usize) -> Result<(char, usize), Flaw> {
    let Some(first) = hex4(bytes, at + 2) else {
        return Err(flaw(at, "four hexadecimal digits were expected"));
    };
    let is_pair = bytes.get(at + 6..at + 8) == Some(b"\\u");
    let second = if is_pair { hex4(bytes, at + 8) } else { None };
    let (code, end) = match (first, second) {
        (0xd800..0xdc00, Some(low @ 0xdc00..0xe000)) => {
            (0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00), at + 12)
        }
        _ => (first, at + 6),
    };
    // A surrogate without its other half is no `char`.
    let char = char::from_u32(code).ok_or(flaw(at, "half of a surrogate pair"))?;
    Ok((char, end))
}

fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let mut digits = bytes.get(at..at + 4)?.iter();
    digits.try_fold(0, |value, digit| {
        Some(value * 16 + char::from(*digit).to_digit(16)?)
    })
}

fn flaw(at: usize, what: &'static str) -> Flaw {
    Flaw { at, what }
}

/// Returns the offset of the first byte from `at` on that is not ordinary.
#[inline]
fn skip_ordinary(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes[at..].first_chunk() {
        let count = ordinary_prefix(*chunk);
        at += count;
        if count < 8 {
            return at;
        }
    }
    at + bytes[at..]
        .iter()
        .take_while(|byte| is_ordinary(**byte))
        .count()
}

/// The same, and appends the bytes that it passes over. One at a time: between two escapes there are few.
fn copy_ordinary(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let before = out.len();
    out.extend(bytes[at..].iter().take_while(|byte| is_ordinary(**byte)));
    at + (out.len() - before)
}

/// Whether a byte stands for itself in a string: it neither ends the string, nor escapes, nor must be
/// escaped.
fn is_ordinary(byte: u8) -> bool {
    !matches!(byte, b'"' | b'\\' | 0..0x20)
}

/// Returns how many bytes come before the first one that is not ordinary: eight bytes in one step,
/// because most of a document is the inside of strings.
fn ordinary_prefix(chunk: [u8; 8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH_BITS: u64 = ONES << 7;
    let word = u64::from_le_bytes(chunk);
    // Sets the high bit of each byte below `limit`. A borrow can set others too, but only above, that is
    // after, a byte that is below the limit: the lowest bit set is right.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGH_BITS;
    let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let found = below(word, 0x20) | equal(b'"') | equal(b'\\');
    found.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_once_find_what_one_at_a_time_finds() {
        // Every byte at every position, among neighbours that a borrow could turn into false marks.
        for neighbour in [b'a', b'!', b'#', b'[', b']', 0x20, 0x7f, 0xa2, 0xdc, 0xff] {
            for byte in 0..=255 {
                for at in 0..8 {
                    let mut chunk = [neighbour; 8];
                    chunk[at] = byte;
                    let expected = if is_ordinary(byte) { 8 } else { at };
                    assert_eq!(ordinary_prefix(chunk), expected, "{byte} after {neighbour}");
                }
            }
        }
    }
}
