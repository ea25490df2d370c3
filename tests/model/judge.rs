//! The three properties, and why a call could not be told.

use crate::plan::CallPlan;
use crate::world::{Ended, Running, World};
use serde_json::Value;

impl World {
    pub fn endings(&self) -> Vec<Ended> {
        let ended = |call: &Running| call.ended.clone().expect("every call ends");
        self.calls.iter().map(ended).collect()
    }

    /// Why a call could not be told, although its order showed when it ended; `None` if it did not show.
    pub fn why_unknown(&self, call: usize) -> Option<&'static str> {
        let (plan, running) = (&self.plan.calls[call], &self.calls[call]);
        let alike = |other: &&CallPlan| {
            other.operation == plan.operation
                && (&other.card, &other.package) == (&plan.card, &plan.package)
        };
        running.was_visible.then(|| {
            if running.was_aborted {
                "the caller ended it"
            } else if plan.operation == "esim.purchase" || plan.number == Some("a,b") {
                "no look-up is possible"
            } else if plan.failed_lookups > 0 {
                "look-ups failed"
            } else if plan.operation == "cloudEsim.purchase"
                && self.plan.calls.iter().filter(alike).count() > 1
            {
                "a call alike was open"
            } else if plan.number.is_some() {
                "the number is used for something else too"
            } else {
                "avoidable"
            }
        })
    }

    pub fn violation(&self) -> Option<String> {
        self.judge(&self.endings())
    }

    /// The three properties.
    pub fn judge(&self, endings: &[Ended]) -> Option<String> {
        for (at, ended) in endings.iter().enumerate() {
            let placed = self.platform.placed_by(at);
            if placed > 1 {
                return Some(format!("call {at} was placed {placed} times"));
            }
            match ended {
                Ended::Refused(why) | Ended::Failed(why) if placed > 0 => {
                    return Some(format!("call {at} was placed and is told as failed: {why}"));
                }
                Ended::Exists(order) if !self.exists(at, order) => {
                    return Some(format!(
                        "call {at} is told of an order that has not its number: {order}"
                    ));
                }
                Ended::Done { id, .. } if !self.is_own(at, id) => {
                    return Some(format!("call {at} is told as done, with order {id:?}"));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether there is such an order, under the number of the call.
    fn exists(&self, call: usize, order: &str) -> bool {
        let id = id_of(&serde_json::from_str(order).unwrap());
        let number = self.calls[call].state.order_number();
        let mut orders = self.platform.orders.iter();
        orders.any(|order| order.id.to_string() == id && Some(&order.number) == number.as_ref())
    }

    /// Whether an order is what the call was for.
    fn is_own(&self, call: usize, id: &str) -> bool {
        let plan = &self.plan.calls[call];
        if plan.operation == "packages.refund" {
            let order = if plan.card == "A" { "71" } else { "72" };
            return self
                .platform
                .refunds
                .iter()
                .any(|(refunded, _)| refunded == order);
        }
        let mut orders = self.platform.orders.iter();
        let Some(order) =
            orders.find(|order| order.id.to_string() == id && order.operation == plan.operation)
        else {
            return false;
        };
        let number = self.calls[call].state.order_number();
        let same_number = number.as_deref() == Some(order.number.as_str());
        match plan.operation {
            // Each purchase of a cloud eSIM is another one, whatever its number.
            "cloudEsim.purchase" => order.by == Some(call),
            // The answer about a taken number does not tell the goods.
            "esim.purchase" => same_number,
            _ => same_number && order.card == plan.card && order.package == plan.package,
        }
    }
}

/// The id in the `data` of an order's answer.
pub fn id_of(data: &Value) -> String {
    let mut names = ["eshopOrderId", "orderId"].into_iter();
    let id = names.find_map(|name| data.get(name));
    id.map_or(String::new(), |id| {
        id.as_str().map_or(id.to_string(), Into::into)
    })
}
