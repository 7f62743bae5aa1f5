//! How wide text is, near enough to cut it where a card ends. Fonts differ from machine to machine, so this counts by
//! classes of characters, generously, and leaves exact shaping to whoever paints the picture.

/// Returns the width of a text in pixels at a font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(ems).sum::<f64>() * size
}

/// Returns a text cut to the room there is, with an ellipsis where something was cut.
pub(super) fn fit(text: &str, size: f64, room: f64) -> String {
    let text = text.trim();
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - ems('…') * size;
    let mut kept = String::new();
    for c in text.chars() {
        left -= ems(c) * size;
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    if kept.is_empty() { String::new() } else { format!("{}…", kept.trim_end()) }
}

/// Splits behind blanks and round wide characters, which may be broken anywhere.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_wide(c) && at > start {
            found.push(&text[start..at]);
            start = at;
        }
        if c == ' ' || is_wide(c) {
            found.push(&text[start..end]);
            start = end;
        }
    }
    found.push(&text[start..]);
    found
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

fn ems(c: char) -> f64 {
    match c {
        c if is_wide(c) => 1.0,
        'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.3,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.92,
        c if c.is_uppercase() => 0.7,
        c if c.is_control() => 0.0,
        _ => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_characters_and_says_so() {
        assert_eq!(fit("short", 12.0, 100.0), "short");
        let cut = fit("ListAutomateResponseConfigs", 12.0, 80.0);
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 80.0, "{cut}");
        assert_eq!(fit("屏蔽恶意地址", 10.0, 40.0), "屏蔽恶…");
        assert_eq!(fit("x", 12.0, 2.0), "");
    }

    #[test]
    fn words_end_at_blanks_and_between_wide_characters() {
        assert_eq!(words("one two"), ["one ", "two"]);
        assert_eq!(words("屏蔽 a"), ["屏", "蔽", " ", "a"]);
    }
}
