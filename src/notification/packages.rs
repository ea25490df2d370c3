//! Events of a card's packages.

pub mod pkg_effective;
pub mod pkg_quantity_list;
pub mod refund;
pub mod sub_pkg_list;

use crate::schema::codes;

codes! {
    /// Where a package is in its life.
    int PackageState {
        /// Not begun.
        Pending = 0,
        /// In use.
        InUse = 1,
        /// Over, also by a refund.
        Finished = 2,
    }
}

codes! {
    /// How a package was bought. The literal for API orders is inferred from the platform's text.
    text SalesChannel {
        /// By the card's user.
        User = "USER",
        /// Given by the platform so that the card stays online.
        System = "SYSTEM",
        /// Moved from another card.
        Transfer = "TRANSFER",
        /// In the platform's console.
        Platform = "PLATFORM",
        /// Through this API.
        Api = "API",
    }
}
