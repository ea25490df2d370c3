//! `operations.ts`: the client's methods, and the table they are made of.

use crate::text::{HEAD, capital, comment, described, repeats, source};
use crate::types::Types;
use eiotclub::api::{GROUPS, Last, OPERATION_DOCS, OPERATIONS, Operation, OperationDoc};
use eiotclub::client::lookup;
use eiotclub::schema::{Field, Need, Rule, Type, TypeDoc};
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
        let _ = writeln!(entry, "  {method}{};", signature(operation, doc));
        let _ = writeln!(names, "  | \"{}\"", operation.name);
        table += &row(operation);
    }
    let mut out = String::from(HEAD);
    out += "import type { CallOptions, OrderMethod, PagedMethod } from \"../client/method.js\";\nimport type * as types from \"./types.js\";\n\n";
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
    out += FACTS;
    out += "export const operations: readonly (readonly [name: OperationName, path: string, paging?: Paging | undefined, facts?: Facts])[] = [\n";
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
    let facts = facts(operation).join(", ");
    let more = match (paging, facts.as_str()) {
        (None, "") => String::new(),
        (Some(paging), "") => format!(", {paging}"),
        (paging, facts) => format!(", {}, {{ {facts} }}", paging.unwrap_or("undefined".into())),
    };
    let path = operation
        .path
        .strip_prefix("/api/v3/")
        .expect("operations are under /api/v3/");
    format!("  [\"{}\", \"{path}\"{more}],\n", operation.name)
}

/// What the client has to know, as the members of an object.
fn facts(operation: &Operation) -> Vec<String> {
    let mut facts = Vec::new();
    if operation.whole {
        facts.push("whole: true".into());
    }
    if let Some(name) = operation.number() {
        facts.push(format!("number: \"{name}\""));
    }
    if lookup::concerns_money(operation) {
        facts.push("money: true".into());
    }
    if !operation.rare.is_empty() {
        facts.push(format!("rare: \"{}\"", operation.rare));
    }
    let lists = operation
        .request
        .iter()
        .filter_map(|field| match field.rule {
            Rule::Items(most) => Some(format!("[\"{}\", {most}]", field.name)),
            _ => None,
        });
    let lists: Vec<String> = lists.collect();
    if !lists.is_empty() {
        facts.push(format!("most: [{}]", lists.join(", ")));
    }
    facts
}

const FACTS: &str = "
/** What the client has to know of an operation. */
export interface Facts {
  /** The answer has more to tell than `data`. */
  readonly whole?: true;
  /** The parameter that holds the caller's number of the order. */
  readonly number?: \"outTradeNo\" | \"out_trade_no\";
  /** A lost answer must not be called a failure. */
  readonly money?: true;
  /** The parameter that names the card for which it may be called once in five minutes. */
  readonly rare?: string;
  /** The lists among the parameters that have a limit, and the limit. */
  readonly most?: readonly (readonly [field: string, items: number])[];
}

/** Name, path after /api/v3/, paging and facts of each operation; its place is the number the core knows it by. */
";

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
                ": PagedMethod<{request}, {response}, {}>",
                qualified(ty, item)
            )
        }
        // Otherwise a method, so that an editor shows its parameters and result and no alias.
        None => match operation.number() {
            Some(number) => {
                format!(": OrderMethod<{request}, {response}, \"{number}\">")
            }
            None => {
                let needed = |field: &Field| field.need == Need::Required;
                let optional = if operation.request.iter().any(needed) {
                    ""
                } else {
                    "?"
                };
                format!("(params{optional}: {request}, options?: CallOptions): Promise<{response}>")
            }
        },
    }
}

fn qualified(ty: &Type, doc: &TypeDoc) -> String {
    let name = Types::default().name(ty, doc, false);
    match doc {
        TypeDoc::Plain | TypeDoc::Digits | TypeDoc::Nothing => name,
        _ => format!("types.{name}"),
    }
}
