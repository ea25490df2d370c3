//! `POST /api/v3/package/listOrderPackageByProduct`

use crate::api::operation;
use crate::api::packages::PackageType;
use crate::api::packages::PeriodType;
use crate::schema::record;

record! {
    /// Lists the packages that cards of a product can order. No operation lists products: codes come from cards, from
    /// `cards.product` and from the event `SwitchProduct`.
    request ListPackagesForProduct {
        /// Code of the product.
        product_code: String = "productCode", required;
    }
}

record! {
    /// Packages of a product.
    response ProductPackages {
        /// The rows.
        list: Vec<ProductPackage> = "list", required;
    }
}

record! {
    /// A package of a product. The platform promises little but the zone.
    response ProductPackage {
        /// Code of the package.
        package_code: String = "packageCode", optional;
        /// The platform's name of the package.
        package_name: String = "packageName", optional;
        /// The price.
        price: i64 = "price", optional, unit "US cents";
        /// What limits the package.
        package_type: PackageType = "packageType", optional;
        /// Data volume; 1 GB is 1024 MB.
        flow_size: i64 = "flowSize", optional, unit "MB";
        /// Validity, in units of `periodType`.
        period_size: i64 = "periodSize", optional;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", optional;
        /// Where it works.
        zone: SalesZone = "zone", required;
    }
}

record! {
    /// Where the package works.
    response SalesZone {
        /// The name.
        name: String = "name", required;
        /// Address of a picture.
        img: String = "img", required;
        /// The countries.
        countries: Vec<SalesCountry> = "countries", required;
    }
}

record! {
    /// A country and its networks.
    response SalesCountry {
        /// The name.
        name: String = "name", required;
        /// Address of a picture.
        img: String = "img", required;
        /// Names of the networks.
        operators: Vec<SalesNetwork> = "operators", required;
    }
}

record! {
    /// A network.
    response SalesNetwork {
        /// The name.
        name: String = "name", required;
        /// Radio technology, such as `4G`.
        network_type: String = "networkType", required;
    }
}

operation! {
    ListPackagesForProduct => ProductPackages: "packages.listForProduct", "/api/v3/package/listOrderPackageByProduct",
        Read, source "261214352e0";
}
