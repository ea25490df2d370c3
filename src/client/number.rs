//! Numbers for orders whose caller gives none.

use crate::api::Operation;
use crate::calendar::civil;
use crate::client::lookup;
use crate::json;

/// Letters that no eye takes for digits.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A number like `20261125093503-7K3QZ9XWPA4MN2RT`: 31 of the 32 characters that an `outTradeNo` may
/// have. The time it was made (UTC) comes first, so that numbers sort as they were made and a person
/// finds one in a list; of the 80 random bits after it, two callers in the same second share all
/// only once in 10²⁴. `now` is in Unix seconds, `random` from a cryptographic source.
pub fn make(now: i64, random: [u32; 3]) -> String {
    let mut out = *b"..............-................";
    let (days, seconds) = (now.div_euclid(86_400), now.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let parts = [
        year / 100,
        year % 100,
        month,
        day,
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
    ];
    for (pair, part) in out.as_chunks_mut().0.iter_mut().zip(parts) {
        *pair = [part / 10 % 10, part % 10].map(|digit| b'0' + digit as u8);
    }
    for (place, letter) in out[15..].iter_mut().enumerate() {
        // Six letters of the first word, five of each of the others.
        let (word, at) = if place < 6 {
            (0, place)
        } else {
            (1 + (place - 6) / 5, (place - 6) % 5)
        };
        *letter = LETTERS[(random[word] >> (5 * at) & 31) as usize];
    }
    out.iter().copied().map(char::from).collect()
}

/// The parameters of an order with a number, if they have none.
pub(crate) fn complete(
    operation: &Operation,
    params: &str,
    now: i64,
    random: [u32; 3],
) -> Option<String> {
    let name = operation.number()?;
    let members = json::object(params).ok()?;
    if lookup::known(&members, name).is_some() {
        return None;
    }
    let mut out = String::from("{");
    for member in members.iter().filter(|member| member.key != name) {
        json::write_text(&mut out, &member.key);
        out.push(':');
        out.push_str(member.value.text);
        out.push(',');
    }
    json::write_text(&mut out, name);
    out.push(':');
    json::write_text(&mut out, &make(now, random));
    out.push('}');
    Some(out)
}

/// The number among the parameters of an order.
pub(crate) fn of(operation: &Operation, params: &str) -> Option<String> {
    let members = json::object(params).ok()?;
    let found = lookup::known(&members, operation.number()?)?;
    Some(found.content.clone().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_number_tells_when_it_was_made_and_fits() {
        let one = make(1_795_599_303, [1, 32, u32::MAX]);
        assert_eq!(one, "20261125093503-10000001000ZZZZZ");
        assert!(one.len() <= 32);
        assert!(one.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    }

    #[test]
    fn numbers_sort_as_they_were_made() {
        let times = [
            0,
            59,
            86_399,
            86_400,
            951_782_400,
            1_795_599_303,
            4_102_444_800,
        ];
        let made: Vec<String> = times.iter().map(|at| make(*at, [u32::MAX; 3])).collect();
        assert!(made.is_sorted());
    }

    #[test]
    fn an_order_without_a_number_gets_one() {
        let order = crate::api::by_name("packages.order").unwrap();
        for params in ["{}", r#"{"outTradeNo":""}"#, r#"{"outTradeNo":null}"#] {
            let text = complete(order, params, 0, [1; 3]).unwrap();
            assert_eq!(of(order, &text), Some(make(0, [1; 3])), "{params}");
        }
        assert_eq!(complete(order, r#"{"outTradeNo":"mine"}"#, 0, [1; 3]), None);
        let read = crate::api::by_name("account.balance").unwrap();
        assert_eq!(complete(read, "{}", 0, [1; 3]), None);
    }

    #[test]
    fn every_one_of_the_eighty_bits_counts() {
        let mut seen = HashSet::new();
        for (word, bits) in [30, 25, 25].into_iter().enumerate() {
            for bit in 0..bits {
                let mut random = [0; 3];
                random[word] = 1 << bit;
                assert!(seen.insert(make(0, random)), "bit {bit} of {word}");
            }
        }
        assert!(seen.insert(make(0, [0; 3])));
    }
}
