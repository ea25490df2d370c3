//! The walk through a document.

use super::members::bytewise_order;
use super::{Kind, Raw, number, string};
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

/// Progress through one object or array.
pub struct Walk {
    is_first: bool,
    keys_from: usize,
}

/// The scanner: a position in a text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    /// The keys of all objects that are open, to find duplicates.
    keys: Vec<Raw<'a>>,
    /// The content of the last string that has escapes.
    unescaped: Vec<u8>,
    has_space: bool,
    /// Reject objects in which a key occurs twice.
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
            unescaped: Vec::new(),
            has_space: false,
            unique: false,
        }
    }

    /// The offset of the next byte.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes to an offset at which a value begins or ends.
    pub fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// The next byte. At the end it is 0, with which no token starts.
    pub fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// A flaw at the present position.
    pub fn flaw(&self, what: &'static str) -> Flaw {
        Flaw { at: self.at, what }
    }

    /// Passes over white space.
    pub fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
            self.has_space = true;
        }
    }

    /// Checks that only white space follows.
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

    /// Passes over one value of any kind.
    pub fn value(&mut self) -> Result<Raw<'a>, Flaw> {
        let at = self.at;
        let kind = self.kind()?;
        let mut has_extras = false;
        match kind {
            Kind::Text => has_extras = self.string()?,
            Kind::Number => self.at = number::scan(self.text.as_bytes(), at)?,
            Kind::Null => self.word("null")?,
            Kind::Flag if self.peek() == b't' => self.word("true")?,
            Kind::Flag => self.word("false")?,
            Kind::List | Kind::Object => {
                let before = std::mem::replace(&mut self.has_space, false);
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
                has_extras = self.has_space;
                self.has_space |= before;
            }
        }
        Ok(self.raw_from(at, kind, has_extras))
    }

    #[inline]
    fn raw_from(&self, at: usize, kind: Kind, has_extras: bool) -> Raw<'a> {
        Raw {
            kind,
            text: self.text.get(at..self.at).unwrap_or_default(),
            at,
            has_extras,
        }
    }

    /// The content of `last`, the value or key that was passed over last: its escapes are resolved
    /// already.
    pub(super) fn last_content(&mut self, last: &Raw<'a>) -> Cow<'a, str> {
        if last.has_escapes() {
            Cow::Owned(string::into_string(std::mem::take(&mut self.unescaped)))
        } else {
            last.content()
        }
    }

    /// Enters an object. The next byte is `{`.
    pub fn open_object(&mut self) -> Result<Walk, Flaw> {
        self.open()
    }

    /// Enters an array. The next byte is `[`.
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
            is_first: true,
            keys_from: self.keys.len(),
        })
    }

    /// Passes over the next key, so that its value is next. Returns `None` at the end of the object.
    pub fn next_member(&mut self, walk: &mut Walk) -> Result<Option<Raw<'a>>, Flaw> {
        if !self.next(walk, b'}')? {
            self.check_unique(walk.keys_from)?;
            return Ok(None);
        }
        if self.peek() != b'"' {
            return Err(self.flaw("a key in double quotes was expected"));
        }
        let at = self.at;
        let has_escapes = self.string()?;
        let key = self.raw_from(at, Kind::Text, has_escapes);
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

    /// Takes the last key out of the search for duplicates: the caller looks for its duplicates itself.
    pub fn known_key(&mut self) {
        self.keys.pop();
    }

    /// The flaw of a duplicate key.
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
        if walk.is_first {
            walk.is_first = false;
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
        if self.keys.len() - from < 2 {
            self.keys.truncate(from);
            return Ok(());
        }
        let keys: Vec<_> = self.keys.drain(from..).map(|key| key.content()).collect();
        let keys: Vec<&str> = keys.iter().map(|key| &**key).collect();
        bytewise_order(&keys).map(drop).ok_or(self.twice())
    }

    fn word(&mut self, word: &str) -> Result<(), Flaw> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(self.flaw("a JSON value was expected"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Passes over a string, and returns whether it has escapes.
    #[inline]
    fn string(&mut self) -> Result<bool, Flaw> {
        let end = string::scan(self.text, self.at, &mut self.unescaped)?;
        self.at = end.at;
        Ok(end.has_escapes)
    }
}
