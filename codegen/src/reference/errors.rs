//! The error codes: all of them on a page, and those that an operation is likely to meet.

use super::NOTE;
use super::tables::cell;
use eiotclub::api::{Operation, OperationDoc};
use eiotclub::error_code::{ERROR_CODES, ErrorCode};
use std::fmt::Write;

/// The page.
pub fn page() -> String {
    let mut out = format!("{NOTE}\n# Error codes\n\n");
    out += "An answer with any code but 200 rejects with an `ApiError` that carries the code, the platform's message, and what is known of the code; one that is not listed here does too. `errorCodes` of `eiotclub` holds this table.\n\n";
    out += "\"Repeat\" says whether the same call can succeed later without being changed. After an order, a refund or another change, 500 and 43331 leave open whether it was done.\n\n";
    out += "| code | category | repeat | English | Chinese |\n|---|---|---|---|---|\n";
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
        "\n### Errors\n\nBeside those that any call can meet. Few pages name theirs; the others are those whose text names a parameter.\n\n| code | meaning | why here |\n|---|---|---|\n{out}"
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
