//! Tables of fields, and the sections that they point at.

use super::super::text::{asks_for_a_page, comes_either_way, is_made, limit};
use eiotclub::schema::{CodesDoc, Need, RecordDoc, Type, TypeDoc};
use std::fmt::Write;

/// What the tables of a page have pointed at, in the order it was met.
#[derive(Default)]
pub struct Mentioned {
    records: Vec<&'static RecordDoc>,
    codes: Vec<&'static CodesDoc>,
}

impl Mentioned {
    /// A section for each.
    pub fn sections(mut self) -> String {
        let mut out = String::new();
        if !self.records.is_empty() {
            out += "\n## Records\n";
        }
        let mut at = 0;
        while let Some(record) = self.records.get(at).copied() {
            let _ = write!(out, "\n### {}\n\n{}\n\n", record.name, prose(record.doc));
            out += &fields(record, &mut self);
            at += 1;
        }
        if !self.codes.is_empty() {
            out += "\n## Code values\n\nThe known ones; others may come.\n";
        }
        for codes in self.codes {
            let _ = write!(out, "\n### {}\n\n{}\n\n", codes.name, prose(codes.doc));
            out += "| value | constant | meaning |\n|---|---|---|\n";
            for (name, literal, meaning) in codes.values {
                let _ = writeln!(
                    out,
                    "| `{literal}` | `{}.{name}` | {} |",
                    codes.name,
                    cell(meaning)
                );
            }
        }
        out
    }
}

/// The parameters of a request.
pub fn parameters(record: &'static RecordDoc, mentioned: &mut Mentioned) -> String {
    let mut out =
        String::from("| parameter | type | needed | limit | meaning |\n|---|---|---|---|---|\n");
    for (field, doc) in record.table.iter().zip(record.fields) {
        let needed = match field.need {
            _ if asks_for_a_page(record.table, field) => "no: 1",
            _ if is_made(record.table, field) => "no: made",
            Need::Required => "yes",
            Need::Promised => "it depends",
            Need::Optional => "no",
        };
        let mut limit = limit(field);
        if asks_for_a_page(record.table, field) {
            limit = "from 1".into();
        }
        let mut meaning = cell(doc.doc);
        if !doc.unit.is_empty() {
            let _ = write!(meaning, " Unit: {}.", doc.unit);
        }
        if !doc.published {
            meaning +=
                " Not in the platform's published description: known from another integration.";
        }
        let mut ty = type_name(&field.ty, &doc.ty, true, mentioned);
        if ty == "integer" && comes_either_way(field.name) {
            ty = "number or digits".into();
        }
        let _ = writeln!(
            out,
            "| `{}` | {ty} | {needed} | {limit} | {meaning} |",
            field.name
        );
    }
    out
}

/// The fields of an answer or event.
pub fn fields(record: &'static RecordDoc, mentioned: &mut Mentioned) -> String {
    let mut out = String::from("| field | type | unit | meaning |\n|---|---|---|---|\n");
    for (field, doc) in record.table.iter().zip(record.fields) {
        let mut meaning = cell(doc.doc);
        match field.need {
            Need::Required => {}
            Need::Promised => meaning += " Documented as always there; not always there.",
            Need::Optional => meaning += " May be missing.",
        }
        let ty = type_name(&field.ty, &doc.ty, false, mentioned);
        let _ = writeln!(
            out,
            "| `{}` | {ty} | {} | {meaning} |",
            field.name, doc.unit
        );
    }
    out
}

/// A type in words, with links to what has a section.
pub fn type_name(ty: &Type, doc: &TypeDoc, request: bool, mentioned: &mut Mentioned) -> String {
    match (ty, doc) {
        (_, TypeDoc::Codes(codes)) => {
            if !mentioned.codes.iter().any(|known| known.name == codes.name) {
                mentioned.codes.push(codes);
            }
            link(codes.name)
        }
        (_, TypeDoc::Record(record)) => {
            if !mentioned
                .records
                .iter()
                .any(|known| known.name == record.name)
            {
                mentioned.records.push(record);
            }
            link(record.name)
        }
        (_, TypeDoc::Digits) => "number or digits".into(),
        (Type::Nullable(ty), TypeDoc::Inner(doc)) => {
            format!("{}, or null", type_name(ty, doc, request, mentioned))
        }
        (Type::List(ty), TypeDoc::Inner(doc)) => {
            format!("list of {}", type_name(ty, doc, request, mentioned))
        }
        (Type::Embedded(ty), TypeDoc::Inner(doc)) => type_name(ty, doc, request, mentioned),
        (Type::Ids, _) if request => "list, or text joined by commas".into(),
        (Type::Any, _) => "not described".into(),
        (ty, _) => ty.name().into(),
    }
}

fn link(name: &str) -> String {
    format!("[`{name}`](#{})", anchor(name))
}

/// The fragment that a heading is reached by.
pub fn anchor(heading: &str) -> String {
    heading.to_lowercase().replace('.', "")
}

/// A description as the content of a table's cell.
pub fn cell(doc: &str) -> String {
    let words: Vec<&str> = doc.split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}

/// A description as a paragraph.
pub fn prose(doc: &str) -> String {
    let lines: Vec<&str> = doc.trim().lines().map(str::trim).collect();
    lines.join("\n")
}
