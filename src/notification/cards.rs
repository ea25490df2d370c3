//! Events of a card itself.

pub mod card_imei_locked;
pub mod card_moved_in_imei_pool;
pub mod card_moved_out_imei_pool;
pub mod card_stopped;
pub mod flow_alert;
pub mod imei_unlock;
pub mod switch_product;
