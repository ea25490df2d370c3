//! The reference pages: one for each group, one for the events, one for the error codes, and an index.

mod calls;

mod errors;

mod tables;

use eiotclub::api::{Demand, GROUPS, Last, OPERATION_DOCS, OPERATIONS, Operation, OperationDoc};
use eiotclub::notification::{EVENT_DOCS, EVENTS};
use eiotclub::schema::{Type, TypeDoc};
use std::fmt::Write;
use tables::Mentioned;

const NOTE: &str = "<!-- Generated from the declarations in src/: change those instead. -->\n";

/// Name and content of every page.
pub fn pages() -> Vec<(String, String)> {
    let mut pages = vec![("README.md".into(), index())];
    for (group, what) in GROUPS {
        pages.push((format!("{group}.md"), group_page(group, what)));
    }
    pages.push(("events.md".into(), events()));
    pages.push(("errors.md".into(), errors::page()));
    pages
}

fn of_group(group: &str) -> Vec<(&'static Operation, &'static OperationDoc)> {
    let all = OPERATIONS
        .iter()
        .copied()
        .zip(OPERATION_DOCS.iter().copied());
    all.filter(|(operation, _)| operation.name.split('.').next() == Some(group))
        .collect()
}

fn index() -> String {
    let mut out = format!("{NOTE}\n# Reference\n\n");
    out += "Every operation, event and error code of the platform, as this package declares them. Field names are the platform's own.\n";
    for (group, what) in GROUPS {
        let _ = writeln!(
            out,
            "\n## [{group}]({group}.md)\n\n{what}\n\n| method | path after `/api/v3/` | |\n|---|---|---|"
        );
        for (operation, doc) in of_group(group) {
            let _ = writeln!(
                out,
                "| [`{}`]({group}.md#{}) | `{}` | {} |",
                operation.name,
                tables::anchor(operation.name),
                operation.path.trim_start_matches("/api/v3/"),
                tables::cell(first_sentence(doc.doc)),
            );
        }
    }
    out += "\n## [Events](events.md)\n\n| event | |\n|---|---|\n";
    for (event, doc) in EVENTS.iter().zip(EVENT_DOCS) {
        let what = tables::cell(first_sentence(doc.record.doc));
        let _ = writeln!(
            out,
            "| [`{0}`](events.md#{1}) | {what} |",
            event.name,
            tables::anchor(event.name)
        );
    }
    out += "\n## [Error codes](errors.md)\n\nWhat the platform refuses with, in English and Chinese, and whether a repeat can help.\n";
    out
}

/// Up to the first full stop that ends a sentence.
fn first_sentence(doc: &str) -> &str {
    let doc = doc.trim();
    doc.split_once(". ")
        .map_or(doc, |(first, _)| first)
        .trim_end_matches('.')
}

fn group_page(group: &str, what: &str) -> String {
    let mut out = format!("{NOTE}\n# {group}\n\n{what}\n");
    let mut mentioned = Mentioned::default();
    for (operation, doc) in of_group(group) {
        out += &self::operation(operation, doc, &mut mentioned);
    }
    out + &mentioned.sections()
}

fn operation(operation: &Operation, doc: &OperationDoc, mentioned: &mut Mentioned) -> String {
    let mut out = format!("\n## {}\n\n{}\n\n", operation.name, tables::prose(doc.doc));
    let _ = writeln!(
        out,
        "`POST {}`. {}",
        operation.path,
        super::text::repeats(operation)
    );
    out += &match doc.source {
        "" => format!("{}\n", super::text::source("")),
        url => format!("Source: <{url}>\n"),
    };
    out += "\n### Parameters\n\n";
    if operation.request.is_empty() {
        out += "None.\n";
    } else {
        out += &tables::parameters(doc.request, mentioned);
    }
    for demand in operation.demands {
        let quoted = |names: &[&str]| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
        };
        let _ = match demand {
            Demand::OneOf(names) => {
                writeln!(out, "\nOne of {} is needed.", quoted(names).join(" and "))
            }
            Demand::When(field, value, names) => {
                writeln!(
                    out,
                    "\nWhere `{field}` is `{value}`, give {}.",
                    quoted(names).join(" and ")
                )
            }
        };
    }
    out += "\n### Result\n\n";
    out += &match (&operation.response, doc.response) {
        (_, TypeDoc::Nothing) => "None: `undefined`.\n".into(),
        (Type::Any, _) => "Not described by the platform.\n".into(),
        (Type::Object([]), _) => "An empty object.\n".into(),
        (ty, described) => format!(
            "{}\n",
            capital_type(&tables::type_name(ty, &described, false, mentioned))
        ),
    };
    if operation.whole {
        out +=
            "\nThe whole answer but `code` and `message`, since it has more to tell than `data`.\n";
    }
    if operation.zero {
        out += "\nThe platform's examples of this operation answer with code 0, so 0 is taken for success beside 200.\n";
    }
    if let Some(paging) = operation.paging {
        let last = match paging.last {
            Last::Pages(field) => format!("by `{field}`, the number of pages"),
            Last::Rows(field) => format!("by `{field}`, the number of rows in all"),
            Last::Short => "by being shorter than was asked for".into(),
        };
        let _ = writeln!(
            out,
            "\nIn pages: `client.{}.all(…)` reads all items as they are consumed, `.pages(…)` all pages. The last is known {last}.",
            operation.name
        );
    }
    out += &errors::of(operation, doc);
    let _ = writeln!(
        out,
        "\n### Example\n\n```js\n{}\n```",
        calls::example(operation)
    );
    out
}

fn capital_type(name: &str) -> String {
    super::text::capital(&format!("{name}."))
}

fn events() -> String {
    let mut out = format!("{NOTE}\n# Events\n\n");
    out += "Notifications that the platform posts, all to one address. Each carries `id` (the same for every repeat), `timestamp` (Unix seconds), `nonce`, `event`, `sign`, and its own fields. `data` comes as a string of JSON and is handed over decoded. Answered with `{\"status\":\"SUCCESS\"}`, by the receiver of `eiotclub/webhook`.\n";
    let mut mentioned = Mentioned::default();
    for (event, doc) in EVENTS.iter().zip(EVENT_DOCS) {
        let _ = writeln!(
            out,
            "\n## {}\n\n{}\n\nSource: <{}>\n",
            event.name,
            tables::prose(doc.record.doc),
            doc.source
        );
        out += &tables::fields(doc.record, &mut mentioned);
        let _ = writeln!(
            out,
            "\n```js\n{}\n```",
            calls::handler(event.name, doc.record)
        );
    }
    out + &mentioned.sections()
}

/// Whether a type has a section of its own.
fn record_of(ty: &TypeDoc) -> Option<&'static eiotclub::schema::RecordDoc> {
    match ty {
        TypeDoc::Record(record) => Some(record),
        TypeDoc::Inner(inner) => record_of(inner),
        _ => None,
    }
}
