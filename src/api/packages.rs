//! Packages: what a card can order, ordering, order state, refund.

pub mod get;
pub mod list_for_card;
pub mod list_for_product;
pub mod list_orders;
pub mod order;
pub mod order_details;
pub mod order_status;
pub mod refund;
pub mod refund_amount;

use crate::schema::codes;

codes! {
    /// What limits a package.
    int PackageType {
        /// By volume.
        Volume = 2,
        /// By time.
        Time = 3,
        /// By time, with reduced speed.
        TimeReducedSpeed = 4,
    }
}

codes! {
    /// Unit of a package's validity.
    int PeriodType {
        /// Months.
        Month = 1,
        /// Days: the platform's text is lost, its examples say so.
        Day = 2,
    }
}

codes! {
    /// Whether the shop offers a package.
    int ShopStatus {
        /// Not offered.
        Unlisted = 0,
        /// Offered.
        Listed = 1,
    }
}

codes! {
    /// The operator of a package.
    int Operator {
        /// International; the only value documented.
        International = 5,
    }
}

codes! {
    /// A flag.
    int Flag {
        /// No.
        No = 0,
        /// Yes.
        Yes = 1,
    }
}
