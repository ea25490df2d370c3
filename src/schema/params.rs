//! A request's parameters: checked against the declaration, and brought into the form the wire wants.

use super::{Field, Need, Type, check};
use crate::error::Problem;
use crate::json::{self, Flaw, Kind, Member, Raw, Scanner};
use std::borrow::Cow;

/// The parameters that belong to the signature and can never be given by a caller.
pub const SYSTEM: [&str; 4] = ["appkey", "timestamp", "nonce", "sign"];

/// A parameter as it will be signed and sent: a name and the JSON literal of its value.
pub type Param<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Why parameters cannot be sent.
#[derive(Debug)]
pub enum Rejected {
    /// The parameters are not a JSON object.
    Malformed(Flaw),
    /// These fields are wrong.
    Problems(Vec<Problem>),
}

/// Checks `params` (a JSON object) and normalises it. Empty values are left out, lists joined,
/// numbers and strings turned into whichever the platform documents. `page`, the parameter that asks
/// for a page, is 1 where it is not given. Without `fields` nothing is known of the operation, and only what holds for every call is checked.
pub fn normalise<'a>(
    params: &'a str,
    fields: Option<&'static [Field]>,
    page: Option<&'static str>,
) -> Result<Vec<Param<'a>>, Rejected> {
    let members = json::object(params).map_err(Rejected::Malformed)?;
    let mut problems = Vec::new();
    let mut out: Vec<Param<'a>> = Vec::with_capacity(members.len());
    for member in members {
        let field = fields.and_then(|all| all.iter().find(|field| field.name == member.key));
        match literal(&member, field) {
            Ok(Some(literal)) => out.push((member.key, literal)),
            Ok(None) => {}
            Err(reason) => problems.push(Problem {
                field: member.key.into_owned(),
                reason,
            }),
        }
    }
    let lacks = |out: &[Param<'a>], name: &str| !out.iter().any(|(given, _)| given == name);
    if let Some(page) = page.filter(|page| lacks(&out, page)) {
        let wanted = fields.unwrap_or_default();
        let number = wanted
            .iter()
            .any(|field| field.name == page && matches!(field.ty, Type::Int));
        let first = if number { "1" } else { "\"1\"" };
        out.push((Cow::Borrowed(page), Cow::Borrowed(first)));
    }
    for field in fields.unwrap_or_default() {
        let given = |problem: &Problem| problem.field == field.name;
        if field.need == Need::Required && lacks(&out, field.name) && !problems.iter().any(given) {
            problems.push(Problem {
                field: field.name.to_owned(),
                reason: joined(&["is required: give a non-empty ", field.ty.name()]),
            });
        }
    }
    if problems.is_empty() {
        Ok(out)
    } else {
        Err(Rejected::Problems(problems))
    }
}

fn literal<'a>(member: &Member<'a>, field: Option<&Field>) -> Result<Option<Cow<'a, str>>, String> {
    if SYSTEM.contains(&member.key.as_ref()) {
        return Err("belongs to the signature and is set for you: leave it out".into());
    }
    // A name holding `&` or `=` would sign like two parameters.
    if member.key.is_empty()
        || !member
            .key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_')
    {
        return Err("is not a parameter name: use letters, digits and underscores".into());
    }
    let value = &member.value;
    let literal: Cow<'a, str> = match value.kind {
        Kind::Null => return Ok(None),
        Kind::Text if value.is_empty_text() => return Ok(None),
        Kind::List => match join(value)? {
            Some(list) => Cow::Owned(list),
            None => return Ok(None),
        },
        _ => Cow::Borrowed(value.text),
    };
    let Some(field) = field else {
        return Ok(Some(literal));
    };
    if field.max > 0 {
        let length = value.content().chars().count();
        if length > usize::from(field.max) {
            return Err(too_long(length, field.max));
        }
    }
    match (&field.ty, value.kind) {
        (Type::Text | Type::Ids, Kind::Text) | (Type::Any, _) => Ok(Some(literal)),
        (Type::Ids, Kind::List) => Ok(Some(literal)),
        (Type::Text | Type::Ids, Kind::Number) => {
            Ok(Some(Cow::Owned(joined(&["\"", &literal, "\""]))))
        }
        (Type::Int, Kind::Number) if check::is_integer(value.text) => Ok(Some(literal)),
        (Type::Number, Kind::Number) => Ok(Some(literal)),
        (Type::Int | Type::Number, Kind::Text) => {
            let content = value.content();
            let fits = check::is_number(&content)
                && (matches!(field.ty, Type::Number) || check::is_integer(&content));
            if fits {
                Ok(Some(Cow::Owned(content.into_owned())))
            } else {
                Err(wrong_type(&field.ty, "a string that is no such number"))
            }
        }
        (ty, kind) => Err(wrong_type(ty, kind.name())),
    }
}

/// The platform takes lists as one comma-joined string, so an item with a comma cannot be sent.
fn join(list: &Raw<'_>) -> Result<Option<String>, String> {
    const ITEMS: &str = "takes a list of non-empty strings or numbers without commas";
    let mut scanner = Scanner::new(list.text);
    let mut walk = scanner.open_list().map_err(|flaw| flaw.what.to_owned())?;
    let mut all = String::new();
    while scanner.next_item(&mut walk).unwrap_or(false) {
        let item = scanner.value().map_err(|flaw| flaw.what.to_owned())?;
        let content = item.content();
        let scalar = matches!(item.kind, Kind::Text | Kind::Number);
        if !scalar || content.is_empty() || content.contains(',') {
            return Err(ITEMS.into());
        }
        if !all.is_empty() {
            all.push(',');
        }
        all.push_str(&content);
    }
    if all.is_empty() {
        return Ok(None);
    }
    let mut out = String::with_capacity(all.len() + 2);
    json::write_text(&mut out, &all);
    Ok(Some(out))
}

fn wrong_type(ty: &Type, given: &str) -> String {
    let article = if matches!(ty, Type::Int) { "an " } else { "a " };
    joined(&["must be ", article, ty.name(), ", not ", given])
}

fn too_long(length: usize, max: u16) -> String {
    let mut reason = String::from("has ");
    json::write_int(&mut reason, length as u64);
    reason.push_str(" characters; at most ");
    json::write_int(&mut reason, u64::from(max));
    reason.push_str(" are accepted");
    reason
}

fn joined(parts: &[&str]) -> String {
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field {
            name: "iccid",
            ty: Type::Text,
            need: Need::Required,
            max: 0,
        },
        Field {
            name: "outTradeNo",
            ty: Type::Text,
            need: Need::Optional,
            max: 32,
        },
        Field {
            name: "pageNum",
            ty: Type::Text,
            need: Need::Optional,
            max: 0,
        },
        Field {
            name: "pageSize",
            ty: Type::Int,
            need: Need::Optional,
            max: 0,
        },
        Field {
            name: "iccids",
            ty: Type::Ids,
            need: Need::Optional,
            max: 0,
        },
    ];

    fn sent(params: &str) -> String {
        let all = normalise(params, Some(FIELDS), None).unwrap();
        let all: Vec<String> = all
            .iter()
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        all.join(" ")
    }

    fn refused(params: &str) -> Vec<String> {
        match normalise(params, Some(FIELDS), None) {
            Err(Rejected::Problems(all)) => all
                .into_iter()
                .map(|p| format!("{} {}", p.field, p.reason))
                .collect(),
            other => panic!("{params}: {other:?}"),
        }
    }

    #[test]
    fn values_take_the_form_the_wire_wants() {
        assert_eq!(
            sent(
                r#"{"iccid":89,"pageNum":1,"pageSize":"50","iccids":["1","2"],"outTradeNo":null,"x":1.0}"#
            ),
            r#"iccid:"89" pageNum:"1" pageSize:50 iccids:"1,2" x:1.0"#
        );
        assert_eq!(
            sent(r#"{"iccid":"1","iccids":[],"outTradeNo":""}"#),
            r#"iccid:"1""#
        );
    }

    #[test]
    fn every_problem_is_named_at_once() {
        assert_eq!(
            refused(
                r#"{"appkey":"x","outTradeNo":"123456789012345678901234567890123","pageSize":1.5}"#
            ),
            [
                "appkey belongs to the signature and is set for you: leave it out",
                "outTradeNo has 33 characters; at most 32 are accepted",
                "pageSize must be an integer, not number",
                "iccid is required: give a non-empty string",
            ]
        );
        assert_eq!(
            refused(r#"{"iccid":{},"iccids":["1,2"],"a&b":1,"pageSize":"ten"}"#),
            [
                "iccid must be a string, not object",
                "iccids takes a list of non-empty strings or numbers without commas",
                "a&b is not a parameter name: use letters, digits and underscores",
                "pageSize must be an integer, not a string that is no such number",
            ]
        );
        assert!(
            refused(r#"{"iccid":""}"#)
                .concat()
                .contains("iccid is required")
        );
    }
}
