//! Changing name, description or trigger of the playbook.

use soarboard_model::playbook::Playbook;

use super::command::SetHeader;
use crate::change::{Change, Record};

pub(super) fn plan(playbook: &Playbook, command: &SetHeader) -> Change {
    let mut header = playbook.header.clone();
    if let Some(name) = &command.name {
        header.name.clone_from(name);
    }
    if let Some(description) = &command.description {
        header.description.clone_from(description);
    }
    if let Some(trigger) = &command.trigger {
        header.trigger.clone_from(trigger);
    }
    let mut change = Change::default();
    change.update(Record::Header(playbook.header.clone()), Record::Header(header));
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{EditCommand, apply};

    #[test]
    fn only_the_given_fields_change() {
        let mut playbook = Playbook::default();
        playbook.header.description = "kept".into();
        let command =
            EditCommand::SetHeader(SetHeader { name: Some("Triage".into()), ..SetHeader::default() });

        let change = apply(&mut playbook, &command).unwrap().change;

        assert_eq!((playbook.header.name.as_str(), playbook.header.description.as_str()), ("Triage", "kept"));
        assert_eq!(change.updated.len(), 1);
        assert!(apply(&mut playbook, &command).unwrap().change.is_empty());
    }
}
