//! Writes what is derived from the declarations for other languages and for readers: `types.ts`
//! (every request, answer and event), `codes.ts` (the named code values), `operations.ts` (the table
//! the client's methods are made of), `safety.ts` (what changes nothing, what orders), and the
//! reference pages.
//!
//! Usage: `cargo run --example generate -- <directory for TypeScript> [<directory for the reference>]`

mod codes;
mod operations;
mod reference;
mod safety;
mod text;
mod types;

use std::fs;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let typescript = arguments.next().unwrap_or_else(|| ".".into());
    fs::create_dir_all(&typescript)?;
    for (name, content) in [
        ("types.ts", types::file()),
        ("codes.ts", codes::file()),
        ("operations.ts", operations::file()),
        ("safety.ts", safety::file()),
    ] {
        fs::write(format!("{typescript}/{name}"), content)?;
    }
    if let Some(directory) = arguments.next() {
        fs::create_dir_all(&directory)?;
        for (name, content) in reference::pages() {
            fs::write(format!("{directory}/{name}"), content)?;
        }
    }
    Ok(())
}
