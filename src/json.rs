//! A strict JSON scanner over borrowed text.
//!
//! It validates and hands out slices; it never builds a tree, parses a float or formats a number,
//! which is why the WebAssembly artifacts stay small and fast. What is signed is exact text, so
//! anything two parsers could read differently is refused here.

use crate::chunk::{WIDTH, but_for, chunk, equal, first, specials};
use std::borrow::Cow;

/// Levels of nesting accepted, the same as serde_json's.
pub const MAX_DEPTH: u8 = 127;

/// Why a text is not acceptable JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Byte offset.
    pub at: usize,
    /// What was found wrong.
    pub what: &'static str,
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (byte {})", self.what, self.at)
    }
}

impl std::error::Error for Flaw {}

/// The six kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Flag,
    /// A number, known by its literal only.
    Number,
    /// A string.
    Text,
    /// An array.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The name used in messages and drift reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Flag => "boolean",
            Kind::Number => "number",
            Kind::Text => "string",
            Kind::List => "array",
            Kind::Object => "object",
        }
    }
}

/// One value, as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its exact text, quotes included.
    pub text: &'a str,
    /// Offset of `text` in the document.
    pub at: usize,
    /// No escapes (strings), no white space outside strings (arrays and objects).
    pub plain: bool,
}

impl<'a> Raw<'a> {
    /// The content of a string with its escapes resolved; the exact text of anything else.
    #[inline(always)]
    pub fn content(&self) -> Cow<'a, str> {
        if self.kind != Kind::Text {
            return Cow::Borrowed(self.text);
        }
        if self.plain {
            Cow::Borrowed(self.text.get(1..self.text.len() - 1).unwrap_or_default())
        } else {
            Cow::Owned(unescape(self.text))
        }
    }

    /// `""`
    pub fn is_empty_text(&self) -> bool {
        self.kind == Kind::Text && self.text.len() == 2
    }

    /// An array or object without the white space between its tokens.
    pub fn compact(&self) -> Cow<'a, str> {
        if self.plain || self.kind == Kind::Text {
            return Cow::Borrowed(self.text);
        }
        let mut out = Vec::with_capacity(self.text.len());
        let (mut quoted, mut escaped) = (false, false);
        for byte in self.text.bytes() {
            if quoted {
                quoted = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
            } else if is_space(byte) {
                continue;
            } else {
                quoted = byte == b'"';
            }
            out.push(byte);
        }
        Cow::Owned(utf8(out))
    }
}

/// A key of an object and its value.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The key, escapes resolved.
    pub key: Cow<'a, str>,
    /// The value.
    pub value: Raw<'a>,
    /// The value's [`Raw::content`], resolved once.
    pub content: Cow<'a, str>,
}

/// Reads `text` as one object and lists its members in their order.
///
/// Everything is validated, nested values included; a key that occurs twice in one object,
/// at any depth, is a flaw.
pub fn object(text: &str) -> Result<Vec<Member<'_>>, Flaw> {
    object_and_order(text).map(|(members, _)| members)
}

/// The same, with the places of the members in the bytewise order of their keys.
pub(crate) fn object_and_order(text: &str) -> Result<(Vec<Member<'_>>, Vec<usize>), Flaw> {
    let mut scanner = Scanner::new(text);
    scanner.unique = true;
    let mut members = Vec::with_capacity(16);
    scanner.space();
    if scanner.peek() != b'{' {
        return Err(scanner.flaw("the document is not a JSON object"));
    }
    let mut walk = scanner.open_object()?;
    while let Some(key) = scanner.next_member(&mut walk)? {
        scanner.known_key();
        let key = scanner.content(&key);
        let value = scanner.value()?;
        let content = scanner.content(&value);
        members.push(Member {
            key,
            value,
            content,
        });
    }
    scanner.end()?;
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_unstable_by(|a, b| members[*a].key.cmp(&members[*b].key));
    let is_duplicate = |pair: &[usize]| members[pair[0]].key == members[pair[1]].key;
    if order.windows(2).any(is_duplicate) {
        return Err(scanner.twice());
    }
    Ok((members, order))
}

/// The member of this name, where it holds something: neither `null` nor the empty string.
#[inline(never)]
pub(crate) fn member<'m, 'a>(members: &'m [Member<'a>], name: &str) -> Option<&'m Member<'a>> {
    let found = members.iter().find(|member| member.key == name)?;
    (found.value.kind != Kind::Null && !found.value.is_empty_text()).then_some(found)
}

/// Validates `text` as one JSON document without duplicate keys.
pub fn document(text: &str) -> Result<Raw<'_>, Flaw> {
    let mut scanner = Scanner::new(text);
    scanner.unique = true;
    scanner.space();
    let value = scanner.value()?;
    scanner.end()?;
    Ok(value)
}

/// The items of an array, `text` being nothing else.
pub(crate) fn items(text: &str) -> Result<Vec<Raw<'_>>, Flaw> {
    let mut scanner = Scanner::new(text);
    let mut walk = scanner.open_list()?;
    let mut all = Vec::new();
    while scanner.next_item(&mut walk)? {
        all.push(scanner.value()?);
    }
    Ok(all)
}

/// Progress through one object or array.
pub struct Walk {
    first: bool,
    keys_from: usize,
}

/// The scanner: a position in a text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    keys: Vec<Raw<'a>>,
    /// What the last string with escapes stands for.
    resolved: Vec<u8>,
    loose: bool,
    /// Refuse objects in which a key occurs twice.
    pub unique: bool,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Scanner {
            text,
            at: 0,
            depth: 0,
            keys: Vec::new(),
            resolved: Vec::new(),
            loose: false,
            unique: false,
        }
    }

    /// The offset of the next byte.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes to an offset that a value began or ended at.
    pub fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// The next byte; 0, which no token starts with, at the end.
    pub fn peek(&self) -> u8 {
        byte(self.text, self.at)
    }

    /// A flaw at the present position.
    pub fn flaw(&self, what: &'static str) -> Flaw {
        Flaw { at: self.at, what }
    }

    /// Passes over white space.
    pub fn space(&mut self) {
        while is_space(self.peek()) {
            self.at += 1;
            self.loose = true;
        }
    }

    /// Nothing but white space may follow.
    pub fn end(&mut self) -> Result<(), Flaw> {
        self.space();
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(self.flaw("something follows the end of the document"))
        }
    }

    /// The kind of the next value, from its first byte.
    pub fn kind(&self) -> Result<Kind, Flaw> {
        Ok(match self.peek() {
            b'"' => Kind::Text,
            b'{' => Kind::Object,
            b'[' => Kind::List,
            b't' | b'f' => Kind::Flag,
            b'n' => Kind::Null,
            b'-' | b'0'..=b'9' => Kind::Number,
            _ => return Err(self.flaw("a JSON value was expected")),
        })
    }

    /// Passes over one value, whatever it is.
    pub fn value(&mut self) -> Result<Raw<'a>, Flaw> {
        let at = self.at;
        let kind = self.kind()?;
        let mut plain = true;
        match kind {
            Kind::Text => plain = self.string()?,
            Kind::Number => self.number()?,
            Kind::Null => self.word("null")?,
            Kind::Flag if self.peek() == b't' => self.word("true")?,
            Kind::Flag => self.word("false")?,
            Kind::List | Kind::Object => {
                let before = std::mem::replace(&mut self.loose, false);
                if kind == Kind::List {
                    let mut walk = self.open_list()?;
                    while self.next_item(&mut walk)? {
                        self.value()?;
                    }
                } else {
                    let mut walk = self.open_object()?;
                    while self.next_member(&mut walk)?.is_some() {
                        self.value()?;
                    }
                }
                plain = !self.loose;
                self.loose |= before;
            }
        }
        Ok(self.since(at, kind, plain))
    }

    #[inline(always)]
    fn since(&self, at: usize, kind: Kind, plain: bool) -> Raw<'a> {
        Raw {
            kind,
            text: self.text.get(at..self.at).unwrap_or_default(),
            at,
            plain,
        }
    }

    /// The content of the value that was passed over last: what takes the escapes out of a string is
    /// done only once.
    #[inline(always)]
    fn content(&mut self, last: &Raw<'a>) -> Cow<'a, str> {
        if last.plain || last.kind != Kind::Text {
            last.content()
        } else {
            Cow::Owned(utf8(std::mem::take(&mut self.resolved)))
        }
    }

    /// Enters an object; the next byte is `{`.
    pub fn open_object(&mut self) -> Result<Walk, Flaw> {
        self.open()
    }

    /// Enters an array; the next byte is `[`.
    pub fn open_list(&mut self) -> Result<Walk, Flaw> {
        self.open()
    }

    fn open(&mut self) -> Result<Walk, Flaw> {
        self.at += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.flaw("nested too deeply"));
        }
        Ok(Walk {
            first: true,
            keys_from: self.keys.len(),
        })
    }

    /// The next key, its value being next to scan, or `None` at the end of the object.
    pub fn next_member(&mut self, walk: &mut Walk) -> Result<Option<Raw<'a>>, Flaw> {
        if !self.next(walk, b'}')? {
            self.check_unique(walk.keys_from)?;
            return Ok(None);
        }
        if self.peek() != b'"' {
            return Err(self.flaw("a key in double quotes was expected"));
        }
        let at = self.at;
        let plain = self.string()?;
        let key = self.since(at, Kind::Text, plain);
        self.space();
        if self.peek() != b':' {
            return Err(self.flaw("a colon was expected after the key"));
        }
        self.at += 1;
        self.space();
        if self.unique {
            self.keys.push(key);
        }
        Ok(Some(key))
    }

    /// The last key is accounted for by the caller, who knows what keys there are and notices one
    /// that comes again: it need not be compared with the others.
    pub fn known_key(&mut self) {
        self.keys.pop();
    }

    /// A key occurs twice.
    pub fn twice(&self) -> Flaw {
        self.flaw("a key occurs twice in one object")
    }

    /// Whether another item is next to scan.
    pub fn next_item(&mut self, walk: &mut Walk) -> Result<bool, Flaw> {
        self.next(walk, b']')
    }

    fn next(&mut self, walk: &mut Walk, close: u8) -> Result<bool, Flaw> {
        self.space();
        let next = self.peek();
        if next == close {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if walk.first {
            walk.first = false;
            return Ok(true);
        }
        if next != b',' {
            return Err(self.flaw("a comma or the closing bracket was expected"));
        }
        self.at += 1;
        self.space();
        if self.peek() == close {
            return Err(self.flaw("a comma stands before the closing bracket"));
        }
        Ok(true)
    }

    fn check_unique(&mut self, from: usize) -> Result<(), Flaw> {
        let mut keys: Vec<_> = self.keys.drain(from..).map(|key| key.content()).collect();
        keys.sort_unstable();
        if keys.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(self.twice());
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), Flaw> {
        if self.text.as_bytes().get(self.at..self.at + word.len()) != Some(word.as_bytes()) {
            return Err(self.flaw("a JSON value was expected"));
        }
        self.at += word.len();
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Flaw> {
        let count = digits(self.text.as_bytes(), self.at);
        self.at += count;
        if count == 0 {
            return Err(self.flaw("a digit was expected"));
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Flaw> {
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
            if self.peek().is_ascii_digit() {
                return Err(self.flaw("a number has a leading zero"));
            }
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Passes over a string, and tells whether it is without escapes.
    fn string(&mut self) -> Result<bool, Flaw> {
        let from = self.at;
        let bytes = self.text.as_bytes();
        let mut at = from + 1;
        let mut plain = true;
        loop {
            at = skip_ordinary(bytes, at);
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    plain = false;
                    at = self.resolve(from + 1, at)?;
                    break;
                }
                Some(0x20..) => at += 1,
                _ => return Err(self.broken(at)),
            }
        }
        self.at = at + 1;
        Ok(plain)
    }

    /// Resolves the escapes of a string from its first one on, and returns where it ends.
    ///
    /// Whole chunks are written, and what is too much of one is written over: copying short runs, one
    /// call each, costs more than all the rest. And a chunk is searched once for all that is in it, so that
    /// one escape need not wait until the one before it is done.
    fn resolve(&mut self, from: usize, mut at: usize) -> Result<usize, Flaw> {
        let bytes = self.text.as_bytes();
        let mut out = std::mem::take(&mut self.resolved);
        out.clear();
        out.extend_from_slice(&bytes[from..at]);
        let mut to = at - from;
        'chunks: loop {
            if out.len() < to + 3 * WIDTH {
                out.resize(2 * to + 400, 0);
            }
            // Near the end of the document byte by byte.
            let ahead = bytes.get(at..at + 2 * WIDTH);
            let mut marks = ahead.and(chunk(bytes, at)).map_or(1, specials);
            let mut read = 0;
            loop {
                if let Some(ahead) = ahead {
                    out[to..to + WIDTH].copy_from_slice(&ahead[read..read + WIDTH]);
                }
                let run = first(marks) - read;
                to += run;
                read += run;
                if read == WIDTH {
                    at += WIDTH;
                    continue 'chunks;
                }
                let here = at + read;
                let (simple, length) = match bytes.get(here) {
                    Some(b'"') => {
                        out.truncate(to);
                        self.resolved = out;
                        return Ok(here);
                    }
                    Some(b'\\') => match escaped(byte(self.text, here + 1)) {
                        Some(simple) => (simple, 2),
                        None => {
                            self.at = here;
                            let (char, end) = self.unicode(here + 2)?;
                            to += char.encode_utf8(&mut out[to..to + 4]).len();
                            at = end;
                            continue 'chunks;
                        }
                    },
                    Some(b @ 0x20..) => (*b, 1),
                    _ => return Err(self.broken(here)),
                };
                out[to] = simple;
                to += 1;
                read += length;
                if read >= WIDTH || ahead.is_none() {
                    at += read;
                    continue 'chunks;
                }
                marks = but_for(marks, read);
            }
        }
    }

    /// The character that the four digits at this place stand for, or eight for one of a pair.
    fn unicode(&self, at: usize) -> Result<(char, usize), Flaw> {
        let bytes = self.text.as_bytes();
        if byte(self.text, at - 1) != b'u' {
            return Err(self.flaw("an escape that JSON does not know"));
        }
        let Some(first) = hex4(bytes, at) else {
            return Err(self.flaw("four hexadecimal digits were expected"));
        };
        let paired = byte(self.text, at + 4) == b'\\' && byte(self.text, at + 5) == b'u';
        let second = if paired { hex4(bytes, at + 6) } else { None };
        let (code, end) = match (first, second) {
            (0xd800..0xdc00, Some(low @ 0xdc00..0xe000)) => {
                (0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00), at + 10)
            }
            _ => (first, at + 4),
        };
        // Halves of pairs alone are no characters.
        let char = char::from_u32(code);
        char.map(|char| (char, end))
            .ok_or(self.flaw("half of a surrogate pair"))
    }

    /// What is wrong with a string that ends here.
    fn broken(&mut self, at: usize) -> Flaw {
        self.at = at;
        self.flaw(if at < self.text.len() {
            "a control character stands unescaped in a string"
        } else {
            "a string does not end"
        })
    }
}

/// The first place from `at` that may hold a byte which means something in a string.
pub(crate) fn skip_ordinary(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = chunk(bytes, at) {
        let run = first(specials(chunk));
        at += run;
        if run < WIDTH {
            break;
        }
    }
    at
}

/// Whether this byte stands somewhere. The standard search weighs twice as much.
#[inline(never)]
pub(crate) fn holds(bytes: &[u8], wanted: u8) -> bool {
    let mut at = 0;
    while let Some(chunk) = chunk(bytes, at) {
        if equal(chunk, wanted) {
            return true;
        }
        at += WIDTH;
    }
    bytes.iter().skip(at).any(|byte| *byte == wanted)
}

/// How many digits stand from `at` on.
#[inline(never)]
pub(crate) fn digits(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}

/// A piece between places where characters begin; the standard index would bring the whole of what
/// explains a wrong one.
#[inline(never)]
pub(crate) fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// What a letter stands for after a backslash, but for `u`.
fn escaped(letter: u8) -> Option<u8> {
    Some(match letter {
        b'"' | b'\\' | b'/' => letter,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let mut digits = bytes.get(at..at + 4)?.iter();
    digits.try_fold(0, |value, digit| {
        Some(value * 16 + char::from(*digit).to_digit(16)?)
    })
}

/// Resolves the escapes of a string that was found to be right, its quotes included.
pub(crate) fn unescape(quoted: &str) -> String {
    let mut scanner = Scanner::new(quoted);
    // The place of the closing quote; it was found to be there.
    let _ = scanner.resolve(1, 1);
    utf8(scanner.resolved)
}

/// What was taken from a text byte by byte, or character by character, is one.
pub(crate) fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// Appends `text` as a JSON string.
pub fn write_text(out: &mut String, text: &str) {
    push(out, "\"");
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x10 => "\\u000",
            0x10..0x20 => "\\u001",
            _ => continue,
        };
        push(out, slice(text, from, at));
        push(out, escape);
        if escape.len() > 2 {
            push(
                out,
                slice(
                    "0123456789abcdef",
                    usize::from(byte & 15),
                    usize::from(byte & 15) + 1,
                ),
            );
        }
        from = at + 1;
    }
    push(out, slice(text, from, text.len()));
    push(out, "\"");
}

/// Not inlined, as the standard one is: what makes room weighs more than the call.
#[inline(never)]
pub(crate) fn push(out: &mut String, text: &str) {
    out.push_str(text);
}

/// A text made of parts: not inlined, for the same reason.
#[inline(never)]
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        push(&mut out, part);
    }
    out
}

/// The whole number that a text is.
#[inline(never)]
pub(crate) fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    // So many digits do not overflow, and more are no i64.
    if !(1..=19).contains(&digits.len()) {
        return None;
    }
    let mut number = 0u64;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u64::from(digit - b'0');
    }
    if text.starts_with('-') {
        0i64.checked_sub_unsigned(number)
    } else {
        0i64.checked_add_unsigned(number)
    }
}

/// Appends a whole number in decimal.
pub fn write_int(out: &mut String, value: u64) {
    if value >= 10 {
        write_int(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(text: &str) {
        let ours = {
            let mut scanner = Scanner::new(text);
            scanner.space();
            scanner.value().and_then(|_| scanner.end())
        };
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(text);
        // serde_json's skipping reader does not look at surrogates, a string does.
        let theirs = theirs.is_ok() && serde_json::from_str::<serde_json::Value>(text).is_ok();
        assert_eq!(ours.is_ok(), theirs, "{text:?}: {ours:?}");
    }

    #[test]
    fn accepts_and_refuses_what_serde_json_does() {
        for text in [
            "",
            " ",
            "null",
            "nul",
            "true",
            "false",
            "falsey",
            "0",
            "-0",
            "00",
            "-",
            "+1",
            "1.",
            ".5",
            "1.5",
            "1e5",
            "1E+5",
            "1e",
            "1e+",
            "[]",
            "[1]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{}",
            "{\"a\":1}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "\"\"",
            "\"a",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\udc00\"",
            "\"\t\"",
            "\"\\t\"",
            "[1]]",
            "{}{}",
            "NaN",
            "'a'",
            "/**/1",
            "\u{feff}1",
            " \r\n\t1 ",
            "[\"\\\\\"]",
            "\"\\/\\b\\f\\n\\r\"",
            "{\"a\":{\"b\":[{}]}}",
            "[[[[[[]]]]]]",
            "\u{a0}1",
        ] {
            agrees(text);
        }
        for depth in [126, 127, 128, 129, 10_000] {
            agrees(&("[".repeat(depth) + &"]".repeat(depth)));
        }
    }

    #[test]
    fn agrees_with_serde_json_on_mutated_documents() {
        let seed = br#"{"a":[1,-2.5e+3,"x\u00e9\ud83d\ude00\\",{"b":null}],"c":true,"d":"\"q\""}"#;
        let alphabet = b"{}[]\",:\\u0de19-+.eEtfn \x01";
        let mut state = 0x2545_f491_4f6c_dd1du64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize
        };
        for _ in 0..20_000 {
            let mut bytes = seed.to_vec();
            for _ in 0..1 + next() % 3 {
                let at = next() % bytes.len();
                match next() % 3 {
                    0 => bytes[at] = alphabet[next() % alphabet.len()],
                    1 => bytes.insert(at, alphabet[next() % alphabet.len()]),
                    _ => drop(bytes.remove(at)),
                }
            }
            if let Ok(text) = std::str::from_utf8(&bytes) {
                agrees(text);
            }
        }
    }

    #[test]
    fn a_key_may_occur_once_at_any_depth_and_however_it_is_spelled() {
        assert!(object(r#"{"a":1,"b":{"a":1}}"#).is_ok());
        for twice in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"x":[{"b":{"c":1,"c":2}}]}"#,
        ] {
            assert!(object(twice).unwrap_err().what.contains("twice"), "{twice}");
        }
        let mut many = String::from("{");
        for i in 0..30_000 {
            many.push_str(&format!("\"k{i}\":0,"));
        }
        assert!(object(&(many.clone() + "\"last\":0}")).is_ok());
        assert!(object(&(many + "\"k7\":0}")).is_err());
    }

    fn object_of(keys: &[String]) -> String {
        let members: Vec<String> = keys.iter().map(|key| format!("\"{key}\":0")).collect();
        format!("{{{}}}", members.join(","))
    }

    #[test]
    fn members_are_ordered_bytewise_at_every_length() {
        let mut state = 7u32;
        for length in (0..200).chain([1000, 4099]) {
            let mut keys: Vec<String> = (0..length)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    format!("{}.{at}", state >> 24)
                })
                .collect();
            let text = object_of(&keys);
            let (members, order) = object_and_order(&text).unwrap();
            let ours: Vec<&str> = order.iter().map(|at| &*members[*at].key).collect();
            keys.sort_unstable();
            assert_eq!(ours, keys, "{length}");
        }
    }

    #[test]
    fn a_duplicate_key_is_found_at_every_position() {
        for length in [2, 7, 64, 65, 500] {
            for (one, other) in [(0, length - 1), (length / 2, length - 1), (0, 1)] {
                let mut keys: Vec<String> = (0..length).map(|at| format!("k{at}")).collect();
                keys[one] = keys[other].clone();
                let text = object_of(&keys);
                assert_eq!(object(&text).is_err(), one != other, "{length}");
                // Nested objects take another path through the scanner.
                let nested = format!("{{\"a\":{text}}}");
                assert_eq!(object(&nested).is_err(), one != other, "{length}");
            }
        }
    }

    #[test]
    fn compact_keeps_everything_but_white_space_between_tokens() {
        let raw = document(" [ {\"a b\" : \"c \\\" d\",\n \"e\": 1.0} ] ").unwrap();
        assert_eq!(raw.compact(), "[{\"a b\":\"c \\\" d\",\"e\":1.0}]");
        assert!(document("[{\"a b\":1}]").unwrap().plain);
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands_and_nowhere_else() {
        for length in 0..40 {
            // Its neighbours and what has the high bit: neither a borrow nor that bit must look like it.
            let mut bytes: Vec<u8> = (0..length)
                .map(|at| [b'%', b'\'', 0xa6, 0xff][at % 4])
                .collect();
            assert!(!holds(&bytes, b'&'), "{length}");
            for at in 0..length {
                let before = std::mem::replace(&mut bytes[at], b'&');
                assert!(holds(&bytes, b'&'), "{at} of {length}");
                bytes[at] = before;
            }
        }
    }

    #[test]
    fn escapes_are_resolved_wherever_they_stand() {
        let pieces = [
            r#"\""#,
            r"\\",
            r"\n",
            r"\/",
            r"\u00e9",
            r"\ud83d\ude00",
            "é",
            "#",
            "\u{1}",
            r"\x",
            r"\u12",
            r"\ud800",
            "\\",
        ];
        for piece in pieces {
            for next in ["", r#"\""#, r"\t", r"\u0041", "]"] {
                for (before, between, after) in (0..20)
                    .flat_map(|before| [0, 1, 7, 15].map(|between| (before, between)))
                    .flat_map(|(before, between)| [0, 3, 40].map(|after| (before, between, after)))
                {
                    let [before, between, after] =
                        [before, between, after].map(|run| "x".repeat(run));
                    let quoted = format!("\"{before}{piece}{between}{next}{after}\"");
                    let expected = serde_json::from_str::<String>(&quoted).ok();
                    let text = format!("{{\"a\":{quoted}}}");
                    let ours = object(&text)
                        .ok()
                        .map(|members| members[0].content.to_string());
                    assert_eq!(ours, expected, "{text}");
                }
            }
        }
    }

    #[test]
    fn strings_round_trip() {
        let text = "a\"\\\n\r\t\u{1}\u{1f}é📶/";
        let mut out = String::new();
        write_text(&mut out, text);
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        assert_eq!(document(&out).unwrap().content(), text);
    }
}
