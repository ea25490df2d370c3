//! What a browser may ask a signing proxy for.
//!
//! A page asks with `{"operation":"packages.order","params":{…}}` (or `"path"` for what is not
//! declared yet). The proxy checks, signs with a secret the page never sees, and passes the
//! platform's answer on.
//!
//! Each step is a plain function of what came in: [`admit`] looks at the head, [`read`] at what is
//! asked for, [`apply`] at its parameters, [`clean`] at the answer.

mod answer;
mod head;
mod policy;
mod question;

pub use crate::client::evidence::proves_not_executed;
pub use answer::{Answer, clean, code};
pub use head::{HEADER, Head, MAX_BODY, TOO_LARGE, admit, preflight};
pub use policy::{Refusal, apply};
pub use question::{Question, read};

/// A request that is refused, and why. Holds no value of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The HTTP status.
    pub status: u16,
    /// A stable word for the reason.
    pub reason: &'static str,
    /// Details for a person.
    pub detail: &'static str,
    /// The parameter that it is about, where it is about one.
    pub field: Option<String>,
}

const fn denied(status: u16, reason: &'static str, detail: &'static str) -> Denied {
    Denied {
        status,
        reason,
        detail,
        field: None,
    }
}
