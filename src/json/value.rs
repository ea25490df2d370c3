//! One value of a document, as it is written.

use super::string;
use std::borrow::Cow;

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

/// One value, as it is written in the document.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its exact text, quotes included.
    pub text: &'a str,
    /// Offset of `text` in the document.
    pub at: usize,
    /// A string has escapes, or an array or object has white space between its tokens. One field for
    /// both, since no kind of value can have both.
    pub(super) has_extras: bool,
}

impl<'a> Raw<'a> {
    /// Whether this is a string with escapes.
    pub fn has_escapes(&self) -> bool {
        self.kind == Kind::Text && self.has_extras
    }

    /// Whether no white space stands between the tokens of this value.
    pub fn is_compact(&self) -> bool {
        self.kind == Kind::Text || !self.has_extras
    }

    /// Returns the content of a string with its escapes resolved, or the exact text of any other value.
    #[inline]
    pub fn content(&self) -> Cow<'a, str> {
        if self.kind != Kind::Text {
            return Cow::Borrowed(self.text);
        }
        if self.has_extras {
            return Cow::Owned(string::unescape(self.text));
        }
        Cow::Borrowed(self.text.get(1..self.text.len() - 1).unwrap_or_default())
    }

    /// `""`
    pub fn is_empty_text(&self) -> bool {
        self.kind == Kind::Text && self.text.len() == 2
    }

    /// Returns the text without white space between its tokens.
    pub fn compact(&self) -> Cow<'a, str> {
        if self.is_compact() {
            return Cow::Borrowed(self.text);
        }
        let mut out = String::with_capacity(self.text.len());
        let (mut in_string, mut escaped) = (false, false);
        for char in self.text.chars() {
            if in_string {
                in_string = escaped || char != '"';
                escaped = !escaped && char == '\\';
            } else if matches!(char, ' ' | '\n' | '\r' | '\t') {
                continue;
            } else {
                in_string = char == '"';
            }
            out.push(char);
        }
        Cow::Owned(out)
    }
}
