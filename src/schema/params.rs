//! A request's parameters: checked against the declaration, and brought into the form the wire wants.

use super::{Field, Need, Rule, Type, check, rules};
use crate::api::{Demand, Operation};
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

/// Parameters that can be sent.
#[derive(Debug, Default)]
pub struct Normal<'a> {
    /// In the order they were given.
    pub params: Vec<Param<'a>>,
    /// Values that look wrong, and are sent nevertheless: the platform's own examples break its rules.
    pub warnings: Vec<Problem>,
}

/// Checks `params` (a JSON object) and normalises it. Empty values are left out, lists joined,
/// numbers and strings turned into whichever the platform documents. The parameter that asks for a
/// page is 1 where it is not given. Without `operation` only what holds for every call is checked.
pub fn normalise<'a>(
    params: &'a str,
    operation: Option<&'static Operation>,
) -> Result<Normal<'a>, Rejected> {
    let members = json::object(params).map_err(Rejected::Malformed)?;
    let fields = operation.map_or(&[][..], |operation| operation.request);
    let page = operation
        .and_then(|operation| operation.paging)
        .map(|paging| paging.page);
    let mut problems = Vec::new();
    let mut warnings = Vec::new();
    let mut out: Vec<Param<'a>> = Vec::with_capacity(members.len() + 1);
    for member in members {
        let field = fields.iter().find(|field| field.name == member.key);
        let checked = literal(&member, field).and_then(|literal| {
            let Some(literal) = literal else {
                return Ok(None);
            };
            let content = if literal.starts_with('"') {
                Cow::from(json::unescape(&literal))
            } else {
                Cow::Borrowed(literal.as_ref())
            };
            if let Some(field) = field {
                let rule = if page == Some(field.name) {
                    Rule::UpTo(u16::MAX)
                } else {
                    field.rule
                };
                rules::keep(rule, &content)?;
                if let Some(doubt) = rules::doubt(field.name, &content) {
                    warnings.push(problem(field.name, doubt.into()));
                }
            }
            drop(content);
            Ok(Some(literal))
        });
        match checked {
            Ok(Some(literal)) => out.push((member.key, literal)),
            Ok(None) => {}
            Err(reason) => problems.push(problem(&member.key, reason)),
        }
    }
    if let Some(page) = page.filter(|page| !given(&out, page)) {
        let number = fields
            .iter()
            .any(|field| field.name == page && matches!(field.ty, Type::Int));
        let first = if number { "1" } else { "\"1\"" };
        out.push((Cow::Borrowed(page), Cow::Borrowed(first)));
    }
    let named = |problems: &[Problem], name: &str| problems.iter().any(|one| one.field == name);
    for field in fields {
        if field.need == Need::Required && !given(&out, field.name) && !named(&problems, field.name)
        {
            problems.push(problem(
                field.name,
                joined(&["is required: give a non-empty ", field.ty.name()]),
            ));
        }
    }
    for demand in operation.map_or(&[][..], |operation| operation.demands) {
        match demand {
            Demand::OneOf(names) => {
                let met = names
                    .iter()
                    .any(|name| given(&out, name) || named(&problems, name));
                if let (false, Some(first)) = (met, names.first()) {
                    let all = names.join("` or `");
                    problems.push(problem(
                        first,
                        joined(&["is required, or another instead: give `", &all, "`"]),
                    ));
                }
            }
            Demand::When(field, value, names) => {
                let holds = out
                    .iter()
                    .any(|(name, literal)| name == field && literal.trim_matches('"') == *value);
                for name in names.iter().filter(|_| holds) {
                    if !given(&out, name) && !named(&problems, name) {
                        problems.push(problem(
                            name,
                            joined(&["is required where `", field, "` is `", value, "`"]),
                        ));
                    }
                }
            }
        }
    }
    if problems.is_empty() {
        Ok(Normal {
            params: out,
            warnings,
        })
    } else {
        Err(Rejected::Problems(problems))
    }
}

fn given(out: &[Param<'_>], name: &str) -> bool {
    out.iter().any(|(given, _)| given == name)
}

fn problem(field: &str, reason: String) -> Problem {
    Problem {
        field: field.to_owned(),
        reason,
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

fn joined(parts: &[&str]) -> String {
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Safety;

    const FIELDS: &[Field] = &[
        Field {
            name: "iccid",
            ty: Type::Text,
            need: Need::Optional,
            rule: Rule::Free,
        },
        Field {
            name: "outTradeNo",
            ty: Type::Text,
            need: Need::Optional,
            rule: Rule::Chars(32),
        },
        Field {
            name: "pageNum",
            ty: Type::Text,
            need: Need::Optional,
            rule: Rule::Free,
        },
        Field {
            name: "pageSize",
            ty: Type::Int,
            need: Need::Optional,
            rule: Rule::Free,
        },
        Field {
            name: "iccids",
            ty: Type::Ids,
            need: Need::Optional,
            rule: Rule::Free,
        },
    ];

    const OPERATION: Operation = Operation {
        name: "cards.test",
        path: "/api/v3/test",
        safety: Safety::Read,
        request: FIELDS,
        demands: &[
            Demand::OneOf(&["imsi", "iccid"]),
            Demand::When("kind", "monthly", &["month"]),
        ],
        response: Type::Any,
        whole: false,
        optional: false,
        paging: None,
        zero: false,
        rare: "",
    };

    #[test]
    fn what_belongs_together_is_demanded_together() {
        assert_eq!(
            refused(r#"{"kind":"monthly"}"#),
            [
                "imsi is required, or another instead: give `imsi` or `iccid`",
                "month is required where `kind` is `monthly`",
            ]
        );
        assert_eq!(
            sent(r#"{"imsi":"1","kind":"daily"}"#),
            r#"imsi:"1" kind:"daily""#
        );
    }

    #[test]
    fn odd_identifiers_are_sent_with_a_warning_without_their_value() {
        let normal = normalise(r#"{"iccid":"asdf"}"#, Some(&OPERATION)).unwrap();
        assert_eq!(normal.params.len(), 1);
        assert_eq!(normal.warnings[0].field, "iccid");
        assert!(!normal.warnings[0].reason.contains("asdf"));
    }

    fn sent(params: &str) -> String {
        let all = normalise(params, Some(&OPERATION)).unwrap().params;
        let all: Vec<String> = all
            .iter()
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        all.join(" ")
    }

    fn refused(params: &str) -> Vec<String> {
        match normalise(params, Some(&OPERATION)) {
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
                "imsi is required, or another instead: give `imsi` or `iccid`",
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
                .contains("imsi is required")
        );
    }
}
