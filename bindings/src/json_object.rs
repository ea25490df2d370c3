//! JSON objects, written without a tree.

use eiotclub::error::Problem;
use eiotclub::json::write_text;
use eiotclub::schema::check::Drift;
use std::fmt::{Display, Write};

/// Writes the members of one object.
pub struct Object<'o> {
    out: &'o mut String,
    is_first: bool,
}

impl Object<'_> {
    /// Adds a string.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        write_text(self.out, value);
    }

    /// Adds a value that is JSON already: a number, `true`, an array.
    pub fn raw(&mut self, name: &str, literal: impl Display) {
        self.name(name);
        let _ = write!(self.out, "{literal}");
    }

    fn name(&mut self, name: &str) {
        if !self.is_first {
            self.out.push(',');
        }
        self.is_first = false;
        write_text(self.out, name);
        self.out.push(':');
    }
}

/// Returns an object with the members that `fill` adds.
pub fn object(fill: impl FnOnce(&mut Object<'_>)) -> String {
    let mut out = String::from("{");
    fill(&mut Object {
        out: &mut out,
        is_first: true,
    });
    out.push('}');
    out
}

/// Returns an array of values that are JSON already.
pub fn array<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let mut out = String::from("[");
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        let _ = write!(out, "{item}");
    }
    out.push(']');
    out
}

/// Returns a JSON string.
pub fn string(text: &str) -> String {
    let mut out = String::new();
    write_text(&mut out, text);
    out
}

/// Returns fields and what is wrong with each.
pub fn problems(problems: &[Problem]) -> String {
    array(problems.iter().map(|problem| {
        object(|object| {
            object.text("field", &problem.field);
            object.text("reason", &problem.reason);
        })
    }))
}

/// Returns the fields in which a response or a notification departs from the documentation.
pub fn drift(all: &[Drift]) -> String {
    array(all.iter().map(|one| {
        object(|object| {
            object.text("field", &one.field);
            object.text("expected", one.expected);
            object.text("received", one.received);
        })
    }))
}

/// Returns the error for invalid fields.
pub fn validation_error(invalid: &[Problem]) -> String {
    object(|object| {
        object.text("kind", "validation");
        object.raw("problems", problems(invalid));
    })
}
