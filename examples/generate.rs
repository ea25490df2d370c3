//! Writes the TypeScript side of the declarations: `types.ts` (every request, answer, event and
//! code, with their documentation) and `operations.ts` (the table the client's methods are made of).
//!
//! Usage: `cargo run --example generate -- <directory>`

use eiotclub::api::{Last, OPERATION_DOCS, OPERATIONS, Operation, OperationDoc};
use eiotclub::notification::{EVENT_DOCS, EVENTS};
use eiotclub::schema::{CodesDoc, Field, FieldDoc, Need, RecordDoc, Rule, Type, TypeDoc};
use std::collections::BTreeMap;
use std::fmt::Write;

fn main() -> std::io::Result<()> {
    let directory = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    std::fs::create_dir_all(&directory)?;
    std::fs::write(format!("{directory}/types.ts"), types())?;
    std::fs::write(format!("{directory}/operations.ts"), operations())
}

const HEAD: &str = "// Generated from the declarations in src/: change those instead.\n\n";

#[derive(Default)]
struct Types {
    /// By name, so that a type used in several places is written once.
    written: BTreeMap<&'static str, String>,
}

fn types() -> String {
    let mut types = Types::default();
    for doc in OPERATION_DOCS {
        types.record(doc.request, true);
    }
    for (operation, doc) in OPERATIONS.iter().zip(OPERATION_DOCS) {
        types.reach(&operation.response, &doc.response);
    }
    let mut events = String::new();
    let mut names = String::new();
    for (table, doc) in EVENTS.iter().zip(EVENT_DOCS) {
        let name = table.name;
        let mut text = comment(
            "",
            &format!("{}\nSource: {}", doc.record.doc.trim(), doc.source),
        );
        let _ = writeln!(
            text,
            "export interface {name}Notification extends NotificationEnvelope {{"
        );
        let _ = writeln!(text, "  event: \"{name}\";");
        text += &types.fields(doc.record, false);
        text += "}\n\n";
        events += &text;
        let _ = writeln!(names, "  | {name}Notification");
    }
    let mut out = String::from(HEAD);
    for text in types.written.values() {
        out += text;
    }
    out += "/** What every notification carries. */\nexport interface NotificationEnvelope {\n";
    out += "  /** The platform's id of this notification; the same for every repeat of it. */\n  id: string;\n";
    out += "  /** When it was signed. Unit: Unix seconds. */\n  timestamp: number;\n";
    out += "  /** Five random digits; a string in two events. */\n  nonce: number | string;\n";
    out += "  /** The signature that was found right. */\n  sign: string;\n}\n\n";
    out += &events;
    out += "/** A notification whose event is documented. */\nexport type KnownNotification =\n";
    out += names.trim_end();
    out += ";\n\n/** The names of the documented events. */\nexport type EventName = KnownNotification[\"event\"];\n";
    out
}

impl Types {
    fn record(&mut self, doc: &'static RecordDoc, request: bool) {
        if self.written.contains_key(doc.name) {
            return;
        }
        let mut text = comment("", doc.doc);
        let _ = writeln!(text, "export interface {} {{", doc.name);
        text += &self.fields(doc, request);
        text += "}\n\n";
        self.written.insert(doc.name, text);
    }

    fn fields(&mut self, doc: &'static RecordDoc, request: bool) -> String {
        let mut text = String::new();
        for (field, described) in doc.table.iter().zip(doc.fields) {
            text += &comment("  ", &field_comment(field, described));
            let ty = self.name(&field.ty, &described.ty, request);
            // A page that is not given is the first.
            let paged = request
                && OPERATIONS.iter().any(|operation| {
                    std::ptr::eq(operation.request, doc.table)
                        && operation
                            .paging
                            .is_some_and(|paging| paging.page == field.name)
                });
            let optional = if field.need == Need::Required && !paged {
                ""
            } else {
                "?"
            };
            let undefined = if request && !optional.is_empty() {
                " | undefined"
            } else {
                ""
            };
            let _ = writeln!(text, "  {}{optional}: {ty}{undefined};", field.name);
        }
        text
    }

    fn name(&mut self, ty: &Type, doc: &TypeDoc, request: bool) -> String {
        match (ty, doc) {
            (_, TypeDoc::Codes(codes)) => {
                self.codes(codes, matches!(ty, Type::Text));
                codes.name.into()
            }
            (_, TypeDoc::Record(record)) => {
                self.record(record, request);
                record.name.into()
            }
            (_, TypeDoc::Digits) => "number | string".into(),
            (Type::Nullable(ty), TypeDoc::Inner(doc)) => {
                format!("{} | null", self.name(ty, doc, request))
            }
            (Type::List(ty), TypeDoc::Inner(doc)) => format!("{}[]", self.name(ty, doc, request)),
            (Type::Embedded(ty), TypeDoc::Inner(doc)) => self.name(ty, doc, request),
            (Type::Text, _) => "string".into(),
            (Type::Int | Type::Number, _) => "number".into(),
            (Type::Ids, _) if request => "string | readonly (string | number)[]".into(),
            (Type::Ids, _) => "string".into(),
            _ => "unknown".into(),
        }
    }

    fn reach(&mut self, ty: &Type, doc: &TypeDoc) {
        self.name(ty, doc, false);
    }

    fn codes(&mut self, codes: &'static CodesDoc, text: bool) {
        if self.written.contains_key(codes.name) {
            return;
        }
        let mut doc = format!("{}\n", codes.doc.trim());
        let mut union = String::new();
        for (_, literal, meaning) in codes.values {
            let _ = writeln!(doc, "- `{}`: {}", literal.trim_matches('"'), meaning.trim());
            let _ = write!(union, "{literal} | ");
        }
        doc += "\nOther values may come: the platform adds some without notice.";
        let open = if text {
            "(string & {})"
        } else {
            "(number & {})"
        };
        let body = format!(
            "{}export type {} = {union}{open};\n\n",
            comment("", &doc),
            codes.name
        );
        self.written.insert(codes.name, body);
    }
}

fn field_comment(field: &Field, described: &FieldDoc) -> String {
    let mut text = described.doc.trim().to_owned();
    if !described.unit.is_empty() {
        let _ = write!(text, "\nUnit: {}.", described.unit);
    }
    let limit = match field.rule {
        Rule::Free | Rule::Day | Rule::Month | Rule::Moment => String::new(),
        Rule::Chars(max) => format!("\nAt most {max} characters."),
        Rule::Items(max) => format!("\nAt most {max} items."),
        Rule::UpTo(max) => format!("\nFrom 1 to {max}."),
    };
    text += &limit;
    text
}

fn comment(indent: &str, text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    if let [line] = lines[..] {
        return format!("{indent}/** {line} */\n");
    }
    let mut out = format!("{indent}/**\n");
    for line in lines {
        let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(out, "{indent} */");
    out
}

fn operations() -> String {
    let mut types = Types::default();
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    let mut names = String::new();
    let mut table = String::new();
    for (operation, doc) in OPERATIONS.iter().zip(OPERATION_DOCS) {
        let (group, method) = operation
            .name
            .split_once('.')
            .expect("a name is group.method");
        let signature = signature(&mut types, operation, doc);
        let source = if doc.source.is_empty() {
            "Not in the platform's published description: known from another integration.".into()
        } else {
            format!("Source: {}", doc.source)
        };
        let text = format!("{}\n{source}", doc.doc.trim());
        let entry = groups.entry(group).or_default();
        *entry += &comment("  ", &text);
        let _ = writeln!(entry, "  {method}: {signature};");
        let _ = writeln!(names, "  | \"{}\"", operation.name);
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
        let _ = writeln!(table, "  [\"{}\", \"{path}\"{more}],", operation.name);
    }
    let mut out = String::from(HEAD);
    out += "import type { Method, PagedMethod } from \"../src/method.js\";\nimport type * as types from \"./types.js\";\n\n";
    for (group, methods) in &groups {
        let _ = writeln!(out, "export interface {} {{\n{methods}}}\n", capital(group));
    }
    out += "/** The client's methods, by group. */\nexport interface Groups {\n";
    for group in groups.keys() {
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

fn signature(types: &mut Types, operation: &Operation, doc: &'static OperationDoc) -> String {
    let request = format!("types.{}", doc.request.name);
    let response = qualified(types, &operation.response, &doc.response);
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
                qualified(types, ty, item)
            )
        }
        None => format!("Method<{request}, {response}>"),
    }
}

fn qualified(types: &mut Types, ty: &Type, doc: &TypeDoc) -> String {
    if matches!(ty, Type::Object([])) {
        return "Record<string, unknown>".into();
    }
    let name = types.name(ty, doc, false);
    match doc {
        TypeDoc::Plain | TypeDoc::Digits => name,
        _ => format!("types.{name}"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
