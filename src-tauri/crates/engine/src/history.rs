//! Undo and redo: the steps that were taken, as changes.
//!
//! The history never looks at the document; it hands out the change to apply. View state (selection, viewport) is
//! never in it. Each state of the document has a number here, by which a session knows whether it is the saved
//! one.
//!
//! **Memory** at most [`MAX_STEPS`] steps and about [`MAX_BYTES`] bytes of records are kept, whichever is reached
//! first; then the oldest steps go. The byte bound leaves room for 1,000 steps of 64 KiB, while one ordinary edit
//! of a node takes about 2 KiB. The newest step always stays.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::change::{Change, Record};

/// Most steps that can be undone.
pub const MAX_STEPS: usize = 10_000;
/// Most memory the steps may take, in bytes, by estimate.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What was done to a document and can be taken back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// State before the oldest step that is kept.
    base: u64,
    /// Highest state number given out.
    last: u64,
    /// Whether the newest step may still take in what follows under its mark.
    open: bool,
    #[serde(skip)]
    bytes: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    name: Cow<'static, str>,
    mark: String,
    change: Change,
    #[serde(skip)]
    bytes: usize,
    /// State of the document after the step.
    state: u64,
}

impl History {
    /// Returns an empty history.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes down a change that was applied. A change that does nothing leaves no step.
    ///
    /// A change with the mark of the newest step becomes part of that step, provided the mark is not empty and no
    /// undo, redo or [`History::seal`] came between. What was undone can no longer be redone.
    pub fn record(&mut self, name: impl Into<Cow<'static, str>>, change: Change, mark: Option<String>) {
        if change.is_empty() {
            return;
        }
        self.undone.clear();
        let mark = mark.unwrap_or_default();
        let continues =
            self.open && !mark.is_empty() && self.done.back().is_some_and(|step| step.mark == mark);
        let newest = if continues { self.done.pop_back() } else { None };
        let (name, change) = match newest {
            Some(step) => {
                self.bytes -= step.bytes;
                (step.name, step.change.merge(change))
            }
            None => (name.into(), change),
        };
        // A gesture that ends where it began leaves no step, and the document is in the state before it.
        self.open = !change.is_empty();
        if change.is_empty() {
            return;
        }
        self.last += 1;
        let bytes = weight(&change);
        self.bytes += bytes;
        self.done.push_back(Step { name, mark, change, bytes, state: self.last });
        self.forget_oldest();
    }

    /// Takes the newest step back and returns the change that does so.
    pub fn undo(&mut self) -> Option<Change> {
        let step = self.done.pop_back()?;
        self.open = false;
        self.bytes -= step.bytes;
        let change = step.change.reversed();
        self.undone.push(step);
        Some(change)
    }

    /// Takes the step that was undone last again and returns the change that does so. Where there is none, nothing
    /// happened: a gesture goes on.
    pub fn redo(&mut self) -> Option<Change> {
        let step = self.undone.pop()?;
        self.open = false;
        self.bytes += step.bytes;
        let change = step.change.clone();
        self.done.push_back(step);
        Some(change)
    }

    /// Ends the newest step, so that no later change becomes part of it; a saved state stays reachable this way.
    pub fn seal(&mut self) {
        self.open = false;
    }

    /// Returns the number of the document's state. Two equal numbers mean equal documents.
    pub fn state(&self) -> u64 {
        self.done.back().map_or(self.base, |step| step.state)
    }

    /// Returns the name of the edit that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.back().map(|step| &*step.name)
    }

    /// Returns the name of the edit that redo would take again.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| &*step.name)
    }

    /// Weighs the steps anew, which a history that was read from a file needs: weights are not kept.
    pub(crate) fn weighed(mut self) -> Self {
        for step in self.done.iter_mut().chain(&mut self.undone) {
            step.bytes = weight(&step.change);
        }
        self.bytes = self.done.iter().map(|step| step.bytes).sum();
        self.forget_oldest();
        self
    }

    fn forget_oldest(&mut self) {
        while self.done.len() > 1 && (self.done.len() > MAX_STEPS || self.bytes > MAX_BYTES) {
            if let Some(step) = self.done.pop_front() {
                self.bytes -= step.bytes;
                self.base = step.state;
            }
        }
    }
}

/// Estimates the memory of a change.
fn weight(change: &Change) -> usize {
    let entries = change.removed.iter().chain(&change.added).map(|entry| &entry.record);
    let updates = change.updated.iter().flat_map(|update| [&update.from, &update.to]);
    size_of::<Change>() + entries.chain(updates).map(record_weight).sum::<usize>()
}

fn record_weight(record: &Record) -> usize {
    let inner = match record {
        Record::Header(header) => {
            let inputs = header.trigger.inputs.iter();
            header.name.len()
                + header.description.len()
                + inputs.map(|input| 256 + input.description.len()).sum::<usize>()
        }
        Record::Node(node) => {
            let maps = node.settings.iter().chain(&node.extra);
            node.name.len()
                + node.description.len()
                + maps.map(|(key, value)| key.len() + value_weight(value)).sum::<usize>()
        }
        Record::Edge(edge) => edge.extra.values().map(value_weight).sum(),
        Record::Position(_) => 0,
    };
    size_of::<Record>() + inner
}

fn value_weight(value: &Value) -> usize {
    /// What a map spends on an entry besides key and value.
    const ENTRY: usize = 48;
    let inner = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(value_weight).sum(),
        Value::Object(map) => map.iter().map(|(key, value)| ENTRY + key.len() + value_weight(value)).sum(),
        _ => 0,
    };
    size_of::<Value>() + inner
}

#[cfg(test)]
mod tests {
    use soarboard_model::playbook::Header;

    use super::*;

    fn named(from: &str, to: &str) -> Change {
        let header = |name: &str| Record::Header(Header { name: name.into(), ..Header::default() });
        let mut change = Change::default();
        change.update(header(from), header(to));
        change
    }

    fn mark(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn equal_marks_in_a_row_are_one_step() {
        let mut history = History::new();

        history.record("set-header", named("", "a"), mark("typing"));
        history.record("set-header", named("a", "ab"), mark("typing"));
        history.record("set-header", named("ab", "abc"), mark("other"));
        history.record("set-header", named("abc", "d"), mark(""));
        history.record("set-header", named("d", "e"), mark(""));

        assert_eq!(history.undo(), Some(named("e", "d")));
        assert_eq!(history.undo(), Some(named("d", "abc")));
        assert_eq!(history.undo(), Some(named("abc", "ab")));
        assert_eq!(history.undo(), Some(named("ab", "")));
        assert_eq!(history.undo(), None);
    }

    #[test]
    fn nothing_joins_a_step_once_something_came_between() {
        let mut history = History::new();
        history.record("set-header", named("", "a"), mark("m"));
        history.seal();
        history.record("set-header", named("a", "b"), mark("m"));
        history.undo();
        history.redo();
        history.record("set-header", named("b", "c"), mark("m"));

        assert_eq!(history.undo(), Some(named("c", "b")));
        assert_eq!(history.undo(), Some(named("b", "a")));
        assert_eq!(history.undo(), Some(named("a", "")));
    }

    #[test]
    fn a_redo_of_nothing_ends_no_gesture() {
        let mut history = History::new();
        history.record("set-header", named("", "a"), mark("m"));
        assert_eq!(history.redo(), None);
        history.record("set-header", named("a", "b"), mark("m"));

        assert_eq!(history.undo(), Some(named("b", "")));
    }

    #[test]
    fn states_tell_equal_documents() {
        let mut history = History::new();
        let fresh = history.state();
        history.record("set-header", named("", "a"), mark("m"));
        let first = history.state();
        history.record("set-header", named("a", "b"), None);
        assert_ne!(history.state(), first);

        history.undo();
        assert_eq!(history.state(), first);
        history.undo();
        assert_eq!(history.state(), fresh);
        history.redo();
        assert_eq!(history.state(), first);

        history.record("set-header", named("a", "c"), mark("n"));
        history.record("set-header", named("c", "a"), mark("n"));
        assert_eq!((history.state(), history.undo_name()), (first, Some("set-header")));
        assert_eq!(history.redo_name(), None, "a new edit ends what could be redone");
    }

    #[test]
    fn the_oldest_steps_go_first_and_their_states_are_not_given_again() {
        let mut history = History::new();
        let fresh = history.state();
        let mut name = String::new();
        for number in 0..=MAX_STEPS {
            let next = number.to_string();
            history.record("set-header", named(&name, &next), None);
            name = next;
        }

        let undone = std::iter::from_fn(|| history.undo()).count();

        assert_eq!(undone, MAX_STEPS);
        assert_ne!(history.state(), fresh);
    }

    #[test]
    fn large_steps_are_bounded_by_their_bytes() {
        let mut history = History::new();
        let big = |letter: &str| letter.repeat(64 * 1024);
        for _ in 0..1_500 {
            history.record("set-header", named(&big("a"), &big("b")), None);
        }

        assert!(history.bytes <= MAX_BYTES);
        assert!(history.done.len() > 400 && history.done.len() < 600, "{}", history.done.len());
    }
}
