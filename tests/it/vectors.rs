//! Signatures of an independent implementation of the platform's algorithm.

use eiotclub::notification;
use eiotclub::schema::check::Reader;
use eiotclub::sign;
use serde::Deserialize;

#[derive(Deserialize)]
struct Request {
    name: String,
    params: String,
    secret: String,
    canonical: String,
    sign: String,
}

#[derive(Deserialize)]
struct Callback {
    name: String,
    expect: String,
    body: String,
    secret: String,
    event: Option<String>,
}

#[test]
fn requests() {
    let all: Vec<Request> = serde_json::from_str(include_str!("../vectors/requests.json")).unwrap();
    assert_eq!(all.len(), 63);
    for one in all {
        let canonical = sign::canonical_string(&one.params, &one.secret).unwrap();
        assert_eq!(canonical, one.canonical, "{}", one.name);
        assert_eq!(
            sign::sign(&one.params, &one.secret).unwrap(),
            one.sign,
            "{}",
            one.name
        );
    }
}

#[test]
fn notifications() {
    let all: Vec<Callback> =
        serde_json::from_str(include_str!("../vectors/notifications.json")).unwrap();
    assert_eq!(all.len(), 86);
    for one in all {
        for reader in [Reader::JavaScript, Reader::Rust] {
            let result = notification::verify(one.body.as_bytes(), &[&one.secret], None, 0, reader);
            let verdict = match &result {
                Ok(_) => "accept",
                Err(refused) => refused.reason.name(),
            };
            assert_eq!(verdict, one.expect, "{}", one.name);
            let Ok(verified) = result else { continue };
            if let Some(event) = &one.event {
                assert_eq!(&verified.event, event, "{}", one.name);
            }
            if reader == Reader::Rust {
                verified
                    .decode()
                    .unwrap_or_else(|why| panic!("{}: {why}", one.name));
            }
        }
    }
}

#[test]
fn rotation_accepts_either_secret() {
    let all: Vec<Callback> =
        serde_json::from_str(include_str!("../vectors/notifications.json")).unwrap();
    let one = all
        .iter()
        .find(|one| one.name == "second secret of two")
        .unwrap();
    let secrets = ["a1b1c1d1", one.secret.as_str()];
    assert!(notification::verify(one.body.as_bytes(), &secrets, None, 0, Reader::Rust).is_ok());
    assert!(
        notification::verify(one.body.as_bytes(), &secrets[..1], None, 0, Reader::Rust).is_err()
    );
}
