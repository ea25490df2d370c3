//! Each finding about money, reproduced.

use super::*;
use crate::pending::LookupVerdict;

fn data(command: &Command) -> (&str, Option<Confidence>) {
    match command {
        Command::Done {
            answer: Answer::Recovered(data),
            confidence,
            ..
        } => (data, *confidence),
        other => panic!("{other:?}"),
    }
}

fn verdict(command: &Command) -> LookupVerdict {
    match command {
        Command::Unknown { lookup, .. } => *lookup,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_taken_number_and_an_empty_list_are_unknown_whoever_made_the_number() {
    for params in [ORDER, UNNUMBERED] {
        for acts in [vec![code("42002")], vec![Act::Lose, code("42002")]] {
            let ended = Bench::default().call("packages.order", params, &acts, &[Some("[]")]);
            assert_eq!(verdict(&ended), LookupVerdict::Absent, "{params} {acts:?}");
        }
    }
}

#[test]
fn an_empty_list_is_asked_again_until_the_order_shows() {
    let mut bench = Bench::default();
    let answers = [
        Some("[]"),
        Some("[]"),
        Some("[]"),
        None,
        Some("[]"),
        Some(FOUND),
    ];
    let ended = bench.call("packages.order", ORDER, &[Act::Lose], &answers);
    let found = r#"{"orderNumber":"n","orderId":7}"#;
    assert_eq!(data(&ended), (found, Some(Confidence::Exact)));
    assert_eq!((bench.sent.len(), bench.looked_up.len()), (3, 6));
}

#[test]
fn a_later_refusal_is_not_believed() {
    for refusal in ["45112", "501", "41001", "42203"] {
        let acts = [Act::Lose, code(refusal)];
        let ended = Bench::default().call("packages.order", ORDER, &acts, &[Some("[]")]);
        assert_eq!(letter(&ended), 'U', "{refusal}");
    }
    // Alone, it is.
    let ended = Bench::default().call("packages.order", ORDER, &[code("45112")], &[]);
    assert_eq!(letter(&ended), 'R');
    let ended = Bench::default().call("packages.order", ORDER, &[code("501")], &[]);
    assert_eq!(letter(&ended), 'R');
}

#[test]
fn anothers_order_under_the_number_is_not_taken_for_ones_own() {
    let others = FOUND.replace("8985", "8986");
    let acts = [Act::Lose, code("42002")];
    let ended = Bench::default().call("packages.order", ORDER, &acts, &[Some(&others)]);
    assert_eq!(verdict(&ended), LookupVerdict::Ambiguous);
}

#[test]
fn a_number_that_the_caller_chose_and_that_was_taken_before_tells_the_order() {
    let acts = [code("42002")];
    let mut bench = Bench::default();
    let ended = bench.call("packages.order", ORDER, &acts, &[Some("[]"), Some(FOUND)]);
    let Command::Refused {
        error: Failure::Api { code, existing, .. },
    } = ended
    else {
        panic!("{ended:?}")
    };
    assert_eq!((code.as_str(), bench.sent.len()), ("42002", 1));
    assert!(existing.unwrap().contains(r#""orderId":7"#));
    // One that was made here can only be this call's.
    let mut bench = Bench::default();
    let operation = by_name("packages.order").unwrap();
    let state = CallState::operation(operation, UNNUMBERED, CallOptions::default(), NOW, [1; 3]);
    let state = state.unwrap().state;
    let found = FOUND.replace("mine", &state.order_number().unwrap());
    let ended = bench.run(state, &acts, &[Some(&found)]);
    assert_eq!(data(&ended).1, Some(Confidence::Exact));
}

#[test]
fn a_number_with_a_comma_is_never_called_failed() {
    let params = ORDER.replace("mine", "A,B");
    let acts = [Act::Lose, code("45112")];
    let ended = Bench::default().call("packages.order", &params, &acts, &[Some("[]")]);
    assert_eq!(verdict(&ended), LookupVerdict::Unavailable);
}

#[test]
fn only_documented_numbers_are_sent_again() {
    for (name, params, times) in [
        ("packages.order", ORDER, 3),
        (
            "esim.purchase",
            r#"{"eSIMGoodsCode":"G","outTradeNo":"mine"}"#,
            3,
        ),
        (
            "pools.subscribe",
            r#"{"pool_object_id":7,"pool_type_code":"T","out_trade_no":"mine"}"#,
            3,
        ),
        ("cloudEsim.purchase", CLOUD, 1),
        ("packages.refund", REFUND, 1),
        ("sms.send", r#"{"iccid":"8985","message":"m"}"#, 1),
        ("esim.install", r#"{"eid":"E","productCode":"P"}"#, 1),
    ] {
        for act in [Act::Lose, code("500"), code("501")] {
            let mut bench = Bench::default();
            bench.call(name, params, std::slice::from_ref(&act), &[Some("[]")]);
            assert_eq!(bench.sent.len(), times, "{name} {act:?}");
        }
    }
}

#[test]
fn a_lost_installation_and_a_lost_message_are_unknown() {
    for (name, params) in [
        ("esim.install", r#"{"eid":"E","productCode":"P"}"#),
        ("sms.send", r#"{"iccid":"8985","message":"m"}"#),
    ] {
        let ended = Bench::default().call(name, params, &[Act::Lose], &[]);
        assert_eq!(verdict(&ended), LookupVerdict::Unavailable, "{name}");
    }
    let ended = Bench::default().call("cards.reset", r#"{"iccids":"8985"}"#, &[Act::Lose], &[]);
    assert_eq!(letter(&ended), 'F');
}

#[test]
fn a_duplicate_esim_order_tells_its_order() {
    let params = r#"{"eSIMGoodsCode":"G","outTradeNo":"mine"}"#;
    let named = Act::Answer(200, r#"{"code":503016,"data":{"orderId":9}}"#.into());
    let order = r#"{"orderId":"9"}"#;
    let acts = [Act::Lose, named.clone()];
    let ended = Bench::default().call("esim.purchase", params, &acts, &[]);
    assert_eq!(data(&ended), (order, Some(Confidence::Probable)));
    let made = r#"{"eSIMGoodsCode":"G"}"#;
    let ended = Bench::default().call("esim.purchase", made, std::slice::from_ref(&named), &[]);
    assert_eq!(data(&ended), (order, Some(Confidence::Exact)));
    let ended = Bench::default().call("esim.purchase", params, &[named], &[]);
    assert!(
        matches!(&ended, Command::Refused { error: Failure::Api { existing: Some(existing), .. } } if existing == order)
    );
    let ended = Bench::default().call("esim.purchase", params, &[code("503016")], &[]);
    let Command::Unknown { next_step, .. } = ended else {
        panic!("{ended:?}")
    };
    assert!(next_step.contains("可以通过查询eSIM订单详情接口获取结果"));
}

fn cloud_row(id: u32) -> String {
    format!(
        r#"{{"eid":"E","packageCode":"P","createDate":"2024-05-28 09:34:50","eshopOrderId":{id}}}"#
    )
}

#[test]
fn a_row_of_a_call_that_succeeded_is_not_taken_for_a_lost_one() {
    let mut bench = Bench::default();
    let placed = Act::Answer(200, r#"{"code":"200","data":{"eshopOrderId":7}}"#.into());
    assert_eq!(
        letter(&bench.call("cloudEsim.purchase", CLOUD, &[placed], &[])),
        'D'
    );
    let list = format!(r#"{{"list":[{}],"total":1}}"#, cloud_row(7));
    let second = CLOUD.replace("mine", "second");
    let ended = bench.call("cloudEsim.purchase", &second, &[Act::Lose], &[Some(&list)]);
    assert_eq!(verdict(&ended), LookupVerdict::Absent);
    let both = format!(
        r#"{{"list":[{},{}],"total":2}}"#,
        cloud_row(7),
        cloud_row(8)
    );
    // The second call is still open, so the row could be either's.
    let third = CLOUD.replace("mine", "third");
    let ended = bench.call("cloudEsim.purchase", &third, &[Act::Lose], &[Some(&both)]);
    assert_eq!(verdict(&ended), LookupVerdict::Ambiguous);
}

#[test]
fn a_row_that_a_call_under_way_could_have_left_settles_nothing() {
    let mut bench = Bench::default();
    let operation = by_name("cloudEsim.purchase").unwrap();
    let state = CallState::operation(operation, CLOUD, CallOptions::default(), NOW, [1; 3]);
    let mut under_way = state.unwrap().state;
    assert!(matches!(
        bench.step(&mut under_way, Event::Started),
        Command::Send { .. }
    ));
    let list = format!(r#"{{"list":[{}],"total":1}}"#, cloud_row(7));
    let second = CLOUD.replace("mine", "second");
    let ended = bench.call("cloudEsim.purchase", &second, &[Act::Lose], &[Some(&list)]);
    assert_eq!(verdict(&ended), LookupVerdict::Ambiguous);
    // A call of another package leaves other rows.
    let other = CLOUD.replace(r#""P""#, r#""Q""#);
    let row = list.replace(r#""P""#, r#""Q""#);
    let ended = bench.call("cloudEsim.purchase", &other, &[Act::Lose], &[Some(&row)]);
    assert_eq!(data(&ended).1, Some(Confidence::Probable));
}

#[test]
fn a_long_retry_after_ends_the_call_and_holds_nothing() {
    for (header, status) in [
        (RetryAfter::Seconds(3600), 503),
        (RetryAfter::Seconds(u32::MAX), 503),
        (RetryAfter::At(4_000_000_000), 429),
    ] {
        let mut bench = Bench::default();
        let act = Act::Page(status, "<html>".into(), header);
        let ended = bench.call("account.balance", "{}", &[act], &[]);
        let Command::Failed {
            error: Failure::RateLimit { retry_after_ms, .. },
            ..
        } = ended
        else {
            panic!("{ended:?}")
        };
        assert!(retry_after_ms.unwrap() >= 3_600_000);
        assert_eq!((bench.sent.len(), bench.now), (1, 1_000_000));
        let well = Act::Answer(200, r#"{"code":"200"}"#.into());
        assert_eq!(
            letter(&bench.call("account.balance", "{}", &[well], &[])),
            'D'
        );
        assert_eq!(bench.now, 1_000_000);
    }
}

#[test]
fn a_short_retry_after_holds_calls_like_the_one_refused_and_no_others() {
    let mut bench = Bench::default();
    let busy = Act::Page(200, r#"{"code":"501"}"#.into(), RetryAfter::Seconds(20));
    let ended = bench.call_with(one_attempt(), "account.balance", "{}", &[busy], &[]);
    let Command::Refused {
        error: Failure::RateLimit { retry_after_ms, .. },
    } = ended
    else {
        panic!("{ended:?}")
    };
    assert_eq!(retry_after_ms, Some(20_000));
    let well = [Act::Answer(200, r#"{"code":"200"}"#.into())];
    bench.call("cards.list", "{}", &well, &[]);
    assert_eq!(bench.now, 1_000_000);
    bench.call("account.balance", "{}", &well, &[]);
    assert_eq!(bench.now, 1_020_000);
}

#[test]
fn a_hold_that_outlasts_the_call_ends_it_before_it_is_sent() {
    let mut bench = Bench::default();
    let busy = Act::Page(200, r#"{"code":"501"}"#.into(), RetryAfter::Seconds(50));
    bench.call("packages.order", ORDER, &[busy], &[]);
    let ended = bench.call("packages.order", ORDER, &[Act::Lose], &[]);
    assert!(matches!(
        ended,
        Command::Failed {
            error: Failure::RateLimit {
                retry_after_ms: Some(50_000),
                ..
            },
            sent: false
        }
    ));
    assert_eq!(bench.sent.len(), 1);
}

#[test]
fn a_quota_of_the_proxy_holds_nothing() {
    let mut bench = Bench {
        proxied: true,
        ..Bench::default()
    };
    let full = r#"{"error":{"kind":"proxy","reason":"rate_limit","message":"x","sent":false}}"#;
    let act = Act::Page(429, full.into(), RetryAfter::Seconds(30));
    assert_eq!(
        letter(&bench.call("account.balance", "{}", &[act], &[])),
        'F'
    );
    let well = Act::Answer(200, r#"{"code":"200"}"#.into());
    bench.call("account.balance", "{}", &[well], &[]);
    assert_eq!(bench.now, 1_000_000);
}

#[test]
fn without_a_limit_of_time_a_call_is_retried_and_looked_up_and_still_ends() {
    let options = CallOptions {
        timeout_ms: None,
        ..CallOptions::default()
    };
    let mut bench = Bench::default();
    let ended = bench.call_with(
        options,
        "packages.order",
        ORDER,
        &[Act::Lose],
        &[Some("[]")],
    );
    assert_eq!((letter(&ended), bench.sent.len()), ('U', 3));
    assert_eq!(bench.looked_up.len(), 24);
}

#[test]
fn a_call_ends_within_its_time_look_ups_included() {
    let mut bench = Bench::default();
    let ended = bench.call("packages.order", ORDER, &[Act::Lose], &[None]);
    assert_eq!(verdict(&ended), LookupVerdict::Unavailable);
    assert!(bench.now <= 1_030_000, "{}", bench.now);
}

#[test]
fn an_attempt_that_takes_twenty_seconds_is_still_heard_and_leaves_time_to_look_up() {
    for (name, params) in [("account.balance", "{}"), ("packages.order", ORDER)] {
        let mut bench = Bench::default();
        let operation = by_name(name).unwrap();
        let state = CallState::operation(operation, params, CallOptions::default(), NOW, [1; 3]);
        let command = bench.step(&mut state.unwrap().state, Event::Started);
        let Command::Send { timeout_ms, .. } = command else {
            panic!("{command:?}")
        };
        assert_eq!(timeout_ms, Some(22_500), "{name}");
    }
}

#[test]
fn an_abort_is_unknown_once_something_was_sent_and_a_failure_before() {
    let mut bench = Bench::default();
    let operation = by_name("packages.order").unwrap();
    let limited = CallOptions {
        has_limiter: true,
        ..CallOptions::default()
    };
    let prepare = || {
        CallState::operation(operation, ORDER, limited, NOW, [1; 3])
            .unwrap()
            .state
    };
    let mut queued = prepare();
    assert!(matches!(
        bench.step(&mut queued, Event::Started),
        Command::Acquire { .. }
    ));
    let ended = bench.step(&mut queued, Event::Aborted);
    assert!(matches!(
        ended,
        Command::Failed {
            sent: false,
            error: Failure::Aborted
        }
    ));
    let mut sent = prepare();
    bench.step(&mut sent, Event::Started);
    bench.step(&mut sent, Event::Acquired);
    let mut waiting = sent.clone();
    let mut looking = sent.clone();
    assert_eq!(letter(&bench.step(&mut sent, Event::Aborted)), 'U');
    bench.fail(&mut waiting, Sent::Unknown);
    assert_eq!(letter(&bench.step(&mut waiting, Event::Aborted)), 'U');
    looking.options.attempts = 1;
    assert!(matches!(
        bench.fail(&mut looking, Sent::Unknown),
        Command::LookUp { .. }
    ));
    let ended = bench.step(&mut looking, Event::Aborted);
    assert_eq!(verdict(&ended), LookupVerdict::Unavailable);
}

#[test]
fn a_wrong_clock_is_learnt_once_and_costs_no_attempt() {
    let mut bench = Bench::default();
    let acts = [code("42203"), Act::Answer(200, PLACED.into())];
    for name in ["packages.order", "packages.refund"] {
        let params = if name == "packages.order" {
            ORDER
        } else {
            REFUND
        };
        bench.sent.clear();
        assert_eq!(letter(&bench.call(name, params, &acts, &[])), 'D');
        assert_eq!(bench.sent.len(), 2, "{name}");
    }
    bench.sent.clear();
    assert_eq!(
        letter(&bench.call("account.balance", "{}", &[code("42203")], &[])),
        'R'
    );
    assert_eq!(bench.sent.len(), 2);
}

#[test]
fn what_may_be_done_once_in_five_minutes_is_not_sent_twice() {
    let mut bench = Bench::default();
    let done = [Act::Answer(200, r#"{"code":"200","data":{}}"#.into())];
    let card = r#"{"iccid":"8985"}"#;
    assert_eq!(
        letter(&bench.call("cards.refreshUsage", card, &done, &[])),
        'D'
    );
    let ended = bench.call("cards.refreshUsage", card, &done, &[]);
    let Command::Failed {
        error:
            Failure::RateLimit {
                code,
                retry_after_ms,
                ..
            },
        sent: false,
    } = ended
    else {
        panic!("{ended:?}")
    };
    assert_eq!(
        (code.as_deref(), retry_after_ms),
        (Some("44001"), Some(300_000))
    );
    let other = bench.call("cards.refreshUsage", r#"{"iccid":"8986"}"#, &done, &[]);
    assert_eq!(letter(&other), 'D');
    bench.now += 300_000;
    assert_eq!(
        letter(&bench.call("cards.refreshUsage", card, &done, &[])),
        'D'
    );
}

#[test]
fn a_pending_call_is_asked_for_once_and_again_by_its_caller() {
    let mut bench = Bench::default();
    let ended = bench.call("packages.order", ORDER, &[Act::Lose], &[Some("[]")]);
    let Command::Unknown { pending, .. } = ended else {
        panic!("{ended:?}")
    };
    assert_eq!(
        (pending.operation.as_str(), pending.since),
        ("packages.order", NOW)
    );
    for (answer, expected) in [("[]", 'U'), (FOUND, 'D')] {
        let state = CallState::recheck(&pending, CallOptions::default()).unwrap();
        let ended = bench.run(state, &[], &[Some(answer)]);
        assert_eq!(letter(&ended), expected);
    }
}

#[test]
fn a_path_of_a_declared_operation_keeps_its_rules() {
    let path = "/api/v3/package/orderPackage";
    let state = CallState::path(path, ORDER, one_attempt()).unwrap().state;
    let ended = Bench::default().run(state, &[Act::Lose], &[Some("[]")]);
    assert_eq!(letter(&ended), 'U');
}

#[test]
fn the_calls_of_a_client_share_one_budget_of_retries() {
    let mut bench = Bench::default();
    for _ in 0..15 {
        bench.call("account.balance", "{}", &[Act::Lose], &[]);
    }
    assert_eq!(bench.sent.len(), 15 + 20);
    // Successes earn it back, a tenth of a retry each.
    let well = [Act::Answer(200, r#"{"code":"200"}"#.into())];
    for _ in 0..10 {
        bench.call("account.balance", "{}", &well, &[]);
    }
    bench.sent.clear();
    bench.call("account.balance", "{}", &[Act::Lose], &[]);
    assert_eq!(bench.sent.len(), 2);
}
