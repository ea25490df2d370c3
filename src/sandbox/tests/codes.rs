//! Every code that a client can provoke, and how; and those that none can, and why.

use super::*;

/// Code, operation, parameters. Capitals in them stand for the ICCID of such a card, or for what it
/// takes to write out only at run time: see `stands_for`.
#[rustfmt::skip]
const PROVOKED: &[(&str, &str, &str)] = &[
    ("41001", "cards.reset", r#"{"iccids":"x"}"#),
    ("41001", "cards.list", r#"{"pageNum":"1","iccids":"89,"}"#),
    ("41002", "cards.get", r#"{"iccid":"x"}"#),
    ("41003", "cards.get", "{}"),
    ("41004", "account.listProfits", r#"{"pageNum":1,"pageSize":10,"startDate":"2026"}"#),
    ("41005", "account.listProfits", r#"{"pageNum":1,"pageSize":10,"endDate":"2026-02-30"}"#),
    ("41006", "account.listProfits", r#"{"pageNum":1,"pageSize":10,"startDate":"2026-02-01","endDate":"2026-01-01"}"#),
    ("41007", "cards.reset", "MANY"),
    ("41008", "cards.get", r#"{"iccid":"ACTIVE","operator":1}"#),
    ("41013", "cards.switchNetwork", r#"{"imsi":"x","network":"ATT"}"#),
    ("41014", "cards.switchNetwork", r#"{"iccid":"ACTIVE","network":"Nowhere"}"#),
    ("41015", "cards.addImeiToPool", r#"{"imei":"x","plockGroupId":1}"#),
    ("41015", "cards.bindDevice", r#"{"iccid":"ACTIVE"}"#),
    ("41018", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"NONE","outTradeNo":"1"}"#),
    ("41020", "cards.get", r#"{"iccid":"ACTIVE","operator":"x"}"#),
    ("41028", "packages.orderStatus", r#"{"iccid":"READY","orderId":"10004728"}"#),
    ("41031", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"SB-TRIAL-10M","outTradeNo":"1"}"#),
    ("41032", "cards.switchNetwork", r#"{"iccid":"FIXED","network":"ATT"}"#),
    ("41033", "packages.order", r#"{"iccid":"UNKNOWN_NAME","packageCode":"SB-CN-5G-90D","outTradeNo":"1"}"#),
    ("41036", "packages.order", r#"{"iccid":"RETIRED","packageCode":"SB-100M-7D","outTradeNo":"1"}"#),
    ("41037", "packages.order", r#"{"iccid":"US_YEARLY","packageCode":"SB-US-ADD-500M","outTradeNo":"1"}"#),
    ("41050", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"SB-EU-30D","outTradeNo":"1"}"#),
    ("42000", "sms.send", r#"{"iccid":"ACTIVE"}"#),
    ("42001", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"SB-100M-7D","outTradeNo":"123456789012345678901234567890123"}"#),
    ("42002", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"SB-100M-7D","outTradeNo":"taken"}"#),
    ("42003", "packages.orderStatus", r#"{"iccid":"ACTIVE","orderId":"x"}"#),
    ("42004", "packages.orderStatus", r#"{"iccid":"ACTIVE","orderId":"1"}"#),
    ("42005", "packages.refundAmount", "USER_ORDER"),
    ("42006", "cards.transferPackage", "FINISHED_MOVE"),
    ("42007", "packages.get", r#"{"packageCode":"NONE"}"#),
    ("42008", "packages.refund", "FINISHED_REFUND"),
    ("42009", "packages.orderDetails", "MANY_ORDERS"),
    ("42022", "packages.get", "{}"),
    ("42403", "cards.list", r#"{"pageNum":"0"}"#),
    ("42404", "cards.addImeiToPool", r#"{"imei":"350000000000001","plockGroupId":"x"}"#),
    ("42405", "cards.get", r#"{"iccid":"8900000000000000000"}"#),
    ("42406", "cards.refreshUsage", r#"{"iccid":"READY"}"#),
    ("42407", "cards.list", r#"{"pageNum":"1","pageSize":501}"#),
    ("42408", "cards.addImeiToPool", r#"{"imei":"350000000000001","plockGroupId":99}"#),
    ("42409", "packages.listOrders", r#"{"iccid":"ACTIVE","createDateStart":"today"}"#),
    ("43332", "packages.listOrders", r#"{"iccid":"ACTIVE","state":7}"#),
    ("44001", "cards.cancelSession", r#"{"iccid":"CANCELLED"}"#),
    ("44001", "cards.refreshUsage", r#"{"iccid":"CANCELLED"}"#),
    ("44002", "cards.refreshUsage", r#"{"iccid":"LOCKED"}"#),
    ("45101", "sms.send", r#"{"iccid":"READY","message":"hello"}"#),
    ("45102", "cards.unlockImei", r#"{"iccid":"LOCKED_SOON"}"#),
    ("45103", "cards.unlockImei", r#"{"iccid":"LOCKED_OFTEN"}"#),
    ("45104", "cards.unlockImei", r#"{"iccid":"ACTIVE"}"#),
    ("45105", "cards.switchNetwork", r#"{"iccid":"READY","network":"ATT"}"#),
    ("45106", "packages.refund", "NO_REMARK"),
    ("45107", "cards.switchNetwork", r#"{"iccid":"ACTIVE","network":"Verizon"}"#),
    ("45108", "packages.listForProduct", r#"{"productCode":"NONE"}"#),
    ("45109", "esim.purchase", r#"{"eSIMGoodsCode":"NONE","outTradeNo":"1"}"#),
    ("45110", "esim.purchase", r#"{"eSIMGoodsCode":"SB-ESIM-100M-7D","outTradeNo":"1"}"#),
    ("45111", "esim.orderStatus", r#"{"orderId":"1"}"#),
    ("45113", "esim.refund", "GIVEN_BACK"),
    ("45112", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"SB-12G-360D","outTradeNo":"1"}"#),
    ("503016", "esim.purchase", r#"{"eSIMGoodsCode":"SB-ESIM-1G-30D","outTradeNo":"taken"}"#),
    ("900911", "cards.switchNetwork", r#"{"imsi":"454000000000000","network":"ATT"}"#),
];

/// A code of the gate, and a call that it refuses with it.
type Provocation = (&'static str, fn(&mut Bench) -> String);

/// Codes of the gate: what is provoked there is about how a call comes and not what it asks for.
const AT_THE_GATE: &[Provocation] = &[
    ("501", |bench| {
        bench.sandbox.config.rate_limit = 1;
        let first = bench.good();
        assert_eq!(bench.raw(&first), "200");
        let second = bench.good();
        let code = bench.raw(&second);
        bench.sandbox.config.rate_limit = 0;
        code
    }),
    ("42101", |bench| {
        bench.signed(&format!(r#""timestamp":{START},"nonce":12345"#))
    }),
    ("42102", |bench| {
        let other = format!(r#""appkey":"x","timestamp":{START},"nonce":12345"#);
        bench.signed(&other)
    }),
    ("42104", |bench| {
        bench.sandbox.config.allowlist = vec!["192.0.2.1".into()];
        let body = bench.good();
        let code = bench.raw(&body);
        bench.sandbox.config.allowlist.clear();
        code
    }),
    ("42201", |bench| {
        bench.signed(r#""appkey":"000001","nonce":12345"#)
    }),
    ("42203", |bench| {
        let late = START - 301;
        bench.signed(&format!(
            r#""appkey":"000001","timestamp":{late},"nonce":12345"#
        ))
    }),
    ("42204", |bench| {
        bench.signed(r#""appkey":"000001","timestamp":1.5,"nonce":12345"#)
    }),
    ("42301", |bench| {
        bench.signed(&format!(r#""appkey":"000001","timestamp":{START}"#))
    }),
    ("42401", |bench| {
        bench.raw(&format!(
            r#"{{"appkey":"000001","timestamp":{START},"nonce":12345}}"#
        ))
    }),
    ("42402", |bench| {
        let body = bench.good().to_lowercase();
        bench.raw(&body)
    }),
];

impl Bench {
    fn good(&mut self) -> String {
        self.body("account.balance", "{}").1
    }

    /// What a call of these fields, which are signed rightly, is answered.
    fn signed(&mut self, fields: &str) -> String {
        let sign = crate::sign::sign(&format!("{{{fields}}}"), "s").unwrap();
        self.raw(&format!(r#"{{{fields},"sign":"{sign}"}}"#))
    }
}

/// What no call can provoke: the codes, and why.
#[rustfmt::skip]
const NOT_PROVOKED: &[(&[&str], &str)] = &[
    (&["502"], "the platform's other word for 42104: a fault rule gives it"),
    (&["500", "43331", "43333"], "the platform's own failures: a fault rule gives them"),
    (&["403", "900910", "41030", "41998"], "an account that lacks a permission or is broken: the sandbox's is whole"),
    (&["50001"], "a package that is configured wrongly: none is"),
    (&["41009", "41010", "41011", "41012", "41040", "41041"], "parameters that no documented operation has"),
    (&["41019", "41029"], "`startType`, which no documented operation has"),
    (&["41034", "41035"], "an address book for messages, which no documented operation has"),
    (&["41102", "41103", "41104"], "activating and stopping a card, which no documented operation does"),
];

/// An eSIM order that is refunded, after others have used up a stock.
fn given_back(bench: &mut Bench) -> String {
    let mut buy = |goods: &str, number: usize| {
        let params = json!({ "eSIMGoodsCode": goods, "outTradeNo": format!("esim-{number}") });
        bench.ask("esim.purchase", &params.to_string()).unwrap()["orderId"].take()
    };
    for number in 0..3 {
        buy("SB-ESIM-100M-7D", number);
    }
    let order = buy("SB-ESIM-1G-30D", 3);
    bench.sandbox.advance(5, START);
    let params = json!({ "orderId": order, "remark": "x" }).to_string();
    bench.ask("esim.refund", &params).unwrap();
    params
}

fn stands_for(bench: &mut Bench) -> Vec<(&'static str, String)> {
    let given_back = given_back(bench);
    let world = &mut bench.sandbox.world;
    let find = |world: &world::World, what: &dyn Fn(&world::Card) -> bool| {
        world.cards.iter().position(what).unwrap()
    };
    let global = |card: &world::Card| card.product.code == "SB-GLOBAL-IOT";
    let idle = |stage| move |card: &world::Card| global(card) && card.stage == stage;
    let running = |card: &world::Card| global(card) && card.current.is_some();
    let ready = find(world, &idle(world::Stage::Ready));
    let active = find(world, &|card| {
        running(card) && !card.locked && card.pool.is_none()
    });
    let cancelled = find(world, &|card| {
        card.current.is_some() && card.iccid != world.cards[active].iccid
    });
    world.cards[cancelled].cancelled = Some(START);
    world.cards[cancelled].refreshed = Some(START);
    let locked = find(world, &|card| card.locked);
    let mut others = (0..world.cards.len()).filter(|card| {
        ![ready, active, cancelled, locked].contains(card) && world.cards[*card].pool.is_none()
    });
    let [soon, often] = [(); 2].map(|()| others.next().unwrap());
    for card in [soon, often] {
        world.cards[card].locked = true;
    }
    world.cards[soon].unlocked = Some(START);
    world.cards[often].unlocks = 5;
    let user = world
        .orders
        .iter()
        .position(|order| order.channel == world::Channel::User)
        .unwrap();
    let iccid = |card: usize| world.cards[card].iccid.clone();
    let retired = iccid(find(world, &|card| card.stage == world::Stage::Retired));
    let unknown = iccid(find(world, &|card| !card.real_name));
    let fixed = iccid(find(world, &|card| card.product.networks.is_empty()));
    let yearly = find(world, &|card| {
        let long = |order: usize| world.orders[order].offer.code == "SB-US-24G-360D";
        card.current.is_some_and(long)
    });
    let numbers = vec!["1"; 51].join(",");
    let (ready, active) = (iccid(ready), iccid(active));
    let user = &world.orders[user];
    let of_user = json!({ "iccid": iccid(user.card), "orderId": user.id.to_string() });
    let long = vec!["1"; 101].join(",");
    let filled = vec![
        (
            "MANY_ORDERS",
            json!({ "orderNumberArrStr": numbers, "state": 0, "page": 1, "pageSize": 50 })
                .to_string(),
        ),
        ("MANY", json!({ "iccids": long }).to_string()),
        ("USER_ORDER", of_user.to_string()),
        ("UNKNOWN_NAME", unknown),
        ("US_YEARLY", iccid(yearly)),
        ("CANCELLED", iccid(cancelled)),
        ("LOCKED_SOON", iccid(soon)),
        ("LOCKED_OFTEN", iccid(often)),
        ("LOCKED", iccid(locked)),
        ("RETIRED", retired),
        ("FIXED", fixed),
        ("READY", ready),
        ("ACTIVE", active.clone()),
    ];
    let mut filled = filled;
    filled.push(("GIVEN_BACK", given_back));
    bench.card = active;
    let order = bench.order("SB-100M-7D", "taken").unwrap();
    let on_card = json!({ "iccid": bench.card, "orderId": order.to_string() });
    filled.push(("NO_REMARK", on_card.to_string()));
    let done = bench.order("SB-100M-7D", "done").unwrap();
    bench.refund(done).unwrap();
    let refund = json!({ "iccid": bench.card, "orderId": done.to_string(), "remark": "x" });
    filled.push(("FINISHED_REFUND", refund.to_string()));
    let (old, new) = (&filled[12].1, &filled[11].1);
    let moved = json!({ "oldIccid": old, "newIccid": new, "orderId": done, "orderNumber": "x" });
    filled.push(("FINISHED_MOVE", moved.to_string()));
    bench.sandbox.world.cents = 300;
    filled
}

#[test]
fn every_code_is_provoked_or_told_why_not() {
    let mut config = config(7);
    config.cards = 200;
    let mut bench = Bench {
        sandbox: Sandbox::new(config),
        nonce: 0,
        card: String::new(),
    };
    let filled = stands_for(&mut bench);
    for (code, name, params) in PROVOKED {
        let replace =
            |params: String, (token, value): &(&str, String)| params.replace(token, value);
        // Packages and networks are spelt in capitals too: only the tokens are replaced.
        let params = filled.iter().fold((*params).to_owned(), replace);
        assert_eq!(
            bench.ask(name, &params).err().as_deref(),
            Some(*code),
            "{name} {params}"
        );
    }
    let mut listed: Vec<&str> = PROVOKED.iter().map(|(code, ..)| *code).collect();
    for (code, provoke) in AT_THE_GATE {
        assert_eq!(provoke(&mut bench), *code);
        listed.push(code);
    }
    for (codes, reason) in NOT_PROVOKED {
        assert!(!reason.is_empty());
        listed.extend(*codes);
    }
    listed.sort_unstable();
    listed.dedup();
    let mut known: Vec<String> = error_code::ERROR_CODES
        .iter()
        .map(|one| one.code.to_string())
        .collect();
    known.sort_unstable();
    assert_eq!(listed, known);
}

#[test]
fn the_guide_tells_of_each_code_how_it_is_provoked_or_why_not() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sandbox.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let (_, guide) = guide.split_once("<!-- codes -->").unwrap();
    let (how, why_not) = guide.split_once("These no call provokes").unwrap();
    let codes = |text: &str| -> Vec<String> {
        let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
        let cells = rows.filter_map(|row| row.split_once(" |"));
        let codes = cells.flat_map(|(codes, _)| codes.split(", "));
        let mut codes: Vec<String> = codes
            .filter(|code| code.parse::<u32>().is_ok())
            .map(str::to_owned)
            .collect();
        codes.sort_unstable();
        codes
    };
    let sorted = |codes: &mut dyn Iterator<Item = &&str>| -> Vec<String> {
        let mut codes: Vec<String> = codes.map(|code| (*code).to_owned()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let provoked = PROVOKED.iter().map(|(code, ..)| code);
    let mut provoked = provoked.chain(AT_THE_GATE.iter().map(|(code, _)| code));
    assert_eq!(codes(how), sorted(&mut provoked));
    let mut others = NOT_PROVOKED.iter().flat_map(|(codes, _)| *codes);
    assert_eq!(codes(why_not), sorted(&mut others));
}
