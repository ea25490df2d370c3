//! Writes the generated files into the checkout: `cargo run -p eiotclub-codegen`.

use eiotclub_codegen::{REFERENCE, TYPESCRIPT, reference, repository, typescript};
use std::{fs, io};

fn main() -> io::Result<()> {
    for (directory, files) in [(TYPESCRIPT, typescript()), (REFERENCE, reference())] {
        let directory = repository().join(directory);
        // A page of a declaration that is gone must not stay.
        if directory.exists() {
            fs::remove_dir_all(&directory)?;
        }
        fs::create_dir_all(&directory)?;
        for (name, content) in files {
            fs::write(directory.join(name), content)?;
        }
    }
    Ok(())
}
