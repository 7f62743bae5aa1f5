//! The fields of one row, found without building anything: where keys and values begin and end in its text.
//!
//! The sink keeps valid JSON; what was changed outside may be anything, so every step may say that there is nothing to
//! find. Deliberately absent: meaning of values.

use memchr::memchr2;

/// Calls `found` for each field of an object with its key and value as they stand, the key without its quotes. Returns
/// false when the row is no object; fields found until then have been told.
pub(super) fn fields<'a>(row: &'a [u8], mut found: impl FnMut(&'a [u8], &'a [u8])) -> bool {
    walk(row, &mut found).is_some()
}

fn walk<'a>(row: &'a [u8], found: &mut impl FnMut(&'a [u8], &'a [u8])) -> Option<()> {
    let mut at = blank_end(row, 0);
    if *row.get(at)? != b'{' {
        return None;
    }
    at = blank_end(row, at + 1);
    if *row.get(at)? == b'}' {
        return Some(());
    }
    loop {
        let key_end = string_end(row, at)?;
        let key = &row[at + 1..key_end - 1];
        at = blank_end(row, key_end);
        if *row.get(at)? != b':' {
            return None;
        }
        at = blank_end(row, at + 1);
        let end = value_end(row, at)?;
        found(key, &row[at..end]);
        at = blank_end(row, end);
        match row.get(at)? {
            b',' => at = blank_end(row, at + 1),
            b'}' => return Some(()),
            _ => return None,
        }
    }
}

fn blank_end(row: &[u8], mut at: usize) -> usize {
    while matches!(row.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
        at += 1;
    }
    at
}

/// Returns where the string that begins at `at` ends, its closing quote included.
fn string_end(row: &[u8], at: usize) -> Option<usize> {
    if *row.get(at)? != b'"' {
        return None;
    }
    let mut next = at + 1;
    loop {
        next += memchr2(b'"', b'\\', row.get(next..)?)?;
        if row[next] == b'"' {
            return Some(next + 1);
        }
        next += 2;
    }
}

fn value_end(row: &[u8], at: usize) -> Option<usize> {
    match row.get(at)? {
        b'"' => string_end(row, at),
        b'{' | b'[' => {
            let (mut next, mut depth) = (at, 0usize);
            loop {
                match row.get(next)? {
                    b'"' => {
                        next = string_end(row, next)?;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(next + 1);
                        }
                    }
                    _ => {}
                }
                next += 1;
            }
        }
        _ => {
            let length =
                row[at..].iter().position(|b| matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n'));
            length.filter(|length| *length > 0).map(|length| at + length)
        }
    }
}

/// Returns the text of a JSON string without its quotes, escapes resolved; `None` when nothing was escaped.
pub(super) fn unescaped(inner: &[u8]) -> Option<String> {
    memchr::memchr(b'\\', inner)?;
    let quoted = [b"\"", inner, b"\""].concat();
    // A lone half of a surrogate pair is valid JSON text, but no character.
    let text = serde_json::from_slice::<String>(&quoted);
    Some(text.unwrap_or_else(|_| String::from_utf8_lossy(inner).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(row: &str) -> Option<Vec<(String, String)>> {
        let mut found = Vec::new();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        fields(row.as_bytes(), |key, value| found.push((text(key), text(value)))).then_some(found)
    }

    #[test]
    fn fields_are_found_as_they_stand() {
        let found =
            all(r#" { "a" : 1.10 , "b\"":"x,\"}" ,"c":{"d":[1,{"e":"]}"}]},"f":[], "g" : null,"":-1e5} "#)
                .unwrap();
        let expected = [
            ("a", "1.10"),
            (r#"b\""#, r#""x,\"}""#),
            ("c", r#"{"d":[1,{"e":"]}"}]}"#),
            ("f", "[]"),
            ("g", "null"),
            ("", "-1e5"),
        ];
        assert_eq!(found, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(all("{}"), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_object_is_told_and_nothing_panics() {
        let whole = r#"{"a":{"b":["c\"d",1]},"e":"f"}"#;
        for end in 0..whole.len() {
            assert_eq!(all(&whole[..end]), None, "{}", &whole[..end]);
        }
        for odd in ["[1]", "5", "\"a\"", "{1:2}", "{\"a\" 1}", "{\"a\":}", "{\"a\":1 2}", "{\"a\":\"\\"] {
            assert_eq!(all(odd), None, "{odd}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescaped(b"plain"), None);
        assert_eq!(unescaped(br"a\tb\u00e9\u0000"), Some("a\tb\u{e9}\0".to_owned()));
        assert_eq!(unescaped(br"x\ud800y"), Some(r"x\ud800y".to_owned()), "half a pair stays as written");
    }
}
