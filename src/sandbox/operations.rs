//! What the operations do, one file for each group.

mod account;
mod cards;
mod cdr;
mod cloud_esim;
mod esim;
mod packages;
mod params;
mod pools;
mod sms;
mod tasks;

pub use cards::card_status;
pub use params::{Params, Size};

use super::Refused;
use super::world::World;
use crate::json::Member;
use serde_json::Value;

/// The answer's `data`, or the platform's code.
pub type Answer = Result<Value, Refused>;

/// Performs an operation by its name; nothing where it is not emulated.
pub fn perform(name: &str, members: &[Member<'_>], world: &mut World) -> Option<Answer> {
    let params = Params(members);
    if let Err(code) = operator(&params) {
        return Some(Err(code));
    }
    let (group, method) = name.split_once('.')?;
    match group {
        "account" => account::perform(method, &params, world),
        "cards" => cards::perform(method, &params, world),
        "cdr" => cdr::perform(method, &params, world),
        "cloudEsim" => cloud_esim::perform(method, &params, world),
        "esim" => match method {
            // It is a cloud eSIM that a profile is installed on.
            "install" => Some(cloud_esim::install(&params, world)),
            _ => esim::perform(method, &params, world),
        },
        "packages" => packages::perform(method, &params, world),
        "pools" => pools::perform(method, &params, world),
        "sms" => sms::perform(method, &params, world),
        "tasks" => tasks::perform(method, &params, world),
        _ => None,
    }
}

/// No page describes `operator`, and many an example sends it: 5 is the platform of these cards, 1 to
/// 4 were those of domestic ones.
fn operator(params: &Params<'_>) -> Result<(), Refused> {
    match params.int("operator", 41020)? {
        None | Some(5) => Ok(()),
        Some(1..=4) => Err(41008),
        Some(_) => Err(41020),
    }
}
