//! Pictures of playbooks: one drawing as SVG, which the window and the command line write and PNG is painted from.
//!
//! An SVG carries its playbook, so the picture in a report opens again as what it shows. The top level is drawn first,
//! each child flow in a frame below. Deliberately absent: selection, problems and results (a picture is of the
//! playbook, not of a moment in a window) and anything a viewer would run.

mod card;
mod edge;
mod embedded;
mod note;
mod svg;
mod text;

use std::collections::HashMap;

use indexmap::IndexMap;
use soarboard_cloud::catalog::{Catalog, Level};
use soarboard_model::component::{self, ASSUME_API_KIND, ComponentKind};
use soarboard_model::message::{Lang, Message};
use soarboard_model::playbook::{Edge, Node, NodeId, Playbook, Position};

pub use embedded::{playbook_in, read};

use svg::{Rect, Svg};

/// Empty room around everything, in canvas units.
const MARGIN: f64 = 32.0;
/// Height of the title above a child flow's frame.
const TITLE: f64 = 36.0;

/// A picture as SVG.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The SVG document.
    pub svg: String,
    /// Width in pixels at full size.
    pub width: f64,
    /// Height in pixels at full size.
    pub height: f64,
}

/// Draws a playbook. Words that are not the playbook's own are in the given language.
///
/// **Cost** grows with nodes and edges.
pub fn draw(playbook: &Playbook, lang: Lang) -> Picture {
    let flows = flows(playbook);
    let mut out = Svg::default();
    let (mut width, mut top) = (0.0_f64, 0.0);
    for (owner, nodes) in &flows {
        let boxes: Vec<Placed<'_>> =
            nodes.iter().map(|&(index, node)| placed(playbook, index, node)).collect();
        let edges = edges_among(playbook, &boxes);
        let reaches =
            edges.iter().map(|(edge, from, to)| edge::bounds(from, &edge.from.port, to, &edge.to.port));
        let all = boxes.iter().map(|one| one.rect).chain(reaches);
        let Some(bounds) = all.reduce(Rect::join) else { continue };
        let head = if owner.is_some() { TITLE } else { 0.0 };
        let (dx, dy) = (MARGIN - bounds.x, top + MARGIN + head - bounds.y);
        if let Some(owner) = owner {
            let frame = Rect { x: MARGIN / 2.0, y: top + MARGIN / 2.0, ..bounds.grown(MARGIN / 2.0, head) };
            card::frame(&mut out, frame, &owner.name);
        }
        out.open_group(dx, dy);
        flow(&mut out, &boxes, &edges, lang);
        out.close_group();
        width = width.max(bounds.width + 2.0 * MARGIN);
        top += bounds.height + head + 2.0 * MARGIN;
    }
    let (width, height) = (width.max(2.0 * MARGIN).ceil(), top.max(2.0 * MARGIN).ceil());
    let title = if playbook.header.name.is_empty() { "Soarboard" } else { playbook.header.name.as_str() };
    Picture { svg: out.document(width, height, title, &embedded::element(playbook)), width, height }
}

/// A node with where it stands.
struct Placed<'a> {
    node: &'a Node,
    kind: Option<&'static ComponentKind>,
    rect: Rect,
}

type Flow<'a> = (Option<&'a Node>, Vec<(usize, &'a Node)>);

/// Returns the top level and every child flow that has nodes, each with its nodes and their places in the file.
fn flows(playbook: &Playbook) -> Vec<Flow<'_>> {
    let mut inside: IndexMap<Option<&NodeId>, Vec<(usize, &Node)>> = IndexMap::from([(None, Vec::new())]);
    for (index, node) in playbook.nodes.values().enumerate() {
        inside.entry(owner_of(playbook, node)).or_default().push((index, node));
    }
    let owner = |id: Option<&NodeId>| id.and_then(|id| playbook.nodes.get(id));
    inside.into_iter().map(|(id, nodes)| (owner(id), nodes)).collect()
}

/// Returns the child flow a node stands in; one that is not there counts as none.
fn owner_of<'a>(playbook: &'a Playbook, node: &'a Node) -> Option<&'a NodeId> {
    node.parent.as_ref().filter(|id| playbook.nodes.contains_key(id.as_str()))
}

fn placed<'a>(playbook: &Playbook, index: usize, node: &'a Node) -> Placed<'a> {
    let kind = component::kind(&node.kind);
    let (width, height) = kind.map_or((220.0, 64.0), |kind| kind.size_of(node));
    let Position { x, y } = playbook.positions.get(&node.id).copied().unwrap_or_else(|| free_place(index));
    Placed { node, kind, rect: Rect { x, y, width, height } }
}

/// A place for a node that no file or hand has placed, as on the canvas: columns of four, well apart.
fn free_place(index: usize) -> Position {
    Position { x: 80.0 + (index % 4) as f64 * 280.0, y: 80.0 + (index / 4) as f64 * 120.0 }
}

/// An edge with the nodes at its ends.
type Wire<'a> = (&'a Edge, &'a Placed<'a>, &'a Placed<'a>);

/// Returns the edges of which both ends stand on this level.
fn edges_among<'a>(playbook: &'a Playbook, boxes: &'a [Placed<'a>]) -> Vec<Wire<'a>> {
    let by_id: HashMap<&NodeId, &Placed<'_>> = boxes.iter().map(|one| (&one.node.id, one)).collect();
    let ends = |edge: &'a Edge| Some((edge, *by_id.get(&edge.from.node)?, *by_id.get(&edge.to.node)?));
    playbook.edges.values().filter_map(ends).collect()
}

/// Draws one level: groups behind, then edges, then nodes.
fn flow(out: &mut Svg, boxes: &[Placed<'_>], edges: &[Wire<'_>], lang: Lang) {
    let is_group = |one: &&Placed<'_>| one.kind.is_some_and(|kind| kind.card == component::CardShape::Group);
    for one in boxes.iter().filter(is_group) {
        card::draw(out, one, "", tone(one), lang);
    }
    for (edge, from, to) in edges {
        edge::draw(out, from, &edge.from.port, to, &edge.to.port);
    }
    for one in boxes.iter().filter(|one| !is_group(one)) {
        card::draw(out, one, &subtitle(one, lang), tone(one), lang);
    }
}

/// Returns the second line of a card, as the canvas shows it.
fn subtitle(one: &Placed<'_>, lang: Lang) -> String {
    let text = |id: &str| Message::new(id).text(lang);
    let setting = |key: &str| one.node.settings.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let call: Vec<&str> =
        [setting("product"), setting("operation")].into_iter().filter(|part| !part.is_empty()).collect();
    let Some(kind) = one.kind else { return one.node.kind.clone() };
    if kind.id == ASSUME_API_KIND && !call.is_empty() {
        return call.join(" · ");
    }
    match kind.action(&one.node.action).filter(|_| kind.actions.len() > 1) {
        Some(action) => text(&format!("{}-title", action.text)),
        None => text(&format!("{}-title", kind.text)),
    }
}

/// Colour of a node's stripe: what it does to the account, as on the canvas.
fn tone(one: &Placed<'_>) -> card::Tone {
    use component::Category;
    let Some(kind) = one.kind else { return card::Tone::Neutral };
    if kind.category == Category::Flow {
        return card::Tone::Flow;
    }
    let setting = |key: &str| one.node.settings.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    let version = Some(setting("version")).filter(|version| !version.is_empty());
    let known = (kind.id == ASSUME_API_KIND && !setting("operation").is_empty())
        .then(|| Catalog::current().operation(setting("product"), version, setting("operation")))
        .flatten();
    match known.map(|operation| operation.access.level) {
        Some(Level::Get | Level::List) => card::Tone::Read,
        Some(Level::Create | Level::Update) => card::Tone::Write,
        Some(Level::Delete) => card::Tone::Destructive,
        _ => card::Tone::Neutral,
    }
}

#[cfg(test)]
mod tests;
