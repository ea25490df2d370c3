//! How the outcome of a call is found out whose answer was lost: what to ask, and what the answer
//! says.
//!
//! The platform finds a package order and a pool subscription by the caller's number. It has no such
//! question for a cloud eSIM, whose orders are compared by package and time, and none at all for an
//! eSIM. Refunds and transfers have no number: there the order tells, or the card it moved to. All of
//! it is one table, read by one engine.

use crate::api::{self, Operation};
use crate::calendar;
use crate::json::{self, Kind, Member, Raw, member, push};

/// A place to look, and how the lost call is known there. Pairs are written as `a=b`, with spaces between them.
struct Way {
    /// The operation to ask, or the event that tells.
    ask: &'static str,
    /// The question's parameters, each with its literal, or with `$` the lost call's own of that name.
    with: &'static str,
    /// Where the rows are; nothing where they, or the only one, are all there is.
    rows: &'static str,
    /// Fields of a row, and the lost call's parameters that they have to equal.
    same: &'static str,
    /// A field of a row, and the value it has to have; nothing where it has to be missing.
    is: &'static str,
    /// Where rows are known by their time as well: the field. Another call of somebody else's could
    /// have left such a row, so what it tells is likely and not sure.
    time: &'static str,
    /// The fields of the lost answer, and where a row has them.
    gives: &'static str,
}

const WAY: Way = Way {
    ask: "",
    with: "",
    rows: "",
    same: "",
    is: "",
    time: "",
    gives: "",
};

/// What is known of a lost call of one operation.
struct Lost {
    operation: &'static str,
    ways: &'static [Way],
    events: &'static [Way],
    next: &'static str,
}

macro_rules! details {
    ($state:literal) => {
        Way {
            ask: "packages.orderDetails",
            with: concat!(
                "outTradeNoArrStr=$outTradeNo state=",
                $state,
                " page=1 pageSize=50"
            ),
            // How the platform joins its filters is not documented.
            same: "outTradeNo=outTradeNo",
            gives: "orderNumber=orderNumber orderId=orderId",
            ..WAY
        }
    };
}

static LOST: [Lost; 11] = [
    Lost {
        operation: "packages.order",
        ways: &[details!("1"), details!("0"), details!("2")],
        events: &[Way {
            ask: "SubPkgList",
            rows: "data",
            same: "outTradeNo=outTradeNo",
            gives: "orderId=orderId",
            ..WAY
        }],
        next: "look for the outTradeNo with packages.orderDetails, or wait for SubPkgList",
    },
    Lost {
        operation: "pools.subscribe",
        ways: &[Way {
            ask: "pools.listRecords",
            with: "pool_object_id=$pool_object_id out_trade_no_arr=$out_trade_no page=1 page_size=1000",
            rows: "list",
            same: "out_trade_no=out_trade_no",
            gives: "order_no=order_no",
            ..WAY
        }],
        events: &[],
        next: "look for the out_trade_no with pools.listRecords",
    },
    Lost {
        operation: "cloudEsim.purchase",
        ways: &[Way {
            ask: "cloudEsim.listOrders",
            with: "eid=$eid page=1 pageSize=1000",
            rows: "list",
            same: "packageCode=packageCode",
            time: "createDate",
            gives: "eshopOrderId=eshopOrderId",
            ..WAY
        }],
        events: &[
            Way {
                ask: "CloudESimSubPkgList",
                rows: "data",
                same: "outTradeNo=outTradeNo",
                gives: "eshopOrderId=eshopOrderId",
                ..WAY
            },
            Way {
                ask: "CloudESimSubPkgList",
                rows: "data",
                same: "eid=eid packageCode=packageCode",
                is: "outTradeNo=",
                time: "createDate",
                gives: "eshopOrderId=eshopOrderId",
                ..WAY
            },
        ],
        next: "compare packages and times with cloudEsim.listOrders, or wait for CloudESimSubPkgList",
    },
    Lost {
        operation: "esim.purchase",
        ways: &[],
        events: &[],
        next: "ask the platform, and name it: no operation finds an eSIM order by its outTradeNo",
    },
    Lost {
        operation: "packages.refund",
        ways: &[Way {
            ask: "packages.orderStatus",
            with: "iccid=$iccid orderId=$orderId",
            is: "status=-1",
            ..WAY
        }],
        events: &[Way {
            ask: "Refund",
            same: "orderId=orderId",
            ..WAY
        }],
        next: "ask for the order's state with packages.orderStatus, or wait for Refund",
    },
    Lost {
        operation: "esim.refund",
        ways: &[Way {
            ask: "esim.orderStatus",
            with: "orderId=$orderId",
            is: "status=3",
            ..WAY
        }],
        events: &[],
        next: "ask for the order's state with esim.orderStatus",
    },
    Lost {
        operation: "cloudEsim.refund",
        ways: &[Way {
            ask: "cloudEsim.orderStatus",
            with: "eshopOrderId=$eshopOrderId orderId=$orderId",
            is: "status=3",
            ..WAY
        }],
        events: &[Way {
            ask: "CloudESimRefund",
            same: "eshopOrderId=eshopOrderId",
            ..WAY
        }],
        next: "ask for the order's state with cloudEsim.orderStatus, or wait for CloudESimRefund",
    },
    Lost {
        operation: "cards.transferPackage",
        ways: &[Way {
            ask: "packages.listOrders",
            with: "iccid=$newIccid orderBy=\"createDateDesc\"",
            rows: "data",
            time: "createDate",
            gives: "newPkgCode=packageCode newOrderId=orderId",
            ..WAY
        }],
        events: &[Way {
            ask: "SubPkgList",
            rows: "data",
            same: "fromIccid=oldIccid fromOrderId=orderId",
            gives: "newPkgCode=packageCode newOrderId=orderId",
            ..WAY
        }],
        next: "look at the new card with packages.listOrders, or wait for SubPkgList",
    },
    Lost {
        operation: "cloudEsim.transferPackage",
        ways: &[Way {
            ask: "cloudEsim.listOrders",
            with: "eid=$newEid page=1 pageSize=1000",
            rows: "list",
            time: "createDate",
            gives: "newPkgCode=packageCode newEshopOrderId=eshopOrderId",
            ..WAY
        }],
        events: &[Way {
            ask: "CloudESimSubPkgList",
            rows: "data",
            same: "fromEid=oldEid fromOrderId=oldEshopOrderId",
            gives: "newPkgCode=packageCode newEshopOrderId=eshopOrderId",
            ..WAY
        }],
        next: "look at the new cloud eSIM with cloudEsim.listOrders, or wait for CloudESimSubPkgList",
    },
    Lost {
        operation: "pools.unsubscribe",
        // What state a cancelled subscription has is not documented.
        ways: &[],
        events: &[],
        next: "look at the subscription's status_code with pools.listRecords",
    },
    Lost {
        operation: "pools.create",
        ways: &[Way {
            ask: "pools.list",
            with: "memo=$memo",
            rows: "list",
            same: "memo=memo",
            time: "create_at",
            gives: "pool_object_id=pool_object_id",
            ..WAY
        }],
        events: &[],
        next: "look for a new pool with pools.list",
    },
];

fn lost(operation: &Operation) -> Option<&'static Lost> {
    // Unrolled, each name would be compared by code of its own.
    let mut all = std::hint::black_box(LOST.as_slice()).iter();
    all.find(|lost| lost.operation == operation.name)
}

/// Whether a lost answer to this operation must never be called a failure.
pub fn concerns_money(operation: &Operation) -> bool {
    lost(operation).is_some()
}

/// What the caller can do where the outcome could not be found out.
pub fn next_step(operation: &Operation) -> &'static str {
    lost(operation).map_or("ask the platform", |lost| lost.next)
}

/// A lost call.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    /// What was called.
    pub operation: &'a Operation,
    /// Its parameters, a JSON object, the order's number among them.
    pub params: &'a str,
    /// When it was first sent, Unix seconds by the platform's clock.
    pub since: i64,
    /// Ids of orders that are known to be other calls', each between spaces.
    pub others: &'a str,
}

/// What an answer, or an event, says of a lost call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing. It may still be under way.
    Absent,
    /// It was done, and this is the `data` that was lost, as far as it is known.
    Sure(String),
    /// Something was done that can hardly be another call.
    Likely(String),
    /// Several rows fit, so that none can be told to be it.
    Several,
}

impl Inquiry<'_> {
    /// The operation to ask in round number `round`, counted from 0, and its parameters. Nothing where
    /// there is nothing more to ask.
    pub fn question(&self, round: usize) -> Option<(&'static Operation, String)> {
        let way = lost(self.operation)?.ways.get(round)?;
        let params = json::object(self.params).ok()?;
        let mut out = json::joined(&["{"]);
        let mut with = way.with;
        while let Some((name, value)) = pair(&mut with) {
            let literal = match value.strip_prefix('$') {
                Some(own) => match member(&params, own) {
                    Some(own) => own.value.text,
                    None => continue,
                },
                None => value,
            };
            put(&mut out, name, literal);
        }
        push(&mut out, "}");
        api::by_name(way.ask).map(|operation| (operation, out))
    }

    /// What the answer to the question of that round says. `answer` is its `data`, or all of it where
    /// the rows are beside `data`.
    pub fn read(&self, round: usize, answer: &str) -> Found {
        match lost(self.operation).and_then(|lost| lost.ways.get(round)) {
            Some(way) => self.look(way, answer),
            None => Found::Absent,
        }
    }

    /// What a verified notification says, its `data` decoded.
    pub fn told(&self, event: &str, notification: &str) -> Found {
        let events = lost(self.operation).map_or(&[][..], |lost| lost.events);
        let found = events.iter().filter(|way| way.ask == event);
        found
            .map(|way| self.look(way, notification))
            .find(|found| *found != Found::Absent)
            .unwrap_or(Found::Absent)
    }

    #[inline(never)]
    fn look(&self, way: &Way, answer: &str) -> Found {
        let Ok(params) = json::object(self.params) else {
            return Found::Absent;
        };
        let mut found = Found::Absent;
        for row in rows(answer, way.rows) {
            let Ok(row) = json::object(row.text) else {
                continue;
            };
            if !self.fits(way, &row, &params) {
                continue;
            }
            if found != Found::Absent {
                return Found::Several;
            }
            let mut out = json::joined(&["{"]);
            let mut gives = way.gives;
            while let Some((name, field)) = pair(&mut gives) {
                if let Some(given) = member(&row, field) {
                    put(&mut out, name, given.value.text);
                }
            }
            push(&mut out, "}");
            found = if way.time.is_empty() {
                Found::Sure(out)
            } else {
                Found::Likely(out)
            };
        }
        found
    }

    fn fits(&self, way: &Way, row: &[Member<'_>], params: &[Member<'_>]) -> bool {
        let (mut same, mut is, mut gives) = (way.same, way.is, way.gives);
        while let Some((field, param)) = pair(&mut same) {
            if member(params, param).is_some_and(|own| own.content != value(row, field)) {
                return false;
            }
        }
        if pair(&mut is).is_some_and(|(field, state)| value(row, field) != state) {
            return false;
        }
        if way.time.is_empty() {
            return true;
        }
        if !not_before(value(row, way.time), self.since) {
            return false;
        }
        while let Some((_, field)) = pair(&mut gives) {
            let id = value(row, field);
            let mut others = self.others;
            while !id.is_empty() && !others.is_empty() {
                if take(&mut others, b' ') == id {
                    return false;
                }
            }
        }
        true
    }
}

/// Takes off what stands before the next `end`, and that; all that is left where there is none.
#[inline(never)]
fn take<'t>(rest: &mut &'t str, end: u8) -> &'t str {
    let at = rest.bytes().position(|byte| byte == end);
    let at = at.unwrap_or(rest.len());
    let taken = json::slice(rest, 0, at);
    *rest = json::slice(rest, at + 1, rest.len());
    taken
}

/// Takes the next pair off.
fn pair<'t>(rest: &mut &'t str) -> Option<(&'t str, &'t str)> {
    let mut value = take(rest, b' ');
    let name = take(&mut value, b'=');
    (!name.is_empty()).then_some((name, value))
}

/// A minute: what two clocks, and a time without fractions, may be apart.
const SLACK: i64 = 60;

/// Whether a row's time is not before `since`. The platform's times are Unix seconds, or dates that by
/// its own examples are UTC+8; a date without a time can only be compared as a day.
fn not_before(time: &str, since: i64) -> bool {
    let part = |from: usize, to: usize| json::whole(json::slice(time, from, to));
    let day = || calendar::days(part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let local = since - SLACK + 8 * 3600;
    match (day(), json::whole(time)) {
        (_, Some(at)) => at >= since - SLACK,
        (Some(day), _) => match (part(11, 13), part(14, 16), part(17, 19)) {
            (Some(h), Some(m), Some(s)) => day * 86_400 + h * 3600 + m * 60 + s >= local,
            _ => day >= local.div_euclid(86_400),
        },
        _ => false,
    }
}

/// What a member holds; nothing where it is missing.
fn value<'m>(members: &'m [Member<'_>], name: &str) -> &'m str {
    member(members, name).map_or("", |found| &found.content)
}

fn put(out: &mut String, name: &str, literal: &str) {
    if out.len() > 1 {
        push(out, ",");
    }
    json::write_text(out, name);
    push(out, ":");
    push(out, literal);
}

/// The rows of an answer.
fn rows<'a>(answer: &'a str, name: &str) -> Vec<Raw<'a>> {
    let at = if name.is_empty() {
        json::document(answer).ok()
    } else {
        let members = json::object(answer).unwrap_or_default();
        member(&members, name).map(|found| found.value)
    };
    match at {
        Some(list) if list.kind == Kind::List => json::items(list.text).unwrap_or_default(),
        Some(row) => vec![row],
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{OPERATIONS, Safety, by_name};
    use crate::notification::EVENTS;
    use crate::schema::params;

    /// 2024-05-28 09:34:47 at UTC+8.
    const SINCE: i64 = 1_716_860_087;

    fn inquiry<'a>(name: &str, params: &'a str) -> Inquiry<'a> {
        Inquiry {
            operation: by_name(name).unwrap(),
            params,
            since: SINCE,
            others: "",
        }
    }

    const ORDER: &str = r#"{"iccid":"8985","packageCode":"P","outTradeNo":"mine"}"#;
    const CLOUD: &str = r#"{"eid":"E","packageCode":"P","outTradeNo":"mine"}"#;

    #[test]
    fn every_question_is_one_that_the_platform_takes() {
        for lost in &LOST {
            let operation = by_name(lost.operation).expect(lost.operation);
            let mut given = String::from("{");
            for field in operation.request {
                put(&mut given, field.name, "\"1\"");
            }
            given.push('}');
            for (round, way) in lost.ways.iter().enumerate() {
                let (asked, text) = inquiry(lost.operation, &given).question(round).unwrap();
                assert_eq!((asked.name, asked.safety), (way.ask, Safety::Read));
                params::normalise(&text, Some(asked)).unwrap();
                let mut with = way.with;
                while let Some((_, value)) = pair(&mut with) {
                    if let Some(own) = value.strip_prefix('$') {
                        assert!(operation.request.iter().any(|field| field.name == own));
                    }
                }
            }
            assert!(
                inquiry(lost.operation, &given)
                    .question(lost.ways.len())
                    .is_none()
            );
            for way in lost.events {
                assert!(
                    EVENTS.iter().any(|event| event.name == way.ask),
                    "{}",
                    way.ask
                );
            }
        }
    }

    #[test]
    fn every_order_has_a_way_or_says_that_there_is_none() {
        for operation in OPERATIONS {
            if matches!(operation.safety, Safety::Keyed(_)) {
                assert!(concerns_money(operation), "{}", operation.name);
            }
        }
        assert!(!concerns_money(by_name("sms.send").unwrap()));
    }

    #[test]
    fn a_package_order_is_found_by_its_number_alone() {
        let lost = inquiry("packages.order", ORDER);
        let (asked, text) = lost.question(0).unwrap();
        assert_eq!(asked.name, "packages.orderDetails");
        assert_eq!(
            text,
            r#"{"outTradeNoArrStr":"mine","state":1,"page":1,"pageSize":50}"#
        );
        // The platform may answer more than it was asked for.
        let answer = r#"[{"outTradeNo":"other","orderNumber":"x","orderId":1},
            {"outTradeNo":"mine","orderNumber":"n","orderId":7,"state":-9}]"#;
        assert_eq!(
            lost.read(0, answer),
            Found::Sure(r#"{"orderNumber":"n","orderId":7}"#.into())
        );
        for answer in ["[]", "null", "{}", "", r#"[{"orderNumber":"n"}]"#] {
            assert_eq!(lost.read(0, answer), Found::Absent, "{answer}");
        }
    }

    #[test]
    fn a_pool_subscription_is_found_by_its_number_in_its_pool() {
        let params = r#"{"pool_object_id":7,"pool_type_code":"T","out_trade_no":"mine"}"#;
        let lost = inquiry("pools.subscribe", params);
        assert_eq!(
            lost.question(0).unwrap().1,
            r#"{"pool_object_id":7,"out_trade_no_arr":"mine","page":1,"page_size":1000}"#
        );
        let answer = r#"{"list":[{"order_no":"a"},{"order_no":"b","out_trade_no":"mine"}]}"#;
        assert_eq!(
            lost.read(0, answer),
            Found::Sure(r#"{"order_no":"b"}"#.into())
        );
    }

    #[test]
    fn a_cloud_esim_order_is_matched_by_package_and_time_and_never_called_sure() {
        let lost = inquiry("cloudEsim.purchase", CLOUD);
        let read = |rows: &[(&str, &str, u32)]| {
            let rows: Vec<String> = rows
                .iter()
                .map(|(code, date, id)| {
                    format!(
                        r#"{{"packageCode":"{code}","createDate":"{date}","eshopOrderId":{id}}}"#
                    )
                })
                .collect();
            lost.read(0, &format!(r#"{{"list":[{}],"total":1}}"#, rows.join(",")))
        };
        let likely = |id| Found::Likely(format!(r#"{{"eshopOrderId":{id}}}"#));
        let before = ("P", "2024-05-28 09:33:40", 1);
        let other = ("Q", "2024-05-28 09:34:50", 2);
        assert_eq!(read(&[before, other]), Found::Absent);
        assert_eq!(
            read(&[before, other, ("P", "2024-05-28 09:34:50", 3)]),
            likely(3)
        );
        // The platform's clock may be a little behind.
        assert_eq!(read(&[("P", "2024-05-28 09:34:00", 4)]), likely(4));
        assert_eq!(read(&[("P", "2024-05-28", 5)]), likely(5));
        assert_eq!(read(&[("P", "2024-05-27", 6)]), Found::Absent);
        assert_eq!(read(&[("P", "", 7)]), Found::Absent);
        let twice = [
            ("P", "2024-05-28 09:34:50", 8),
            ("P", "2024-05-28 09:34:51", 9),
        ];
        assert_eq!(read(&twice), Found::Several);
        let known = Inquiry {
            others: " 8 ",
            ..lost
        };
        let answer = r#"{"list":[{"packageCode":"P","createDate":"2024-05-28 09:34:50","eshopOrderId":8},
            {"packageCode":"P","createDate":"2024-05-28 09:34:51","eshopOrderId":9}]}"#;
        assert_eq!(known.read(0, answer), likely(9));
    }

    #[test]
    fn for_an_esim_there_is_nothing_to_ask() {
        let lost = inquiry(
            "esim.purchase",
            r#"{"eSIMGoodsCode":"G","outTradeNo":"mine"}"#,
        );
        assert!(lost.question(0).is_none());
        assert_eq!(lost.told("SubPkgList", r#"{"data":[]}"#), Found::Absent);
        assert!(next_step(lost.operation).contains("ask the platform"));
    }

    #[test]
    fn a_refund_is_known_by_the_state_of_its_order_each_kind_in_its_own_numbers() {
        for (name, params, refunded, others) in [
            (
                "packages.refund",
                r#"{"iccid":"1","orderId":7}"#,
                -1,
                [0, 1, 3],
            ),
            ("esim.refund", r#"{"orderId":"7"}"#, 3, [1, 2, -1]),
            ("cloudEsim.refund", r#"{"eshopOrderId":7}"#, 3, [1, 2, -1]),
        ] {
            let lost = inquiry(name, params);
            assert!(lost.question(0).unwrap().1.contains("7"));
            let read = |status| lost.read(0, &format!(r#"{{"status":{status}}}"#));
            assert_eq!(read(refunded), Found::Sure("{}".into()), "{name}");
            for status in others {
                assert_eq!(read(status), Found::Absent, "{name} {status}");
            }
        }
    }

    #[test]
    fn a_transfer_is_looked_for_on_the_card_it_went_to() {
        let params = r#"{"oldIccid":"A","newIccid":"B","orderId":7,"orderNumber":"n"}"#;
        let lost = inquiry("cards.transferPackage", params);
        assert_eq!(
            lost.question(0).unwrap().1,
            r#"{"iccid":"B","orderBy":"createDateDesc"}"#
        );
        let answer = r#"{"data":[{"orderId":9,"packageCode":"P","createDate":"2024-05-28 09:35:00"},
            {"orderId":8,"packageCode":"P","createDate":"2024-05-01 09:35:00"}],"total":2}"#;
        let moved = r#"{"newPkgCode":"P","newOrderId":9}"#;
        assert_eq!(lost.read(0, answer), Found::Likely(moved.into()));
        let told = r#"{"data":[{"orderId":9,"packageCode":"P","fromIccid":"A","fromOrderId":7}]}"#;
        assert_eq!(lost.told("SubPkgList", told), Found::Sure(moved.into()));
        assert_eq!(
            lost.told("SubPkgList", &told.replace(":7", ":8")),
            Found::Absent
        );
    }

    #[test]
    fn a_new_pool_is_known_by_its_note_and_time() {
        let lost = inquiry("pools.create", r#"{"pool_type_code":"T","memo":"m"}"#);
        let row = |memo: &str, at: i64| {
            format!(r#"{{"list":[{{"pool_object_id":7,"memo":"{memo}","create_at":{at}}}]}}"#)
        };
        let likely = Found::Likely(r#"{"pool_object_id":7}"#.into());
        assert_eq!(lost.read(0, &row("m", SINCE + 2)), likely);
        assert_eq!(lost.read(0, &row("n", SINCE + 2)), Found::Absent);
        assert_eq!(lost.read(0, &row("m", SINCE - 61)), Found::Absent);
    }

    #[test]
    fn an_event_settles_what_no_answer_did() {
        let order = inquiry("packages.order", ORDER);
        let told =
            r#"{"event":"SubPkgList","data":[{"orderId":6},{"orderId":7,"outTradeNo":"mine"}]}"#;
        assert_eq!(
            order.told("SubPkgList", told),
            Found::Sure(r#"{"orderId":7}"#.into())
        );
        assert_eq!(order.told("PkgEffective", told), Found::Absent);
        let cloud = inquiry("cloudEsim.purchase", CLOUD);
        let row = |number: &str| {
            format!(
                r#"{{"data":[{{"eid":"E","packageCode":"P","createDate":"2024-05-28 09:35:00","eshopOrderId":7{number}}}]}}"#
            )
        };
        let given = r#"{"eshopOrderId":7}"#;
        let told = |number| cloud.told("CloudESimSubPkgList", &row(number));
        assert_eq!(told(r#","outTradeNo":"mine""#), Found::Sure(given.into()));
        assert_eq!(told(""), Found::Likely(given.into()));
        assert_eq!(told(r#","outTradeNo":"another""#), Found::Absent);
        let refund = inquiry("packages.refund", r#"{"iccid":"1","orderId":"7"}"#);
        assert_eq!(
            refund.told("Refund", r#"{"orderId":7,"refundAmount":"1.00"}"#),
            Found::Sure("{}".into())
        );
    }
}
