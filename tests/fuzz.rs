//! What `npm run fuzz` does at length, shortly and the same every time: the functions and corpora of
//! `fuzz/`, with mutations that a counter decides.

#[path = "../fuzz/src/reference.rs"]
mod reference;
#[path = "../fuzz/src/targets.rs"]
mod targets;

use std::path::Path;

const RUNS: usize = 20_000;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Pieces that mean something to one reader or another.
const TOKENS: [&[u8]; 36] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\n",
    b"\r\n",
    b" ",
    b"0",
    b"-",
    b"1e5",
    b".",
    b"null",
    b"true",
    b"\\u0041",
    b"\\ud83d\\ude00",
    b"\\ud800",
    b"&id=",
    b"=",
    b"\"sign\":",
    b"\"id\":\"1\",",
    b"\"data\":",
    b"\"code\":",
    b"\"iccid\":\"8985\",",
    b"8986",
    b"\"__proto__\":",
    b"9007199254740993",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc3\xa9",
    b"\0",
    b"k000001",
    b"a1b1c1d1",
];

fn mutate(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut data = seeds[random.below(seeds.len())].clone();
    for _ in 0..random.below(4) {
        let at = random.below(data.len() + 1);
        let to = (at + random.below(16)).min(data.len());
        match random.below(6) {
            0 if at < data.len() => data[at] ^= 1 << random.below(8),
            1 => drop(data.drain(at..to)),
            2 => {
                let piece = data[at..to].to_vec();
                data.splice(at..at, piece);
            }
            3 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                data.splice(at.., other[from..].iter().copied());
            }
            _ => {
                let token = TOKENS[random.below(TOKENS.len())];
                data.splice(at..at, token.iter().copied());
            }
        }
    }
    data
}

fn run(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let entries = std::fs::read_dir(&folder).expect("every target has a corpus");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    // A folder lists its files in any order.
    files.sort();
    let seeds: Vec<Vec<u8>> = files
        .iter()
        .map(|file| std::fs::read(file).expect("readable"))
        .collect();
    assert!(seeds.len() > 2, "{name}");
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for seed in &seeds {
        target(seed);
    }
    for _ in 0..RUNS {
        target(&mutate(&seeds, &mut random));
    }
}

#[test]
fn json() {
    run("json", targets::json);
}

#[test]
fn canonical() {
    run("canonical", targets::canonical);
}

#[test]
fn verify() {
    run("verify", targets::verify);
}

#[test]
fn answer() {
    run("answer", targets::answer);
}

#[test]
fn cdr() {
    run("cdr", targets::cdr);
}

#[test]
fn proxy() {
    run("proxy", targets::proxy);
}

#[test]
fn no_byte_of_a_signed_notification_can_be_changed_unnoticed() {
    let fields = r#"{"id":"n1","event":"SubPkgList","timestamp":1746050702,"nonce":90082,"data":"[{\"iccid\":\"8985\",\"orderId\":7}]","memo":"é","list":[1, {"a":2.0}]}"#;
    let body = eiotclub::notification::sign_notification(fields, targets::SECRET).unwrap();
    for at in 0..body.len() {
        for byte in *b"\"\\{},:&= 0aA8\x00\xff" {
            targets::tampered(&body, at, byte);
        }
        for bit in 0..8 {
            targets::tampered(&body, at, body.as_bytes()[at] ^ (1 << bit));
        }
    }
}
