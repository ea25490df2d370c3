//! The inputs, and what an application writes by hand over `serde_json` and `sha1`.

use eiotclub::notification::sign_notification;
use serde_json::{Map, Value, json};
use sha1::{Digest, Sha1};

pub const SECRET: &str = "a1b1c1d1";
pub const NOW: i64 = 1_746_050_702;

/// A notification with so many subscribed packages, or one of a stopped card.
pub fn notification(packages: usize) -> String {
    let mut fields = json!({ "id": "7bpDUV2P4oAGv37MBBHaAeJk", "timestamp": NOW, "nonce": 90082 });
    if packages == 0 {
        fields["event"] = "CardStopped".into();
        fields["iccid"] = "89852000263320817044".into();
    } else {
        let item = json!({
            "iccid": "89423053323291099364", "orderId": 10004728, "packageName": "A-TM-50M-1",
            "packageCode": "A-TM-50M-1D-A-CN-TEST-2024052489", "state": 0, "gzhPackageName": "",
            "createDate": "2024-05-28 09:34:47", "packageType": 3,
            "outTradeNo": "6300001983111426769635", "salesChannel": "API",
        });
        fields["event"] = "SubPkgList".into();
        fields["data"] = json!(vec![item; packages]).to_string().into();
    }
    sign_notification(&fields.to_string(), SECRET).expect("it is an object")
}

/// The parameters of an order, as they are signed.
pub const ORDER: &str = r#"{"appkey":"000001","timestamp":1746050702,"nonce":90082,"iccid":"89852000263320817044","packageCode":"A-TM-50M-1D-A-CN-TEST-2024052489FC722C","outTradeNo":"6300001983111426769635"}"#;

const CARD: &str = r#"{"activateDate":"2026-11-21 22:56:42","cardStatus":"ACTIVATED_NAME","dataFlow":12288,"expectedEndDate":"2027-11-16 22:56:42","flowRemain":11858.9267578125,"flowTotal":12288,"gzhPackageName":"12GB 360day","iccid":"89852000932600000000","imei":"864591802016606","imeiPoolStatus":0,"imeiPoolUnlockCount":0,"imsi":"454003700000000","isIMEIPool":0,"isRealName":1,"monthRemainFlow":11858.9267578125,"monthUseFlow":429.0732421875,"network":"ALL","orderId":10004730,"packageCode":"SB-12G-360D","packageEndDate":"2027-11-16 22:56:42","packageKind":0,"packageName":"Global 12GB 360 days","packageType":2,"productCode":"SB-GLOBAL-IOT","remainFlow":11858.9267578125,"remainFlowType":0,"totalUseFlow":429.0732421875}"#;

/// An answer with so many cards.
pub fn page(cards: usize) -> String {
    let list = vec![CARD; cards].join(",");
    format!(r#"{{"code":"200","message":"ok","data":{{"cardInfoList":[{list}],"totalPage":1}}}}"#)
}

/// A CDR file of five thousand cards.
pub fn cdr(rows: usize) -> String {
    let mut text = String::from("id,start_time,stop_time,iccid,imsi,data_usage,imei,mccmnc\n");
    for at in 0..rows {
        let (hour, card, usage) = (at % 24, at * 7919 % 5000, at * 104_729 % 1_000_000);
        text += &format!(
            "{},2026-01-15 {hour:02}:00:00,2026-01-15 {hour:02}:59:59,8985224310100{card:07},460001234567890,{usage},860000000000001,46001\n",
            7_000_000_000_000_usize + at
        );
    }
    text
}

/// What is signed, from an object that has been parsed.
pub fn canonical(fields: &Map<String, Value>, secret: &str) -> String {
    let mut names: Vec<&String> = fields.keys().filter(|name| *name != "sign").collect();
    names.sort();
    let mut text = String::new();
    for name in names {
        let value = match &fields[name] {
            Value::Null => continue,
            Value::String(value) if value.is_empty() => continue,
            Value::String(value) => value.clone(),
            value => value.to_string(),
        };
        text += &format!("{name}={value}&");
    }
    text + "secret=" + secret
}

/// The signature of it, in capitals.
pub fn signature(text: &str) -> String {
    Sha1::digest(text)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect()
}

/// Verifies and decodes: no window, no ambiguity, no duplicate keys, no declared types.
pub fn verify_by_hand(body: &str, secret: &str) -> Option<Map<String, Value>> {
    let mut fields: Map<String, Value> = serde_json::from_str(body).ok()?;
    let expected = signature(&canonical(&fields, secret));
    let given = fields.get("sign")?.as_str()?;
    let difference = given
        .bytes()
        .zip(expected.bytes())
        .fold(0, |all, (a, b)| all | (a ^ b));
    if given.len() != expected.len() || difference != 0 {
        return None;
    }
    if let Some(Value::String(data)) = fields.get("data") {
        let data = serde_json::from_str(data).ok()?;
        fields.insert("data".to_owned(), data);
    }
    Some(fields)
}
