//! A platform small enough to be seen to be right. It knows which call's request each order came from.

use crate::plan::Plan;
use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub struct Order {
    pub id: u64,
    pub operation: &'static str,
    pub number: String,
    pub card: String,
    pub package: String,
    /// The call whose request was taken; `None` for one that existed before.
    pub by: Option<usize>,
    pub created: i64,
    /// Look-ups until it shows.
    hidden: u32,
}

#[derive(Clone, Debug)]
pub struct Platform {
    pub orders: Vec<Order>,
    /// Orders that were refunded, and by which call.
    pub refunds: Vec<(String, usize)>,
    lag: u32,
    ignores_numbers: bool,
}

impl Platform {
    pub fn new(plan: &Plan, now: i64) -> Platform {
        let old = Order {
            id: 1,
            operation: "packages.order",
            number: "old".into(),
            card: "A".into(),
            package: "P".into(),
            by: None,
            created: now - 1_000_000,
            hidden: 0,
        };
        let cloud = Order {
            id: 2,
            operation: "cloudEsim.purchase",
            ..old.clone()
        };
        Platform {
            orders: match plan.has_old_order {
                true => vec![cloud, old],
                false => Vec::new(),
            },
            refunds: Vec::new(),
            lag: plan.lag,
            ignores_numbers: plan.ignores_numbers,
        }
    }

    /// Takes a request, and answers it.
    pub fn take(&mut self, operation: &'static str, params: &Value, by: usize, now: i64) -> String {
        let text = |name: &str| params[name].as_str().unwrap_or_default().to_owned();
        if operation == "packages.refund" {
            let order = text("orderId");
            if self.refunds.iter().any(|(refunded, _)| *refunded == order) {
                return r#"{"code":"42008"}"#.into();
            }
            self.refunds.push((order, by));
            return r#"{"code":"200","data":{}}"#.into();
        }
        let number = text("outTradeNo");
        // No page says that a cloud eSIM's number is taken only once.
        let taken = self
            .orders
            .iter()
            .find(|order| order.number == number && order.operation == operation)
            .filter(|_| operation != "cloudEsim.purchase");
        if let Some(taken) = taken {
            return match operation {
                "esim.purchase" if taken.id % 2 == 0 => {
                    json!({ "code": 503016, "data": { "orderId": taken.id.to_string() } })
                }
                "esim.purchase" => json!({ "code": "503016" }),
                _ => json!({ "code": "42002" }),
            }
            .to_string();
        }
        let id = 100 + self.orders.len() as u64;
        let card = match operation {
            "cloudEsim.purchase" => text("eid"),
            _ => text("iccid"),
        };
        let package = match operation {
            "esim.purchase" => text("eSIMGoodsCode"),
            _ => text("packageCode"),
        };
        self.orders.push(Order {
            id,
            operation,
            number,
            card,
            package,
            by: Some(by),
            created: now,
            hidden: self.lag,
        });
        let data = match operation {
            "packages.order" => json!({ "orderNumber": format!("x{id}"), "orderId": id }),
            "cloudEsim.purchase" => json!({ "eshopOrderId": id }),
            _ => json!({ "orderId": id.to_string(), "iccid": "", "activationCode": "" }),
        };
        json!({ "code": "200", "message": "ok", "data": data }).to_string()
    }

    /// Answers a look-up by its `data`.
    pub fn look_up(&mut self, operation: &str, params: &Value) -> String {
        if operation == "packages.orderStatus" {
            let order = &params["orderId"];
            let is_refunded = self.refunds.iter().any(|(refunded, _)| order == refunded);
            return json!({ "status": if is_refunded { -1 } else { 1 } }).to_string();
        }
        for order in &mut self.orders {
            order.hidden = order.hidden.saturating_sub(1);
        }
        let shown = self.orders.iter().filter(|order| order.hidden == 0);
        let rows: Vec<Value> = match operation {
            "packages.orderDetails" => shown
                .filter(|order| {
                    order.operation == "packages.order"
                        // The platform takes the text for a list of numbers.
                        && params["outTradeNoArrStr"].as_str().is_some_and(|all| {
                            self.ignores_numbers || all.split(',').any(|number| number == order.number)
                        })
                        && params["state"] == json!(order.id % 3)
                })
                .map(|order| {
                    json!({ "outTradeNo": order.number, "iccid": order.card,
                        "packageCode": order.package, "orderNumber": format!("x{}", order.id),
                        "orderId": order.id })
                })
                .collect(),
            "cloudEsim.listOrders" => shown
                .filter(|order| {
                    order.operation == "cloudEsim.purchase" && params["eid"] == json!(order.card)
                })
                .map(|order| {
                    json!({ "eid": order.card, "packageCode": order.package,
                        "createDate": order.created.to_string(), "eshopOrderId": order.id })
                })
                .collect(),
            other => panic!("{other} is not asked for"),
        };
        match operation {
            "packages.orderDetails" => Value::from(rows).to_string(),
            _ => json!({ "list": rows, "total": 0 }).to_string(),
        }
    }

    /// Everything that was taken shows.
    pub fn settle(&mut self) {
        for order in &mut self.orders {
            order.hidden = 0;
        }
    }

    /// Whether the call's order is taken and shows by now.
    pub fn shows(&self, call: usize) -> bool {
        let own = |order: &&Order| order.by == Some(call);
        self.orders
            .iter()
            .any(|order| own(&order) && order.hidden == 0)
            || self.refunds.iter().any(|(_, by)| *by == call)
    }

    /// How many orders a call's requests placed.
    pub fn placed_by(&self, call: usize) -> usize {
        let orders = self.orders.iter().filter(|order| order.by == Some(call));
        orders.count() + self.refunds.iter().filter(|(_, by)| *by == call).count()
    }

    /// For the test of the check itself.
    pub fn pretend_taken(&mut self, call: usize) {
        self.refunds.retain(|(_, by)| *by != call);
        self.orders.retain(|order| order.by != Some(call));
        self.refunds.push(("pretended".into(), call));
    }
}
