//! Which pending calls a notification proves to have been done.

use super::lookup::{self, Confidence, Lookups, Match, Rows, Subject, rows};
use super::number;
use super::shared::{Footprint, Shared};
use crate::api;
use crate::json;
use crate::pending::PendingCall;

/// A pending call that is known to have been done.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reconciled {
    /// Which of the pending calls it is.
    pub index: usize,
    /// Such as `packages.order`.
    pub operation: String,
    /// The number of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_trade_no: Option<String>,
    /// The `data` that its response would have had, as far as it is known: a JSON object.
    pub data: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Holds a verified notification (its `data` decoded) against pending calls. A row is evidence for one call
/// and for no other: where it could be that of several, it settles none.
pub fn reconcile(
    notification: &str,
    pending: &[PendingCall],
    shared: &mut Shared,
) -> Vec<Reconciled> {
    let members = json::object(notification).unwrap_or_default();
    let event = members.iter().find(|member| member.key == "event");
    let Some(event) = event.map(|event| event.content.as_ref()) else {
        return Vec::new();
    };
    let list = rows(notification, Rows::Field("data"));
    let is_list = members
        .iter()
        .any(|member| member.key == "data" && member.value.text.starts_with('['));
    let mut settled: Vec<Option<Reconciled>> = vec![None; pending.len()];
    let mut is_ambiguous = vec![false; pending.len()];
    let whole = [notification];
    let documents: Vec<String> = if is_list {
        list.iter()
            .map(|row| [r#"{"data":["#, row.text, "]}"].concat())
            .collect()
    } else {
        whole.iter().map(|text| (*text).to_owned()).collect()
    };
    for document in &documents {
        let Some(found) = owner(event, document, pending, shared) else {
            continue;
        };
        let index = found.index;
        match &settled[index] {
            // Two rows that could both be the call's.
            Some(before) if before.data != found.data => is_ambiguous[index] = true,
            _ => settled[index] = Some(found),
        }
    }
    let settled = settled.into_iter().flatten();
    let settled: Vec<Reconciled> = settled.filter(|one| !is_ambiguous[one.index]).collect();
    for one in &settled {
        note(one, &pending[one.index], shared);
    }
    settled
}

/// The only call that a row can belong to.
fn owner(event: &str, row: &str, pending: &[PendingCall], shared: &Shared) -> Option<Reconciled> {
    let found: Vec<Reconciled> = pending
        .iter()
        .enumerate()
        .filter_map(|(index, call)| read(event, row, index, call, shared))
        .collect();
    let exact: Vec<&Reconciled> = found
        .iter()
        .filter(|one| one.confidence == Confidence::Exact)
        .collect();
    match (exact.as_slice(), found.as_slice()) {
        // Two calls under one number are one order: the first is settled, and no row is left for the other.
        ([first, ..], _) => Some((*first).clone()),
        ([], [only]) => {
            let call = &pending[only.index];
            let operation = api::by_name(&call.operation)?;
            let footprint = Footprint::of(lookup::rule(operation)?, &call.params);
            // The row could be that of a call which is under way.
            let others =
                footprint.map_or(0, |footprint| shared.orders.others(&footprint, call.since));
            (others == 0).then(|| only.clone())
        }
        _ => None,
    }
}

fn read(
    event: &str,
    row: &str,
    index: usize,
    call: &PendingCall,
    shared: &Shared,
) -> Option<Reconciled> {
    let operation = api::by_name(&call.operation)?;
    let rule = lookup::rule(operation)?;
    let claimed = shared.orders.claimed(rule);
    let subject = Subject {
        params: &call.params,
        since: call.since.div_euclid(1000),
        claimed: &claimed,
    };
    match Lookups(rule).read_event(event, row, &subject) {
        Match::Found { data, confidence } => Some(Reconciled {
            index,
            operation: call.operation.clone(),
            out_trade_no: number::of(operation, &call.params),
            data,
            confidence,
        }),
        Match::Absent | Match::Ambiguous => None,
    }
}

fn note(one: &Reconciled, call: &PendingCall, shared: &mut Shared) {
    if let Some(rule) = api::by_name(&call.operation).and_then(lookup::rule) {
        shared.orders.claim(rule, &one.data);
        if let Some(footprint) = Footprint::of(rule, &call.params) {
            shared.orders.close(&footprint, call.since);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SINCE: i64 = 1_716_860_087_000;

    fn purchase(number: &str, since: i64) -> PendingCall {
        PendingCall {
            operation: "cloudEsim.purchase".into(),
            params: format!(r#"{{"eid":"E","packageCode":"P","outTradeNo":"{number}"}}"#),
            since,
        }
    }

    fn event(rows: &[(u32, &str)]) -> String {
        let row = |(id, more): &(u32, &str)| {
            format!(
                r#"{{"eid":"E","packageCode":"P","createDate":"2024-05-28 09:35:00","eshopOrderId":{id}{more}}}"#
            )
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        format!(
            r#"{{"event":"CloudESimSubPkgList","data":[{}]}}"#,
            rows.join(",")
        )
    }

    fn settled(notification: &str, pending: &[PendingCall]) -> Vec<(usize, String)> {
        let found = reconcile(notification, pending, &mut Shared::default());
        found.into_iter().map(|one| (one.index, one.data)).collect()
    }

    #[test]
    fn one_row_settles_one_call_and_none_if_it_could_be_two() {
        let (one, two) = (purchase("a", SINCE), purchase("b", SINCE));
        let both = [one.clone(), two];
        let data = |id: u32| format!(r#"{{"eshopOrderId":{id}}}"#);
        assert_eq!(settled(&event(&[(7, "")]), &both), []);
        assert_eq!(
            settled(&event(&[(7, "")]), std::slice::from_ref(&one)),
            [(0, data(7))]
        );
        // Two rows that could both be its own.
        assert_eq!(
            settled(&event(&[(7, ""), (8, "")]), std::slice::from_ref(&one)),
            []
        );
        let numbered = event(&[(7, r#","outTradeNo":"b""#)]);
        assert_eq!(settled(&numbered, &both), [(1, data(7))]);
        // Twins under one number: one row, one call.
        let twins = [one.clone(), one];
        let numbered = event(&[(7, r#","outTradeNo":"a""#)]);
        assert_eq!(settled(&numbered, &twins), [(0, data(7))]);
    }

    #[test]
    fn a_row_that_settled_a_call_settles_no_other_later() {
        let mut shared = Shared::default();
        let told = event(&[(7, "")]);
        let first = reconcile(&told, &[purchase("a", SINCE)], &mut shared);
        assert_eq!(first[0].confidence, Confidence::Probable);
        assert_eq!(reconcile(&told, &[purchase("b", SINCE)], &mut shared), []);
    }

    #[test]
    fn a_refund_named_by_another_id_is_settled_by_no_event() {
        let pending = PendingCall {
            operation: "cloudEsim.refund".into(),
            params: r#"{"orderId":"20005717","remark":"r"}"#.into(),
            since: SINCE,
        };
        let told = r#"{"event":"CloudESimRefund","eid":"other","eshopOrderId":1}"#;
        assert_eq!(settled(told, &[pending]), []);
        for odd in ["", "[]", "{}", r#"{"event":1}"#] {
            assert_eq!(settled(odd, &[purchase("a", SINCE)]), []);
        }
    }
}
