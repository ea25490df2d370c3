//! The error codes: all of them on a page, and those that an operation is likely to meet.

use super::NOTE;
use super::tables::cell;
use eiotclub::api::{Operation, OperationDoc};
use eiotclub::client::evidence::{Evidence, evidence};
use eiotclub::client::lookup::RULES;
use eiotclub::error_code::{ERROR_CODES, ErrorCode};
use std::fmt::Write;

/// The page.
pub fn page() -> String {
    let mut out = format!("{NOTE}\n# Error codes\n\n");
    out += "A response with any code but 200 rejects with an `ApiError`. It has the code, the platform's message, and the row of this table. A code that is not in this table rejects with an `ApiError` too. `errorCodes` of `eiotclub` holds this table.\n\n";
    out += "\"Retry\" says whether the same call can succeed later without being changed.\n\n";
    out += "## Calls that cost money\n\nSome responses do not prove that the platform executed nothing:\n\n";
    let open = ERROR_CODES.iter().filter(|code| leaves_open(code));
    let open: Vec<String> = open.map(|code| code.code.to_string()).collect();
    let _ = writeln!(out, "- the codes {};", open.join(", "));
    out += "- a code that is not in this table;\n- any code with an HTTP status of 5xx.\n\n";
    out += "They leave the outcome of these operations open:";
    for (at, rule) in RULES.iter().enumerate() {
        let _ = write!(
            out,
            "{} `{}`",
            if at == 0 { "" } else { "," },
            rule.operation.name
        );
    }
    out += ".\nIf the client cannot find the outcome, the call rejects with an `OutcomeUnknownError`, not with an `ApiError`.\nAfter an attempt with an open outcome, a refusal of the next attempt does not prove anything either.\n\n## All codes\n\n";
    out += "| code | category | retry | English | Chinese |\n|---|---|---|---|---|\n";
    for code in ERROR_CODES {
        let repeat = if code.retryable { "can help" } else { "no" };
        let _ = writeln!(
            out,
            "| {} | {} | {repeat} | {} | {} |",
            code.code,
            code.category.name(),
            cell(code.en),
            cell(code.zh)
        );
    }
    out
}

/// Whether the code never proves that a call that costs money did nothing.
fn leaves_open(code: &ErrorCode) -> bool {
    let code = code.code.to_string();
    RULES
        .iter()
        .all(|rule| evidence(Some(rule.operation), 200, &code) == Evidence::None)
}

/// The section of an operation, or nothing.
pub fn of(operation: &Operation, doc: &OperationDoc) -> String {
    let mut out = String::new();
    let known = |number: &u32| ERROR_CODES.iter().find(|code| code.code == *number);
    for number in doc.errors {
        let code = known(number).expect("a page names codes of the table");
        let _ = writeln!(
            out,
            "| [{number}](errors.md) | {} | named on its page |",
            cell(code.en)
        );
    }
    for code in ERROR_CODES
        .iter()
        .filter(|code| !doc.errors.contains(&code.code))
    {
        let about = operation
            .request
            .iter()
            .find(|field| speaks_of(code, field.name));
        if let Some(field) = about {
            let _ = writeln!(
                out,
                "| [{}](errors.md) | {} | names `{}` |",
                code.code,
                cell(code.en),
                field.name
            );
        }
    }
    if out.is_empty() {
        return out;
    }
    format!(
        "\n### Errors\n\nAny call can also return the general codes. The platform names few codes on its pages. The others are here because their text names a parameter.\n\n| code | meaning | why here |\n|---|---|---|\n{out}"
    )
}

/// Whether the code's text names the parameter.
fn speaks_of(code: &ErrorCode, name: &str) -> bool {
    let mut words = code
        .en
        .split(|letter: char| !letter.is_ascii_alphanumeric());
    // `code` and `page` are everyday words; every longer name of a parameter is only that.
    name != "code" && name != "page" && words.any(|word| word.eq_ignore_ascii_case(name))
}
