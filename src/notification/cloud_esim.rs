//! Events of cloud eSIMs.

pub mod card_stopped;
pub mod flow_alert;
pub mod locked;
pub mod pkg_activate;
pub mod pkg_deactivate;
pub mod refund;
pub mod sub_pkg_list;
pub mod switch_product;
pub mod unlock;
