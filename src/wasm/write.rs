//! JSON, written without a tree.

use crate::json::{push, write_text};

/// Writes one flat JSON object.
pub struct Object<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> Object<'o> {
    /// Begins an object at the end of `out`.
    pub fn new(out: &'o mut String) -> Self {
        push(out, "{");
        Object { out, first: true }
    }

    /// Begins an object that may follow another.
    pub fn next(out: &'o mut String, follows: bool) -> Self {
        if follows {
            push(out, ",");
        }
        Object::new(out)
    }

    fn name(&mut self, name: &str) {
        if !self.first {
            push(self.out, ",");
        }
        self.first = false;
        write_text(self.out, name);
        push(self.out, ":");
    }

    /// A string.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        write_text(self.out, value);
    }

    /// A whole number.
    pub fn int(&mut self, name: &str, value: u32) {
        self.name(name);
        crate::json::write_int(self.out, u64::from(value));
    }

    /// Closes the object.
    pub fn end(self) {
        push(self.out, "}");
    }
}

#[cfg(any(feature = "wasm-main", feature = "wasm-proxy"))]
impl Object<'_> {
    /// A literal: a number, `true`, an array.
    pub fn raw(&mut self, name: &str, literal: &str) {
        self.name(name);
        push(self.out, literal);
    }
}

/// An object of its own.
pub fn object(fill: impl FnOnce(&mut Object<'_>)) -> String {
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    fill(&mut object);
    object.end();
    out
}
