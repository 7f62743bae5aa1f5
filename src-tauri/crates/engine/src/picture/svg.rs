//! Writing SVG: shapes, paths and texts into one string. Every text is escaped here and nowhere else.

use std::fmt::Write;

use super::card::TEXT;
use super::note::{Piece, Style};
use super::text;

/// A rectangle in canvas units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// Returns the smallest rectangle that holds both.
    pub(super) fn join(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Rect { x, y, width: right - x, height: bottom - y }
    }

    /// Returns the rectangle with room on each side and some more above.
    pub(super) fn grown(self, side: f64, above: f64) -> Rect {
        Rect {
            x: self.x - side,
            y: self.y - side - above,
            width: self.width + 2.0 * side,
            height: self.height + 2.0 * side + above,
        }
    }
}

/// How a shape is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub fill: &'static str,
    pub stroke: &'static str,
    pub dashed: bool,
}

/// A line of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub x: f64,
    /// Where the letters stand.
    pub baseline: f64,
    /// Height of the letters in pixels.
    pub size: f64,
    pub bold: bool,
    pub colour: &'static str,
    pub centred: bool,
    /// Room there is; what does not fit is cut and ends in an ellipsis.
    pub room: f64,
    pub text: &'a str,
}

/// An SVG document being written.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    pub(super) fn open_group(&mut self, dx: f64, dy: f64) {
        self.push(format_args!("<g transform=\"translate({} {})\">\n", short(dx), short(dy)));
    }

    /// Opens a group for a node that is switched off.
    pub(super) fn open_faded(&mut self) {
        self.body.push_str("<g opacity=\"0.55\">\n");
    }

    pub(super) fn close_group(&mut self) {
        self.body.push_str("</g>\n");
    }

    pub(super) fn rect(&mut self, rect: Rect, radius: f64, paint: Paint) {
        let dash = if paint.dashed { " stroke-dasharray=\"5 4\"" } else { "" };
        self.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\" stroke=\"{}\"{dash}/>\n",
            short(rect.x),
            short(rect.y),
            short(rect.width),
            short(rect.height),
            short(radius),
            paint.fill,
            paint.stroke,
        ));
    }

    pub(super) fn path(&mut self, path: &str, paint: Paint, width: f64) {
        self.push(format_args!(
            "<path d=\"{path}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"/>\n",
            paint.fill,
            paint.stroke,
            short(width),
        ));
    }

    pub(super) fn line(&mut self, line: Line<'_>) {
        let shown = text::fit(line.text, line.size, line.room);
        if shown.is_empty() {
            return;
        }
        let weight = if line.bold { " font-weight=\"600\"" } else { "" };
        let anchor = if line.centred { " text-anchor=\"middle\"" } else { "" };
        self.push(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{weight}{anchor}>{}</text>\n",
            short(line.x),
            short(line.baseline),
            short(line.size),
            line.colour,
            escape(&shown),
        ));
    }

    /// Writes a row of a note, each piece in its style.
    pub(super) fn row(&mut self, x: f64, baseline: f64, size: f64, pieces: &[Piece]) {
        if pieces.is_empty() {
            return;
        }
        self.push(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{TEXT}\" xml:space=\"preserve\">",
            short(x),
            short(baseline),
            short(size),
        ));
        for (style, text) in pieces {
            let look = match style {
                Style::Plain => "",
                Style::Strong => " font-weight=\"600\"",
                Style::Code => {
                    " font-family=\"'JetBrains Mono', 'DejaVu Sans Mono', monospace\" font-size=\"0.92em\""
                }
            };
            self.push(format_args!("<tspan{look}>{}</tspan>", escape(text)));
        }
        self.body.push_str("</text>\n");
    }

    /// Returns the whole document.
    pub(super) fn document(self, width: f64, height: f64, title: &str, metadata: &str) -> String {
        let (w, h) = (short(width), short(height));
        let fonts = "Inter, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
             font-family=\"{fonts}\">\n<title>{}</title>\n{metadata}\
             <rect width=\"{w}\" height=\"{h}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            escape(title),
            self.body,
        )
    }

    fn push(&mut self, part: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(part);
    }
}

/// Writes a length with at most two decimals, the same on every machine.
pub(super) fn short(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// Makes a text safe inside an element. Characters that XML forbids are dropped: no reader would accept them.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            c if (c as u32) < 0x20 || matches!(c as u32, 0x7f..=0x9f | 0xfffe | 0xffff) => {}
            c => safe.push(c),
        }
    }
    safe
}
