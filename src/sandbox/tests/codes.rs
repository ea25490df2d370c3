//! Every code that a client can provoke in these groups, and how; and those that none can, and why.

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
    ("45112", "packages.order", r#"{"iccid":"ACTIVE","packageCode":"SB-12G-360D","outTradeNo":"1"}"#),
    ("900911", "cards.switchNetwork", r#"{"imsi":"454000000000000","network":"ATT"}"#),
];

/// The codes of the gate, which `tests/gate.rs` provokes.
const AT_THE_GATE: &[&str] = &[
    "501", "42101", "42102", "42104", "42201", "42203", "42204", "42301", "42401", "42402",
];

/// The codes of eSIM goods, cloud eSIM, data pools and CDR, provoked beside those.
const ELSEWHERE: &[&str] = &["45109", "45110", "45111", "45113", "503016"];

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

fn stands_for(bench: &mut Bench) -> Vec<(&'static str, String)> {
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
    listed.extend(AT_THE_GATE);
    listed.extend(ELSEWHERE);
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
    let mut provoked = provoked.chain(AT_THE_GATE).chain(ELSEWHERE);
    assert_eq!(codes(how), sorted(&mut provoked));
    let mut others = NOT_PROVOKED.iter().flat_map(|(codes, _)| *codes);
    assert_eq!(codes(why_not), sorted(&mut others));
}
