//! SIM cards: what there is, what state it is in, and what can be done with it.
//!
//! ```
//! use eiotclub::api::cards::{CardStatus, list::ListCards};
//! # use eiotclub::client::read;
//!
//! let request = ListCards {
//!     page_num: 1.into(),
//!     card_status: Some(CardStatus::Activated),
//!     ..ListCards::default()
//! };
//! // let answered = client.send(&request).await?;
//! # let answered = read::<ListCards>(br#"{"code":"200","message":"x","data":{"totalPage":1,"cardInfoList":[{"iccid":"89852243101000600107","cardStatus":"ACTIVATED_NAME","monthRemainFlow":97.50}]}}"#)?;
//! # assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"pageNum":"1","cardStatus":"ACTIVATED_NAME"}"#);
//! let page = answered.data.unwrap();
//! for card in page.card_info_list.unwrap_or_default() {
//!     assert_eq!(card.card_status, Some(CardStatus::Activated));
//!     // MB, as the platform wrote it.
//!     assert_eq!(card.month_remain_flow.unwrap().as_str(), "97.50");
//! }
//! // Fields that the platform promises and left out are told.
//! assert!(answered.drift.iter().any(|drift| drift.field == "data.cardInfoList[].imsi"));
//! # Ok::<(), eiotclub::Error>(())
//! ```

pub mod add_iccids_to_pool;
pub mod add_imei_to_pool;
pub mod bind_device;
pub mod cancel_session;
pub mod count;
pub mod get;
pub mod list;
pub mod list_warnings;
pub mod network_options;
pub mod product;
pub mod refresh;
pub mod refresh_usage;
pub mod reset;
pub mod switch_network;
pub mod transfer_package;
pub mod unbind_device;
pub mod unlock_imei;

use crate::schema::codes;

codes! {
    /// State of a card.
    text CardStatus {
        /// May be activated.
        ActivationReady = "ACTIVATION_READY_NAME",
        /// Waits for its activation.
        NonActivated = "NON_ACTIVATED_NAME",
        /// Active.
        Activated = "ACTIVATED_NAME",
        /// Switched off.
        Deactivated = "DEACTIVATED_NAME",
        /// Out of service for good. Documented as a filter only.
        Retired = "RETIRED_NAME",
        /// Its package has stopped, the card itself still works. Documented in answers only.
        ActivatedBase = "ACTIVATED_BASE",
    }
}

codes! {
    /// Whether the card's user has been identified by name.
    int RealName {
        /// Not identified.
        No = 0,
        /// Identified.
        Yes = 1,
    }
}

codes! {
    /// What the remaining data belongs to.
    int RemainingKind {
        /// The card's package.
        Package = 0,
        /// The pool the card shares.
        Pool = 1,
    }
}

codes! {
    /// Lock by the IMEI pool.
    int ImeiPoolStatus {
        /// Not locked.
        Unlocked = 0,
        /// Locked: the card is suspended.
        Locked = 1,
    }
}

codes! {
    /// Membership in an IMEI pool.
    int ImeiPoolMembership {
        /// In no pool.
        None = 0,
        /// In a pool.
        Member = 1,
        /// In a pool for the time being.
        Temporary = 2,
    }
}

codes! {
    /// What limits a package; the same idea as `packageType`, numbered differently.
    int PackageKind {
        /// By volume.
        Volume = 0,
        /// By time.
        Time = 1,
        /// By time, with reduced speed.
        TimeReducedSpeed = 2,
    }
}
