//! What is derived from the declarations for other languages and for readers: the TypeScript types, the named code
//! values, the table that the client's methods are made of, and the pages of `docs/reference`.

mod codes;
mod operations;
mod reference;
mod safety;
mod text;
mod types;

use std::path::{Path, PathBuf};

/// Where the TypeScript files belong, from the top of the repository.
pub const TYPESCRIPT: &str = "pkg-template/src/generated";
/// Where the reference pages belong, from the top of the repository.
pub const REFERENCE: &str = "docs/reference";

/// The top of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Name and content of every TypeScript file.
pub fn typescript() -> Vec<(String, String)> {
    [
        ("types.ts", types::file()),
        ("codes.ts", codes::file()),
        ("operations.ts", operations::file()),
        ("safety.ts", safety::file()),
    ]
    .map(|(name, content)| (name.to_owned(), content))
    .into()
}

/// Name and content of every reference page.
pub fn reference() -> Vec<(String, String)> {
    reference::pages()
}
