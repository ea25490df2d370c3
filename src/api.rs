//! The platform's operations, one file each, grouped as in the client.

pub mod account;
pub mod cards;
pub mod cdr;
pub mod cloud_esim;
pub mod esim;
pub mod packages;
pub mod pools;
pub mod sms;
pub mod tasks;
#[cfg(test)]
mod tests;

use crate::schema::{Field, RecordDoc, Type, TypeDoc};
#[cfg(test)]
use crate::{error::Error, schema::check::Drift};

/// What may be done when the answer to a call is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Changes nothing: may be repeated.
    Read,
    /// Changes something, once for each value of this parameter, which the caller chooses: the platform
    /// documents that a second call with the same value is refused.
    Keyed(&'static str),
    /// Changes something each time, as far as is documented. The caller chooses a value of this parameter
    /// too, but no page says that a second call with the same value is refused.
    Numbered(&'static str),
    /// Changes something each time: never repeated blindly.
    Write,
}

/// How a list is cut into pages.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The request field that asks for a page, from 1.
    pub page: &'static str,
    /// The request field for the rows on a page, or nothing.
    pub size: &'static str,
    /// Which field of the result holds the items; nothing where the result is the list itself.
    pub items: &'static str,
    /// How the last page is known.
    pub last: Last,
}

/// How the last page of a list is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    /// By this field of the result, the number of pages.
    Pages(&'static str),
    /// By this field of the result, the number of rows in all.
    Rows(&'static str),
    /// Nothing is counted: it is the page with fewer rows than were asked for.
    Short,
}

/// What has to hold between parameters.
#[derive(Clone, Copy, Debug)]
pub enum Demand {
    /// At least one of these.
    OneOf(&'static [&'static str]),
    /// Where the first field has this value, these.
    When(&'static str, &'static str, &'static [&'static str]),
}

/// An operation's runtime table.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Group and method in the client, such as `packages.order`.
    pub name: &'static str,
    /// Path under the base URL.
    pub path: &'static str,
    /// What a repeat would do.
    pub safety: Safety,
    /// The parameters.
    pub request: &'static [Field],
    /// What has to hold between the parameters.
    pub demands: &'static [Demand],
    /// The answer's `data`, or with `whole` all of it but `code` and `message`.
    pub response: Type,
    /// Whether the answer has more to tell than `data`.
    pub whole: bool,
    /// Whether the platform documents `data` as something that may be missing.
    pub optional: bool,
    /// For lists that come in pages.
    pub paging: Option<Paging>,
    /// Whether code 0 means success too: the platform's examples of three operations show it, and
    /// taking it for a failure could buy twice.
    pub zero: bool,
    /// The parameter that names the card for which this may be called once in five minutes (44001), or
    /// nothing. Whether the limit is the card's or the account's is not documented.
    pub rare: &'static str,
}

impl Operation {
    /// The parameter that holds the caller's number of the order, if there is one.
    pub fn number(&self) -> Option<&'static str> {
        match self.safety {
            Safety::Keyed(param) | Safety::Numbered(param) => Some(param),
            Safety::Read | Safety::Write => None,
        }
    }
}

/// An operation, described.
#[derive(Clone, Copy, Debug)]
pub struct OperationDoc {
    /// What it does.
    pub doc: &'static str,
    /// The platform's page; nothing where there is none, and the operation is known from elsewhere.
    pub source: &'static str,
    /// The parameters, described.
    pub request: &'static RecordDoc,
    /// The answer's `data`, described.
    pub response: TypeDoc,
    /// The error codes that its page names.
    pub errors: &'static [u32],
}

/// A request whose answer's type is known.
pub trait Request: serde::Serialize {
    /// The answer's `data`.
    type Response: serde::de::DeserializeOwned;
    /// The runtime table.
    const OPERATION: Operation;
    /// The description.
    const DOC: OperationDoc;
}

/// Declares the operation a request record belongs to:
/// `Request => Response: "group.method", "/path", safety, source "page" [, pages "page" of "items" until
/// Pages("totalPage") [, sized "pageSize"]] [, demands […]] [, errors […]] [, optional true] [, whole true] [, zero true]
/// [, rare "iccid"];`
macro_rules! operation {
    (
        $request:ident => $response:ty: $name:literal, $path:literal, $safety:expr
        $(, source $source:literal)?
        $(, pages $page:literal of $items:literal until $last:expr)? $(, sized $size:literal)?
        $(, demands $demands:expr)? $(, errors $errors:expr)? $(, optional $optional:literal)?
        $(, whole $whole:literal)? $(, zero $zero:literal)? $(, rare $rare:literal)?;
    ) => {
        impl $crate::api::Request for $request {
            type Response = $response;
            const OPERATION: $crate::api::Operation = $crate::api::Operation {
                name: $name,
                path: $path,
                safety: { use $crate::api::Safety::*; $safety },
                request: $request::FIELDS,
                demands: $crate::api::demands!($($demands)?),
                response: <$response as $crate::schema::Wire>::TYPE,
                whole: false $(|| $whole)?,
                optional: false $(|| $optional)?,
                paging: $crate::api::paging!($($page, $items, $last)? ; $($size)?),
                zero: false $(|| $zero)?,
                rare: concat!($($rare)?),
            };
            const DOC: $crate::api::OperationDoc = $crate::api::OperationDoc {
                doc: $request::RECORD.doc,
                source: concat!($("https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/", $source, ".md")?),
                request: &$request::RECORD,
                response: <$response as $crate::schema::Wire>::DOC,
                errors: $crate::api::errors!($($errors)?),
            };
        }
    };
}

macro_rules! demands {
    () => {
        &[]
    };
    ($demands:expr) => {{
        use $crate::api::Demand::*;
        &$demands
    }};
}

macro_rules! errors {
    () => {
        &[]
    };
    ($errors:expr) => {
        &$errors
    };
}

macro_rules! paging {
    (; $($size:literal)?) => {
        None
    };
    ($page:literal, $items:literal, $last:expr ; $($size:literal)?) => {
        Some($crate::api::Paging {
            page: $page,
            size: concat!($($size)?),
            items: $items,
            last: { use $crate::api::Last::*; $last },
        })
    };
}

pub(crate) use {demands, errors, operation, paging};

macro_rules! operations {
    ($($request:ty,)*) => {
        /// Every declared operation. Its index is the number the JavaScript side calls it by.
        pub static OPERATIONS: &[&Operation] = &[$(&<$request as Request>::OPERATION,)*];
        /// The descriptions, in the same order.
        pub static OPERATION_DOCS: &[&OperationDoc] = &[$(&<$request as Request>::DOC,)*];
        /// For each, whether a body is read into its Rust type, and the departures met on the way.
        #[cfg(test)]
        static READERS: &[fn(&[u8]) -> Result<Vec<Drift>, Error>] = &[
            $(|body| crate::client::read::<$request>(body).map(|answered| answered.drift),)*
        ];
    };
}

operations![
    cards::list::ListCards,
    cards::get::GetCard,
    packages::list_for_card::ListPackagesForCard,
    packages::order::OrderPackage,
    packages::order_status::GetPackageOrderStatus,
    packages::refund::RefundPackage,
    account::balance::GetBalance,
    cards::refresh::RefreshCard,
    cards::list_warnings::ListCardWarnings,
    cards::count::CountCards,
    cards::network_options::GetNetworkOptions,
    cards::switch_network::SwitchNetwork,
    cards::unlock_imei::UnlockImei,
    cards::add_imei_to_pool::AddImeiToPool,
    cards::product::GetCardProduct,
    cards::bind_device::BindDevice,
    cards::unbind_device::UnbindDevice,
    cards::transfer_package::TransferCardPackage,
    cards::refresh_usage::RefreshCardUsage,
    cards::cancel_session::CancelCardSession,
    cards::reset::ResetCards,
    account::list_profits::ListProfits,
    sms::send::SendSms,
    tasks::query::QueryTasks,
    packages::list_for_product::ListPackagesForProduct,
    packages::get::GetPackage,
    packages::list_orders::ListPackageOrders,
    packages::order_details::GetPackageOrderDetails,
    packages::refund_amount::GetPackageRefundAmount,
    esim::list_goods::ListEsimGoods,
    esim::purchase::PurchaseEsim,
    esim::order_status::GetEsimOrderStatus,
    esim::refund::RefundEsim,
    esim::refund_amount::GetEsimRefundAmount,
    cloud_esim::list::ListCloudEsims,
    cloud_esim::get::GetCloudEsim,
    cloud_esim::list_packages::ListCloudEsimPackages,
    cloud_esim::list_orders::ListCloudEsimOrders,
    cloud_esim::refresh_usage::RefreshCloudEsimUsage,
    cloud_esim::cancel_session::CancelCloudEsimSession,
    cloud_esim::purchase::PurchaseCloudEsimPackage,
    cloud_esim::order_status::GetCloudEsimOrderStatus,
    cloud_esim::refund::RefundCloudEsimPackage,
    cloud_esim::refund_amount::GetCloudEsimRefundAmount,
    cloud_esim::transfer_package::TransferCloudEsimPackage,
    pools::list_packages::ListPoolPackages,
    pools::create::CreatePool,
    pools::list::ListPools,
    pools::delete::DeletePool,
    pools::subscribe::SubscribePool,
    pools::unsubscribe::UnsubscribePool,
    pools::list_records::ListPoolRecords,
    pools::list_addable_cards::ListAddableCards,
    pools::add_cards::AddPoolCards,
    pools::list_cards::ListPoolCards,
    pools::remove_cards::RemovePoolCards,
    pools::find_by_iccid::FindPoolByIccid,
    cdr::query_traffic::QueryTraffic,
    cards::add_iccids_to_pool::AddIccidsToPool,
    esim::install::InstallEsim,
    cloud_esim::unlock::UnlockCloudEsim,
];

/// The client's groups, and what each is about.
pub static GROUPS: &[(&str, &str)] = &[
    (
        "cards",
        "SIM cards: what there is, what state it is in, and what can be done with it.",
    ),
    (
        "packages",
        "Packages of SIM cards: what can be ordered, orders, refunds.",
    ),
    ("account", "The account: its balance, its profits."),
    ("sms", "Text messages to cards."),
    ("tasks", "Tasks that take time."),
    ("esim", "eSIM goods: buying, state, refunds."),
    (
        "cloudEsim",
        "Cloud eSIMs, by EID: packages, orders, refunds. Volumes are in bytes.",
    ),
    (
        "pools",
        "Data pools that cards share. Volumes are in bytes, times in Unix seconds.",
    ),
    (
        "cdr",
        "Traffic of cards by day or month. Hourly files of single records are read by `eiotclub/cdr`.",
    ),
];

/// The operation called `name`, such as `packages.order`.
pub fn by_name(name: &str) -> Option<&'static Operation> {
    OPERATIONS
        .iter()
        .copied()
        .find(|operation| operation.name == name)
}

/// The operation at `path`.
pub fn by_path(path: &str) -> Option<&'static Operation> {
    OPERATIONS
        .iter()
        .copied()
        .find(|operation| operation.path == path)
}
