//! What is on sale: products, the networks of their cards, and their packages.

/// A network that a card can be switched to, and the product that the card belongs to there.
pub struct Network {
    pub name: &'static str,
    pub product: &'static str,
}

const fn network(name: &'static str, product: &'static str) -> Network {
    Network { name, product }
}

/// What a card belongs to.
pub struct Product {
    pub code: &'static str,
    /// Every product of a family lists the networks of all: switching between them is what moves a
    /// card from one product to another.
    pub networks: &'static [Network],
    /// The network of its cards at the beginning.
    pub first_network: &'static str,
    pub zone: &'static str,
    pub country: &'static str,
    pub carriers: &'static [&'static str],
    /// Whether a card stays usable without a package.
    pub base: bool,
    /// Whether a card's user has to be identified by name before the first order.
    pub real_name: bool,
}

static DUAL: [Network; 5] = [
    network("ATT", "SB-GLOBAL-IOT"),
    network("TMobile", "SB-GLOBAL-IOT"),
    network("ChinaMobile", "SB-CHINA-IOT"),
    network("ChinaUnicom", "SB-CHINA-IOT"),
    network("ALL", "SB-GLOBAL-IOT"),
];
static TRIPLE: [Network; 4] = [
    network("ATT", "SB-US-VAT"),
    network("TMobile", "SB-US-VAT"),
    network("Verizon", "SB-US-VAT"),
    network("VAT", "SB-US-VAT"),
];
static TN: [Network; 7] = [
    network("USA-AT&T", "SB-TN-V3-W"),
    network("USA-TMobile", "SB-TN-V3-W"),
    network("USA-Verizon", "SB-TN-V3-W"),
    network("China-Mobile", "SB-TN-V3-W-CN"),
    network("China-Unicom", "SB-TN-V3-W-CN"),
    network("China-Telecom", "SB-TN-V3-W-CN"),
    network("all", "SB-TN-V3-W"),
];

static US_CARRIERS: [&str; 3] = ["AT&T", "T-Mobile", "Verizon"];
static CHINA_CARRIERS: [&str; 3] = ["China Mobile", "China Unicom", "China Telecom"];

pub static PRODUCTS: [Product; 6] = [
    Product {
        code: "SB-GLOBAL-IOT",
        networks: &DUAL,
        first_network: "ALL",
        zone: "Global",
        country: "United States",
        carriers: &US_CARRIERS,
        base: false,
        real_name: false,
    },
    Product {
        code: "SB-US-VAT",
        networks: &TRIPLE,
        first_network: "VAT",
        zone: "North America",
        country: "United States",
        carriers: &US_CARRIERS,
        base: false,
        real_name: false,
    },
    Product {
        code: "SB-TN-V3-W",
        networks: &TN,
        first_network: "all",
        zone: "Worldwide",
        country: "United States",
        carriers: &US_CARRIERS,
        base: false,
        real_name: false,
    },
    Product {
        code: "SB-EU-BASE",
        networks: &[],
        first_network: "ALL",
        zone: "Europe",
        country: "Germany",
        carriers: &["Telekom", "Vodafone"],
        base: true,
        real_name: false,
    },
    Product {
        code: "SB-CHINA-IOT",
        networks: &DUAL,
        first_network: "ChinaMobile",
        zone: "China",
        country: "China",
        carriers: &CHINA_CARRIERS,
        base: false,
        real_name: true,
    },
    Product {
        code: "SB-TN-V3-W-CN",
        networks: &TN,
        first_network: "China-Mobile",
        zone: "China",
        country: "China",
        carriers: &CHINA_CARRIERS,
        base: false,
        real_name: false,
    },
];

/// The product with a code.
pub fn product(code: &str) -> Option<&'static Product> {
    PRODUCTS.iter().find(|product| product.code == code)
}

/// What ends a package, numbered as in orders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// Its data or its time, whichever is over first.
    Data = 2,
    /// Its time only.
    Time = 3,
    /// Its time only; beyond its data it goes on at an eighth of the speed.
    ReducedSpeed = 4,
}

/// What validity is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Period {
    /// 30 days each.
    Months = 1,
    Days = 2,
}

/// A package on sale.
pub struct Offer {
    pub code: &'static str,
    pub name: &'static str,
    pub shop_name: &'static str,
    pub product: &'static str,
    pub limit: Limit,
    pub cents: i64,
    /// Nothing where data is not limited.
    pub megabytes: i64,
    pub count: i64,
    pub period: Period,
    /// Whether the shop offers it.
    pub listed: bool,
    /// Whether it only goes with a monthly package in use.
    pub add_on: bool,
}

impl Offer {
    /// Validity in days.
    pub const fn days(&self) -> i64 {
        match self.period {
            Period::Months => self.count * 30,
            Period::Days => self.count,
        }
    }

    const fn of(mut self, product: &'static str) -> Self {
        self.product = product;
        self
    }

    const fn limited(mut self, limit: Limit) -> Self {
        self.limit = limit;
        self
    }

    const fn monthly(mut self) -> Self {
        self.period = Period::Months;
        self
    }

    const fn unlisted(mut self) -> Self {
        self.listed = false;
        self
    }

    const fn added_on(mut self) -> Self {
        self.add_on = true;
        self
    }
}

const fn offer(
    [code, name, shop_name]: [&'static str; 3],
    cents: i64,
    megabytes: i64,
    count: i64,
) -> Offer {
    Offer {
        code,
        name,
        shop_name,
        product: "SB-GLOBAL-IOT",
        limit: Limit::Data,
        cents,
        megabytes,
        count,
        period: Period::Days,
        listed: true,
        add_on: false,
    }
}

#[rustfmt::skip]
pub static OFFERS: [Offer; 17] = [
    offer(["SB-100M-7D", "Global 100MB 7 days", "100MB 7day"], 120, 100, 7),
    offer(["SB-500M-30D", "Global 500MB 30 days", "500MB 30day"], 450, 500, 30),
    offer(["SB-1G-30D", "Global 1GB 30 days", "1GB 30day"], 790, 1024, 30),
    offer(["SB-3G-90D", "Global 3GB 90 days", "3GB 90day"], 1990, 3072, 90),
    offer(["SB-12G-360D", "Global 12GB 360 days", "12GB 360day"], 6490, 12_288, 360),
    offer(["SB-DAY-7D", "Global unlimited 7 days", "Unlimited 7day"], 1500, 0, 7).limited(Limit::Time),
    offer(["SB-SLOW-1G-30D", "Global 1GB 30 days, then slower", "1GB+ 30day"], 990, 1024, 30).limited(Limit::ReducedSpeed),
    offer(["SB-TRIAL-10M", "Global 10MB trial", ""], 0, 10, 3).unlisted(),
    offer(["SB-US-1G-1M", "US 1GB monthly", "US 1GB month"], 690, 1024, 1).of("SB-US-VAT").monthly(),
    offer(["SB-US-24G-360D", "US 24GB 360 days", "US 24GB 360day"], 13_900, 24_576, 360).of("SB-US-VAT"),
    offer(["SB-US-ADD-500M", "US 500MB on top of a month", "US +500MB"], 250, 500, 1).of("SB-US-VAT").monthly().added_on(),
    offer(["SB-TN-2G-30D", "Worldwide 2GB 30 days", "TN 2GB 30day"], 1250, 2048, 30).of("SB-TN-V3-W"),
    offer(["SB-TN-CN-1G-30D", "China 1GB 30 days", "TN China 1GB"], 550, 1024, 30).of("SB-TN-V3-W-CN"),
    offer(["SB-EU-1G-30D", "Europe 1GB 30 days", "EU 1GB 30day"], 690, 1024, 30).of("SB-EU-BASE"),
    offer(["SB-EU-30D", "Europe unlimited 30 days", "EU unlimited"], 4900, 0, 30).of("SB-EU-BASE").limited(Limit::Time),
    offer(["SB-CN-5G-90D", "China 5GB 90 days", "CN 5GB 90day"], 990, 5120, 90).of("SB-CHINA-IOT"),
    offer(["SB-CN-1G-1M", "China 1GB monthly", "CN 1GB month"], 350, 1024, 1).of("SB-CHINA-IOT").monthly(),
];

/// The package with a code.
pub fn offer_by_code(code: &str) -> Option<&'static Offer> {
    OFFERS.iter().find(|offer| offer.code == code)
}
