//! `POST /api/v3/package/queryOrderPackageByPackageCode`

use crate::api::operation;
use crate::api::packages::PackageType;
use crate::api::packages::PeriodType;
use crate::schema::record;

record! {
    /// Describes a package.
    request GetPackage {
        /// Code of the package.
        package_code: String = "packageCode", required;
    }
}

record! {
    /// A package. Its price is not told here.
    response Package {
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// Data volume; 1 GB is 1024 MB.
        flow_size: i64 = "flowSize", required, unit "MB";
        /// Validity, in units of `periodType`.
        period_size: i64 = "periodSize", required;
        /// Unit of the validity.
        period_type: PeriodType = "periodType", required;
        /// Where it works.
        zone: PackageZone = "zone", required;
    }
}

record! {
    /// Where the package works.
    response PackageZone {
        /// The name.
        name: String = "name", required;
        /// The countries.
        countries: Vec<PackageCountry> = "countries", required;
    }
}

record! {
    /// A country and its networks.
    response PackageCountry {
        /// The name.
        name: String = "name", optional;
        /// Names of the networks.
        operators: Vec<PackageNetwork> = "operators", optional;
    }
}

record! {
    /// A network.
    response PackageNetwork {
        /// The name.
        name: String = "name", required;
        /// Radio technology, such as `4G`.
        network_type: String = "networkType", required;
    }
}

operation! {
    GetPackage => Package: "packages.get", "/api/v3/package/queryOrderPackageByPackageCode",
        Read, source "306595386e0";
}
