//! `POST /api/v3/esim/goods`

use crate::api::operation;
use crate::api::packages::PackageType;
use crate::api::packages::PeriodType;
use crate::schema::record;

record! {
    /// Lists the eSIM goods on offer.
    request ListEsimGoods {}
}

record! {
    /// The goods.
    response EsimGoodsList {
        /// The rows.
        list: Vec<EsimGoods> = "list", required;
    }
}

record! {
    /// Goods.
    response EsimGoods {
        /// Code to buy it by.
        code: String = "code", optional;
        /// The name.
        name: String = "name", required;
        /// The price.
        price: i64 = "price", optional, unit "US cents";
        /// The package that belongs to it.
        package: EsimPackage = "package", required;
    }
}

record! {
    /// The package inside.
    response EsimPackage {
        /// Code of the package.
        package_code: String = "packageCode", required;
        /// The platform's name of the package.
        package_name: String = "packageName", required;
        /// Code of the product.
        product_code: String = "productCode", required;
        /// What limits the package.
        package_type: PackageType = "packageType", required;
        /// Data volume; 1 GB is 1024 MB.
        flow_size: i64 = "flowSize", required, unit "MB";
        /// Validity, in units of `periodType`.
        period_size: i64 = "periodSize", required;
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
    ListEsimGoods => EsimGoodsList: "esim.listGoods", "/api/v3/esim/goods",
        Read, source "261293423e0",
        zero true;
}
