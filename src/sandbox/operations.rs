//! What the operations do, one file for each group.

mod account;
mod cards;
mod packages;

use super::Refused;
use super::world::World;
use crate::json::{Kind, Member};
use serde_json::Value;

/// The answer's `data`, or the platform's code.
pub type Answer = Result<Value, Refused>;

/// A request's fields, empty ones counted as missing.
pub struct Params<'p>(&'p [Member<'p>]);

impl Params<'_> {
    /// A scalar's text.
    pub fn text(&self, name: &str) -> Option<String> {
        let member = self.0.iter().find(|member| member.key == name)?;
        let scalar = matches!(member.value.kind, Kind::Text | Kind::Number);
        let content = member.value.content();
        (scalar && !content.is_empty()).then(|| content.into_owned())
    }

    /// The card that `iccid` names.
    pub fn card(&self, world: &World) -> Result<usize, Refused> {
        let iccid = self.text("iccid").ok_or(41003u32)?;
        if !iccid.bytes().all(|b| b.is_ascii_digit()) {
            return Err(41002);
        }
        world.card(&iccid).ok_or(42405)
    }

    /// The order that `iccid` and `orderId` name.
    pub fn order(&self, world: &World) -> Result<usize, Refused> {
        let card = self.card(world)?;
        let id: i64 = self
            .text("orderId")
            .and_then(|id| id.parse().ok())
            .ok_or(42003u32)?;
        let order = world.order(id);
        order
            .filter(|order| world.orders[*order].card == card)
            .ok_or(42004)
    }
}

/// Performs an operation by its name; nothing where it is not emulated.
pub fn perform(name: &str, members: &[Member<'_>], world: &mut World) -> Option<Answer> {
    let params = Params(members);
    let (group, method) = name.split_once('.')?;
    match group {
        "account" => account::perform(method, &params, world),
        "cards" => cards::perform(method, &params, world),
        "packages" => packages::perform(method, &params, world),
        _ => None,
    }
}
