//! `codes.ts`: the named code values, as constants and as types.

use crate::text::{HEAD, comment};
use crate::types;
use eiotclub::schema::CodesDoc;
use std::fmt::Write;

/// The file. One constant for each set, so that a bundler keeps only those that are used.
pub fn file() -> String {
    let mut out = String::from(HEAD);
    for (codes, text) in types::all().0.codes.values() {
        out += &set(codes, *text);
    }
    out
}

fn set(codes: &CodesDoc, text: bool) -> String {
    let (name, doc) = (codes.name, codes.doc.trim());
    let mut out = comment("", &format!("{doc}\nThe known values, by name."));
    let _ = writeln!(out, "export const {name} = {{");
    let mut listed = format!("{doc}\n");
    let mut union = String::new();
    for (value, literal, meaning) in codes.values {
        out += &comment("  ", meaning);
        let _ = writeln!(out, "  {value}: {literal},");
        let _ = writeln!(
            listed,
            "- `{}`: {}",
            literal.trim_matches('"'),
            meaning.trim()
        );
        let _ = write!(union, "{literal} | ");
    }
    out += "} as const;\n\n";
    listed += "\nOther values may come: the platform adds some without notice.";
    out += &comment("", &listed);
    let open = if text {
        "(string & {})"
    } else {
        "(number & {})"
    };
    let _ = writeln!(out, "export type {name} = {union}{open};\n");
    out
}
