//! `POST /api/v3/esim/install`

use crate::api::operation;
use crate::api::packages::Flag;
use crate::schema::record;

record! {
    /// Installs a profile on an eSIM.
    request InstallEsim {
        /// EID of the eSIM.
        eid: String = "eid", required;
        /// Code of the product.
        product_code: String = "productCode", required;
        /// Whether the profile is enabled at once.
        enable: serde_json::Value = "enable", optional;
        /// Code of a package for the card.
        sim_package_code: String = "simPackageCode", optional;
        /// Code of a package for the cloud eSIM.
        cloud_sim_package_code: String = "cloudSimPackageCode", optional;
        /// Whether the package renews itself.
        renew: Flag = "renew", optional;
    }
}

operation! {
    InstallEsim => serde_json::Value: "esim.install", "/api/v3/esim/install",
        Write;
}
