//! `types.ts`: every request, answer and event.

use crate::text::{HEAD, asks_for_a_page, comes_either_way, comment, described, is_made, limit};
use eiotclub::api::{OPERATION_DOCS, OPERATIONS};
use eiotclub::notification::{EVENT_DOCS, EVENTS};
use eiotclub::schema::{CodesDoc, Field, FieldDoc, Need, RecordDoc, Type, TypeDoc};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The types met so far.
#[derive(Default)]
pub struct Types {
    /// By name, so that a type used in several places is written once.
    written: BTreeMap<&'static str, String>,
    /// The sets of code values, and whether each is text.
    pub codes: BTreeMap<&'static str, (&'static CodesDoc, bool)>,
}

/// Everything the declarations mention.
pub fn all() -> (Types, String) {
    let mut types = Types::default();
    for doc in OPERATION_DOCS {
        types.record(doc.request, true);
    }
    for (operation, doc) in OPERATIONS.iter().zip(OPERATION_DOCS) {
        types.name(&operation.response, &doc.response, false);
    }
    let mut events = String::new();
    let mut names = String::new();
    for (table, doc) in EVENTS.iter().zip(EVENT_DOCS) {
        let name = table.name;
        let text = format!("{}\nSource: {}", doc.record.doc.trim(), doc.source);
        events += &comment("", &text);
        let _ = writeln!(
            events,
            "export interface {name}Notification extends NotificationEnvelope {{\n  event: \"{name}\";"
        );
        events += &types.fields(doc.record, false);
        events += "}\n\n";
        let _ = writeln!(names, "  | {name}Notification");
    }
    events += "/** A notification whose event is documented. */\nexport type KnownNotification =\n";
    events += names.trim_end();
    events += ";\n\n/** The names of the documented events. */\nexport type EventName = KnownNotification[\"event\"];\n";
    (types, events)
}

/// The file.
pub fn file() -> String {
    let (types, events) = all();
    let codes: Vec<&str> = types.codes.keys().copied().collect();
    let mut out = format!(
        "{HEAD}import type {{ {} }} from \"./codes.js\";\n\n",
        codes.join(", ")
    );
    for text in types.written.values() {
        out += text;
    }
    out += "/** What every notification carries. */\nexport interface NotificationEnvelope {\n";
    out += "  /** The platform's id of this notification; the same for every repeat of it. */\n  id: string;\n";
    out += "  /** When it was signed. Unit: Unix seconds. */\n  timestamp: number;\n";
    out += "  /** Five random digits; a string in two events. */\n  nonce: number | string;\n";
    out += "  /** The signature that was found right. */\n  sign: string;\n}\n\n";
    out + &events
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
            let made = request && is_made(doc.table, field);
            text += &comment("  ", &field_comment(field, described, made));
            let mut ty = self.name(&field.ty, &described.ty, request);
            if request && ty == "number" && comes_either_way(field.name) {
                ty = "number | string".into();
            }
            let given = request && asks_for_a_page(doc.table, field) || made;
            let optional = if field.need == Need::Required && !given {
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

    /// The type's name, having written what it takes.
    pub fn name(&mut self, ty: &Type, doc: &TypeDoc, request: bool) -> String {
        match (ty, doc) {
            (_, TypeDoc::Codes(codes)) => {
                self.codes
                    .insert(codes.name, (codes, matches!(ty, Type::Text)));
                codes.name.into()
            }
            (_, TypeDoc::Record(record)) => {
                self.record(record, request);
                record.name.into()
            }
            (_, TypeDoc::Digits) => "number | string".into(),
            (_, TypeDoc::Nothing) => "undefined".into(),
            (Type::Object([]), _) => "Record<string, unknown>".into(),
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
}

fn field_comment(field: &Field, doc: &FieldDoc, made: bool) -> String {
    let mut more = Vec::new();
    if made {
        more.push("Made for you where you give none; the result and every error tell it.".into());
    }
    if !doc.unit.is_empty() {
        more.push(format!("Unit: {}.", doc.unit));
    }
    let limit = limit(field);
    if !limit.is_empty() {
        more.push(format!("Limit: {limit}."));
    }
    if let TypeDoc::Codes(codes) = doc.ty {
        more.push(format!("Values: {{@link {}}}.", codes.name));
    }
    if !doc.published {
        more.push(
            "Not in the platform's published description: known from another integration.".into(),
        );
    }
    described(doc.doc, &more)
}
