//! Each flow of the platform, natively: the bench they share, and one file for each group.

mod cards;
mod cdr;
mod cloud_esim;
mod codes;
mod delivery;
mod esim;
mod gate;
mod packages;
mod pools;

use super::*;
use crate::client::answer;
use crate::client::call::{Call, Credentials, Stamp};
use crate::error::Error;
use crate::notification::{self, Event, Notification};
use crate::schema::check::Reader;

const START: i64 = 1_767_225_600;
const DAY: i64 = 86_400;

pub struct Bench {
    sandbox: Sandbox,
    nonce: u32,
    card: String,
}

impl Bench {
    pub fn new() -> Self {
        let mut bench = Bench {
            sandbox: Sandbox::new(config(7)),
            nonce: 0,
            card: String::new(),
        };
        let idle = bench
            .ask("cards.list", r#"{"cardStatus":"ACTIVATION_READY_NAME"}"#)
            .unwrap();
        bench.card = idle["cardInfoList"][0]["iccid"].as_str().unwrap().into();
        bench
    }

    pub fn body(&mut self, name: &str, params: &str) -> (&'static str, String) {
        self.nonce += 1;
        let operation = api::by_name(name).unwrap();
        // What the client would refuse has to reach the sandbox's own checks.
        let call = Call::operation(operation, params)
            .or_else(|_| Call::path(operation.path, params, None))
            .unwrap();
        let credentials = Credentials::new("000001", "s").unwrap();
        (
            operation.path,
            call.body(&credentials, Stamp::new(self.sandbox.clock(), self.nonce)),
        )
    }

    /// An answer's data or the platform's code; any departure from the documentation is a failure.
    pub fn ask(&mut self, name: &str, params: &str) -> Result<Value, String> {
        let (path, body) = self.body(name, params);
        let reply = self.sandbox.handle("POST", path, body.as_bytes(), START);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let operation = api::by_name(name).unwrap();
        match answer::check(reply.body.as_bytes(), Some(operation), Reader::Rust) {
            Ok(checked) => {
                assert_eq!(checked.drift, [], "{name}");
                Ok(serde_json::from_str::<Value>(&reply.body).unwrap()["data"].take())
            }
            Err(Error::Api(refusal)) => Err(refusal.code),
            Err(other) => panic!("{name}: {other}"),
        }
    }

    pub fn raw(&mut self, body: &str) -> String {
        let reply = self
            .sandbox
            .handle("POST", "/api/v3/agent/balance", body.as_bytes(), START);
        let value: Value = serde_json::from_str(&reply.body).unwrap();
        value["code"].as_str().unwrap_or("none").into()
    }

    pub fn order(&mut self, code: &str, number: &str) -> Result<i64, String> {
        let params = json!({ "iccid": self.card, "packageCode": code, "outTradeNo": number });
        self.ask("packages.order", &params.to_string())
            .map(|order| order["orderId"].as_i64().unwrap())
    }

    pub fn refund(&mut self, order: i64) -> Result<Value, String> {
        let params = json!({ "iccid": self.card, "orderId": order.to_string(), "remark": "test" });
        self.ask("packages.refund", &params.to_string())
    }

    pub fn balance(&mut self) -> String {
        self.ask("account.balance", "{}").unwrap()["balance"]
            .as_str()
            .unwrap()
            .into()
    }

    /// What is delivered for the card under test, each verified and without drift.
    pub fn told(&mut self) -> Vec<Notification> {
        let mut told = Vec::new();
        for delivery in self.sandbox.due(START) {
            let now = self.sandbox.clock();
            let window = Some(notification::Window {
                past: 400 * DAY,
                future: 0,
            });
            let verified =
                notification::verify(delivery.body.as_bytes(), &["s"], window, now, Reader::Rust)
                    .unwrap();
            assert_eq!(verified.checked.drift, [], "{}", verified.event);
            if delivery.body.contains(&self.card) {
                told.push(verified.decode().unwrap());
            }
            self.sandbox.settled(delivery.number, "", true);
        }
        told
    }

    pub fn names(&mut self) -> Vec<String> {
        let told = self.told();
        let name = |event: &Event| format!("{event:?}").split('(').next().unwrap().to_owned();
        told.iter().map(|one| name(&one.event)).collect()
    }
}

fn config(seed: u64) -> Config {
    Config {
        appkey: "000001".into(),
        secret: "s".into(),
        seed,
        started: START,
        fixed_clock: true,
        ..Config::default()
    }
}
