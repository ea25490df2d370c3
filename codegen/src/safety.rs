//! `safety.ts`: which operations change nothing, and which are orders.

use crate::text::HEAD;
use eiotclub::api::{OPERATIONS, Safety};
use std::fmt::Write;

/// The file.
pub fn file() -> String {
    let (mut reads, mut orders) = (String::new(), String::new());
    for operation in OPERATIONS {
        match operation.safety {
            Safety::Read => {
                let _ = writeln!(reads, "  \"{}\",", operation.name);
            }
            Safety::Keyed(number) | Safety::Numbered(number) => {
                let _ = writeln!(orders, "  \"{}\": \"{number}\",", operation.name);
            }
            Safety::Write => {}
        }
    }
    format!(
        "{HEAD}import type {{ OperationName }} from \"./operations.js\";\n\n\
         /** Every operation that changes nothing. */\n\
         export const readOnly: readonly OperationName[] = [\n{reads}];\n\n\
         /** Every operation that buys, and the parameter that numbers its orders. */\n\
         export const orders: {{ readonly [operation in OperationName]?: string }} = {{\n{orders}}};\n"
    )
}
