//! The generated files in the checkout say what the declarations say.

use eiotclub::error_code::ERROR_CODES;
use eiotclub_codegen::{REFERENCE, TYPESCRIPT, reference, repository, typescript};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn files_are_current() {
    for (directory, files) in [(TYPESCRIPT, typescript()), (REFERENCE, reference())] {
        let path = repository().join(directory);
        for (name, content) in &files {
            let found = fs::read_to_string(path.join(name)).unwrap_or_default();
            assert!(
                &found == content,
                "{directory}/{name} is stale: run cargo run -p eiotclub-codegen and commit the result"
            );
        }
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap());
        let there: BTreeSet<String> = entries
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        let written: BTreeSet<String> = files.into_iter().map(|(name, _)| name).collect();
        assert_eq!(there, written, "{directory} has a file that nothing writes");
    }
}

#[test]
fn every_link_leads_to_a_heading() {
    let pages = reference();
    let content = |name: &str| &pages.iter().find(|(page, _)| page == name).expect(name).1;
    for (page, text) in &pages {
        for target in text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap())
        {
            let (name, fragment) = target.split_once('#').unwrap_or((target, ""));
            let text = content(if name.is_empty() { page } else { name });
            let mut headings = text.lines().filter(|line| line.starts_with('#'));
            let known = |line: &str| {
                let heading = line.trim_start_matches('#').trim().to_lowercase();
                heading.replace('.', "") == fragment
            };
            assert!(
                fragment.is_empty() || headings.any(known),
                "{page}: {target}"
            );
        }
    }
}

#[test]
fn every_code_is_on_the_page_of_codes() {
    let pages = reference();
    let (_, errors) = pages.iter().find(|(name, _)| name == "errors.md").unwrap();
    let rows = errors.lines().filter(|line| line.starts_with("| ")).count();
    assert_eq!(rows, ERROR_CODES.len() + 1);
}
