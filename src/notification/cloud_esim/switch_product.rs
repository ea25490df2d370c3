//! `event: CloudESimSwitchProduct`

use crate::notification::event;
use crate::schema::{Embedded, record};

record! {
    /// Cloud eSIMs were moved to another product.
    response CloudESimSwitchProduct {
        /// What it is about. Sent as a string of JSON, handed over decoded.
        data: Embedded<Vec<SwitchedCloudEsim>> = "data", required;
    }
}

record! {
    /// A cloud eSIM and its new product.
    response SwitchedCloudEsim {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
        /// Code of the product.
        product_code: String = "productCode", required;
    }
}

event! { CloudESimSwitchProduct: source "441022843e0"; }
