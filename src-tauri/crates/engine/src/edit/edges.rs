//! Changing an edge that is there: where its ends lead, and what it says beside them.

use soarboard_model::playbook::Edge;

use super::command::{Reconnect, SetEdge};
use super::{Refusal, rules};
use crate::change::{Change, Record};
use crate::document::Document;

pub(super) fn reconnect(document: &Document, command: &Reconnect) -> Result<Change, Refusal> {
    let old = rules::edge(document, &command.edge)?;
    let from = command.from.clone().unwrap_or_else(|| old.from.clone());
    let to = command.to.clone().unwrap_or_else(|| old.to.clone());
    let mut change = Change::default();
    if (&from, &to) == (&old.from, &old.to) {
        return Ok(change);
    }
    rules::may_reconnect(document, old, &from, &to)?;
    let new = Edge { from, to, ..old.clone() };
    change.update(Record::Edge(old.clone()), Record::Edge(new));
    Ok(change)
}

pub(super) fn set(document: &Document, command: &SetEdge) -> Result<Change, Refusal> {
    let old = rules::edge(document, &command.edge)?;
    let mut change = Change::default();
    let new = Edge { required: command.required, ..old.clone() };
    change.update(Record::Edge(old.clone()), Record::Edge(new));
    Ok(change)
}

#[cfg(test)]
mod tests {
    use soarboard_model::format::write;

    use super::*;
    use crate::edit::{EditCommand, apply};
    use crate::testing::{book, port};

    #[test]
    fn an_end_is_led_elsewhere_and_the_edge_stays_the_same() {
        let mut playbook =
            book(&[("s", "start"), ("a", "api"), ("b", "api"), ("z", "end")], &["s>a", "a>b", "b>z"]);
        let before = write(&playbook);
        let lead = |edge: &str, from: Option<&str>, to: Option<&str>| {
            EditCommand::Reconnect(Reconnect {
                edge: edge.into(),
                from: from.map(|node| port(node, "out")),
                to: to.map(|node| port(node, "in")),
            })
        };

        let change = apply(&mut playbook, &lead("e2", None, Some("z"))).unwrap().change;

        assert_eq!(playbook.edges["e2"].to, port("z", "in"));
        change.reversed().apply(&mut playbook);
        assert_eq!(write(&playbook), before);
        assert_eq!(apply(&mut playbook, &lead("e3", Some("z"), None)).unwrap_err().code, "no-outputs");
        assert_eq!(apply(&mut playbook, &lead("e1", None, Some("s"))).unwrap_err().code, "no-inputs");
        assert_eq!(apply(&mut playbook, &lead("e3", None, Some("a"))).unwrap_err().code, "cycle");
        // Its own end does not stand in its way: turning a edge round is no circle.
        assert!(apply(&mut playbook, &lead("e2", Some("b"), Some("a"))).is_ok());
        assert!(apply(&mut playbook, &lead("e3", None, None)).unwrap().change.is_empty());
    }
}
