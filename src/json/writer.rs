//! Strings and integers as JSON text.

/// Appends `text` as a JSON string.
pub fn write_text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(must_escape) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let byte = from.as_bytes()[0];
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => out.push_str(&format!("\\u{control:04x}")),
        }
        rest = &from[1..];
    }
    out.push_str(rest);
    out.push('"');
}

fn must_escape(char: char) -> bool {
    matches!(char, '"' | '\\' | '\0'..='\x1f')
}

/// Appends an integer in decimal.
pub fn write_int(out: &mut String, value: u64) {
    out.push_str(&value.to_string());
}
