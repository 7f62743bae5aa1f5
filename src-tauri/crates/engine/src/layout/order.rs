//! The order within columns: sweeps of mean places, the best order of all sweeps kept.

use super::layers::{Layered, Segment};

/// Sweeps in each direction; more change nothing in flows of usual size.
const SWEEPS: usize = 10;

/// Reorders the columns so that few links cross.
pub(super) fn untangle(graph: &mut Layered) {
    let mut place = vec![0; graph.vertices.len()];
    number(graph, &mut place);
    let mut best = (crossings(graph, &place), graph.columns.clone());
    for sweep in 0..SWEEPS * 2 {
        if best.0 == 0 {
            break;
        }
        let is_forward = sweep % 2 == 0;
        let count = graph.columns.len();
        let columns: Vec<usize> =
            if is_forward { (1..count).collect() } else { (0..count - 1).rev().collect() };
        for column in columns {
            sort_column(graph, column, is_forward, &mut place);
        }
        let now = crossings(graph, &place);
        if now < best.0 {
            best = (now, graph.columns.clone());
        }
    }
    graph.columns = best.1;
}

fn number(graph: &Layered, place: &mut [usize]) {
    for column in &graph.columns {
        for (index, &vertex) in column.iter().enumerate() {
            place[vertex] = index;
        }
    }
}

/// Sorts a column by the mean place of what its vertices are linked to on one side; others keep their place.
fn sort_column(graph: &mut Layered, column: usize, is_forward: bool, place: &mut [usize]) {
    let mean = |vertex: usize| {
        let ends = if is_forward { &graph.incoming[vertex] } else { &graph.outgoing[vertex] };
        let at = |segment: &Segment| {
            let (other, y) =
                if is_forward { (segment.from, segment.from_y) } else { (segment.to, segment.to_y) };
            // The port counts as a part of its vertex, so that branches keep their order.
            place[other] as f64 + y / graph.vertices[other].height.max(y + 1.0)
        };
        if ends.is_empty() {
            return place[vertex] as f64;
        }
        ends.iter().map(at).sum::<f64>() / ends.len() as f64
    };
    let mut keyed: Vec<(f64, usize)> =
        graph.columns[column].iter().map(|&vertex| (mean(vertex), vertex)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (index, &(_, vertex)) in keyed.iter().enumerate() {
        place[vertex] = index;
    }
    graph.columns[column] = keyed.into_iter().map(|(_, vertex)| vertex).collect();
}

/// Counts crossings between neighbouring columns, ports included.
fn crossings(graph: &Layered, place: &[usize]) -> usize {
    graph
        .columns
        .iter()
        .map(|column| {
            let mut ends: Vec<(usize, f64)> = Vec::new();
            let mut starts: Vec<(usize, f64, usize, f64)> = Vec::new();
            for &vertex in column {
                for segment in &graph.outgoing[vertex] {
                    starts.push((place[vertex], segment.from_y, place[segment.to], segment.to_y));
                }
            }
            starts.sort_by(|a, b| {
                (a.0, a.2).cmp(&(b.0, b.2)).then(a.1.total_cmp(&b.1)).then(a.3.total_cmp(&b.3))
            });
            starts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            ends.extend(starts.iter().map(|start| (start.2, start.3)));
            inversions(&mut ends)
        })
        .sum()
}

/// Counts pairs that stand in the wrong order, by merging.
fn inversions(items: &mut [(usize, f64)]) -> usize {
    if items.len() < 2 {
        return 0;
    }
    let middle = items.len() / 2;
    let mut count = inversions(&mut items[..middle]) + inversions(&mut items[middle..]);
    let is_before = |a: &(usize, f64), b: &(usize, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).is_le();
    let mut merged = Vec::with_capacity(items.len());
    let (mut left, mut right) = (0, middle);
    while left < middle || right < items.len() {
        if right == items.len() || left < middle && is_before(&items[left], &items[right]) {
            merged.push(items[left]);
            left += 1;
        } else {
            count += middle - left;
            merged.push(items[right]);
            right += 1;
        }
    }
    items.copy_from_slice(&merged);
    count
}
