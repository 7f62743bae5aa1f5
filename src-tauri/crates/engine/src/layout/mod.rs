//! Automatic layout: boxes with links between them become places in columns, links leading to the right.
//!
//! The layered method: break circles, give each box a column, order the columns so that few links cross, then place
//! rows so that links run straight. Own code rather than a crate: the order of a gateway's branches must be kept,
//! boxes differ in size, and equal playbooks must give equal places. Knows nothing of playbooks; no randomness.

mod layers;
mod order;
mod place;

/// Room between columns, in canvas units.
const COLUMN_GAP: f64 = 90.0;
/// Room between boxes of one column.
const ROW_GAP: f64 = 40.0;
/// Room between parts that are not connected.
const PART_GAP: f64 = 60.0;
/// Loose boxes in one row.
const LOOSE_IN_ROW: usize = 5;
/// Places are multiples of this.
const GRID: f64 = 10.0;

/// A box to place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A link between two boxes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Box it leaves.
    pub from: usize,
    /// Where on its right side, from the top.
    pub from_y: f64,
    /// Box it enters.
    pub to: usize,
    /// Where on its left side, from the top.
    pub to_y: f64,
}

/// Returns the top left corner of each box, beginning at (0, 0). Equal input gives equal places, boxes never overlap,
/// and links lead to the right except those that close a circle.
///
/// **Cost** near n · log n for n boxes and links of usual flows.
pub fn arrange(sizes: &[Size], links: &[Link]) -> Vec<(f64, f64)> {
    let mut places = vec![(0.0, 0.0); sizes.len()];
    let (parts, loose) = layers::parts(sizes.len(), links);
    let mut top = 0.0;
    for part in parts {
        top += put_part(&part, sizes, links, top, &mut places) + PART_GAP;
    }
    for row in loose.chunks(LOOSE_IN_ROW) {
        let mut x = 0.0;
        for &index in row {
            places[index] = (x, top);
            x = on_grid(x + sizes[index].width + COLUMN_GAP);
        }
        let tallest = row.iter().map(|&index| sizes[index].height).fold(0.0, f64::max);
        top = on_grid(top + tallest + ROW_GAP);
    }
    places
}

/// Places one connected part below `top` and returns its height.
fn put_part(part: &[usize], sizes: &[Size], links: &[Link], top: f64, places: &mut [(f64, f64)]) -> f64 {
    let mut graph = layers::layered(part, sizes, links);
    order::untangle(&mut graph);
    let rows = place::rows(&graph);
    let first = rows.iter().copied().fold(f64::INFINITY, f64::min);
    let (mut x, mut bottom) = (0.0, 0.0_f64);
    for column in &graph.columns {
        let mut widest = 0.0_f64;
        for &vertex in column {
            let Some(index) = graph.vertices[vertex].node else { continue };
            let y = on_grid(rows[vertex] - first);
            places[index] = (x, top + y);
            widest = widest.max(sizes[index].width);
            bottom = bottom.max(y + sizes[index].height);
        }
        x = on_grid(x + widest + COLUMN_GAP);
    }
    on_grid(bottom)
}

fn on_grid(value: f64) -> f64 {
    (value / GRID).round() * GRID
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Size = Size { width: 220.0, height: 64.0 };

    fn link(from: usize, to: usize) -> Link {
        Link { from, from_y: 32.0, to, to_y: 32.0 }
    }

    fn assert_good(sizes: &[Size], links: &[Link], places: &[(f64, f64)]) {
        for (a, first) in places.iter().enumerate() {
            for (b, second) in places.iter().enumerate().skip(a + 1) {
                let apart = first.0 + sizes[a].width <= second.0
                    || second.0 + sizes[b].width <= first.0
                    || first.1 + sizes[a].height <= second.1
                    || second.1 + sizes[b].height <= first.1;
                assert!(apart, "{a} at {first:?} and {b} at {second:?} overlap");
            }
        }
        for link in links {
            assert!(places[link.from].0 + sizes[link.from].width < places[link.to].0, "{link:?} leads back");
        }
    }

    #[test]
    fn a_chain_is_one_straight_row() {
        let places = arrange(&[CARD; 4], &[link(0, 1), link(1, 2), link(2, 3)]);

        assert_eq!(places, [(0.0, 0.0), (310.0, 0.0), (620.0, 0.0), (930.0, 0.0)]);
    }

    #[test]
    fn branches_keep_their_order_and_meet_again() {
        let gateway = Size { width: 220.0, height: 130.0 };
        let branch = |port: f64, to| Link { from: 0, from_y: port, to, to_y: 32.0 };
        let sizes = [gateway, CARD, CARD, CARD, CARD];
        let links = [branch(110.0, 1), branch(84.0, 2), branch(58.0, 3), link(1, 4), link(2, 4), link(3, 4)];

        let places = arrange(&sizes, &links);

        assert!(places[3].1 < places[2].1 && places[2].1 < places[1].1, "{places:?}");
        assert_good(&sizes, &links, &places);
    }

    #[test]
    fn circles_parts_and_loose_boxes_are_placed_too() {
        let sizes = [CARD; 9];
        let links = [link(0, 1), link(1, 2), link(2, 0), link(3, 3), link(4, 5)];

        let places = arrange(&sizes, &links);

        assert_good(&sizes, &[link(0, 1), link(1, 2), link(4, 5)], &places);
    }

    /// A pseudo-random flow of `count` boxes, each linked forward one to three times.
    fn large(count: usize) -> (Vec<Size>, Vec<Link>) {
        let mut state = 7_u64;
        let mut below = |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 16) as usize % limit.max(1)
        };
        let sizes =
            (0..count).map(|_| Size { width: 220.0, height: 64.0 + below(4) as f64 * 26.0 }).collect();
        let mut links = Vec::new();
        for from in 0..count - 1 {
            for _ in 0..=below(3) {
                links.push(link(from, (from + 1 + below(12)).min(count - 1)));
            }
        }
        (sizes, links)
    }

    #[test]
    fn large_flows_are_placed_without_overlap_forward_and_the_same_each_time() {
        let (sizes, links) = large(200);

        let places = arrange(&sizes, &links);

        assert_good(&sizes, &links, &places);
        assert_eq!(arrange(&sizes, &links), places);
    }
}
