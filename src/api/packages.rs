//! Packages: what a card can order, ordering, order state, refund.
//!
//! ```
//! use eiotclub::Error;
//! use eiotclub::api::packages::order::OrderPackage;
//! # use eiotclub::client::read;
//!
//! let request = OrderPackage {
//!     iccid: "89852243101000600107".into(),
//!     package_code: "GJ-LLB-2G-30".into(),
//!     out_trade_no: "invoice-4711".into(),
//!     renew: None,
//! };
//! // let answered = client.send(&request).await;
//! # let answered = read::<OrderPackage>(br#"{"code":"42002","message":"x"}"#);
//! # let _ = request;
//! match answered {
//!     Ok(answered) => println!("ordered as {:?}", answered.data.unwrap().order_id),
//!     // The number was used before: the order is there already.
//!     Err(Error::Api(refusal)) if refusal.code == "42002" => {
//!         assert_eq!(refusal.known().unwrap().en, "outTradeNo already exists.");
//!     }
//!     Err(error) => return Err(error),
//! }
//! # Ok::<(), Error>(())
//! ```

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
