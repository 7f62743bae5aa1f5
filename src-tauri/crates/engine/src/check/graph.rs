//! The flow as a graph of node places: what can be reached, what lies in a circle, what comes before what.
//!
//! Plain numbers only: which nodes and edges they stand for is told in `shape`.

use std::cell::RefCell;

/// Steps that answering references may take; about half a second. Beyond it the question is left open. Tests reach a
/// smaller bound with smaller playbooks.
const MOST_STEPS: usize = if cfg!(test) { 2_000_000 } else { 200_000_000 };

/// Nodes by their place in file order, with who follows whom.
#[derive(Debug)]
pub(super) struct Graph {
    forward: Adjacency,
    backward: Adjacency,
    /// Number of each node's strongly connected component; what follows has a lower number.
    component: Vec<usize>,
    /// Nodes with those of higher component numbers first: nothing stands before its predecessors.
    order: Vec<usize>,
    /// What was answered already: the next check asks nearly the same.
    answered: RefCell<Answers>,
}

#[derive(Debug)]
struct Adjacency {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Adjacency {
    fn of(nodes: usize, edges: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut starts = vec![0; nodes + 1];
        for (from, _) in edges.clone() {
            starts[from + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut free = starts.clone();
        let mut ends = vec![0; starts[nodes]];
        for (from, to) in edges {
            ends[free[from]] = to;
            free[from] += 1;
        }
        Self { starts, ends }
    }

    fn next(&self, node: usize) -> &[usize] {
        &self.ends[self.starts[node]..self.starts[node + 1]]
    }

    fn reach(&self, from: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut seen = vec![false; self.starts.len() - 1];
        let mut open: Vec<usize> = from.into_iter().collect();
        for &node in &open {
            seen[node] = true;
        }
        while let Some(node) = open.pop() {
            for &next in self.next(node) {
                if !seen[next] {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        seen
    }
}

impl Graph {
    /// Returns the graph of so many nodes and of edges between their places.
    pub(super) fn of(nodes: usize, edges: &[(usize, usize)]) -> Self {
        let forward = Adjacency::of(nodes, edges.iter().copied());
        let backward = Adjacency::of(nodes, edges.iter().map(|&(from, to)| (to, from)));
        let (component, order) = components(&forward);
        Self { forward, backward, component, order, answered: RefCell::default() }
    }

    /// Returns the number of nodes.
    pub(super) fn len(&self) -> usize {
        self.component.len()
    }

    /// Takes over what an older graph answered and what still holds; `now` tells where its nodes stand here.
    ///
    /// An answer can only change by a path over an edge that came or went. Such a path leads to the first of these edges
    /// and from the last of them over edges that are in both graphs.
    pub(super) fn take_over(&mut self, old: &Graph, now: &[Option<usize>]) {
        let mut then = vec![None; self.len()];
        now.iter().enumerate().for_each(|(before, now)| now.iter().for_each(|now| then[*now] = Some(before)));
        let moved = |places: &[usize]| -> Vec<Option<usize>> { places.iter().map(|at| now[*at]).collect() };
        let (mut sources, mut targets) = (Vec::new(), Vec::new());
        for (place, before) in then.iter().enumerate() {
            let next = self.forward.next(place);
            let old_next = before.map_or(&[][..], |before| old.forward.next(before));
            let stays = next.len() == old_next.len()
                && next.iter().zip(old_next).all(|(next, old)| now[*old] == Some(*next));
            if !stays {
                sources.push(place);
                targets.extend(next.iter().copied().chain(moved(old_next).into_iter().flatten()));
            }
        }
        let gone = now.iter().enumerate().filter(|(_, now)| now.is_none());
        gone.for_each(|(before, _)| targets.extend(moved(old.forward.next(before)).into_iter().flatten()));
        let (before, after) = (self.backward.reach(sources), self.forward.reach(targets));
        let hold = old
            .answered
            .borrow()
            .all()
            .filter_map(|(first, second, yes)| {
                let (first, second) = (now[first]?, now[second]?);
                (!(before[first] && after[second])).then_some((first, second, yes))
            })
            .collect();
        self.answered = RefCell::new(Answers::of(self.len(), hold));
    }

    /// Returns which nodes can be reached from some.
    pub(super) fn reachable_from(&self, starts: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.forward.reach(starts)
    }

    /// Returns from which nodes some can be reached.
    pub(super) fn reaching(&self, ends: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.backward.reach(ends)
    }

    /// Returns the nodes that follow a node.
    pub(super) fn next(&self, node: usize) -> &[usize] {
        self.forward.next(node)
    }

    /// Returns the number of the circle a node lies in; a node outside of circles has a number of its own.
    pub(super) fn circle_of(&self, node: usize) -> usize {
        self.component[node]
    }

    /// Answers for each pair whether its first node comes before its second on some path; `None` when that would take
    /// too long.
    pub(super) fn come_before(&self, pairs: &[(usize, usize)]) -> Option<Vec<bool>> {
        let mut is_asked = vec![false; self.component.len()];
        pairs.iter().for_each(|pair| is_asked[pair.0] = true);
        let walks = is_asked.iter().filter(|asked| **asked).count().div_ceil(64);
        if walks.saturating_mul(self.order.len() + self.forward.ends.len()) > MOST_STEPS {
            return None;
        }
        let mut answered = self.answered.borrow_mut();
        let mut missing: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|pair| answered.get(*pair).is_none()).collect();
        if !missing.is_empty() {
            missing.sort_unstable();
            missing.dedup();
            let new = self.walk(&missing);
            let answer = |pair: &(usize, usize)| {
                answered.get(*pair).unwrap_or_else(|| missing.binary_search(pair).is_ok_and(|at| new[at]))
            };
            // Only what is asked now is kept, or what nobody asks any more would pile up.
            let all = pairs.iter().map(|pair| (pair.0, pair.1, answer(pair))).collect();
            *answered = Answers::of(self.len(), all);
        }
        Some(pairs.iter().map(|pair| answered.get(*pair) == Some(true)).collect())
    }

    /// Answers sorted pairs, one walk of the flow for each 64 first nodes.
    fn walk(&self, pairs: &[(usize, usize)]) -> Vec<bool> {
        let mut answers = Vec::with_capacity(pairs.len());
        let mut masks = vec![0_u64; self.component.len()];
        let mut rest = pairs;
        while let Some(&(first, _)) = rest.first() {
            masks.fill(0);
            let mut bits = vec![(first, 0_u32)];
            let mut taken = 0;
            for &(before, _) in rest {
                let (last, bit) = bits[bits.len() - 1];
                if before != last {
                    if bits.len() == 64 {
                        break;
                    }
                    bits.push((before, bit + 1));
                }
                taken += 1;
            }
            for &(before, bit) in &bits {
                masks[self.component[before]] |= 1 << bit;
            }
            self.spread(&mut masks);
            let mut at = 0;
            for &(before, after) in &rest[..taken] {
                if bits[at].0 != before {
                    at += 1;
                }
                answers.push(after != before && masks[self.component[after]] >> bits[at].1 & 1 == 1);
            }
            rest = &rest[taken..];
        }
        answers
    }

    /// Carries every component's bits to all that follow it.
    fn spread(&self, masks: &mut [u64]) {
        for &node in &self.order {
            let mask = masks[self.component[node]];
            if mask != 0 {
                for &next in self.forward.next(node) {
                    masks[self.component[next]] |= mask;
                }
            }
        }
    }
}

/// Answers for pairs, by their second node.
#[derive(Debug, Default)]
struct Answers {
    starts: Vec<usize>,
    /// First node and answer.
    answers: Vec<(usize, bool)>,
}

impl Answers {
    fn of(nodes: usize, mut all: Vec<(usize, usize, bool)>) -> Self {
        all.sort_unstable_by_key(|(first, second, _)| (*second, *first));
        all.dedup();
        let mut starts = vec![0; nodes + 1];
        all.iter().for_each(|(_, second, _)| starts[second + 1] += 1);
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self { starts, answers: all.into_iter().map(|(first, _, yes)| (first, yes)).collect() }
    }

    fn get(&self, (first, second): (usize, usize)) -> Option<bool> {
        let mine = &self.answers[*self.starts.get(second)?..*self.starts.get(second + 1)?];
        let at = mine.binary_search_by_key(&first, |one| one.0).ok()?;
        Some(mine[at].1)
    }

    fn all(&self) -> impl Iterator<Item = (usize, usize, bool)> {
        let of = |second: usize| self.starts[second]..self.starts[second + 1];
        let seconds = 0..self.starts.len().saturating_sub(1);
        seconds.flat_map(move |second| {
            of(second).map(move |at| (self.answers[at].0, second, self.answers[at].1))
        })
    }
}

/// Finds strongly connected components by Tarjan's algorithm, without recursion: a flow may be one long chain.
fn components(forward: &Adjacency) -> (Vec<usize>, Vec<usize>) {
    const UNSEEN: usize = usize::MAX;
    let nodes = forward.starts.len() - 1;
    let mut component = vec![UNSEEN; nodes];
    let mut number = vec![UNSEEN; nodes];
    let mut lowest = vec![0; nodes];
    let (mut order, mut stack, mut path) = (Vec::with_capacity(nodes), Vec::new(), Vec::new());
    let (mut numbers, mut found) = (0, 0);
    for root in 0..nodes {
        if number[root] != UNSEEN {
            continue;
        }
        path.push((root, 0));
        while let Some((node, tried)) = path.pop() {
            if tried == 0 {
                number[node] = numbers;
                lowest[node] = numbers;
                numbers += 1;
                stack.push(node);
            }
            let Some(&next) = forward.next(node).get(tried) else {
                if lowest[node] == number[node] {
                    while let Some(member) = stack.pop() {
                        component[member] = found;
                        order.push(member);
                        if member == node {
                            break;
                        }
                    }
                    found += 1;
                }
                if let Some(&(before, _)) = path.last() {
                    lowest[before] = lowest[before].min(lowest[node]);
                }
                continue;
            };
            path.push((node, tried + 1));
            if number[next] == UNSEEN {
                path.push((next, 0));
            } else if component[next] == UNSEEN {
                lowest[node] = lowest[node].min(number[next]);
            }
        }
    }
    order.reverse();
    (component, order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::shape::Shape;
    use crate::testing::book;

    fn graph(nodes: &[&str], edges: &[&str]) -> Graph {
        let nodes: Vec<_> = nodes.iter().map(|id| (*id, "api")).collect();
        Shape::of(&book(&nodes, edges)).graph
    }

    #[test]
    fn what_comes_before_follows_paths_only() {
        let graph = graph(&["a", "b", "c", "d", "e"], &["a>b", "b>d", "a>c", "c>d", "q>a"]);

        let answers = graph.come_before(&[(0, 3), (3, 0), (1, 2), (2, 3), (0, 0), (4, 3), (0, 1)]).unwrap();

        assert_eq!(answers, [true, false, false, true, false, false, true]);
    }

    #[test]
    fn nodes_of_a_circle_come_before_each_other() {
        let graph = graph(&["a", "b", "c", "d"], &["a>b", "b>c", "c>b", "c>d"]);

        assert!(graph.circle_of(1) == graph.circle_of(2) && graph.circle_of(0) != graph.circle_of(1));
        let answers = graph.come_before(&[(1, 2), (2, 1), (1, 1), (1, 0), (2, 3)]).unwrap();
        assert_eq!(answers, [true, true, false, false, true]);
    }

    #[test]
    fn answers_agree_with_walking_from_each_node() {
        // 200 nodes need several masks; edges by a fixed stride make joins, forks and circles.
        let ids: Vec<String> = (0..200).map(|n| format!("n{n}")).collect();
        let edges: Vec<String> = (0..200)
            .flat_map(|n| [(n, (n + 3) % 200), (n, (n * 13 + 1) % 200)])
            .filter(|(from, to)| from < to || from % 50 == 0)
            .map(|(from, to)| format!("n{from}>n{to}"))
            .collect();
        let nodes: Vec<&str> = ids.iter().map(String::as_str).collect();
        let graph = graph(&nodes, &edges.iter().map(String::as_str).collect::<Vec<_>>());
        let pairs: Vec<(usize, usize)> = (0..200).flat_map(|a| (0..200).map(move |b| (a, b))).collect();

        let answers = graph.come_before(&pairs).unwrap();

        let walked: Vec<Vec<bool>> = (0..200).map(|node| graph.reachable_from([node])).collect();
        for (pair, answer) in pairs.iter().zip(&answers) {
            assert_eq!(*answer, pair.0 != pair.1 && walked[pair.0][pair.1], "{pair:?}");
        }
        assert!(answers.iter().filter(|yes| **yes).count() > 1_000);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let ids: Vec<String> = (0..100_000).map(|n| format!("n{n}")).collect();
        let edges: Vec<String> = (1..100_000).map(|n| format!("n{}>n{n}", n - 1)).collect();
        let nodes: Vec<&str> = ids.iter().map(String::as_str).collect();
        let graph = graph(&nodes, &edges.iter().map(String::as_str).collect::<Vec<_>>());

        assert!(graph.reachable_from([0])[99_999]);
        assert_eq!(graph.come_before(&[(0, 99_999), (99_999, 0)]).unwrap(), [true, false]);
        let all: Vec<(usize, usize)> = (0..9_999).map(|n| (n, n + 1)).collect();
        assert_eq!(graph.come_before(&all), None, "left open rather than taking minutes");
    }
}
