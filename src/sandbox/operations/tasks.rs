//! Batch tasks.

use super::{Answer, Params};
use crate::sandbox::world::World;
use serde_json::{Value, json};

/// Performs `tasks.<method>`; nothing where it is not emulated.
pub fn perform(method: &str, params: &Params<'_>, world: &mut World) -> Option<Answer> {
    (method == "query").then(|| query(params, world))
}

/// Ids that no task has are left out.
fn query(params: &Params<'_>, world: &World) -> Answer {
    let ids = params.items("ids").ok_or(43332u32)?;
    if ids.len() > 100 {
        return Err(43332);
    }
    let found = ids.iter().filter_map(|id| world.task(id.parse().ok()?));
    let rows = found.map(|task| {
        let (id, status) = (task.id.to_string(), task.progress.wire());
        json!({ "id": id, "status": status, "result": task.result })
    });
    Ok(Value::Array(rows.collect()))
}
