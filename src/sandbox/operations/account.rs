//! The account.

use super::{Answer, Params};
use crate::sandbox::world::{World, money};
use serde_json::json;

/// Performs `account.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, _: &Params<'_>, world: &mut World) -> Option<Answer> {
    Some(match method {
        "balance" => Ok(json!({ "balance": money(world.cents), "currency": "USD" })),
        _ => return None,
    })
}
