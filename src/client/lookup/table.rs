//! The look-up rule of each operation that costs money or cannot be taken back.
//!
//! The platform finds a package order and a pool subscription by the caller's number. It has no such
//! look-up for a cloud eSIM, whose orders are compared by package and time, and none at all for an
//! eSIM. Refunds and transfers have no number: there the order's state tells, or the card it moved to.

mod changes;
mod orders;

use super::rules::LookupRule;
use changes::{
    CARD_TRANSFER, CLOUD_ESIM_REFUND, CLOUD_ESIM_TRANSFER, ESIM_REFUND, PACKAGE_REFUND,
    POOL_CANCELLATION, POOL_CREATION, TEXT_MESSAGE,
};
use orders::{CLOUD_ESIM_PURCHASE, ESIM_INSTALL, ESIM_PURCHASE, PACKAGE_ORDER, POOL_SUBSCRIPTION};

/// Every rule. An operation that is missing here changes nothing, or nothing that costs money.
pub static RULES: &[LookupRule] = &[
    PACKAGE_ORDER,
    POOL_SUBSCRIPTION,
    CLOUD_ESIM_PURCHASE,
    ESIM_PURCHASE,
    ESIM_INSTALL,
    PACKAGE_REFUND,
    ESIM_REFUND,
    CLOUD_ESIM_REFUND,
    CARD_TRANSFER,
    CLOUD_ESIM_TRANSFER,
    POOL_CREATION,
    POOL_CANCELLATION,
    TEXT_MESSAGE,
];
