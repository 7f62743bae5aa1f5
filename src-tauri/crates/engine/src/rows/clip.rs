//! A row that is too large to be shown, cut to its beginning: still one JSON value, so that a table and a tree can show it.
//!
//! One pass over what is kept, nothing is built: the row may have a hundred megabytes. What was open at the cut is
//! closed, a text that was cut ends with `…`. Deliberately absent: choosing what matters; the export has everything.

/// Returns the beginning of a row as a JSON value of about `most` bytes, a little more when many lists are open at the
/// cut; `None` when the row is not longer than that.
pub fn clipped(row: &str, most: usize) -> Option<String> {
    if row.len() <= most {
        return None;
    }
    let mut cut = Cut::default();
    for (at, byte) in row.as_bytes()[..most].iter().enumerate() {
        cut.step(at, *byte);
    }
    Some(cut.closed(row, most))
}

/// What the pass knows at a byte.
#[derive(Default)]
struct Cut {
    /// What closes the lists and objects that are open.
    open: Vec<char>,
    /// Up to here the row can be cut between two values.
    whole: usize,
    string: Option<Text>,
    /// Whether a string that begins now is the name of a field.
    is_key_next: bool,
}

/// A string under way.
struct Text {
    is_key: bool,
    /// Where an escape began that has not ended, and how many of its characters are to come.
    escape: Option<(usize, u8)>,
    /// Where the latest escape of a character by its number began and ended.
    by_number: Option<(usize, usize)>,
}

impl Cut {
    fn step(&mut self, at: usize, byte: u8) {
        if let Some(text) = &mut self.string {
            let is_key = text.is_key;
            if text.step(at, byte) {
                self.string = None;
                if !is_key {
                    self.whole = at + 1;
                }
            }
            return;
        }
        match byte {
            b'"' => self.string = Some(Text { is_key: self.is_key_next, escape: None, by_number: None }),
            b'{' | b'[' => {
                self.open.push(if byte == b'{' { '}' } else { ']' });
                self.is_key_next = byte == b'{';
                self.whole = at + 1;
            }
            b'}' | b']' => {
                self.open.pop();
                self.whole = at + 1;
            }
            b',' => {
                self.whole = at;
                self.is_key_next = self.open.last() == Some(&'}');
            }
            b':' => self.is_key_next = false,
            _ => {}
        }
    }

    fn closed(self, row: &str, most: usize) -> String {
        let is_value = self.string.as_ref().is_some_and(|text| !text.is_key);
        let mut end = match &self.string {
            // An escape says nothing when it is cut in two.
            Some(text) if is_value => text.whole_until(row, most),
            _ => self.whole,
        };
        while !row.is_char_boundary(end) {
            end -= 1;
        }
        let mut text = row[..end].to_owned();
        if is_value {
            text.push_str("…\"");
        }
        text.extend(self.open.iter().rev());
        text
    }
}

impl Text {
    /// Returns where the text can be cut: an escape says nothing in two parts, nor does half a pair of surrogates.
    fn whole_until(&self, row: &str, most: usize) -> usize {
        let (end, before) = match (self.escape, self.by_number) {
            (Some((begin, _)), before) => (begin, before),
            (None, before) => (most, before),
        };
        let is_first_half = |escape: &str| {
            matches!(escape.as_bytes(), [_, _, b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..])
        };
        before
            .filter(|(begin, until)| *until == end && is_first_half(&row[*begin..end]))
            .map_or(end, |(begin, _)| begin)
    }

    /// Takes the next byte of a string; says whether it was its end.
    fn step(&mut self, at: usize, byte: u8) -> bool {
        self.escape = match self.escape {
            Some((begin, 0)) if byte == b'u' => Some((begin, 4)),
            Some((begin, left)) if left > 1 => Some((begin, left - 1)),
            Some((begin, left)) => {
                self.by_number = (left == 1).then_some((begin, at + 1)).or(self.by_number);
                None
            }
            None if byte == b'\\' => Some((at, 0)),
            None => return byte == b'"',
        };
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const ROW: &str = r#"{"a":1.10,"b":["x\"y","\u4e2d文",{"c":null,"d":[true,-1e5]}],"ключ\n":"long \\ \ud83d\ude00 text","e":{}}"#;

    #[test]
    fn every_cut_is_one_json_value() {
        for most in 1..ROW.len() {
            let cut = clipped(ROW, most).unwrap();
            let value: Value = serde_json::from_str(&cut).unwrap_or_else(|e| panic!("{most}: {e}: {cut}"));
            assert!(value.is_object() && cut.len() <= most + 12, "{most}: {cut}");
        }
        assert_eq!(clipped(ROW, ROW.len()), None);
    }

    #[test]
    fn what_is_kept_stands_as_it_was_received() {
        let cut = |most| clipped(ROW, most).unwrap();
        assert_eq!(cut(12), r#"{"a":1.10}"#);
        assert_eq!(cut(18), r#"{"a":1.10,"b":["x…"]}"#);
        assert_eq!(cut(19), r#"{"a":1.10,"b":["x\"…"]}"#);
        assert_eq!(clipped(r#""one long text""#, 6).unwrap(), "\"one l…\"");
        assert_eq!(clipped("[1,22,333]", 6).unwrap(), "[1,22]");
    }

    #[test]
    fn half_an_escape_or_character_is_left_out() {
        for (row, most) in
            [(r#"["\u4e2dxx"]"#, 5), (r#"["\u4e2dxx"]"#, 7), (r#"["\\nxx"]"#, 3), ("[\"中xx\"]", 4)]
        {
            let cut = clipped(row, most).unwrap();
            assert_eq!(cut, "[\"…\"]", "{row} at {most}");
        }
    }
}
