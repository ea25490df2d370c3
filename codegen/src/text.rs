//! What the written files share.

use eiotclub::api::{OPERATION_DOCS, OPERATIONS, Operation, Safety};
use eiotclub::client::lookup::{self, LookupRule, Source};
use eiotclub::schema::{Field, Need, RecordDoc, Rule, Type, TypeDoc};
use std::fmt::Write;

/// The first line of every TypeScript file.
pub const HEAD: &str = "// Generated from the declarations in src/: change those instead.\n\n";

/// A documentation comment.
pub fn comment(indent: &str, text: &str) -> String {
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

/// A description and what belongs to it, with a sentence on deprecation made into the tag that
/// editors strike through for.
pub fn described(doc: &str, more: &[String]) -> String {
    let doc = doc.trim();
    let (doc, deprecated) = match doc.split_once("Deprecated") {
        Some((before, sentence)) => (before.trim_end(), sentence.trim_start_matches([':', ' '])),
        None => (doc, ""),
    };
    let mut text = doc.to_owned();
    for line in more.iter().filter(|line| !line.is_empty()) {
        let _ = write!(text, "\n{line}");
    }
    if !deprecated.is_empty() {
        let _ = write!(text, "\n@deprecated {}", capital(deprecated));
    }
    text
}

/// What a request's value has to keep to, or nothing.
pub fn limit(field: &Field) -> String {
    match field.rule {
        Rule::Free => String::new(),
        Rule::Chars(max) => format!("at most {max} characters"),
        Rule::Items(max) => format!("{max} items in one call; more are sent in several"),
        Rule::UpTo(u16::MAX) => "from 1".into(),
        Rule::UpTo(max) => format!("from 1 to {max}"),
        Rule::Day => "a day, as `yyyy-MM-dd`".into(),
        Rule::Month => "a month, as `yyyy-MM`".into(),
        Rule::Moment => "a time, as `yyyy-MM-dd HH:mm:ss`, or a day".into(),
    }
}

/// Whether this is the parameter that asks for a page, which is the first where it is not given.
pub fn asks_for_a_page(table: &'static [Field], field: &Field) -> bool {
    OPERATIONS.iter().any(|operation| {
        std::ptr::eq(operation.request, table)
            && operation
                .paging
                .is_some_and(|paging| paging.page == field.name)
    })
}

/// Whether this is the caller's number of an order, which the client makes where it is not given.
pub fn is_made(table: &'static [Field], field: &Field) -> bool {
    OPERATIONS.iter().any(|operation| {
        std::ptr::eq(operation.request, table) && operation.number() == Some(field.name)
    })
}

/// What happens when the response to a call is lost.
pub fn repeats(operation: &Operation) -> String {
    match operation.safety {
        Safety::Read => "Changes nothing. Retried if the response is lost.".into(),
        Safety::Keyed(key) => {
            format!("Executed once for each `{key}`. Retried with it if the response is lost.")
        }
        Safety::Numbered(_) => {
            "Not idempotent as far as is documented: never retried. If the response is lost, the client looks the order up."
                .into()
        }
        Safety::Write => match lookup::rule(operation) {
            Some(rule) => format!("{NOT_IDEMPOTENT} {}", search(operation, rule)),
            None => NOT_IDEMPOTENT.into(),
        },
    }
}

const NOT_IDEMPOTENT: &str = "Not idempotent. Never retried automatically.";

/// How the client finds out what became of a call that is not an order.
fn search(operation: &Operation, rule: &LookupRule) -> String {
    let [first, ..] = rule.lookups else {
        return "If the response is lost, the client cannot look up the outcome: the call rejects with an `OutcomeUnknownError` that says what to do.".into();
    };
    let is_optional = |name: &str| {
        let mut fields = operation.request.iter();
        fields.any(|field| field.name == name && field.need == Need::Optional)
    };
    let needed = first.params.iter().find_map(|(_, source)| match source {
        Source::Own(name) if is_optional(name) => Some(*name),
        _ => None,
    });
    let condition = needed.map_or(String::new(), |name| format!(" and `{name}` was given"));
    format!(
        "If the response is lost{condition}, the client looks up the outcome with `{}`.",
        first.operation.name
    )
}

/// Where the platform describes it.
pub fn source(url: &str) -> String {
    if url.is_empty() {
        "Not in the platform's published description: known from another integration.".into()
    } else {
        format!("Source: {url}")
    }
}

/// `word` with a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Whether an id or page of this name is text in one place and a number in another: what one call
/// answered must do for the next, so callers may give either.
pub fn comes_either_way(name: &str) -> bool {
    let mut found = (false, false);
    for (operation, doc) in OPERATIONS.iter().zip(OPERATION_DOCS) {
        look_for(name, doc.request, &mut found);
        walk(&operation.response, &doc.response, &mut |record| {
            look_for(name, record, &mut found);
        });
    }
    found == (true, true)
}

fn look_for(name: &str, record: &RecordDoc, (text, number): &mut (bool, bool)) {
    for (field, doc) in record.table.iter().zip(record.fields) {
        if field.name == name && matches!(doc.ty, TypeDoc::Plain | TypeDoc::Digits) {
            *text |= matches!(field.ty, Type::Text);
            *number |= matches!(field.ty, Type::Int);
        }
    }
}

fn walk(ty: &Type, doc: &TypeDoc, each: &mut dyn FnMut(&'static RecordDoc)) {
    match (ty, doc) {
        (Type::Nullable(ty) | Type::List(ty) | Type::Embedded(ty), TypeDoc::Inner(doc)) => {
            walk(ty, doc, each);
        }
        (_, TypeDoc::Record(record)) => {
            each(record);
            for (field, described) in record.table.iter().zip(record.fields) {
                walk(&field.ty, &described.ty, each);
            }
        }
        _ => {}
    }
}
