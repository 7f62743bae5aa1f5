//! Small text cuts shared by the readers of generated Python. Not a Python parser: the generators write one statement
//! per line, and that is all these rely on.

/// Returns the part of `line` between the first `start` and the next `end`.
pub fn between<'a>(line: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let rest = &line[line.find(start)? + start.len()..];
    Some(&rest[..rest.find(end)?])
}

/// Returns the leading identifier of `text`.
pub fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// Returns what follows the last dot: `main_models.X` gives `X`.
pub fn last_name(text: &str) -> &str {
    text.rsplit('.').next().unwrap_or(text)
}

/// Writes `text` as a JSON string, quotes included.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_and_quotes() {
        assert_eq!(between("query['Lang'] = request.lang", "query['", "']"), Some("Lang"));
        assert_eq!(between("nothing", "x", "y"), None);
        assert_eq!(identifier("tmp_req.a, 'b'"), "tmp_req");
        assert_eq!(last_name("main_models.FooRequest"), "FooRequest");
        assert_eq!(quote("a\"b\\\n"), "\"a\\\"b\\\\\\u000a\"");
    }
}
