//! What an error code proves about a call that costs money: the one table, for the client and for the
//! signing proxy.
//!
//! A code that is not in here proves nothing. After such an answer the call may have been done.

use crate::api::Operation;

/// What an error answer proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// This request did nothing.
    NotExecuted,
    /// An order with this number exists: made by an earlier attempt of this call, or by another call.
    AlreadyExists,
    /// Nothing: the call may have been done.
    None,
}

/// The refusal of a wrong clock.
pub(crate) const WRONG_CLOCK: &str = "42203";

/// Too many requests: the only refusal that a later attempt can expect to get past.
pub(crate) const TOO_MANY_REQUESTS: &str = "501";

/// Checks that the platform makes before it does anything, and states that exclude every operation.
const ALWAYS: &[u32] = &[
    403, 501, 502, // permission, rate limit, allow list
    41001, 41002, 41003, 41013, 41014, 41015, 41040, 41041, 41004, 41005, 41006, 41007, 41008,
    41009, 41010, 41011, 41012, 41018, 41019, 41020, 41028, 41029, 41030, 41031, 41032, 41033,
    41037, 41050, 41102, 41998, //
    42000, 42001, 42003, 42005, 42007, 42009, 42022, 42101, 42102, 42104, 42201, 42203, 42204,
    42301, 42401, 42402, 42403, 42404, 42405, 42406, 42407, 42408, 42409, //
    43332, 44001, 45101, 45102, 45103, 45106, 45108, 45109, 45112, 900910, 900911,
];

/// States of goods: an order was not placed.
const OF_ORDERS: &[u32] = &[45110, 50001];

/// States of an existing order: it was not refunded, moved or cancelled. As the answer to a new order they
/// would be about an order that was made.
const OF_CHANGES: &[u32] = &[42004, 42006, 42008, 45111, 45113];

/// The number of an order is taken.
const NUMBER_TAKEN: &[u32] = &[42002, 503016];

/// The evidence of an answer of `http_status` with this `code`, to an operation.
pub fn evidence(operation: Option<&Operation>, http_status: u16, code: &str) -> Evidence {
    // A gateway writes its own failures with a status of 5xx, sometimes as JSON with a `code`.
    let platform_answered = matches!(http_status, 200..=299 | 400..=499);
    let Some(code) = number(code).filter(|_| platform_answered) else {
        return Evidence::None;
    };
    let places = operation.is_some_and(places_something);
    let refused = ALWAYS.contains(&code)
        || places && OF_ORDERS.contains(&code)
        || !places && operation.is_some() && OF_CHANGES.contains(&code);
    let has_number = operation.is_some_and(|operation| operation.number().is_some());
    if refused {
        Evidence::NotExecuted
    } else if has_number && NUMBER_TAKEN.contains(&code) {
        Evidence::AlreadyExists
    } else {
        Evidence::None
    }
}

/// Whether an answer proves that nothing was done: the one condition under which an order that was sent may
/// be called refused, or its quota be given back. `code` is `None` if the answer has none.
pub fn proves_not_executed(
    operation: Option<&Operation>,
    http_status: u16,
    code: Option<&str>,
) -> bool {
    code.is_some_and(|code| evidence(operation, http_status, code) == Evidence::NotExecuted)
}

/// Whether the operation makes something new, unlike a refund or a transfer.
fn places_something(operation: &Operation) -> bool {
    operation.number().is_some()
        || matches!(operation.name, "esim.install" | "pools.create" | "sms.send")
}

/// A code in its only spelling: `042002` is no code of the table.
fn number(code: &str) -> Option<u32> {
    let number: u32 = code.parse().ok()?;
    (number.to_string() == code).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{OPERATIONS, by_name};
    use crate::error_code::ERROR_CODES;

    /// Codes that prove nothing about an order, a refund or a transfer. The platform's own failures, failures
    /// half way, and states that only other operations can be refused for.
    const PROVES_NOTHING: [u32; 12] = [
        500, 43331, 43333, 41036, 41103, 41104, 44002, 41034, 41035, 45104, 45105, 45107,
    ];

    #[test]
    fn every_code_of_the_platform_is_classified_once() {
        let all = [ALWAYS, OF_ORDERS, OF_CHANGES, NUMBER_TAKEN, &PROVES_NOTHING].concat();
        for known in ERROR_CODES {
            let times = all.iter().filter(|code| **code == known.code).count();
            assert_eq!(times, 1, "{}", known.code);
        }
        assert_eq!(all.len(), ERROR_CODES.len());
    }

    #[test]
    fn an_order_is_refused_only_by_a_code_that_says_so_and_by_the_platform_itself() {
        let order = by_name("packages.order");
        for (status, code, expected) in [
            (200, "45112", Evidence::NotExecuted),
            (400, "45112", Evidence::NotExecuted),
            (503, "45112", Evidence::None),
            (302, "45112", Evidence::None),
            (0, "45112", Evidence::None),
            (200, "500", Evidence::None),
            (200, "504", Evidence::None),
            (200, "", Evidence::None),
            (200, "-1", Evidence::None),
            (200, "045112", Evidence::None),
            (200, "+45112", Evidence::None),
            (200, "41036", Evidence::None),
            (200, "43331", Evidence::None),
            (200, "43333", Evidence::None),
            (200, "42006", Evidence::None),
            (200, "42002", Evidence::AlreadyExists),
            (502, "42002", Evidence::None),
        ] {
            assert_eq!(evidence(order, status, code), expected, "{status} {code}");
        }
    }

    #[test]
    fn a_state_of_goods_refuses_an_order_and_a_state_of_an_order_refuses_a_refund() {
        for (name, code, expected) in [
            ("esim.purchase", "45110", true),
            ("esim.refund", "45110", false),
            ("esim.refund", "45113", true),
            ("esim.purchase", "45113", false),
            ("packages.refund", "42008", true),
            ("packages.refund", "42002", false),
        ] {
            let proven = proves_not_executed(by_name(name), 200, Some(code));
            assert_eq!(proven, expected, "{name} {code}");
        }
        assert!(!proves_not_executed(by_name("packages.order"), 403, None));
        // Nothing is known of what is not declared, but that credentials and limits come first.
        assert!(proves_not_executed(None, 200, Some("42402")));
        assert!(!proves_not_executed(None, 200, Some("45113")));
    }

    #[test]
    fn a_taken_number_never_proves_that_nothing_was_done() {
        for operation in OPERATIONS {
            for code in ["42002", "503016"] {
                assert!(!proves_not_executed(Some(operation), 200, Some(code)));
            }
        }
    }
}
