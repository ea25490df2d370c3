//! Strings as JSON text.

/// Appends `text` as a JSON string.
pub fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for piece in text.split_inclusive(must_escape) {
        let Some(last) = piece.chars().next_back().filter(|char| must_escape(*char)) else {
            out.push_str(piece);
            continue;
        };
        out.push_str(piece.strip_suffix(last).unwrap_or_default());
        match last {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control => {
                out.push_str("\\u00");
                out.push_str(&hex::encode([control as u8]));
            }
        }
    }
    out.push('"');
}

fn must_escape(char: char) -> bool {
    matches!(char, '"' | '\\' | '\0'..='\x1f')
}
