//! Ids and names that are not taken, many in a row.

use std::collections::HashSet;

use soarboard_model::playbook::Playbook;

/// Gives out ids of one prefix that no node and no edge has.
pub(super) struct FreshIds {
    prefix: &'static str,
    next: u64,
}

impl FreshIds {
    pub(super) fn of(playbook: &Playbook, prefix: &'static str) -> Self {
        let first = playbook.fresh_id(prefix);
        let next = first[prefix.len()..].parse().unwrap_or(u64::MAX);
        Self { prefix, next }
    }

    /// Returns the next id, as anything an id can be made of.
    pub(super) fn take<T: for<'a> From<&'a str>>(&mut self) -> T {
        let id = format!("{}{}", self.prefix, self.next);
        self.next = self.next.saturating_add(1);
        T::from(id.as_str())
    }
}

/// Gives out names that no node has.
pub(super) struct FreeNames {
    taken: HashSet<String>,
}

impl FreeNames {
    pub(super) fn of(playbook: &Playbook) -> Self {
        Self { taken: playbook.nodes.values().map(|node| node.name.clone()).collect() }
    }

    /// Returns the stem itself if it is free, else `stem_2`, `stem_3` …; it is taken from then on.
    pub(super) fn take(&mut self, stem: &str) -> String {
        let numbered = (2_u64..).map(|number| format!("{stem}_{number}"));
        let name = std::iter::once(stem.to_owned())
            .chain(numbered)
            .find(|name| !self.taken.contains(name))
            .expect("a playbook has fewer than 2^64 nodes, so some number is free");
        self.taken.insert(name.clone());
        name
    }
}
