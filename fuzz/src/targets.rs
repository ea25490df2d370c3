//! One function for each thing that reads what others wrote. Each panics where a property is broken.

use super::reference::{self, Form};
use eiotclub::api::OPERATIONS;
use eiotclub::cdr::{FileName, Groups, Lines, Totals};
use eiotclub::client::answer as read;
use eiotclub::error::Error;
use eiotclub::json::{self, Kind};
use eiotclub::notification::{self, Window};
use eiotclub::proxy::{self, Answer};
use eiotclub::schema::check::Reader;
use eiotclub::sign;
use serde_json::value::RawValue;

pub const SECRET: &str = "a1b1c1d1";
const NOW: i64 = 1_746_050_702;

/// The scanner and serde_json agree on what is JSON and on what it says; the scanner is stricter in
/// one thing, keys that occur twice.
pub fn json(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let ours = json::document(text);
    if let Some(theirs) = reference::accepts(text, true) {
        assert_eq!(ours.is_ok(), theirs, "{ours:?}");
    }
    let mut loose = json::Scanner::new(text);
    loose.space();
    let loose = loose.value().and_then(|_| loose.end());
    if let Some(theirs) = reference::accepts(text, false) {
        assert_eq!(loose.is_ok(), theirs, "{loose:?}");
    }
    let (Ok(raw), Some(true)) = (ours, reference::accepts(text, true)) else {
        return;
    };
    if let Ok(content) = serde_json::from_str::<String>(text) {
        assert_eq!(raw.content(), content.as_str());
        let mut written = String::new();
        json::write_text(&mut written, &content);
        let read = serde_json::from_str::<String>(&written);
        assert_eq!(read.expect("written text is JSON"), content);
    }
    assert_eq!(raw.compact(), reference::compact(raw.text));
    let members = json::object(text);
    assert_eq!(members.is_ok(), raw.kind == Kind::Object);
    let Ok(members) = members else {
        return;
    };
    let theirs = reference::fields(text);
    assert_eq!(members.len(), theirs.len());
    for member in members {
        let value = theirs[member.key.as_ref()].get();
        assert_eq!(member.value.text, value);
        if let Ok(content) = serde_json::from_str::<String>(value) {
            assert_eq!(member.content, content.as_str());
        }
    }
}

/// The canonical string is what the reference writes, and nothing else is signed.
pub fn canonical(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let ours = sign::canonical_string(text, SECRET);
    let signature = sign::sign(text, SECRET);
    let Ok(ours) = ours else {
        assert!(signature.is_err());
        let object = text
            .trim_start_matches([' ', '\t', '\r', '\n'])
            .starts_with('{');
        assert!(!object || reference::accepts(text, true) != Some(true));
        return;
    };
    let form = Form {
        appkey: true,
        empty: false,
        compact: false,
    };
    let theirs = reference::canonical(&reference::fields(text), form, SECRET);
    assert_eq!(ours, theirs);
    assert_eq!(signature.as_deref(), Ok(reference::sha1(&theirs).as_str()));
}

/// Nothing is accepted whose signature the reference does not find right; what is built verifies; a
/// changed byte is noticed.
pub fn verify(data: &[u8]) {
    checked(data);
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(body) = notification::sign_notification(text, SECRET) else {
        return;
    };
    if let Some(reason) = checked(body.as_bytes()) {
        let unsigned = ["malformed", "missing_signature", "bad_signature"];
        assert!(!unsigned.contains(&reason), "{reason}: {body}");
    }
    // Where and what to change comes from the data as well.
    let sum = data.iter().fold(7usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(*byte))
    });
    tampered(&body, sum % body.len(), (sum >> 8) as u8);
}

/// Changes one byte of a body that verified. Where it still verifies, nothing that was signed changed.
pub fn tampered(body: &str, at: usize, byte: u8) {
    let mut bytes = body.as_bytes().to_vec();
    bytes[at] = byte;
    if checked(&bytes).is_some() {
        return;
    }
    let after = std::str::from_utf8(&bytes).expect("accepted bytes are UTF-8");
    let (before, after) = (reference::fields(body), reference::fields(after));
    let built = reference::NOTIFICATION;
    let signed = reference::canonical(&before, built, "");
    // What is empty is not signed, so that its name is anybody's.
    let same = |form: &Form| reference::canonical(&after, *form, "") == signed;
    assert!(reference::FORMS.iter().any(same), "{body:?} at {at}");
}

/// Verifies, and holds an acceptance against the reference. Returns the reason of a refusal.
fn checked(data: &[u8]) -> Option<&'static str> {
    let mut verdicts = [Reader::JavaScript, Reader::Rust].map(|reader| {
        let result = notification::verify(data, &["another", SECRET], None, NOW, reader);
        if let Ok(verified) = &result {
            let text = std::str::from_utf8(data).expect("accepted bytes are UTF-8");
            assert_ne!(reference::accepts(text, true), Some(false));
            assert!(reference::signed(text, SECRET));
            if let Some(repaired) = &verified.checked.repaired {
                assert_ne!(reference::accepts(repaired, false), Some(false));
            }
            if reader == Reader::Rust {
                let _ = verified.decode();
            }
        }
        result.err().map(|refused| refused.reason.name())
    });
    verdicts.sort_unstable();
    assert_eq!(verdicts[0], verdicts[1]);
    let window = Some(Window::default());
    let timed = notification::verify(data, &[SECRET], window, NOW, Reader::JavaScript);
    // A window refuses more, never less.
    assert!(verdicts[0].is_none() || timed.is_err());
    verdicts[0]
}

/// An answer that is accepted is JSON with a code of success, and so is what is read instead of it.
pub fn answer(data: &[u8]) {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let operation = OPERATIONS.get(usize::from(*first)).copied();
    for reader in [Reader::JavaScript, Reader::Rust] {
        match read::check(body, operation, reader) {
            Ok(checked) => {
                let text = std::str::from_utf8(body).expect("accepted bytes are UTF-8");
                assert_ne!(reference::accepts(text, false), Some(false));
                if let Some(repaired) = &checked.repaired {
                    assert_ne!(
                        reference::accepts(repaired, false),
                        Some(false),
                        "{repaired}"
                    );
                }
                let code = proxy::code(body).expect("success has a code");
                assert!(code == "200" || code == "0", "{code}");
                assert!(!proxy::proves_not_executed(operation, 200, Some(&code)));
            }
            Err(Error::Api(refusal)) => assert_ne!(refusal.code, "200"),
            Err(_) => {}
        }
    }
}

/// However a file is cut into pieces, its lines are the same, and no sum counts one twice.
pub fn cdr(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = FileName::parse(text);
    }
    type Line = Result<Option<[String; 8]>, eiotclub::cdr::Flaw>;
    let lines = |piece: &[u8], first: bool| -> Vec<Line> {
        let lines = Lines::new(piece, first);
        lines
            .map(|line| line.map(|record| record.map(|record| record.columns().map(str::to_owned))))
            .collect()
    };
    let whole = lines(data, true);
    let mut cut = Vec::new();
    for (at, piece) in data.split_inclusive(|byte| *byte == b'\n').enumerate() {
        cut.append(&mut lines(piece, at == 0));
    }
    assert_eq!(whole, cut);
    let mut totals = Totals::new(
        Groups {
            days: true,
            networks: true,
        },
        7,
    );
    let mut add = || {
        let mut records = 0u64;
        for record in Lines::new(data, true).flatten().flatten() {
            records += u64::from(totals.add(&record).is_ok());
        }
        (records, totals.records(), totals.bytes())
    };
    let (taken, records, bytes) = add();
    assert!(records <= taken);
    assert_eq!(add().1, records);
    assert_eq!(totals.bytes(), bytes);
    assert_eq!(totals.by_card().map(|(_, sum)| sum).sum::<u64>(), bytes);
    assert_eq!(totals.by_network().map(|(_, sum)| sum).sum::<u64>(), bytes);
}

const ALLOW: [&str; 3] = ["cards", "packages.order", "/api/v3/new/thing"];
const LAYERS: &str = r#"[{"pin":{"renew":1,"memo":"by proxy"},"deny":["network"]},{"allow":{"iccid":["8985",8986]}}]"#;

/// What passes is listed, has its pins, and names no card but the caller's; what it makes of an answer
/// never shows a credential.
pub fn proxy(data: &[u8]) {
    match proxy::clean(data, "k000001", SECRET) {
        Answer::Clean => assert!(!holds(data, SECRET)),
        Answer::Secret => assert!(holds(data, SECRET)),
        Answer::Masked(masked) => {
            assert!(holds(data, "k000001") && !holds(&masked, SECRET));
            let json = |bytes: &[u8]| {
                std::str::from_utf8(bytes).is_ok_and(|text| json::document(text).is_ok())
            };
            // Two names that were masked may have become one.
            let read = |bytes: &[u8]| {
                let text = std::str::from_utf8(bytes).ok()?;
                reference::accepts(text, false)
            };
            assert!(!json(data) || read(&masked) != Some(false));
        }
    }
    let Ok(question) = proxy::read(data, &ALLOW) else {
        return;
    };
    match question.operation {
        Some(operation) => assert!(
            operation.name.starts_with("cards.") || operation.name == "packages.order",
            "{}",
            operation.name
        ),
        None => assert_eq!(question.path, "/api/v3/new/thing"),
    }
    assert!(!reference::fields(question.params).contains_key("__proto__"));
    let Ok(passed) = proxy::apply(question.params, question.operation, LAYERS) else {
        return;
    };
    assert_eq!(reference::accepts(&passed, true), Some(true));
    let fields = reference::fields(&passed);
    assert_eq!(fields["renew"].get(), "1");
    assert_eq!(fields["memo"].get(), "\"by proxy\"");
    assert!(!fields.contains_key("network") && !fields.contains_key("imsi"));
    let mut named = 0;
    for field in ["iccid", "iccids", "iccid_arr", "oldIccid", "newIccid"] {
        let Some(value) = fields.get(field) else {
            continue;
        };
        let items = match serde_json::from_str::<Vec<Box<RawValue>>>(value.get()) {
            Ok(items) => items.iter().map(|item| plain(item.get())).collect(),
            Err(_) => plain(value.get())
                .split(',')
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        };
        assert!(
            items.iter().all(|one| one == "8985" || one == "8986"),
            "{items:?}"
        );
        named += items.len();
    }
    assert!(named > 0);
    let again = proxy::apply(&passed, None, LAYERS);
    assert_eq!(again.as_deref(), Ok(passed.as_str()));
}

fn plain(value: &str) -> String {
    serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned())
}

fn holds(data: &[u8], word: &str) -> bool {
    data.windows(word.len())
        .any(|window| window == word.as_bytes())
}
