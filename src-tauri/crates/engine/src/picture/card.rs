//! Nodes: cards, pills, gateways with their branches, notes and groups, in the light theme's colours.

use soarboard_model::component::{self, BRANCH_ROW, Branch, Branching, CardShape, ELSE_PORT, MOST_BRANCHES};
use soarboard_model::message::{Lang, Message};
use soarboard_model::playbook::Node;

use super::edge::{PORT, port_offset};
use super::svg::{Line, Paint, Rect, Svg, short};
use super::{Placed, note as words, text};

/// Height of the head of a card with branches.
pub(super) const HEAD: f64 = 44.0;
/// Colour of edges.
pub(super) const EDGE: &str = "#7d889b";
const SURFACE: &str = "#ffffff";
const LINE: &str = "#c9cfd9";
const SOFT_LINE: &str = "#e1e5eb";
pub(super) const TEXT: &str = "#171c26";
const TEXT_2: &str = "#4b5565";

/// What a node does, as the colour of its stripe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Neutral,
    Flow,
    Read,
    Write,
    Destructive,
}

impl Tone {
    pub(super) fn colour(self) -> &'static str {
        match self {
            Self::Neutral => EDGE,
            Self::Flow => "#5f3dc4",
            Self::Read => "#0b7285",
            Self::Write => "#a15c00",
            Self::Destructive => "#c2255c",
        }
    }
}

/// Draws the frame of a child flow with its name.
pub(super) fn frame(out: &mut Svg, frame: Rect, name: &str) {
    out.rect(frame, 10.0, Paint { fill: "#f7f8fa", stroke: LINE, dashed: true });
    let room = frame.width - 24.0;
    out.line(Line { baseline: frame.y + 24.0, text: name, ..title(frame.x + 12.0, room) });
}

/// Draws a node. `subtitle` is the second line of a card.
pub(super) fn draw(out: &mut Svg, one: &Placed<'_>, subtitle: &str, tone: Tone, lang: Lang) {
    let is_disabled = one.node.disabled;
    if is_disabled {
        out.open_faded();
    }
    match one.kind.map_or(CardShape::Card, |kind| kind.card) {
        CardShape::Pill => pill(out, one, tone),
        CardShape::Branches => branches(out, one, lang),
        CardShape::Note => note(out, one),
        CardShape::Group => group(out, one),
        CardShape::Card | CardShape::Stack => card(out, one, subtitle, tone),
    }
    ports(out, one);
    if is_disabled {
        out.close_group();
    }
}

fn surface(one: &Placed<'_>) -> Paint {
    Paint { fill: SURFACE, stroke: LINE, dashed: one.node.disabled }
}

fn title(x: f64, room: f64) -> Line<'static> {
    Line { x, baseline: 0.0, size: 13.0, bold: true, colour: TEXT, centred: false, room, text: "" }
}

fn card(out: &mut Svg, one: &Placed<'_>, subtitle: &str, tone: Tone) {
    let Rect { x, y, width, height } = one.rect;
    if one.kind.is_some_and(|kind| kind.card == CardShape::Stack) {
        out.rect(Rect { x: x + 4.0, y: y + 4.0, width, height }, 10.0, surface(one));
    }
    out.rect(one.rect, 10.0, surface(one));
    let stripe = Rect { x: x - 0.5, y: y + 10.0, width: 3.0, height: height - 20.0 };
    out.rect(stripe, 1.5, Paint { fill: tone.colour(), stroke: "none", dashed: false });
    let (left, room) = (x + 16.0, width - 28.0);
    let middle = y + height / 2.0;
    out.line(Line { baseline: middle - 4.0, text: &one.node.name, ..title(left, room) });
    let second =
        Line { baseline: middle + 13.0, size: 11.0, bold: false, colour: TEXT_2, ..title(left, room) };
    out.line(Line { text: subtitle, ..second });
}

fn pill(out: &mut Svg, one: &Placed<'_>, tone: Tone) {
    let Rect { x, y, width, height } = one.rect;
    out.rect(one.rect, height / 2.0, Paint { stroke: tone.colour(), ..surface(one) });
    let line = title(x + width / 2.0, width - 20.0);
    out.line(Line { baseline: y + height / 2.0 + 4.5, centred: true, text: &one.node.name, ..line });
}

fn branches(out: &mut Svg, one: &Placed<'_>, lang: Lang) {
    let Rect { x, y, width, .. } = one.rect;
    out.rect(one.rect, 10.0, surface(one));
    out.line(Line { baseline: y + 26.0, text: &one.node.name, ..title(x + 14.0, width - 28.0) });
    for (row, (keyword, text)) in rows(one.node, lang).into_iter().take(MOST_BRANCHES).enumerate() {
        let top = y + HEAD + row as f64 * f64::from(BRANCH_ROW);
        let rule = format!("M{} {}H{}", short(x), short(top), short(x + width));
        out.path(&rule, Paint { fill: "none", stroke: SOFT_LINE, dashed: false }, 1.0);
        let first =
            Line { size: 11.0, baseline: top + 17.0, colour: Tone::Flow.colour(), ..title(x + 12.0, 80.0) };
        out.line(Line { text: &keyword, ..first });
        let left = 12.0 + text::width(&keyword, 11.5) + 8.0;
        let second = Line { bold: false, colour: TEXT_2, x: x + left, room: width - left - 12.0, ..first };
        out.line(Line { text: &text, ..second });
    }
}

/// Returns the rows of a gateway: its keyword, and its name or condition.
fn rows(node: &Node, lang: Lang) -> Vec<(String, String)> {
    let Some(kind) = component::kind(&node.kind) else { return Vec::new() };
    let is_first = kind.branching == Some(Branching::FirstThatHolds);
    let keyword = |index: usize| match (is_first, index) {
        (true, 0) => "IF".to_owned(),
        (true, _) => "ELSE IF".to_owned(),
        (false, index) => format!("{}", index + 1),
    };
    let read = Branch::read(&node.settings).into_iter().enumerate();
    let mut rows: Vec<(String, String)> = read.map(|(index, branch)| (keyword(index), branch.name)).collect();
    if kind.outputs.contains(&ELSE_PORT) {
        rows.push(("ELSE".to_owned(), Message::new("picture-else").text(lang)));
    }
    rows
}

fn note(out: &mut Svg, one: &Placed<'_>) {
    const ROW: f64 = 18.0;
    let Rect { x, y, width, height } = one.rect;
    let (stroke, fill) = colours(one);
    out.rect(one.rect, 6.0, Paint { fill, stroke, dashed: false });
    let room = width - 20.0;
    let most = ((height - 16.0) / ROW).max(0.0) as usize;
    for (index, row) in words::rows(setting(one, "text"), 12.0, room).iter().take(most).enumerate() {
        out.row(x + 10.0, y + 21.0 + index as f64 * ROW, 12.0, row);
    }
}

fn group(out: &mut Svg, one: &Placed<'_>) {
    let (stroke, fill) = colours(one);
    out.rect(one.rect, 6.0, Paint { fill, stroke, dashed: true });
    let written = setting(one, "text");
    let text = if written.is_empty() { one.node.name.as_str() } else { written };
    let line =
        Line { baseline: one.rect.y + 19.0, size: 12.0, colour: TEXT_2, ..title(one.rect.x + 10.0, 0.0) };
    out.line(Line { room: one.rect.width - 20.0, text, ..line });
}

fn setting<'a>(one: &Placed<'a>, key: &str) -> &'a str {
    one.node.settings.get(key).and_then(|value| value.as_str()).unwrap_or_default()
}

fn colours(one: &Placed<'_>) -> (&'static str, &'static str) {
    paper(setting(one, "color"))
}

/// Returns line and fill of a note or group of a colour.
pub(super) fn paper(colour: &str) -> (&'static str, &'static str) {
    match colour {
        "blue" => ("#0b7285", "#e3f5f8"),
        "green" => ("#1b7a3d", "#e4f6ea"),
        "red" => ("#c92a2a", "#fdecec"),
        "purple" => ("#5f3dc4", "#efeafd"),
        "grey" => (EDGE, "#f0f2f5"),
        _ => ("#a15c00", "#fff2dc"),
    }
}

fn ports(out: &mut Svg, one: &Placed<'_>) {
    let Some(kind) = one.kind else { return };
    let paint = Paint { fill: SURFACE, stroke: EDGE, dashed: false };
    let mut dot = |x: f64, y: f64| {
        let side = 2.0 * PORT;
        out.rect(Rect { x: x - PORT, y: y - PORT, width: side, height: side }, PORT, paint);
    };
    for port in kind.inputs {
        dot(one.rect.x, one.rect.y + port_offset(one, port, false));
    }
    for port in kind.outputs_of(one.node).into_iter().take(MOST_BRANCHES) {
        dot(one.rect.x + one.rect.width, one.rect.y + port_offset(one, port, true));
    }
}
