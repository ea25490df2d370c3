//! The pages in `docs/reference` say what the declarations say.

// The generator's own files, so that what is compared is what it would write.
#[path = "../../examples/generate/reference.rs"]
mod generator;
#[path = "../../examples/generate/text.rs"]
#[allow(dead_code)]
mod text;

use eiotclub::error_code::ERROR_CODES;
use std::collections::BTreeSet;
use std::fs;

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference");

#[test]
fn pages_are_current() {
    let pages = generator::pages();
    let again =
        "write them anew: cargo run --example generate -- pkg-template/generated docs/reference";
    for (name, content) in &pages {
        let found = fs::read_to_string(format!("{DIRECTORY}/{name}")).unwrap_or_default();
        assert!(&found == content, "docs/reference/{name} is stale; {again}");
    }
    let entries = fs::read_dir(DIRECTORY).unwrap().map(|entry| entry.unwrap());
    let there: BTreeSet<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let named: BTreeSet<String> = pages.into_iter().map(|(name, _)| name).collect();
    assert_eq!(there, named, "a page that nothing writes");
}

#[test]
fn every_link_leads_to_a_heading() {
    let pages = generator::pages();
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
    let pages = generator::pages();
    let (_, errors) = pages.iter().find(|(name, _)| name == "errors.md").unwrap();
    let rows = errors.lines().filter(|line| line.starts_with("| ")).count();
    assert_eq!(rows, ERROR_CODES.len() + 1);
}
