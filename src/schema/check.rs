//! The one engine that holds JSON against a table.
//!
//! Most answers are as documented: then nothing is built, and the caller parses the original text
//! with the fastest parser it has. Where the platform departs from its documentation in a way that
//! can be mended (a number sent as a string, an identifier as a number, `data` as a string of JSON)
//! the mended text is handed over instead, and every departure is reported.

use super::{Field, Need, Type};
use crate::json::{self, Flaw, Kind, Member, Raw, Scanner, push};
use std::borrow::Cow;

/// A departure from the documentation. Never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Path of the field, such as `data.cardInfoList[].imei`.
    pub field: String,
    /// The documented type.
    pub expected: &'static str,
    /// What was there instead: a type, or `missing`.
    pub received: &'static str,
}

/// For whom a text is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Integers beyond 2^53 become strings, since a JavaScript number would lose their digits.
    JavaScript,
    /// A value of the wrong type that cannot be mended becomes `null`, since a typed field cannot
    /// hold it.
    Rust,
}

/// What the check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The text to read instead of the original.
    pub repaired: Option<String>,
    /// Departures from the documentation, each field once.
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

/// A field's place, kept on the stack so that it costs nothing until something is reported.
#[derive(Clone, Copy)]
pub struct Path<'p> {
    above: Option<&'p Path<'p>>,
    name: &'p str,
}

impl<'p> Path<'p> {
    /// The top of a document.
    pub const TOP: Path<'static> = Path {
        above: None,
        name: "",
    };

    /// A field below this place.
    pub fn field(&'p self, name: &'p str) -> Path<'p> {
        Path {
            above: Some(self),
            name,
        }
    }

    /// Whether this place is written so.
    fn is(&self, written: &str) -> bool {
        let Some(above) = self.above else {
            return written.is_empty();
        };
        let Some(rest) = written.strip_suffix(self.name) else {
            return false;
        };
        let rest = if self.name.starts_with('[') || rest.is_empty() {
            Some(rest)
        } else {
            rest.strip_suffix('.')
        };
        rest.is_some_and(|rest| above.is(rest))
    }

    fn write(&self, out: &mut String) {
        if let Some(above) = self.above {
            above.write(out);
        }
        if !out.is_empty() && !self.name.starts_with('[') {
            push(out, ".");
        }
        push(out, self.name);
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
    /// The number of the field that came first, and of what came after each, when last seen; 0 for what was not. No
    /// more than a guess, so that all tables share it.
    order: [u8; ORDERED],
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
            order: [0; ORDERED],
        }
    }

    /// Whether the text is mended for typed fields. The artifacts of the npm package have none, and
    /// carry nothing of it.
    fn typed(&self) -> bool {
        const JAVASCRIPT_ALONE: bool = cfg!(any(
            feature = "wasm-cdr",
            feature = "wasm-main",
            feature = "wasm-webhook",
            feature = "wasm-sandbox"
        ));
        !JAVASCRIPT_ALONE && self.reader == Reader::Rust
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
            if !self.typed() || !self.blank(item, &path)? {
                self.value(item, &path)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, fields: &[Field], path: &Path<'_>) -> Result<(), Unusable> {
        let mut walk = self.scanner.open_object()?;
        let (mut seen, mut last) = (0u64, 0);
        while let Some(key) = self.scanner.next_member(&mut walk)? {
            // Rows repeat their keys in one order, so what followed the last field is tried first.
            let quoted = key.text.as_bytes();
            let inner = &quoted[1..quoted.len() - 1];
            let likely = self.following(last);
            let next = fields
                .get(likely)
                .filter(|field| field.name.as_bytes() == inner);
            let found = match next {
                Some(field) => Some((likely, field)),
                None => find(fields, &[], &key.content()),
            };
            match found {
                Some((at, field)) => {
                    if let Some(next) = self.order.get_mut(last) {
                        *next = at as u8 + 1;
                    }
                    last = at + 1;
                    if self.scanner.unique {
                        self.scanner.known_key();
                        if seen & (1 << at) != 0 {
                            return Err(self.scanner.twice().into());
                        }
                    }
                    seen |= 1 << at;
                    self.field(field, path)?;
                }
                None => self.any()?,
            }
            while let likely = self.following(last)
                && let Some(field) = fields.get(likely)
                && seen & (1 << likely) == 0
                && let Some(end) = swift(self.text.as_bytes(), self.scanner.at(), field)
            {
                self.scanner.seek(end);
                seen |= 1 << likely;
                last = likely + 1;
            }
        }
        self.missing(fields, seen, path);
        Ok(())
    }

    /// Which field is likely to come after the one of this number, counted from 1: the next unless it was another before.
    fn following(&self, last: usize) -> usize {
        match self.order.get(last) {
            None | Some(0) => last,
            Some(next) => usize::from(*next) - 1,
        }
    }

    /// Checks the value of a field: one that may be missing may be `null` too.
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

    /// Checks an object whose members have been listed already, strings among them resolved: its own
    /// fields, and those it shares with others of its kind.
    pub fn members(
        mut self,
        members: &'a [Member<'a>],
        own: &[Field],
        shared: &[Field],
    ) -> Result<Checked, Unusable> {
        self.scanner.unique = true;
        let mut seen = 0u64;
        for member in members {
            let Member { value, content, .. } = member;
            self.scanner.seek(value.at);
            let Some((at, field)) = find(own, shared, &member.key) else {
                self.any()?;
                continue;
            };
            seen |= 1 << at;
            match (&field.ty, value.kind) {
                // Nothing that a second look would find.
                (Type::Text | Type::Any, Kind::Text) => {}
                (Type::Int, Kind::Number) if value.text.len() < 16 && is_integer(value.text) => {}
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

    /// Passes over a value that is not described, keeping long integers.
    pub fn any(&mut self) -> Result<(), Unusable> {
        self.value(&Type::Any, &Path::TOP)
    }

    fn scalar(&mut self, ty: &Type, kind: Kind, path: &Path<'_>) -> Result<(), Unusable> {
        let at = self.scanner.at();
        let raw = self.scanner.value()?;
        match (ty, kind) {
            (Type::Text | Type::Ids | Type::Any, Kind::Text) | (Type::Nullable(_), _) => {}
            (Type::Any, _) => self.keep_digits(&raw),
            (Type::Int, Kind::Number) if !self.is_whole(raw.text) => {
                self.report(path, "integer", "number");
                self.give_up(&raw, raw.text);
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
                    && if self.typed() {
                        matches!(ty, Type::Number) || self.is_whole(&content)
                    } else {
                        !exceeds(&content, SAFE)
                    };
                if fits {
                    self.edit(&raw, content);
                } else {
                    self.give_up(&raw, &content);
                }
            }
            (_, kind) => {
                self.report(path, ty.name(), kind.name());
                if self.typed() {
                    self.give_up(&raw, "");
                } else {
                    self.scanner.seek(at);
                    self.any()?;
                }
            }
        }
        Ok(())
    }

    /// A typed list has no place for an item that is no such thing: an empty one stands there instead.
    fn blank(&mut self, item: &Type, path: &Path<'_>) -> Result<bool, Unusable> {
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

    /// Whether the literal is a whole number that the reader's type for one can hold.
    fn is_whole(&self, literal: &str) -> bool {
        is_integer(literal) && !(self.typed() && exceeds(literal, WIDEST))
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
            push(&mut out, json::slice(self.text, at, edit.from));
            push(&mut out, &edit.with);
            at = edit.to;
        }
        push(&mut out, json::slice(self.text, at, self.text.len()));
        checked.repaired = Some(out);
        checked
    }

    fn keep_digits(&mut self, raw: &Raw<'_>) {
        if !self.typed() && raw.kind == Kind::Number && exceeds(raw.text, SAFE) {
            self.edit(raw, quoted(raw.text));
        }
    }

    /// A typed field cannot hold the value; of `5.0` it can hold 5.
    fn give_up(&mut self, raw: &Raw<'_>, literal: &str) {
        if self.typed() && raw.kind != Kind::Null {
            let whole = literal
                .split_once('.')
                .filter(|(whole, rest)| self.is_whole(whole) && rest.bytes().all(|b| b == b'0'))
                .filter(|_| is_number(literal));
            let with = whole.map_or("null", |(whole, _)| whole);
            self.edit(raw, with.to_owned());
        }
    }

    /// Puts a text in the place of a value. Nearly always the last; a field that was gone back to is not.
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

    /// Notes a departure.
    pub fn report(&mut self, path: &Path<'_>, expected: &'static str, received: &'static str) {
        // Five hundred rows that lack a field would write its place five hundred times.
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

/// How many fields' order is learned.
const ORDERED: usize = 64;

/// Rows of notifications hold none: there the scanner takes them, and the receiver is lighter.
const FRACTIONS: bool = !cfg!(feature = "wasm-webhook");

/// Passes over a comma, this field's name and its value where they stand as nearly all do: nothing between
/// them, and the value of the documented type. Anything else is left to the scanner, which tells what it is.
fn swift(bytes: &[u8], at: usize, field: &Field) -> Option<usize> {
    let name = field.name.as_bytes();
    let from = at + 2;
    let end = from + name.len();
    if bytes.get(at..from)? != b",\"" || bytes.get(end..end + 2)? != b"\":" {
        return None;
    }
    // Not `==`, which is a call.
    let mut both = name.iter().zip(bytes.get(from..end)?);
    if !both.all(|(a, b)| a == b) {
        return None;
    }
    let at = end + 2;
    match field.ty {
        Type::Text => {
            if *bytes.get(at)? != b'"' {
                return None;
            }
            let end = json::skip_ordinary(bytes, at + 1);
            (*bytes.get(end)? == b'"').then_some(end + 1)
        }
        Type::Int | Type::Number => {
            let whole = json::digits(bytes, at);
            let mut end = at + whole;
            if FRACTIONS && matches!(field.ty, Type::Number) && *bytes.get(end)? == b'.' {
                let fraction = json::digits(bytes, end + 1);
                if fraction == 0 {
                    return None;
                }
                end += 1 + fraction;
            }
            // So few digits are a number in every language.
            let plain = matches!(whole, 1..16) && (whole == 1 || *bytes.get(at)? != b'0');
            (plain && matches!(*bytes.get(end)?, b',' | b'}')).then_some(end)
        }
        _ => None,
    }
}

fn find<'f>(own: &'f [Field], shared: &'f [Field], name: &str) -> Option<(usize, &'f Field)> {
    let mut all = own.iter().chain(shared).enumerate();
    all.find(|(_, field)| field.name == name)
}

fn quoted(literal: &str) -> String {
    let mut out = String::new();
    json::write_text(&mut out, literal);
    out
}

/// Whether `text` is a JSON number and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    json::document(text).is_ok_and(|raw| raw.kind == Kind::Number && raw.text.len() == text.len())
}

/// Whether the JSON number `literal` is written as a whole number.
pub(crate) fn is_integer(literal: &str) -> bool {
    !literal.bytes().any(|b| matches!(b, b'.' | b'e' | b'E'))
}

/// The largest integer up to which every one is a JavaScript number.
const SAFE: &str = "9007199254740991";
/// The largest `i64`.
const WIDEST: &str = "9223372036854775807";

/// Whether a number is an integer beyond the largest that keeps its digits.
fn exceeds(literal: &str, largest: &str) -> bool {
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    digits.len() >= largest.len()
        && is_integer(digits)
        && (digits.len() > largest.len() || digits > largest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Rule;

    const ROW: &[Field] = &[
        Field {
            name: "iccid",
            ty: Type::Text,
            need: Need::Required,
            rule: Rule::Free,
        },
        Field {
            name: "orderId",
            ty: Type::Int,
            need: Need::Required,
            rule: Rule::Free,
        },
        Field {
            name: "price",
            ty: Type::Number,
            need: Need::Optional,
            rule: Rule::Free,
        },
    ];
    const TABLE: Type = Type::Object(&[Field {
        name: "data",
        ty: Type::Embedded(&Type::List(&Type::Object(ROW))),
        need: Need::Required,
        rule: Rule::Free,
    }]);

    fn check(text: &str, reader: Reader) -> Result<Checked, Unusable> {
        Check::new(text, reader).document(|check| check.value(&TABLE, &Path::TOP))
    }

    fn drift(text: &str) -> Vec<(String, &'static str, &'static str)> {
        let checked = check(text, Reader::JavaScript).unwrap();
        let drift = checked.drift.into_iter();
        drift.map(|d| (d.field, d.expected, d.received)).collect()
    }

    #[test]
    fn what_is_documented_is_left_alone() {
        for text in [
            r#"{"data":[{"iccid":"1","orderId":2,"price":97.50}]}"#,
            r#"{"data":[{"iccid":"1","orderId":2,"price":null,"new":{"a":[1]}}],"more":true}"#,
        ] {
            let checked = check(text, Reader::JavaScript).unwrap();
            assert!(checked.repaired.is_none() && checked.drift.is_empty());
        }
    }

    #[test]
    fn data_as_text_is_put_in_as_what_it_says() {
        let text = r#"{"data":"[{\"iccid\":\"1\",\"orderId\":2}]"}"#;
        for reader in [Reader::JavaScript, Reader::Rust] {
            let checked = check(text, reader).unwrap();
            let put_in = r#"{"data":[{"iccid":"1","orderId":2}]}"#;
            assert_eq!(checked.repaired.as_deref(), Some(put_in));
            assert!(checked.drift.is_empty());
        }
        assert!(matches!(
            check(r#"{"data":"[{"}"#, Reader::JavaScript),
            Err(Unusable::Embedded(_))
        ));
    }

    #[test]
    fn strings_and_numbers_are_put_right_and_reported_once() {
        let text =
            r#"{"data":[{"iccid":8988,"orderId":"2","price":"1.50"},{"iccid":7,"orderId":3}]}"#;
        assert_eq!(
            check(text, Reader::JavaScript).unwrap().repaired.unwrap(),
            r#"{"data":[{"iccid":"8988","orderId":2,"price":1.50},{"iccid":"7","orderId":3}]}"#
        );
        assert_eq!(
            drift(text),
            [
                (String::from("data[].iccid"), "string", "number"),
                (String::from("data[].orderId"), "integer", "string"),
                (String::from("data[].price"), "number", "string"),
            ]
        );
    }

    #[test]
    fn long_integers_keep_their_digits() {
        let text = r#"{"data":[{"iccid":"1","orderId":9007199254740993,"x":[18446744073709551615,9007199254740991]}]}"#;
        assert_eq!(
            check(text, Reader::JavaScript).unwrap().repaired.unwrap(),
            r#"{"data":[{"iccid":"1","orderId":"9007199254740993","x":["18446744073709551615",9007199254740991]}]}"#
        );
        assert!(check(text, Reader::Rust).unwrap().repaired.is_none());
        // Also where nothing of the kind was documented.
        let lost = r#"{"data":[{"iccid":[9007199254740993],"orderId":1}]}"#;
        assert_eq!(
            check(lost, Reader::JavaScript).unwrap().repaired.unwrap(),
            r#"{"data":[{"iccid":["9007199254740993"],"orderId":1}]}"#
        );
    }

    #[test]
    fn a_typed_integer_holds_what_it_can() {
        for (sent, read) in [
            ("5.0", "5"),
            ("\"5.00\"", "5"),
            ("\"-7\"", "-7"),
            ("5.5", "null"),
            ("\".0\"", "null"),
            ("9223372036854775807", "9223372036854775807"),
            ("9223372036854775808", "null"),
            ("9223372036854775808.0", "null"),
        ] {
            let text = ["{\"data\":[{\"iccid\":\"1\",\"orderId\":", sent, "}]}"].concat();
            let repaired = check(&text, Reader::Rust).unwrap().repaired.unwrap_or(text);
            assert!(
                repaired.contains(&["\"orderId\":", read, "}"].concat()),
                "{repaired}"
            );
        }
    }

    #[test]
    fn a_value_is_read_alike_wherever_its_field_stands() {
        // The first field of a row is scanned; the others are passed over where that is enough.
        let read = |row: String| {
            let all = check(&format!(r#"{{"data":[{row}]}}"#), Reader::JavaScript);
            all.map(|all| (all.drift, all.repaired.map(|text| text.len())))
                .map_err(drop)
        };
        let values = r#"1 0 12 01 00 -1 - 1. 1.5 1.x .5 1e3 1.5e3 1e 123456789012345 1234567890123456
            9007199254740991 9007199254740992 "" "a" "1" "a\n" "\x" "a true null nul {} [] [1 {"a":1}"#;
        for name in ["iccid", "orderId", "price", "other"] {
            for value in values.split_whitespace() {
                let (one, last) = (format!(r#""{name}":{value}"#), r#""z":[]"#);
                let first = read(format!("{{{one},{last}}}"));
                assert_eq!(read(format!("{{{last},{one}}}")), first, "{one}");
                let known = if name == "iccid" { "orderId" } else { "iccid" };
                for with in [r#""1""#, "1"] {
                    let other = format!(r#""{known}":{with}"#);
                    let sorted = |row: String| {
                        read(row).map(|(mut drift, text)| {
                            drift.sort_by(|a, b| a.field.cmp(&b.field));
                            (drift, text)
                        })
                    };
                    let first = sorted(format!("{{{one},{other},{last}}}"));
                    let twice = sorted(format!("{{{other},{one},{last}}}"));
                    assert_eq!(twice, first, "{one} {other}");
                    // And again once the order is known, from a row whose value is right.
                    let right = if name == "iccid" { r#""1""# } else { "1" };
                    let row = format!(r#"{{{other},"{name}":{right},{last}}}"#);
                    let rows = sorted(format!("{row},{{{other},{one},{last}}}")).map(|all| all.0);
                    assert_eq!(rows, first.map(|all| all.0), "{row}");
                }
            }
        }
    }

    #[test]
    fn missing_null_and_wrong_values_are_reported_and_survived() {
        let text = r#"{"data":[{"orderId":{"a":1},"iccid":null}]}"#;
        assert_eq!(
            drift(text),
            [
                (String::from("data[].orderId"), "integer", "object"),
                (String::from("data[].iccid"), "string", "null"),
            ]
        );
        assert_eq!(
            check(text, Reader::Rust).unwrap().repaired.unwrap(),
            r#"{"data":[{"orderId":null,"iccid":null}]}"#
        );
        assert_eq!(drift("{}"), [(String::from("data"), "array", "missing")]);
    }
}
