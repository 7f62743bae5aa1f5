//! `cloud-siem` 2022-06-16: what an incident holds, and what a rule's condition may ask.
//!
//! **Source**: domain page on SOAR, sections 7.1, 7.3 and 11.2.

use serde_json::{Map, Value, json};

use super::Answer;
use super::siem_rules::{done, paged};
use crate::call::Call;
use crate::seed::{self, Entity, Feature, Operator, Seed, uuid_of};
use crate::state::State;
use crate::text::Lang;

/// Name from which the id of the one practice incident is made.
const INCIDENT: &str = "practice-incident";

pub(super) fn dispose_and_playbook(call: &Call<'_>, _state: &mut State) -> Answer {
    let seed = seed::seed();
    let is_known = call.passes("IncidentUuid", |uuid| uuid == uuid_of("incident", INCIDENT));
    let entities = seed.entities.iter().enumerate().filter(|(_, entity)| {
        is_known
            && call.passes("EntityType", |kind| kind == entity.kind)
            && call.passes("EntityUuid", |uuid| uuid == uuid_of("entity", &entity.name))
    });
    let rows = entities.map(|(index, entity)| entity_row(seed, index, entity, call.lang)).collect();
    Ok(done(paged(call, rows)?))
}

pub(super) fn features(call: &Call<'_>, _state: &mut State) -> Answer {
    let seed = seed::seed();
    let wanted = seed.features.features.iter().filter(|feature| {
        call.passes("AutoResponseType", |trigger| feature.triggers.iter().any(|own| own == trigger))
    });
    Ok(done(wanted.map(|feature| feature_row(seed, feature, call.lang)).collect()))
}

fn entity_row(seed: &Seed, index: usize, entity: &Entity, lang: Lang) -> Value {
    let codes: Vec<String> = entity.playbooks.iter().map(|key| op_code(seed, key)).collect();
    let levels: Map<String, Value> = codes.iter().map(|code| (code.clone(), json!(entity.level))).collect();
    let playbooks: Vec<Value> =
        entity.playbooks.iter().filter_map(|key| playbook_row(seed, entity, key, lang)).collect();
    json!({
        "EntityId": 500_000 + index,
        "EntityUuid": uuid_of("entity", &entity.name),
        "EntityType": entity.kind,
        "EntityInfo": entity.info,
        "AlertNum": entity.alerts,
        "Dispose": entity.dispose,
        "OpcodeSet": codes,
        "OpcodeMap": levels,
        "PlaybookList": playbooks,
        "Scope": &seed.places.accounts[..1],
    })
}

fn playbook_row(seed: &Seed, entity: &Entity, key: &str, lang: Lang) -> Option<Value> {
    let playbook = seed.playbook(key)?;
    let path = format!("$.{}", entity.kind);
    let check = json!([{"fieldPath": path, "fieldName": entity.kind}]).to_string();
    Some(json!({
        "Name": playbook.key,
        "DisplayName": playbook.name.of(lang),
        "Description": playbook.about.of(lang),
        "Uuid": playbook.uuid(),
        "OpCode": op_code(seed, key),
        "OpLevel": entity.level,
        "Available": playbook.active.to_string(),
        "TaskConfig": "{}",
        "WafPlaybook": key.ends_with("-waf"),
        "ParamConfig": [{"Field": "dispose", "Necessary": true, "CheckField": check, "Value": path}],
    }))
}

/// The vendor's codes are not public; the place of the playbook stands for one.
fn op_code(seed: &Seed, key: &str) -> String {
    let place = seed.playbooks.iter().position(|playbook| playbook.key == key);
    place.map_or_else(String::new, |place| (place + 1).to_string())
}

fn feature_row(seed: &Seed, feature: &Feature, lang: Lang) -> Value {
    let values = feature.values.iter().map(|value| {
        let label = seed.features.levels.get(value).map_or(value.as_str(), |text| text.of(lang));
        json!({"Value": value, "ValueMds": label})
    });
    let operators = seed.features.operators.iter().enumerate();
    let operators = operators
        .filter(|(_, operator)| feature.operators.contains(&operator.op))
        .map(|(index, operator)| operator_row(index, operator, lang));
    json!({
        "Feature": feature.feature,
        "DataType": feature.data_type,
        "RightValueEnums": values.collect::<Value>(),
        "SupportOperators": operators.collect::<Value>(),
    })
}

fn operator_row(index: usize, operator: &Operator, lang: Lang) -> Value {
    json!({
        "Operator": operator.op,
        "OperatorName": if lang == Lang::Zh { &operator.zh } else { &operator.en },
        "OperatorDescCn": operator.zh,
        "OperatorDescEn": operator.en,
        "HasRightValue": operator.right,
        "SupportDataType": operator.types,
        "SupportTag": [],
        "Index": index,
    })
}
