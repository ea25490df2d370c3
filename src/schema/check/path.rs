//! Where a field is in a document.

/// The place of a field. A chain on the stack, so that it costs nothing until something is reported.
#[derive(Clone, Copy)]
pub struct Path<'p> {
    above: Option<&'p Path<'p>>,
    name: &'p str,
}

impl<'p> Path<'p> {
    /// The top of a document.
    pub const TOP: Path<'static> = Path {
        above: None,
        name: "",
    };

    /// A field below this place.
    pub fn field(&'p self, name: &'p str) -> Path<'p> {
        Path {
            above: Some(self),
            name,
        }
    }

    /// Whether [`Path::write`] would write `written`.
    pub(super) fn is(&self, written: &str) -> bool {
        let Some(above) = self.above else {
            return written.is_empty();
        };
        let Some(rest) = written.strip_suffix(self.name) else {
            return false;
        };
        let rest = if self.name.starts_with('[') || rest.is_empty() {
            Some(rest)
        } else {
            rest.strip_suffix('.')
        };
        rest.is_some_and(|rest| above.is(rest))
    }

    /// Appends the place, such as `data.cardInfoList[].imei`.
    pub(super) fn write(&self, out: &mut String) {
        if let Some(above) = self.above {
            above.write(out);
        }
        if !out.is_empty() && !self.name.starts_with('[') {
            out.push('.');
        }
        out.push_str(self.name);
    }
}
