//! Strings, numbers, booleans and `null`.

use super::super::Type;
use super::{Check, Path, Reader, Unusable};
use crate::json::{Kind, MAX_I64, MAX_SAFE_INTEGER, Raw, exceeds, is_integer, is_number};

impl Check<'_> {
    /// Checks a value that is neither an array nor an object where one is documented.
    pub(super) fn scalar(
        &mut self,
        ty: &Type,
        kind: Kind,
        path: &Path<'_>,
    ) -> Result<(), Unusable> {
        let at = self.scanner.at();
        let raw = self.scanner.value()?;
        match (ty, kind) {
            (Type::Text | Type::Ids | Type::Any, Kind::Text) | (Type::Nullable(_), _) => {}
            (Type::Any, _) => self.keep_digits(&raw),
            (Type::Int, Kind::Number) if !self.fits_integer(raw.text) => {
                self.report(path, "integer", "number");
                self.replace_if_typed(&raw, raw.text);
            }
            (Type::Int | Type::Number, Kind::Number) => self.keep_digits(&raw),
            (Type::Text | Type::Ids, Kind::Number) => {
                self.report(path, "string", "number");
                self.edit(&raw, quoted(raw.text));
            }
            (Type::Int | Type::Number, Kind::Text) => {
                self.report(path, ty.name(), "string");
                let content = raw.content();
                let fits = is_number(&content)
                    && if self.is_typed() {
                        matches!(ty, Type::Number) || self.fits_integer(&content)
                    } else {
                        !exceeds(&content, MAX_SAFE_INTEGER)
                    };
                if fits {
                    self.edit(&raw, content);
                } else {
                    self.replace_if_typed(&raw, &content);
                }
            }
            (_, kind) => {
                self.report(path, ty.name(), kind.name());
                if self.is_typed() {
                    self.replace_if_typed(&raw, "");
                } else {
                    self.scanner.seek(at);
                    self.any()?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn is_typed(&self) -> bool {
        self.reader == Reader::Rust
    }

    /// Whether the literal is an integer that the reader's integer type can hold.
    fn fits_integer(&self, literal: &str) -> bool {
        is_integer(literal) && !(self.is_typed() && exceeds(literal, MAX_I64))
    }

    /// Makes a string of an integer whose digits a JavaScript number would lose.
    fn keep_digits(&mut self, raw: &Raw<'_>) {
        let is_number = raw.kind == Kind::Number;
        if !self.is_typed() && is_number && exceeds(raw.text, MAX_SAFE_INTEGER) {
            self.edit(raw, quoted(raw.text));
        }
    }

    /// Puts `null` in the place of a value that a typed field cannot hold, or 5 in the place of `5.0`.
    fn replace_if_typed(&mut self, raw: &Raw<'_>, literal: &str) {
        if !self.is_typed() || raw.kind == Kind::Null {
            return;
        }
        let with = match literal.split_once('.') {
            Some((integer, fraction))
                if is_number(literal)
                    && self.fits_integer(integer)
                    && fraction.bytes().all(|digit| digit == b'0') =>
            {
                integer
            }
            _ => "null",
        };
        self.edit(raw, with.to_owned());
    }
}

/// A number's literal as a JSON string.
fn quoted(literal: &str) -> String {
    format!("\"{literal}\"")
}
