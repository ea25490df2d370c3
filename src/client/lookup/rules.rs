//! What a look-up rule is.

use crate::api::Operation;
use crate::notification::EventTable;
use crate::schema::Field;

/// How the outcome of one operation is found out.
#[derive(Debug)]
pub struct LookupRule {
    /// The operation whose response is lost.
    pub operation: &'static Operation,
    /// What to ask, in this order. Empty: no operation tells.
    pub lookups: &'static [Lookup],
    /// The events that tell.
    pub events: &'static [(&'static EventTable, Rows, RowMatch)],
    /// What the caller can do if the outcome stays unknown.
    pub next_step: &'static str,
}

/// An operation to ask.
#[derive(Debug)]
pub struct Lookup {
    /// A read.
    pub operation: &'static Operation,
    /// Its parameters.
    pub params: &'static [(&'static str, Source)],
    /// A parameter that the platform wants one value of: the operation is asked once for each.
    pub each: Option<(&'static str, &'static [&'static str])>,
    /// Where the rows of the response are.
    pub rows: Rows,
    /// Which row is the lost call's.
    pub matching: RowMatch,
}

/// Where a parameter of a look-up comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// This parameter of the lost call. Without it the look-up is not possible.
    Own(&'static str),
    /// This parameter of the lost call, or nothing.
    OwnIfGiven(&'static str),
    /// This JSON literal.
    Literal(&'static str),
}

/// Where rows are.
#[derive(Clone, Copy, Debug)]
pub enum Rows {
    /// What was received is the list of rows, or the only row.
    All,
    /// In this field.
    Field(&'static str),
}

/// A field of a row and the parameter of the lost call that it has to equal.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The row's field.
    pub field: &'static str,
    /// The lost call's parameter.
    pub param: &'static str,
}

/// What names the one order that a row is about.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// A number in the row that is unique in the account.
    Number(Pair),
    /// The look-up: it asked for this one order.
    Request,
    /// Nothing: only card, package and time speak for the row.
    Nothing,
}

/// When a row is the lost call's. Everything that the call and the row both know has to be the same.
#[derive(Clone, Copy, Debug)]
pub struct RowMatch {
    /// What names the order.
    pub named: Named,
    /// Card and package.
    pub same: &'static [Pair],
    /// A field, and the text that it has to hold; empty: the field has to be missing.
    pub state: Option<(&'static str, &'static str)>,
    /// The field that tells when the row was made. A row without a number is only believed if it is not
    /// older than the call.
    pub created: Option<&'static str>,
    /// The fields of the lost response, and the fields of the row that hold them. Where a row has no number
    /// of the call's, the last one is the row's id.
    pub result: &'static [(&'static str, &'static str)],
}

impl RowMatch {
    /// What a row without a number of the call's is told from other rows by: the field of the lost response,
    /// and the field of the row.
    pub fn id(&self) -> Option<(&'static str, &'static str)> {
        match self.named {
            Named::Nothing => self.result.last().copied(),
            _ => self.created.and(self.result.last().copied()),
        }
    }
}

/// A row of which nothing is known yet: the base of the constants in the table.
pub(super) const ROW: RowMatch = RowMatch {
    named: Named::Nothing,
    same: &[],
    state: None,
    created: None,
    result: &[],
};

/// The name of a declared field: a name that is not declared does not compile.
pub(super) const fn field(fields: &[Field], name: &'static str) -> &'static str {
    let mut at = 0;
    while at < fields.len() {
        if same_text(fields[at].name, name) {
            return name;
        }
        at += 1;
    }
    panic!("no such field is declared");
}

const fn same_text(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A declared field of a row that has to equal a declared parameter.
pub(super) const fn pair(
    row: &[Field],
    name: &'static str,
    request: &[Field],
    param: &'static str,
) -> Pair {
    Pair {
        field: field(row, name),
        param: field(request, param),
    }
}

/// A declared parameter of the lost call.
pub(super) const fn own(request: &[Field], param: &'static str) -> Source {
    Source::Own(field(request, param))
}
