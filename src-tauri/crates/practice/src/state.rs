//! What the practice service remembers: its rules and the mails it was asked to send.
//!
//! It can be written as JSON and read back, so that a host may keep it between runs. Deliberately absent: keys and
//! nonces (a restart forgets them, as a caller's clock makes old requests useless anyway) and any file.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::call::Call;
use crate::seed::{self, Seed};
use crate::text::Text;

/// Format of the written state; another one is refused rather than guessed at.
const FORMAT: &str = "soarboard-practice/1";

/// Most mails kept; the oldest go first.
const MAX_MAILS: usize = 1000;

/// Why a written state cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It is not the JSON this version writes.
    #[error("the practice state cannot be read")]
    Unreadable(#[from] serde_json::Error),
    /// It was written by another version.
    #[error("the practice state has the format `{0}`")]
    Format(String),
}

/// Everything that calls can change.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct State {
    format: String,
    pub(crate) rules: Vec<Rule>,
    next_rule_id: i64,
    pub(crate) mails: Vec<Mail>,
}

/// A response rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rule {
    pub(crate) id: i64,
    pub(crate) account: String,
    pub(crate) is_preset: bool,
    pub(crate) name: Text,
    pub(crate) trigger: String,
    pub(crate) action_type: String,
    pub(crate) action_config: String,
    pub(crate) condition: String,
    pub(crate) is_on: bool,
    pub(crate) created: String,
    pub(crate) modified: String,
}

/// A mail the service was asked to send; it goes nowhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mail {
    pub(crate) to: Vec<String>,
    pub(crate) subject: String,
}

impl State {
    /// Returns the state every practice service begins with.
    pub(crate) fn seeded() -> Self {
        let seed = seed::seed();
        let rules: Vec<Rule> = (0..seed.rules.len()).map(|index| seeded_rule(seed, index)).collect();
        let next_rule_id = rules.last().map_or(1, |rule| rule.id + 1);
        Self { format: FORMAT.to_owned(), rules, next_rule_id, mails: Vec::new() }
    }

    /// Reads a written state.
    pub(crate) fn read(text: &str) -> Result<Self, StateError> {
        let state: State = serde_json::from_str(text)?;
        if state.format == FORMAT { Ok(state) } else { Err(StateError::Format(state.format)) }
    }

    /// Writes the state.
    pub(crate) fn write(&self) -> String {
        serde_json::to_string(self).expect("texts, numbers and lists always write as JSON")
    }

    /// Returns an id no rule has had.
    pub(crate) fn new_rule_id(&mut self) -> i64 {
        self.next_rule_id += 1;
        self.next_rule_id - 1
    }

    /// Keeps a mail.
    pub(crate) fn keep_mail(&mut self, mail: Mail) {
        if self.mails.len() == MAX_MAILS {
            self.mails.remove(0);
        }
        self.mails.push(mail);
    }
}

fn seeded_rule(seed: &Seed, index: usize) -> Rule {
    let short = &seed.rules[index];
    let row = i64::try_from(index).expect("seed rows count in tens");
    let created = Call::local_time(seed::moment(index * 97));
    let (action_type, action_config) = seeded_actions(seed, short);
    Rule {
        id: 10_001 + row * 7,
        account: seed.places.accounts[short.member - 1].clone(),
        is_preset: short.preset,
        name: short.name.clone(),
        trigger: short.trigger.clone(),
        action_type,
        action_config,
        condition: conditions(&short.when),
        is_on: short.on,
        modified: created.clone(),
        created,
    }
}

fn conditions(when: &[[String; 3]]) -> String {
    let items = when.iter().map(|[left, operator, right]| {
        json!({"left": {"value": left}, "operator": operator, "right": {"value": right}})
    });
    Value::Array(items.collect()).to_string()
}

/// Only the item of `doPlaybook` is public; the items of the other two follow its look.
fn seeded_actions(seed: &Seed, short: &seed::Rule) -> (String, String) {
    let mut types = Vec::new();
    let mut items = Vec::new();
    if let Some(playbook) = short.playbook.as_deref().and_then(|key| seed.playbook(key)) {
        types.push("doPlaybook");
        let (name, uuid) = (&playbook.key, playbook.uuid());
        items.push(json!({"actionType": "doPlaybook", "playbookName": name, "playbookUuid": uuid}));
    }
    if let Some(status) = &short.status_to {
        types.push("changeEventStatus");
        items.push(json!({"actionType": "changeEventStatus", "value": status}));
    }
    if let Some(level) = &short.level_to {
        types.push("changeThreatLevel");
        items.push(json!({"actionType": "changeThreatLevel", "value": level}));
    }
    (types.join(","), Value::Array(items).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_state_reads_back() {
        let mut state = State::seeded();
        state.keep_mail(Mail { to: vec!["a@b.example".to_owned()], subject: "hello".to_owned() });

        let again = State::read(&state.write()).unwrap();

        assert_eq!(again.write(), state.write());
        assert_eq!(again.rules.len(), 23);
    }

    #[test]
    fn states_of_other_formats_are_refused() {
        let other = State::seeded().write().replace(FORMAT, "soarboard-practice/9");

        assert!(matches!(State::read(&other), Err(StateError::Format(_))));
        assert!(matches!(State::read("{"), Err(StateError::Unreadable(_))));
    }
}
