//! Each flow of the platform, natively: the bench they share, and one file for each group.

mod alerts;
mod cards;
mod cdr;
mod cloud_esim;
mod codes;
mod delivery;
mod esim;
mod filters;
mod gate;
mod moves;
mod packages;
mod pools;
mod refunds;
mod renewals;

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

    /// An order's id and number, and whether it is bought again when it ends.
    pub fn buy_order(&mut self, code: &str, number: &str, renew: i64) -> (i64, String) {
        let params = json!({ "iccid": self.card, "packageCode": code, "outTradeNo": number, "renew": renew });
        let order = self.ask("packages.order", &params.to_string()).unwrap();
        let number = order["orderNumber"].as_str().unwrap().to_owned();
        (order["orderId"].as_i64().unwrap(), number)
    }

    /// The orders of the card under test, by all filters, and their number.
    pub fn listed(&mut self, filters: &Value) -> (Vec<Value>, i64) {
        let mut params = filters.clone();
        params["iccid"] = self.card.as_str().into();
        let (path, body) = self.body("packages.listOrders", &params.to_string());
        let reply = self.sandbox.handle("POST", path, body.as_bytes(), START);
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        let rows = answer["data"].as_array().expect(&reply.body);
        (rows.clone(), answer["total"].as_i64().unwrap())
    }

    /// Some fields of each of the card's orders, oldest first.
    pub fn orders_of_card(&mut self, fields: &[&str]) -> Vec<Vec<Value>> {
        let rows = self.listed(&json!({})).0.into_iter();
        let shown = |row: Value| fields.iter().map(|field| row[*field].clone()).collect();
        rows.map(shown).collect()
    }

    /// The card under test.
    pub fn card_shown(&mut self) -> Value {
        let params = json!({ "iccid": self.card }).to_string();
        self.ask("cards.get", &params).unwrap()
    }

    /// Lets the card under test use so many MB a day from now on.
    pub fn uses(&mut self, megabytes: i64) {
        let index = self.sandbox.world.card(&self.card).unwrap();
        self.sandbox.world.cards[index].rate = megabytes;
    }

    pub fn balance(&mut self) -> String {
        self.ask("account.balance", "{}").unwrap()["balance"]
            .as_str()
            .unwrap()
            .into()
    }

    /// What is delivered for the card under test, each verified and without drift.
    pub fn told(&mut self) -> Vec<Notification> {
        let verified = self.verified().into_iter();
        verified.map(|(notification, _)| notification).collect()
    }

    /// The same as it came, but for `data`, which is decoded.
    pub fn said(&mut self) -> Vec<Value> {
        let verified = self.verified().into_iter();
        verified.map(|(_, body)| body).collect()
    }

    fn verified(&mut self) -> Vec<(Notification, Value)> {
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
                let mut body: Value = serde_json::from_str(&delivery.body).unwrap();
                if let Some(data) = body["data"].as_str() {
                    body["data"] = serde_json::from_str(data).unwrap();
                }
                told.push((verified.decode().unwrap(), body));
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
