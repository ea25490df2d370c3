//! Lists of orders and of profits, by each filter and by several.

use super::*;
use crate::calendar::date;

/// Four orders of one card, and the moment at which they are looked at: `a` used up, `b` in use, `c` waiting,
/// `d` given back while it waited.
fn four() -> (Bench, Vec<(i64, String)>) {
    let mut bench = Bench::new();
    bench.uses(50);
    let mut made = Vec::new();
    for (number, code) in [
        ("a", "SB-100M-7D"),
        ("b", "SB-500M-30D"),
        ("c", "SB-1G-30D"),
        ("d", "SB-1G-30D"),
    ] {
        made.push(bench.buy_order(code, number, 0));
        bench.sandbox.advance(10, START);
    }
    bench.sandbox.advance(3 * DAY - 40, START);
    bench.refund(made[3].0).unwrap();
    (bench, made)
}

fn numbers(rows: &[Value]) -> String {
    let numbers = rows.iter().map(|row| row["outTradeNo"].as_str().unwrap());
    numbers.collect::<Vec<_>>().concat()
}

#[test]
fn orders_of_a_card() {
    let (mut bench, made) = four();
    let ids = format!("{},{},1", made[0].0, made[2].0);
    // `a` was over 2 days and 3 s after the first order, `b` began 3 s later.
    let (a_over, refunded) = (date(START + 2 * DAY + 3), date(START + 3 * DAY));
    let after = date(START + 2 * DAY + 4);
    for (filters, found) in [
        (json!({}), "abcd"),
        (json!({ "state": 0 }), "c"),
        (json!({ "state": 1 }), "b"),
        (json!({ "state": 2 }), "ad"),
        (json!({ "stateArrStr": "0,1" }), "bc"),
        (json!({ "stateArrStr": "2" }), "ad"),
        (json!({ "stateArrStr": "1,2", "state": 2 }), "ad"),
        (json!({ "stateArrStr": "1,2", "state": 0 }), ""),
        (json!({ "orderIdArrStr": ids }), "ac"),
        (json!({ "orderIdArrStr": ids, "state": 0 }), "c"),
        (json!({ "createDateStart": date(START + 10) }), "bcd"),
        (json!({ "createDateEnd": date(START + 10) }), "ab"),
        (
            json!({ "createDateStart": date(START + 10), "createDateEnd": date(START + 29) }),
            "bc",
        ),
        (
            json!({ "createDateStart": "2026-01-01", "createDateEnd": "2026-01-01" }),
            "abcd",
        ),
        (json!({ "createDateStart": "2026-01-02" }), ""),
        (json!({ "createDateEnd": "2025-12-31" }), ""),
        (json!({ "updateDateStart": a_over }), "abd"),
        (json!({ "updateDateStart": after }), "bd"),
        (json!({ "updateDateStart": refunded }), "d"),
        (json!({ "updateDateEnd": a_over }), "ac"),
        (
            json!({ "updateDateEnd": a_over, "updateDateStart": a_over }),
            "a",
        ),
        (json!({ "orderBy": "createDateDesc" }), "dcba"),
        (json!({ "orderBy": "createDateDesc", "state": 2 }), "da"),
    ] {
        let (rows, total) = bench.listed(&filters);
        assert_eq!(numbers(&rows), found, "{filters}");
        assert_eq!(total, found.len() as i64, "{filters}");
    }
    for (page, found) in [(1, "abc"), (2, "d"), (3, "")] {
        let (rows, total) = bench.listed(&json!({ "page": page, "pageSize": 3 }));
        assert_eq!((numbers(&rows).as_str(), total), (found, 4));
    }
    for (filters, code) in [
        (json!({ "stateArrStr": "0,3" }), "43332"),
        (json!({ "orderBy": "createDateAsc" }), "43332"),
        (json!({ "orderIdArrStr": "x" }), "42003"),
        (json!({ "updateDateEnd": "x" }), "42409"),
        (
            json!({ "createDateStart": "2026-01-02", "createDateEnd": "2026-01-01" }),
            "41006",
        ),
        (json!({ "page": 0 }), "42403"),
        (json!({ "pageSize": 1001 }), "42407"),
    ] {
        let mut params = filters.clone();
        params["iccid"] = bench.card.as_str().into();
        let refused = bench.ask("packages.listOrders", &params.to_string());
        assert_eq!(refused, Err(code.into()), "{filters}");
    }
}

#[test]
fn a_row_tells_of_its_order() {
    let (mut bench, made) = four();
    let rows = bench.listed(&json!({})).0;
    let times = |row: &Value| {
        [
            &row["createDate"],
            &row["startDate"],
            &row["endDate"],
            &row["updateDate"],
        ]
        .map(Value::clone)
    };
    let began = START + 2 * DAY + 6;
    let moments =
        |all: [i64; 4]| all.map(|at| Value::from(if at == 0 { String::new() } else { date(at) }));
    let over = began - 3;
    assert_eq!(times(&rows[0]), moments([START, START + 3, over, over]));
    assert_eq!(
        times(&rows[1]),
        moments([START + 10, began, began + 30 * DAY, began])
    );
    assert_eq!(times(&rows[2]), moments([START + 20, 0, 0, START + 20]));
    assert_eq!(
        times(&rows[3]),
        moments([START + 30, 0, 0, START + 3 * DAY])
    );
    // 50 MB a day.
    let used = (START + 3 * DAY - began) * 50 * 1024 / DAY * 1024;
    assert_eq!(rows[1]["flowUsageBytes"], used);
    assert_eq!(rows[1]["flowRemain"], 500.0 - used as f64 / 1_048_576.0);
    assert_eq!(rows[0]["flowUsageBytes"], 100 << 20);
    for (row, (id, _)) in rows.iter().zip(&made) {
        assert_eq!(row["orderId"], *id);
    }
    let refunds: Vec<&Value> = rows.iter().map(|row| &row["isRefund"]).collect();
    assert_eq!(refunds, [0, 0, 0, 1]);
}

#[test]
fn orders_by_either_number() {
    let (mut bench, made) = four();
    let plain = |at: usize| made[at].1.replace('-', "");
    let dashed = |at: usize| {
        let plain = plain(at);
        format!(
            "{}-{}-{}-{}-{}",
            &plain[..8],
            &plain[8..12],
            &plain[12..16],
            &plain[16..20],
            &plain[20..]
        )
    };
    for (filters, found) in [
        (
            json!({ "state": 0, "outTradeNoArrStr": "a,b,c,d,none" }),
            "c",
        ),
        (json!({ "state": 1, "outTradeNoArrStr": "a,b,c,d" }), "b"),
        (json!({ "state": 2, "outTradeNoArrStr": "d,a,d" }), "ad"),
        (json!({ "state": 1, "outTradeNoArrStr": "a" }), ""),
        (json!({ "state": 2, "orderNumberArrStr": plain(3) }), "d"),
        (
            json!({ "state": 2, "orderNumberArrStr": format!("{},{}", dashed(3), dashed(0)) }),
            "ad",
        ),
        // Either number will do, and an order that has both comes once.
        (
            json!({ "state": 2, "orderNumberArrStr": plain(0), "outTradeNoArrStr": "a,d" }),
            "ad",
        ),
        (
            json!({ "state": 0, "orderNumberArrStr": plain(2), "outTradeNoArrStr": "a" }),
            "c",
        ),
        (
            json!({ "state": 2, "outTradeNoArrStr": "a,d", "pageSize": 1 }),
            "a",
        ),
        (
            json!({ "state": 2, "outTradeNoArrStr": "a,d", "pageSize": 1, "page": 2 }),
            "d",
        ),
        (
            json!({ "state": 2, "outTradeNoArrStr": "a,d", "pageSize": 1, "page": 3 }),
            "",
        ),
    ] {
        let mut params = json!({ "page": 1, "pageSize": 50 });
        for (name, value) in filters.as_object().unwrap() {
            params[name] = value.clone();
        }
        let rows = bench
            .ask("packages.orderDetails", &params.to_string())
            .unwrap();
        let rows = rows.as_array().unwrap();
        assert_eq!(numbers(rows), found, "{filters}");
        for row in rows {
            let at = "abcd".find(row["outTradeNo"].as_str().unwrap()).unwrap();
            assert_eq!(
                row["orderNumber"].as_str().unwrap().replace('-', ""),
                plain(at)
            );
            assert_eq!(row["iccid"], bench.card.as_str());
            assert_eq!(row["isRefund"], i64::from(at == 3));
            assert_eq!(row["state"], filters["state"]);
        }
    }
    for (wrong, code) in [
        (
            r#"{"page":1,"pageSize":50,"outTradeNoArrStr":"a"}"#,
            "43332",
        ),
        (
            r#"{"page":1,"pageSize":50,"state":3,"outTradeNoArrStr":"a"}"#,
            "43332",
        ),
        (r#"{"page":1,"pageSize":50,"state":1}"#, "43332"),
        (
            r#"{"page":1,"pageSize":51,"state":1,"outTradeNoArrStr":"a"}"#,
            "42407",
        ),
    ] {
        assert_eq!(
            bench.ask("packages.orderDetails", wrong),
            Err(code.into()),
            "{wrong}"
        );
    }
}

impl Bench {
    pub fn profits(&mut self, filters: &Value) -> Vec<Value> {
        let mut params = json!({ "pageNum": 1, "pageSize": 500 });
        for (name, value) in filters.as_object().unwrap() {
            params[name] = value.clone();
        }
        let found = self
            .ask("account.listProfits", &params.to_string())
            .unwrap();
        let rows = found["data"].as_array().unwrap().clone();
        if params["pageSize"] == 500 {
            assert_eq!(found["total"], rows.len());
        }
        rows
    }
}

#[test]
fn profits() {
    let (mut bench, made) = four();
    let all = bench.profits(&json!({}));
    let ours = bench.profits(&json!({ "param": bench.card }));
    let ids: Vec<&Value> = ours.iter().map(|row| &row["orderId"]).collect();
    // The newest first, and none of what was given back.
    assert_eq!(ids, [made[2].0, made[1].0, made[0].0]);
    assert_eq!(
        (
            &ours[1]["actualPrice"],
            &ours[1]["incomeMoney"],
            &ours[1]["actualProfit"]
        ),
        (&json!(4.5), &json!(0.9), &json!(0.9))
    );
    assert_eq!(
        (&ours[1]["createDate"], &ours[1]["packageCode"]),
        (&json!(date(START + 10)), &json!("SB-500M-30D"))
    );
    let dates: Vec<&str> = all
        .iter()
        .map(|row| row["createDate"].as_str().unwrap())
        .collect();
    assert!(dates.is_sorted_by(|newer, older| newer >= older));
    // Orders that users paid for themselves: every eighth of the beginning's cards.
    let by_user = |row: &Value| {
        let card = bench
            .sandbox
            .world
            .card(row["iccid"].as_str().unwrap())
            .unwrap();
        card % 8 == 1 && row["createDate"].as_str().unwrap() < date(START).as_str()
    };
    let product = |row: &Value| {
        catalog::offer_by_code(row["packageCode"].as_str().unwrap())
            .unwrap()
            .product
            == "SB-EU-BASE"
    };
    let middle = dates[dates.len() / 2].to_owned();
    let number = made[1].1.as_str();
    let cases: [(Value, Vec<Value>); 9] = [
        (json!({ "ifWithdrawDeposit": 2 }), rows(&all, by_user)),
        (
            json!({ "ifWithdrawDeposit": 0 }),
            rows(&all, |row| !by_user(row)),
        ),
        (json!({ "withdrawDepositType": 2 }), rows(&all, by_user)),
        (
            json!({ "withdrawDepositType": 1 }),
            rows(&all, |row| !by_user(row)),
        ),
        (json!({ "productCode": "SB-EU-BASE" }), rows(&all, product)),
        (
            json!({ "startDate": middle }),
            rows(&all, |row| *row["createDate"].as_str().unwrap() >= *middle),
        ),
        (
            json!({ "endDate": middle }),
            rows(&all, |row| *row["createDate"].as_str().unwrap() <= *middle),
        ),
        (
            json!({ "orderNumber": number }),
            rows(&all, |row| row["orderId"] == made[1].0),
        ),
        (
            json!({ "productCode": "SB-EU-BASE", "withdrawDepositType": 2 }),
            rows(&all, |row| product(row) && by_user(row)),
        ),
    ];
    for (filters, expected) in cases {
        assert!(
            !expected.is_empty() && expected.len() < all.len(),
            "{filters} proves nothing"
        );
        assert_eq!(bench.profits(&filters), expected, "{filters}");
    }
    for nothing in [
        json!({ "ifWithdrawDeposit": 1 }),
        json!({ "ifWithdrawDeposit": 3 }),
        json!({ "orderNumber": "none" }),
        json!({ "productCode": "NONE" }),
        json!({ "param": "89" }),
    ] {
        assert_eq!(bench.profits(&nothing), [Value::Null; 0], "{nothing}");
    }
    let pages: Vec<Value> = (1..=all.len().div_ceil(7) + 1)
        .flat_map(|page| bench.profits(&json!({ "pageNum": page, "pageSize": 7 })))
        .collect();
    assert_eq!(pages, all);
}

fn rows(all: &[Value], wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
    all.iter().filter(|row| wanted(row)).cloned().collect()
}
