//! The words of a note: the little Markdown that the canvas shows too (headings, list items, strong, code), broken into
//! rows. What is none of these stands as it was written.

use super::text;

/// How a piece of a row is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Strong,
    Code,
}

/// Piece of a row, in one style.
pub(super) type Piece = (Style, String);

/// Returns the rows of a note that fit a width, in pixels at a font size.
pub(super) fn rows(note: &str, size: f64, room: f64) -> Vec<Vec<Piece>> {
    note.lines().flat_map(|line| wrap(&pieces(line), size, room)).collect()
}

fn wrap(pieces: &[(Style, &str)], size: f64, room: f64) -> Vec<Vec<Piece>> {
    let mut rows = Vec::new();
    let mut row: Vec<Piece> = Vec::new();
    let mut used = 0.0;
    for (style, piece) in pieces {
        for word in text::words(piece) {
            if used > 0.0 && used + width(*style, word.trim_end(), size) > room {
                rows.push(std::mem::take(&mut row));
                used = 0.0;
            }
            used += width(*style, word, size);
            match row.last_mut() {
                Some((last, text)) if last == style => text.push_str(word),
                _ => row.push((*style, word.to_owned())),
            }
        }
    }
    rows.push(row);
    rows
}

fn width(style: Style, text: &str, size: f64) -> f64 {
    match style {
        // Every letter is as wide as an m, and set a little smaller.
        Style::Code => text.chars().count() as f64 * 0.6 * size,
        Style::Plain | Style::Strong => text::width(text, size),
    }
}

/// Takes a line apart; a heading is strong as a whole, a list item begins with a dot.
fn pieces(line: &str) -> Vec<(Style, &str)> {
    let level = line.bytes().take_while(|&b| b == b'#').count();
    if let Some(heading) = line[level..].strip_prefix(' ').filter(|_| (1..=6).contains(&level)) {
        return vec![(Style::Strong, heading.trim_start())];
    }
    let item = line.trim_start_matches(' ').strip_prefix("- ");
    let item = item.or_else(|| line.trim_start_matches(' ').strip_prefix("* "));
    let mut found = Vec::new();
    if item.is_some() {
        found.push((Style::Plain, "• "));
    }
    inline(item.unwrap_or(line), &mut found);
    found
}

fn inline<'a>(mut rest: &'a str, found: &mut Vec<(Style, &'a str)>) {
    while let Some((at, mark, style)) = first_mark(rest) {
        let inside = &rest[at + mark.len()..];
        let Some(end) = inside.find(mark).filter(|&end| end > 0) else {
            // A mark that is never closed is a letter like any other.
            found.push((Style::Plain, &rest[..at + mark.len()]));
            rest = inside;
            continue;
        };
        if at > 0 {
            found.push((Style::Plain, &rest[..at]));
        }
        found.push((style, &inside[..end]));
        rest = &inside[end + mark.len()..];
    }
    if !rest.is_empty() {
        found.push((Style::Plain, rest));
    }
}

fn first_mark(text: &str) -> Option<(usize, &'static str, Style)> {
    let strong = text.find("**").map(|at| (at, "**", Style::Strong));
    let code = text.find('`').map(|at| (at, "`", Style::Code));
    [strong, code].into_iter().flatten().min_by_key(|(at, ..)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(note: &str, room: f64) -> Vec<String> {
        let mark = |(style, text): &Piece| match style {
            Style::Plain => text.clone(),
            Style::Strong => format!("<b>{text}</b>"),
            Style::Code => format!("<code>{text}</code>"),
        };
        rows(note, 10.0, room).iter().map(|row| row.iter().map(mark).collect()).collect()
    }

    #[test]
    fn the_little_markdown_is_read_and_the_rest_stands_as_written() {
        assert_eq!(shown("# Why\n\nIt **never** runs", 900.0), ["<b>Why</b>", "", "It <b>never</b> runs"]);
        assert_eq!(shown("- put `a.b` back", 900.0), ["• put <code>a.b</code> back"]);
        assert_eq!(shown("2 ** 3, `open, #1, <b>", 900.0), ["2 ** 3, `open, #1, <b>"]);
        assert_eq!(shown("****", 900.0), ["****"]);
        assert_eq!(shown("####### seven", 900.0), ["####### seven"]);
    }

    #[test]
    fn rows_break_between_words_whatever_their_style() {
        assert_eq!(shown("one **two three** four", 50.0), ["one <b>two </b>", "<b>three</b> four"]);
    }
}
