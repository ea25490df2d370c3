//! `POST /api/v3/cloudesim/pkg/list`

use crate::api::operation;
use crate::api::packages::PackageType;
use crate::api::packages::PeriodType;
use crate::schema::record;

record! {
    /// Lists what a cloud eSIM can order. Prices are in US cents here and in major units in the records.
    request ListCloudEsimPackages {
        /// EID of the cloud eSIM.
        eid: String = "eid", required;
    }
}

record! {
    /// Packages on offer.
    response CloudEsimOffers {
        /// The rows.
        list: Vec<CloudEsimOffer> = "list", required;
    }
}

record! {
    /// A package on offer.
    response CloudEsimOffer {
        /// The price.
        price: i64 = "price", required, unit "US cents";
        /// Data volume.
        flow_size_bytes: i64 = "flowSizeBytes", required, unit "bytes";
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// Code of the product.
        product_code: String = "productCode", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// Validity, in units of `periodType`.
        period_size: i64 = "periodSize", required;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", required;
        /// Where it works.
        zone: CloudEsimZone = "zone", required;
    }
}

record! {
    /// Where the package works.
    response CloudEsimZone {
        /// Address of a picture.
        img: String = "img", optional;
        /// The name.
        name: String = "name", required;
        /// The countries.
        countries: Vec<CloudEsimCountry> = "countries", required;
    }
}

record! {
    /// A country and its networks.
    response CloudEsimCountry {
        /// Address of a picture.
        img: String = "img", optional;
        /// The name.
        name: String = "name", required;
        /// Names of the networks.
        operators: Vec<CloudEsimNetwork> = "operators", required;
    }
}

record! {
    /// A network.
    response CloudEsimNetwork {
        /// The name.
        name: String = "name", required;
        /// Radio technology, such as `4G`.
        network_type: String = "networkType", required;
    }
}

operation! {
    ListCloudEsimPackages => CloudEsimOffers: "cloudEsim.listPackages", "/api/v3/cloudesim/pkg/list",
        Read, source "359350544e0";
}
