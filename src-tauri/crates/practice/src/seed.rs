//! The data every practice service begins with, read from `data/*.json`; the same on every machine and day.
//!
//! Addresses come from the ranges set aside for documentation, names from nobody. Ids are derived from names, so that
//! they never change when a row is added. Deliberately absent: state (see `state.rs`) and vendor field names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::text::Text;

/// A playbook of the practice account.
#[derive(Debug, Deserialize)]
pub(crate) struct Playbook {
    pub(crate) key: String,
    #[serde(rename = "type")]
    pub(crate) trigger: String,
    pub(crate) own: String,
    pub(crate) active: bool,
    pub(crate) name: Text,
    pub(crate) about: Text,
}

impl Playbook {
    /// Returns the id under which the vendor's fields show it.
    pub(crate) fn uuid(&self) -> String {
        uuid_of("playbook", &self.key)
    }
}

/// A response rule in short form; `rules.rs` writes it out.
#[derive(Debug, Deserialize)]
pub(crate) struct Rule {
    pub(crate) name: Text,
    #[serde(default)]
    pub(crate) preset: bool,
    pub(crate) trigger: String,
    pub(crate) when: Vec<[String; 3]>,
    pub(crate) playbook: Option<String>,
    pub(crate) status_to: Option<String>,
    pub(crate) level_to: Option<String>,
    pub(crate) on: bool,
    /// One-based place of the account in [`Places::accounts`].
    #[serde(default = "first")]
    pub(crate) member: usize,
}

fn first() -> usize {
    1
}

/// A kind of alert.
#[derive(Debug, Deserialize)]
pub(crate) struct Alert {
    pub(crate) event: String,
    pub(crate) level: String,
    #[serde(rename = "type")]
    pub(crate) kind: Text,
    pub(crate) name: Text,
}

/// An entity of an incident.
#[derive(Debug, Deserialize)]
pub(crate) struct Entity {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) alerts: u32,
    pub(crate) level: String,
    pub(crate) dispose: String,
    pub(crate) playbooks: Vec<String>,
    pub(crate) info: Map<String, Value>,
}

/// Condition fields and operators of response rules.
#[derive(Debug, Deserialize)]
pub(crate) struct Features {
    pub(crate) operators: Vec<Operator>,
    pub(crate) features: Vec<Feature>,
    pub(crate) levels: BTreeMap<String, Text>,
}

/// An operator of a condition.
#[derive(Debug, Deserialize)]
pub(crate) struct Operator {
    pub(crate) op: String,
    pub(crate) en: String,
    pub(crate) zh: String,
    pub(crate) types: String,
    pub(crate) right: bool,
}

/// A field of a condition.
#[derive(Debug, Deserialize)]
pub(crate) struct Feature {
    pub(crate) feature: String,
    #[serde(rename = "type")]
    pub(crate) data_type: String,
    pub(crate) triggers: Vec<String>,
    pub(crate) operators: Vec<String>,
    pub(crate) values: Vec<String>,
}

/// Accounts, regions and what stands in them.
#[derive(Debug, Deserialize)]
pub(crate) struct Places {
    /// Account numbers, the practice account first.
    pub(crate) accounts: Vec<String>,
    /// Roles that may be assumed in every account.
    pub(crate) roles: Vec<String>,
    pub(crate) regions: Vec<String>,
    pub(crate) instances: Vec<Instances>,
    pub(crate) groups: Vec<Group>,
    /// Names of recorded actions, repeated as often as needed.
    pub(crate) trail: Vec<String>,
}

/// Servers of one region.
#[derive(Debug, Deserialize)]
pub(crate) struct Instances {
    pub(crate) region: String,
    pub(crate) count: usize,
    pub(crate) names: Vec<String>,
}

/// A security group; every region has all of them.
#[derive(Debug, Deserialize)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) about: Text,
}

/// Everything.
#[derive(Debug)]
pub(crate) struct Seed {
    pub(crate) playbooks: Vec<Playbook>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) alerts: Vec<Alert>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) features: Features,
    pub(crate) places: Places,
}

/// Returns the data, read on first use.
pub(crate) fn seed() -> &'static Seed {
    static SEED: LazyLock<Seed> = LazyLock::new(|| Seed {
        playbooks: embedded(include_str!("../data/playbooks.json")),
        rules: embedded(include_str!("../data/rules.json")),
        alerts: embedded(include_str!("../data/alerts.json")),
        entities: embedded(include_str!("../data/entities.json")),
        features: embedded(include_str!("../data/features.json")),
        places: embedded(include_str!("../data/places.json")),
    });
    &SEED
}

fn embedded<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("a test reads every embedded file")
}

impl Seed {
    /// Returns the playbook with that key or id.
    pub(crate) fn playbook(&self, key_or_uuid: &str) -> Option<&Playbook> {
        self.playbooks.iter().find(|p| p.key == key_or_uuid || p.uuid() == key_or_uuid)
    }
}

/// Returns an id in the usual 8-4-4-4-12 form, derived from a kind and a name.
pub(crate) fn uuid_of(kind: &str, name: &str) -> String {
    let digest = Sha256::digest(format!("{kind}/{name}").as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}

/// Returns the start of the practice data's calendar plus some minutes, in seconds since 1970 (2026-09-01 08:00 UTC).
pub(crate) fn moment(minutes: usize) -> i64 {
    1_788_249_600 + 60 * i64::try_from(minutes).expect("seed rows count in thousands")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_reads_and_rules_name_known_playbooks() {
        let seed = seed();

        assert_eq!(seed.rules.len(), 23);
        for key in seed.rules.iter().filter_map(|rule| rule.playbook.as_deref()) {
            assert!(seed.playbook(key).is_some(), "{key}");
        }
        for key in seed.entities.iter().flat_map(|entity| &entity.playbooks) {
            assert!(seed.playbook(key).is_some(), "{key}");
        }
        assert!(seed.rules.iter().all(|rule| rule.member <= seed.places.accounts.len()));
    }

    #[test]
    fn both_languages_are_written_and_differ() {
        let texts = seed().playbooks.iter().flat_map(|p| [&p.name, &p.about]);
        let texts = texts.chain(seed().rules.iter().map(|r| &r.name));

        for text in texts {
            assert!(!text.en.is_empty() && text.zh.chars().any(|c| c > '\u{2e7f}'), "{text:?}");
        }
    }

    #[test]
    fn the_calendar_starts_on_the_first_of_september() {
        assert_eq!(jiff::Timestamp::from_second(moment(0)).unwrap().to_string(), "2026-09-01T08:00:00Z");
    }
}
