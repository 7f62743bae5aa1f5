//! Connections: where ports sit and the curve between two of them, the same as on the canvas (`ui/src/canvas/core/geometry.ts`).

use soarboard_model::component::{BRANCH_ROW, CardShape, ComponentKind};

use super::svg::{Paint, Rect, Svg, short};
use super::{Placed, card};

/// Radius of a drawn port.
pub(super) const PORT: f64 = 4.5;
const ARROW_LENGTH: f64 = 8.0;
const ARROW_HALF: f64 = 4.5;

/// Returns how far below its node's top a port sits. One that the kind does not have sits in the middle.
pub(super) fn port_offset(one: &Placed<'_>, port: &str, is_output: bool) -> f64 {
    let Some(kind) = one.kind else { return one.rect.height / 2.0 };
    let ports = if is_output { kind.outputs_of(one.node) } else { kind.inputs.to_vec() };
    let Some(place) = ports.iter().position(|name| *name == port) else { return one.rect.height / 2.0 };
    offset(kind, place, ports.len(), is_output, one.rect.height)
}

fn offset(kind: &ComponentKind, place: usize, count: usize, is_output: bool, height: f64) -> f64 {
    match (kind.card, is_output) {
        (CardShape::Branches, true) => card::HEAD + f64::from(BRANCH_ROW) * (place as f64 + 0.5),
        (CardShape::Branches, false) => card::HEAD / 2.0,
        _ => height * (place + 1) as f64 / (count + 1) as f64,
    }
}

/// Returns where an edge leaves and where it arrives.
fn ends(from: &Placed<'_>, from_port: &str, to: &Placed<'_>, to_port: &str) -> [(f64, f64); 2] {
    let start = (from.rect.x + from.rect.width, from.rect.y + port_offset(from, from_port, true));
    [start, (to.rect.x, to.rect.y + port_offset(to, to_port, false))]
}

/// Returns a rectangle that surely holds the edge: an edge that runs backwards swings out beyond its nodes.
pub(super) fn bounds(from: &Placed<'_>, from_port: &str, to: &Placed<'_>, to_port: &str) -> Rect {
    let [(x1, y1), (x2, y2)] = ends(from, from_port, to, to_port);
    let reach = reach(x2 - x1, y2 - y1);
    let (left, right) = (x1.min(x2).min(x2 - reach), x1.max(x2).max(x1 + reach));
    Rect { x: left, y: y1.min(y2), width: right - left, height: (y1 - y2).abs() }
}

/// Draws the edge between two ports.
pub(super) fn draw(out: &mut Svg, from: &Placed<'_>, from_port: &str, to: &Placed<'_>, to_port: &str) {
    let [(x1, y1), (x2, y2)] = ends(from, from_port, to, to_port);
    let reach = reach(x2 - x1, y2 - y1);
    let tip = x2 - PORT;
    let base = tip - ARROW_LENGTH;
    let line = format!(
        "M{} {}C{} {} {} {} {} {}",
        short(x1 + PORT),
        short(y1),
        short(x1 + reach),
        short(y1),
        short(x2 - reach),
        short(y2),
        short(base + 1.0),
        short(y2),
    );
    out.path(&line, Paint { fill: "none", stroke: card::EDGE, dashed: false }, 1.5);
    let arrow = format!(
        "M{} {}L{} {}V{}Z",
        short(tip),
        short(y2),
        short(base),
        short(y2 - ARROW_HALF),
        short(y2 + ARROW_HALF)
    );
    out.path(&arrow, Paint { fill: card::EDGE, stroke: "none", dashed: false }, 0.0);
}

fn reach(dx: f64, dy: f64) -> f64 {
    if dx < 0.0 {
        // Backwards edges swing out far enough to be told from the forward ones beside them.
        return (40.0 + (-dx).sqrt() * 9.0).min(220.0);
    }
    (dx / 2.0).max((dy.abs() / 2.0).min(40.0))
}
