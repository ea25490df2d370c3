//! The one engine that checks JSON against a table.
//!
//! Most responses match their documentation. Then nothing is built, and the caller parses the original
//! text with the fastest parser it has. A difference that can be repaired (a number sent as a string,
//! an identifier as a number, `data` as a string of JSON) is repaired in a copy of the text. Every
//! difference is reported.

mod path;
mod scalar;
#[cfg(test)]
mod tests;

pub use path::Path;

use super::{Field, Need, Type};
use crate::json::{self, Flaw, Kind, Member, Raw, Scanner};
use std::borrow::Cow;

/// A difference from the documentation. Never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Path of the field, such as `data.cardInfoList[].imei`.
    pub field: String,
    /// The documented type.
    pub expected: &'static str,
    /// What was there instead: a type, or `missing`.
    pub received: &'static str,
}

/// For which reader a text is repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Integers beyond 2^53 become strings, since a JavaScript number would lose their digits.
    JavaScript,
    /// A value of the wrong type that cannot be repaired becomes `null`, since a typed field cannot
    /// hold it.
    Rust,
}

/// What the check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The text to read instead of the original.
    pub repaired: Option<String>,
    /// Differences from the documentation, each field once.
    pub drift: Vec<Drift>,
}

/// Why a document cannot be used at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is not JSON.
    Malformed(Flaw),
    /// The JSON inside the string `data` is not JSON.
    Embedded(Flaw),
}

impl Unusable {
    /// What was found wrong.
    pub fn what(&self) -> &'static str {
        match self {
            Unusable::Malformed(flaw) | Unusable::Embedded(flaw) => flaw.what,
        }
    }
}

impl From<Flaw> for Unusable {
    fn from(flaw: Flaw) -> Self {
        Unusable::Malformed(flaw)
    }
}

struct Edit<'a> {
    from: usize,
    to: usize,
    with: Cow<'a, str>,
}

/// A check under way.
pub struct Check<'a> {
    /// The position in the text.
    pub scanner: Scanner<'a>,
    text: &'a str,
    reader: Reader,
    edits: Vec<Edit<'a>>,
    drift: Vec<Drift>,
}

impl<'a> Check<'a> {
    /// Begins at the start of `text`.
    pub fn new(text: &'a str, reader: Reader) -> Self {
        Check {
            scanner: Scanner::new(text),
            text,
            reader,
            edits: Vec::new(),
            drift: Vec::new(),
        }
    }

    /// Checks one value, and leaves the scanner behind it.
    pub fn value(&mut self, ty: &Type, path: &Path<'_>) -> Result<(), Unusable> {
        let kind = self.scanner.kind()?;
        match (ty, kind) {
            (Type::Nullable(ty), _) if kind != Kind::Null => self.value(ty, path),
            (Type::Embedded(ty), Kind::Text) => {
                let raw = self.scanner.value()?;
                self.embedded(ty, path, &raw, raw.content())
            }
            (Type::Embedded(ty), _) => self.value(ty, path),
            (Type::List(item), Kind::List) => self.list(item, path),
            (Type::Any, Kind::List) => self.list(ty, path),
            (Type::Object(fields), Kind::Object) => self.object(fields, path),
            (Type::Any, Kind::Object) => self.object(&[], path),
            _ => self.scalar(ty, kind, path),
        }
    }

    fn list(&mut self, item: &Type, path: &Path<'_>) -> Result<(), Unusable> {
        let mut walk = self.scanner.open_list()?;
        let path = path.field("[]");
        while self.scanner.next_item(&mut walk)? {
            if !self.is_typed() || !self.replace_item(item, &path)? {
                self.value(item, &path)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, fields: &[Field], path: &Path<'_>) -> Result<(), Unusable> {
        let mut walk = self.scanner.open_object()?;
        let (mut seen, mut next) = (0u64, 0);
        while let Some(key) = self.scanner.next_member(&mut walk)? {
            let Some(at) = find(fields, &key.content(), next) else {
                self.any()?;
                continue;
            };
            next = at + 1;
            if self.scanner.unique {
                self.scanner.known_key();
                if seen & (1 << at) != 0 {
                    return Err(self.scanner.twice().into());
                }
            }
            seen |= 1 << at;
            self.field(&fields[at], path)?;
        }
        self.missing(fields, seen, path);
        Ok(())
    }

    /// Checks the value of a field. An optional field may be `null` too.
    #[inline]
    pub fn field(&mut self, field: &Field, above: &Path<'_>) -> Result<(), Unusable> {
        if field.need == Need::Optional && self.scanner.peek() == b'n' {
            self.scanner.value()?;
            return Ok(());
        }
        self.value(&field.ty, &above.field(field.name))
    }

    fn missing(&mut self, fields: &[Field], seen: u64, path: &Path<'_>) {
        for (at, field) in fields.iter().enumerate() {
            if seen & (1 << at) == 0 && field.need != Need::Optional {
                self.report(&path.field(field.name), field.ty.name(), "missing");
            }
        }
    }

    /// Checks an object whose members are listed already: its own fields, and the fields that it shares
    /// with others of its kind.
    pub fn members(
        mut self,
        members: &'a [Member<'a>],
        own: &[Field],
        shared: &[Field],
    ) -> Result<Checked, Unusable> {
        self.scanner.unique = true;
        let (mut seen, mut next) = (0u64, 0);
        for member in members {
            let Member { value, content, .. } = member;
            self.scanner.seek(value.at);
            let (field, bit) = if let Some(at) = find(own, &member.key, next) {
                next = at + 1;
                (&own[at], at)
            } else if let Some(at) = find(shared, &member.key, 0) {
                (&shared[at], own.len() + at)
            } else {
                self.any()?;
                continue;
            };
            seen |= 1 << bit;
            match (&field.ty, value.kind) {
                // Scanned before, and right.
                (Type::Text | Type::Any, Kind::Text) => {}
                (Type::Embedded(ty), Kind::Text) => {
                    self.embedded(
                        ty,
                        &Path::TOP.field(field.name),
                        value,
                        Cow::Borrowed(content),
                    )?;
                }
                _ => self.field(field, &Path::TOP)?,
            }
        }
        self.missing(own, seen, &Path::TOP);
        self.missing(shared, seen >> own.len(), &Path::TOP);
        Ok(self.finish())
    }

    /// Passes over a value that is not described, and keeps the digits of long integers.
    pub fn any(&mut self) -> Result<(), Unusable> {
        self.value(&Type::Any, &Path::TOP)
    }

    /// Puts an empty value in the place of an item of the wrong type, since a typed list cannot hold
    /// the item. Returns whether it did.
    fn replace_item(&mut self, item: &Type, path: &Path<'_>) -> Result<bool, Unusable> {
        let kind = self.scanner.kind()?;
        let with = match (item, kind) {
            (Type::Object(_), Kind::Object) | (Type::Text, Kind::Text | Kind::Number) => {
                return Ok(false);
            }
            (Type::Object(_), _) => "{}",
            (Type::Text, _) => "\"\"",
            _ => return Ok(false),
        };
        self.report(path, item.name(), kind.name());
        let raw = self.scanner.value()?;
        self.edit(&raw, with);
        Ok(true)
    }

    fn embedded(
        &mut self,
        ty: &Type,
        path: &Path<'_>,
        raw: &Raw<'_>,
        content: Cow<'a, str>,
    ) -> Result<(), Unusable> {
        let undescribed = matches!(ty, Type::Any);
        if undescribed && (!content.starts_with(['[', '{']) || json::document(&content).is_err()) {
            return Ok(());
        }
        let mut inner = Check::new(&content, self.reader);
        inner.scanner.unique = self.scanner.unique;
        let result = inner.document(|check| check.value(ty, path));
        let checked = result.map_err(|why| match why {
            Unusable::Malformed(flaw) | Unusable::Embedded(flaw) => Unusable::Embedded(flaw),
        })?;
        for drift in checked.drift {
            self.push(drift);
        }
        self.edit(raw, checked.repaired.map_or(content, Cow::Owned));
        Ok(())
    }

    /// Runs `body` over the whole document and closes the check.
    pub fn document(
        mut self,
        body: impl FnOnce(&mut Self) -> Result<(), Unusable>,
    ) -> Result<Checked, Unusable> {
        self.scanner.space();
        body(&mut self)?;
        self.scanner.end()?;
        Ok(self.finish())
    }

    pub(crate) fn finish(self) -> Checked {
        let mut checked = Checked {
            drift: self.drift,
            ..Checked::default()
        };
        if self.edits.is_empty() {
            return checked;
        }
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut at = 0;
        for edit in self.edits {
            out.push_str(self.text.get(at..edit.from).unwrap_or_default());
            out.push_str(&edit.with);
            at = edit.to;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        checked.repaired = Some(out);
        checked
    }

    /// Puts a text in the place of a value. Edits are kept in the order of the text, which the order of
    /// calls nearly always is.
    fn edit(&mut self, raw: &Raw<'_>, with: impl Into<Cow<'a, str>>) {
        let mut at = self.edits.len();
        self.edits.push(Edit {
            from: raw.at,
            to: raw.at + raw.text.len(),
            with: with.into(),
        });
        while at > 0 && self.edits[at - 1].from >= raw.at {
            self.edits.swap(at - 1, at);
            at -= 1;
        }
    }

    /// Records a difference.
    pub fn report(&mut self, path: &Path<'_>, expected: &'static str, received: &'static str) {
        // Compared before it is written: 500 rows that lack a field would write its place 500 times.
        if self.drift.iter().any(|known| path.is(&known.field)) {
            return;
        }
        let mut field = String::new();
        path.write(&mut field);
        self.push(Drift {
            field,
            expected,
            received,
        });
    }

    fn push(&mut self, drift: Drift) {
        if self.drift.len() < 64 && !self.drift.iter().any(|known| known.field == drift.field) {
            self.drift.push(drift);
        }
    }
}

/// Finds the index of a field by name. Documents keep the order of the table or nearly so, so the search
/// starts at `next`.
fn find(fields: &[Field], name: &str, next: usize) -> Option<usize> {
    // In WebAssembly `==` is a call, which costs more than the few bytes of a name.
    let is_named = |at: &usize| fields[*at].name.bytes().eq(name.bytes());
    (next..fields.len()).chain(0..next).find(is_named)
}
