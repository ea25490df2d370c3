//! `operations.ts`: the client's methods, and the table they are made of.

use crate::text::{HEAD, capital, comment, described, repeats, source};
use crate::types::Types;
use eiotclub::api::{GROUPS, Last, OPERATION_DOCS, OPERATIONS, Operation, OperationDoc};
use eiotclub::schema::{Type, TypeDoc};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The file.
pub fn file() -> String {
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    let mut names = String::new();
    let mut table = String::new();
    for (operation, doc) in OPERATIONS.iter().zip(OPERATION_DOCS) {
        let (group, method) = operation
            .name
            .split_once('.')
            .expect("a name is group.method");
        let text = described(doc.doc, &[repeats(operation), source(doc.source)]);
        let entry = groups.entry(group).or_default();
        *entry += &comment("  ", &text);
        let _ = writeln!(entry, "  {method}: {};", signature(operation, doc));
        let _ = writeln!(names, "  | \"{}\"", operation.name);
        table += &row(operation);
    }
    let mut out = String::from(HEAD);
    out += "import type { Method, PagedMethod } from \"../src/method.js\";\nimport type * as types from \"./types.js\";\n\n";
    for (group, what) in GROUPS {
        let methods = groups.remove(group).expect("a group has operations");
        out += &comment("", what);
        let _ = writeln!(out, "export interface {} {{\n{methods}}}\n", capital(group));
    }
    assert!(groups.is_empty(), "not described in GROUPS: {groups:?}");
    out += "/** The client's methods, by group. */\nexport interface Groups {\n";
    for (group, what) in GROUPS {
        out += &comment("  ", what);
        let _ = writeln!(out, "  readonly {group}: {};", capital(group));
    }
    out += "}\n\n/** The names of the declared operations. */\nexport type OperationName =\n";
    out += names.trim_end();
    out += ";\n\n/** How a list is cut into pages. */\nexport type Paging = readonly [page: string, size: string, items: string, last: \"pages\" | \"rows\" | \"short\", counter: string];\n";
    out += "\n/** Name, path after /api/v3/ and paging of each operation, and whether its answer has more to tell than `data`; its place is the number the core knows it by. */\n";
    out += "export const operations: readonly (readonly [name: OperationName, path: string, paging?: Paging | undefined, whole?: true])[] = [\n";
    out += &table;
    out += "];\n";
    out
}

fn row(operation: &Operation) -> String {
    let paging = operation.paging.map(|paging| {
        let (word, field) = match paging.last {
            Last::Pages(field) => ("pages", field),
            Last::Rows(field) => ("rows", field),
            Last::Short => ("short", ""),
        };
        format!(
            "[\"{}\", \"{}\", \"{}\", \"{word}\", \"{field}\"]",
            paging.page, paging.size, paging.items
        )
    });
    let more = match (paging, operation.whole) {
        (None, false) => String::new(),
        (Some(paging), false) => format!(", {paging}"),
        (paging, true) => format!(", {}, true", paging.unwrap_or("undefined".into())),
    };
    let path = operation
        .path
        .strip_prefix("/api/v3/")
        .expect("operations are under /api/v3/");
    format!("  [\"{}\", \"{path}\"{more}],\n", operation.name)
}

fn signature(operation: &Operation, doc: &OperationDoc) -> String {
    let request = format!("types.{}", doc.request.name);
    let mut response = qualified(&operation.response, &doc.response);
    // Of an object with nothing in it nobody notices the absence; of others the examples show them.
    if operation.optional && matches!(operation.response, Type::Object([])) {
        response += " | undefined";
    }
    match operation.paging {
        Some(paging) => {
            let (ty, item) = match (&operation.response, doc.response) {
                (ty @ Type::List(_), doc) => (*ty, doc),
                (Type::Object(table), TypeDoc::Record(record)) => {
                    let at = table.iter().position(|field| field.name == paging.items);
                    let at = at.expect("the items are a field of the page");
                    (table[at].ty, record.fields[at].ty)
                }
                _ => panic!("{}: neither a list nor a page of one", operation.name),
            };
            let (Type::List(ty), TypeDoc::Inner(item)) = (ty, item) else {
                panic!("{}: the items of a page are a list", operation.name)
            };
            format!(
                "PagedMethod<{request}, {response}, {}>",
                qualified(ty, item)
            )
        }
        None => format!("Method<{request}, {response}>"),
    }
}

fn qualified(ty: &Type, doc: &TypeDoc) -> String {
    let name = Types::default().name(ty, doc, false);
    match doc {
        TypeDoc::Plain | TypeDoc::Digits | TypeDoc::Nothing => name,
        _ => format!("types.{name}"),
    }
}
