//! Rows within columns: every vertex wishes to stand level with what it is linked to, and the closest places that
//! keep order and room are taken (pooling of adjacent violators, which is exact).

use super::ROW_GAP;
use super::layers::{Layered, Segment};

/// Passes to the right and back.
const PASSES: usize = 12;

/// Returns the top of each vertex.
pub(super) fn rows(graph: &Layered) -> Vec<f64> {
    let mut tops = vec![0.0; graph.vertices.len()];
    for column in &graph.columns {
        let mut y = 0.0;
        for &vertex in column {
            tops[vertex] = y;
            y += graph.vertices[vertex].height + ROW_GAP;
        }
    }
    for pass in 0..PASSES {
        for index in 0..graph.columns.len() {
            settle(graph, index, &mut tops, true, pass + 1 == PASSES);
        }
        for index in (0..graph.columns.len()).rev() {
            settle(graph, index, &mut tops, false, pass + 1 == PASSES);
        }
    }
    tops
}

/// Moves one column to where its links wish it, looking at one side, or at both in the last pass.
fn settle(graph: &Layered, column: usize, tops: &mut [f64], is_forward: bool, is_last: bool) {
    let column = &graph.columns[column];
    let mut offset = 0.0;
    let mut wishes = Vec::with_capacity(column.len());
    for &vertex in column {
        let (wish, weight) = wish(graph, vertex, tops, is_forward, is_last);
        wishes.push((wish - offset, weight, offset));
        offset += graph.vertices[vertex].height + ROW_GAP;
    }
    for (&vertex, (place, (_, _, offset))) in column.iter().zip(pooled(&wishes).into_iter().zip(&wishes)) {
        tops[vertex] = place + offset;
    }
}

fn wish(graph: &Layered, vertex: usize, tops: &[f64], is_forward: bool, is_last: bool) -> (f64, f64) {
    // Long links are the ones whose bends are seen.
    let pull = |other: usize| match (graph.vertices[vertex].node, graph.vertices[other].node) {
        (None, None) => 8.0,
        (Some(_), Some(_)) => 1.0,
        _ => 2.0,
    };
    let (mut sum, mut weight) = (0.0, 0.0);
    let mut add = |other: usize, y: f64| {
        sum += pull(other) * y;
        weight += pull(other);
    };
    if is_forward || is_last {
        let level = |segment: &Segment| tops[segment.from] + segment.from_y - segment.to_y;
        graph.incoming[vertex].iter().for_each(|segment| add(segment.from, level(segment)));
    }
    if !is_forward || is_last {
        let level = |segment: &Segment| tops[segment.to] + segment.to_y - segment.from_y;
        graph.outgoing[vertex].iter().for_each(|segment| add(segment.to, level(segment)));
    }
    if weight == 0.0 { (tops[vertex], 0.1) } else { (sum / weight, weight) }
}

/// Returns the places in ascending order that are closest to the wishes by weight.
fn pooled(wishes: &[(f64, f64, f64)]) -> Vec<f64> {
    // Blocks of equal place: sum of weighted wishes, sum of weights, members.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for &(wish, weight, _) in wishes {
        blocks.push((wish * weight, weight, 1));
        while let [.., a, b] = blocks[..]
            && a.0 / a.1 > b.0 / b.1
        {
            blocks.truncate(blocks.len() - 2);
            blocks.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    blocks.into_iter().flat_map(|(sum, weight, members)| std::iter::repeat_n(sum / weight, members)).collect()
}
