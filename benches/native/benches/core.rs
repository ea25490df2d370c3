//! The core without a runtime around it. `npm run bench -- native` runs this and reads criterion's figures; a group is
//! "work: input", a function in it a contestant, the first of them ours.

use criterion::{Criterion, criterion_group, criterion_main};
use eiotclub::api::cards::list::{CardPage, ListCards};
use eiotclub::cdr::{Groups, Lines, Totals};
use eiotclub::client::read;
use eiotclub::notification::{Window, verify};
use eiotclub::schema::check::Reader;
use eiotclub_bench::*;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

fn verification(c: &mut Criterion) {
    for packages in [0, 1, 13, 226] {
        let body = notification(packages);
        let check = |body: &str, reader| {
            verify(
                body.as_bytes(),
                &[SECRET],
                Some(Window::default()),
                NOW,
                reader,
            )
            .map(|_| ())
        };
        let forged = body.replace("90082", "90083");
        assert!(check(&forged, Reader::Rust).is_err() && verify_by_hand(&forged, SECRET).is_none());
        assert!(
            check(&body, Reader::JavaScript).is_ok() && verify_by_hand(&body, SECRET).is_some()
        );

        let mut group = c.benchmark_group(format!(
            "verify and decode a callback: {} bytes",
            body.len()
        ));
        group.bench_function("eiotclub", |b| {
            b.iter(|| {
                let verified = verify(
                    black_box(body.as_bytes()),
                    &[SECRET],
                    Some(Window::default()),
                    NOW,
                    Reader::Rust,
                )
                .unwrap();
                verified.decode().unwrap()
            })
        });
        group.bench_function("serde_json and sha1 by hand", |b| {
            b.iter(|| verify_by_hand(black_box(&body), SECRET).unwrap())
        });
        group.finish();

        let mut group = c.benchmark_group(format!(
            "verify alone, as below JavaScript: {} bytes",
            body.len()
        ));
        group.bench_function("eiotclub", |b| {
            b.iter(|| check(black_box(&body), Reader::JavaScript))
        });
        group.finish();
    }
}

fn signing(c: &mut Criterion) {
    let by_hand =
        |params: &str| signature(&canonical(&serde_json::from_str(params).unwrap(), SECRET));
    assert_eq!(eiotclub::sign::sign(ORDER, SECRET).unwrap(), by_hand(ORDER));
    let mut group = c.benchmark_group("sign a request: 6 parameters");
    group.bench_function("eiotclub", |b| {
        b.iter(|| eiotclub::sign::sign(black_box(ORDER), SECRET).unwrap())
    });
    group.bench_function("serde_json and sha1 by hand", |b| {
        b.iter(|| by_hand(black_box(ORDER)))
    });
    group.finish();

    let mut group = c.benchmark_group("the canonical string alone: 6 parameters");
    group.bench_function("eiotclub", |b| {
        b.iter(|| eiotclub::sign::canonical_string(black_box(ORDER), SECRET).unwrap())
    });
    group.bench_function("serde_json by hand", |b| {
        b.iter(|| canonical(&serde_json::from_str(black_box(ORDER)).unwrap(), SECRET))
    });
    group.finish();
}

// The typed structs alone, with nothing held against the documentation.
fn typed(body: &str) -> CardPage {
    #[derive(serde::Deserialize)]
    struct Answer<'a> {
        #[serde(borrow)]
        data: &'a RawValue,
    }
    let answer: Answer = serde_json::from_str(body).unwrap();
    serde_json::from_str(answer.data.get()).unwrap()
}

fn decoding(c: &mut Criterion) {
    for (cards, name) in [(1, "1 card"), (500, "500 cards"), (5000, "5,000 cards")] {
        let body = page(cards);
        let ours = read::<ListCards>(body.as_bytes()).unwrap();
        assert_eq!(ours.data.unwrap().card_info_list.unwrap().len(), cards);
        assert_eq!(typed(&body).card_info_list.unwrap().len(), cards);

        let mut group = c.benchmark_group(format!("decode and check an answer: {name}"));
        group.bench_function("eiotclub", |b| {
            b.iter(|| read::<ListCards>(black_box(body.as_bytes())).unwrap())
        });
        group.bench_function("serde_json to Value", |b| {
            b.iter(|| serde_json::from_str::<Value>(black_box(&body)).unwrap())
        });
        group.bench_function("serde_json to the typed struct", |b| {
            b.iter(|| typed(black_box(&body)))
        });
        group.finish();
    }
}

fn totals(file: &str) -> Totals {
    let mut totals = Totals::new(Groups::default(), 7);
    for line in Lines::new(file.as_bytes(), true) {
        if let Some(record) = line.unwrap() {
            totals.add(&record).unwrap();
        }
    }
    totals
}

fn totals_by_hand(file: &str) -> HashMap<&str, u64> {
    let mut totals = HashMap::new();
    for line in file.lines().skip(1) {
        let columns: Vec<&str> = line.split(',').collect();
        *totals.entry(columns[3]).or_default() += columns[5].parse::<u64>().unwrap();
    }
    totals
}

fn adding_up(c: &mut Criterion) {
    let file = cdr(95_000);
    let by_hand = totals_by_hand(&file);
    assert!(
        totals(&file)
            .by_card()
            .all(|(card, usage)| by_hand[card.as_str()] == usage)
    );

    let mut group = c.benchmark_group(format!(
        "CDR totals (only ours checks every column, and counts each id once): {:.1} MB",
        file.len() as f64 / 1e6
    ));
    group.bench_function("eiotclub", |b| b.iter(|| totals(black_box(&file))));
    group.bench_function("split by hand", |b| {
        b.iter(|| totals_by_hand(black_box(&file)))
    });
    group.finish();
}

fn short() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(400))
        .measurement_time(Duration::from_millis(1200))
}

criterion_group!(name = core; config = short(); targets = verification, signing, decoding, adding_up);
criterion_main!(core);
