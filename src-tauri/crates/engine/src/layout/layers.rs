//! From boxes and links to columns: connected parts, no circles, longest path, stand-ins for links over columns.

use super::{Link, Size};

/// Room a long link takes in each column it passes.
const PASSING: f64 = 8.0;

/// Something in a column: a box, or the stand-in of a link that passes.
pub(super) struct Vertex {
    /// The box; `None` for a stand-in.
    pub node: Option<usize>,
    pub height: f64,
}

/// A piece of a link between neighbouring columns.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub from: usize,
    pub from_y: f64,
    pub to: usize,
    pub to_y: f64,
}

/// Columns of vertices, with segments between neighbouring ones.
pub(super) struct Layered {
    pub vertices: Vec<Vertex>,
    pub columns: Vec<Vec<usize>>,
    /// Segments that leave each vertex, from the top of its side down.
    pub outgoing: Vec<Vec<Segment>>,
    /// Segments that enter each vertex.
    pub incoming: Vec<Vec<Segment>>,
}

/// Returns the connected parts with more than one box, in the order of their first box, and the loose boxes.
pub(super) fn parts(count: usize, links: &[Link]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut root: Vec<usize> = (0..count).collect();
    fn find(root: &mut [usize], mut index: usize) -> usize {
        while root[index] != index {
            root[index] = root[root[index]];
            index = root[index];
        }
        index
    }
    for link in links {
        let (a, b) = (find(&mut root, link.from), find(&mut root, link.to));
        root[a.max(b)] = a.min(b);
    }
    let mut by_root: Vec<Vec<usize>> = vec![Vec::new(); count];
    for index in 0..count {
        let first = find(&mut root, index);
        by_root[first].push(index);
    }
    let (parts, loose): (Vec<_>, Vec<_>) =
        by_root.into_iter().filter(|part| !part.is_empty()).partition(|part| part.len() > 1);
    (parts, loose.into_iter().flatten().collect())
}

/// Gives the boxes of a part their columns.
pub(super) fn layered(part: &[usize], sizes: &[Size], links: &[Link]) -> Layered {
    let mut local = vec![usize::MAX; sizes.len()];
    for (place, &index) in part.iter().enumerate() {
        local[index] = place;
    }
    let mut inner: Vec<Link> = links
        .iter()
        .filter(|link| link.from != link.to && local[link.from] != usize::MAX)
        .map(|link| Link { from: local[link.from], to: local[link.to], ..*link })
        .collect();
    break_circles(part.len(), &mut inner);
    let column = columns_of(part.len(), &inner);
    let mut graph = Layered {
        vertices: part
            .iter()
            .map(|&index| Vertex { node: Some(index), height: sizes[index].height })
            .collect(),
        columns: vec![Vec::new(); column.iter().max().map_or(0, |last| last + 1)],
        outgoing: Vec::new(),
        incoming: Vec::new(),
    };
    let mut segments = Vec::new();
    let mut column_of = column.clone();
    for link in &inner {
        let (mut from, mut from_y) = (link.from, link.from_y);
        for passed in column[link.from] + 1..column[link.to] {
            let stand_in = graph.vertices.len();
            graph.vertices.push(Vertex { node: None, height: PASSING });
            column_of.push(passed);
            segments.push(Segment { from, from_y, to: stand_in, to_y: PASSING / 2.0 });
            (from, from_y) = (stand_in, PASSING / 2.0);
        }
        segments.push(Segment { from, from_y, to: link.to, to_y: link.to_y });
    }
    graph.outgoing = vec![Vec::new(); graph.vertices.len()];
    graph.incoming = vec![Vec::new(); graph.vertices.len()];
    for segment in segments {
        graph.outgoing[segment.from].push(segment);
        graph.incoming[segment.to].push(segment);
    }
    for leaving in &mut graph.outgoing {
        leaving.sort_by(|a, b| a.from_y.total_cmp(&b.from_y));
    }
    first_order(&mut graph, &column_of);
    graph
}

/// Turns round the links that close circles, found by walking forward from the first box on.
fn break_circles(count: usize, links: &mut [Link]) {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut entered = vec![false; count];
    for (index, link) in links.iter().enumerate() {
        leaving[link.from].push(index);
        entered[link.to] = true;
    }
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; count];
    let mut back = Vec::new();
    // Boxes that nothing leads to come first, so that a circle is entered where the flow enters it.
    let roots = (0..count).filter(|&index| !entered[index]).chain(0..count);
    for root in roots {
        if state[root] != State::New {
            continue;
        }
        let mut path = vec![(root, 0)];
        state[root] = State::Open;
        while let Some((node, tried)) = path.pop() {
            let Some(&index) = leaving[node].get(tried) else {
                state[node] = State::Done;
                continue;
            };
            path.push((node, tried + 1));
            let to = links[index].to;
            match state[to] {
                State::Open => back.push(index),
                State::New => {
                    state[to] = State::Open;
                    path.push((to, 0));
                }
                State::Done => {}
            }
        }
    }
    for index in back {
        let link = links[index];
        links[index] = Link { from: link.to, from_y: link.to_y, to: link.from, to_y: link.from_y };
    }
}

/// Returns the column of each box: as far left as its links allow, and a beginning close to what it leads to.
fn columns_of(count: usize, links: &[Link]) -> Vec<usize> {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut missing = vec![0_usize; count];
    for link in links {
        leaving[link.from].push(link.to);
        missing[link.to] += 1;
    }
    let is_source: Vec<bool> = missing.iter().map(|&count| count == 0).collect();
    let mut column = vec![0; count];
    let mut order: Vec<usize> = (0..count).filter(|&index| is_source[index]).collect();
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        for &to in &leaving[node] {
            column[to] = column[to].max(column[node] + 1);
            missing[to] -= 1;
            if missing[to] == 0 {
                order.push(to);
            }
        }
    }
    for &node in order.iter().rev().filter(|&&node| is_source[node]) {
        if let Some(nearest) = leaving[node].iter().map(|&to| column[to]).min() {
            column[node] = nearest - 1;
        }
    }
    column
}

/// Orders the columns as a walk along the links meets their vertices.
fn first_order(graph: &mut Layered, column_of: &[usize]) {
    let mut seen = vec![false; graph.vertices.len()];
    let mut roots: Vec<usize> =
        (0..graph.vertices.len()).filter(|&vertex| graph.incoming[vertex].is_empty()).collect();
    roots.sort_by_key(|&vertex| (column_of[vertex], vertex));
    for root in roots {
        let mut open = vec![root];
        while let Some(vertex) = open.pop() {
            if std::mem::replace(&mut seen[vertex], true) {
                continue;
            }
            graph.columns[column_of[vertex]].push(vertex);
            open.extend(graph.outgoing[vertex].iter().rev().map(|segment| segment.to));
        }
    }
}
