//! Events of a card itself.

pub mod card_stopped;
pub mod flow_alert;
