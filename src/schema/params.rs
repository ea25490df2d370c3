//! A request's parameters: checked against the declaration, and brought into the form the wire wants.

use super::{Field, Need, Rule, Type, rules};
use crate::api::{Demand, Operation};
use crate::error::Problem;
use crate::json::{self, Flaw, Kind, Member, Raw};
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
    let (fields, demands, paging) = operation.map_or((&[][..], &[][..], None), |operation| {
        (operation.request, operation.demands, operation.paging)
    });
    let page = paging.map_or("", |paging| paging.page);
    let (mut problems, mut warnings) = (Vec::new(), Vec::new());
    let mut out: Vec<Param<'a>> = Vec::with_capacity(members.len() + 1);
    for mut member in members {
        let field = fields.iter().find(|field| field.name == member.key);
        let taken = literal(&mut member, field).and_then(|literal| {
            if let (Some(field), false) = (field, literal.is_empty()) {
                let rule = if field.name == page {
                    Rule::UpTo(u16::MAX)
                } else {
                    field.rule
                };
                rules::keep(rule, &member.content)?;
                if let Some(doubt) = rules::doubt(field.name, &member.content) {
                    warnings.push(problem(field.name, doubt));
                }
            }
            Ok(literal)
        });
        match taken {
            Ok(literal) if literal.is_empty() => {}
            Ok(literal) => out.push((member.key, literal)),
            Err(reason) => problems.push(problem(&member.key, reason)),
        }
    }
    for field in fields {
        if field.name == page && !given(&out, page) {
            let number = matches!(field.ty, Type::Int);
            let first = if number { "1" } else { "\"1\"" };
            out.push((Cow::Borrowed(page), Cow::Borrowed(first)));
        }
        if field.need == Need::Required && lacks(&out, &problems, field.name) {
            let reason = format!("is required: give a non-empty {}", field.ty.name());
            problems.push(problem(field.name, reason));
        }
    }
    for demand in demands {
        match *demand {
            Demand::OneOf(names) => {
                if names.iter().all(|name| lacks(&out, &problems, name)) {
                    let all = names.join("` or `");
                    let reason = format!("is required, or another instead: give `{all}`");
                    problems.push(problem(names[0], reason));
                }
            }
            Demand::When(field, value, names) => {
                let quoted = format!("\"{value}\"");
                if !out
                    .iter()
                    .any(|(name, literal)| name == field && *literal == quoted)
                {
                    continue;
                }
                for name in names {
                    if lacks(&out, &problems, name) {
                        let reason = format!("is required where `{field}` is `{value}`");
                        problems.push(problem(name, reason));
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

/// Whether a parameter is not given, and has no problem yet.
fn lacks(out: &[Param<'_>], problems: &[Problem], name: &str) -> bool {
    !given(out, name) && !problems.iter().any(|one| one.field == name)
}

/// A former name, until the client's last call of it is rewritten.
pub(crate) fn note(problems: &mut Vec<Problem>, field: &str, reason: &[&str]) {
    problems.push(problem(field, reason.concat()));
}

fn problem(field: &str, reason: impl Into<String>) -> Problem {
    Problem {
        field: field.to_owned(),
        reason: reason.into(),
    }
}

/// The literal that is sent for a member, empty where it is left out. A list becomes its one text, in
/// the member's content too.
fn literal<'a>(member: &mut Member<'a>, field: Option<&Field>) -> Result<Cow<'a, str>, String> {
    let key = member.key.as_ref();
    if SYSTEM.contains(&key) {
        return Err("belongs to the signature and is set for you: leave it out".to_owned());
    }
    // A name holding `&` or `=` would sign like two parameters.
    let named = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    if key.is_empty() || !key.bytes().all(named) {
        return Err("is not a parameter name: use letters, digits and underscores".to_owned());
    }
    let Raw { kind, text, .. } = member.value;
    if kind == Kind::List {
        member.content = Cow::Owned(join(text)?);
    }
    if kind == Kind::Null || member.content.is_empty() {
        return Ok(Cow::Borrowed(""));
    }
    let ty = field.map_or(&Type::Any, |field| &field.ty);
    let fits = match (ty, kind) {
        (Type::Int, Kind::Number) => json::is_integer(text),
        (Type::Int | Type::Number, Kind::Text) => {
            json::is_number(&member.content)
                && (matches!(ty, Type::Number) || json::is_integer(&member.content))
        }
        (Type::Any, _)
        | (Type::Text | Type::Ids, Kind::Text | Kind::Number)
        | (Type::Ids, Kind::List)
        | (Type::Number, Kind::Number) => true,
        _ => false,
    };
    match (ty, kind) {
        (_, Kind::List) | (Type::Text | Type::Ids, Kind::Number) if fits => {
            let mut quoted = String::new();
            json::write_text(&mut quoted, &member.content);
            Ok(Cow::Owned(quoted))
        }
        (Type::Int | Type::Number, Kind::Text) if fits => Ok(member.content.clone()),
        _ if fits => Ok(Cow::Borrowed(text)),
        (Type::Int | Type::Number, Kind::Text) => {
            Err(wrong_type(ty, "a string that is no such number"))
        }
        _ => Err(wrong_type(ty, kind.name())),
    }
}

/// The platform takes lists as one comma-joined string, so an item with a comma cannot be sent.
fn join(list: &str) -> Result<String, String> {
    let mut all = Vec::new();
    // Scanned before, so it cannot fail.
    for item in json::items(list).unwrap_or_default() {
        let content = item.content();
        let is_scalar = matches!(item.kind, Kind::Text | Kind::Number);
        if !is_scalar || content.is_empty() || content.contains(',') {
            return Err("takes a list of non-empty strings or numbers without commas".to_owned());
        }
        all.push(content);
    }
    Ok(all.join(","))
}

fn wrong_type(ty: &Type, given: &str) -> String {
    let article = if matches!(ty, Type::Int) { "an " } else { "a " };
    format!("must be {article}{}, not {given}", ty.name())
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
