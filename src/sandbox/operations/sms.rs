//! Text messages.

use super::{Answer, Params};
use crate::sandbox::world::{Stage, World};
use serde_json::json;

/// Performs `sms.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    (method == "send").then(|| send(params, world))
}

fn send(params: &Params<'_>, world: &mut World) -> Answer {
    let card = params.card(world)?;
    params.short("message", 300, 42000)?;
    // A card that was never in a network, or is out of it for good, has no number to send to.
    if world.cards[card].stage != Stage::Activated {
        return Err(45101);
    }
    Ok(json!({ "trans_id": world.random.alphanumeric(26) }))
}
