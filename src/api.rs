//! The platform's operations, one file each, grouped as in the client.

pub mod account;
pub mod cards;
pub mod packages;

use crate::schema::{Field, RecordDoc, Type, TypeDoc};

/// What may be done when the answer to a call is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Changes nothing: may be repeated.
    Read,
    /// Changes something, once for each value of this parameter, which the caller chooses.
    Keyed(&'static str),
    /// Changes something each time: never repeated blindly.
    Write,
}

/// How a list is cut into pages.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The request field that asks for a page, from 1.
    pub page: &'static str,
    /// Where in `data` the items are.
    pub items: &'static str,
    /// Where in `data` the number of pages is.
    pub pages: &'static str,
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
    /// The answer's `data`.
    pub response: Type,
    /// For lists that come in pages.
    pub paging: Option<Paging>,
}

/// An operation, described.
#[derive(Clone, Copy, Debug)]
pub struct OperationDoc {
    /// What it does.
    pub doc: &'static str,
    /// The platform's page.
    pub source: &'static str,
    /// The parameters, described.
    pub request: &'static RecordDoc,
    /// The answer's `data`, described.
    pub response: TypeDoc,
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
/// `Request => Response: "group.method", "/path", safety, source "page" [, paged …];`
macro_rules! operation {
    (
        $request:ident => $response:ty: $name:literal, $path:literal, $safety:expr, source $source:literal
        $(, pages $page:literal of $items:literal until $pages:literal)?;
    ) => {
        impl $crate::api::Request for $request {
            type Response = $response;
            const OPERATION: $crate::api::Operation = $crate::api::Operation {
                name: $name,
                path: $path,
                safety: { use $crate::api::Safety::*; $safety },
                request: $request::FIELDS,
                response: <$response as $crate::schema::Wire>::TYPE,
                paging: $crate::api::paging!($($page, $items, $pages)?),
            };
            const DOC: $crate::api::OperationDoc = $crate::api::OperationDoc {
                doc: $request::RECORD.doc,
                source: concat!("https://s.apifox.cn/166a9792-0aaf-4d87-a524-2279ef4788bd/", $source, ".md"),
                request: &$request::RECORD,
                response: <$response as $crate::schema::Wire>::DOC,
            };
        }
    };
}

macro_rules! paging {
    () => {
        None
    };
    ($page:literal, $items:literal, $pages:literal) => {
        Some($crate::api::Paging {
            page: $page,
            items: $items,
            pages: $pages,
        })
    };
}

pub(crate) use {operation, paging};

macro_rules! operations {
    ($($request:ty,)*) => {
        /// Every declared operation. Its index is the number the JavaScript side calls it by.
        pub static OPERATIONS: &[&Operation] = &[$(&<$request as Request>::OPERATION,)*];
        /// The descriptions, in the same order.
        pub static OPERATION_DOCS: &[&OperationDoc] = &[$(&<$request as Request>::DOC,)*];
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
