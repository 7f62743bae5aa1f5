//! Every answer against the shape the catalogue documents: no field of another name, no value of another type.

use super::*;

use soarboard_cloud::catalog::Catalog;
use soarboard_model::component::Shape;

use crate::played_operations;

/// Parameters without which the operation is refused.
fn params<'a>(name: &str, playbook: &'a str) -> Vec<(&'a str, &'a str)> {
    match name {
        "ListAutomateResponseConfigs" => vec![("CurrentPage", "1"), ("PageSize", "100")],
        "PostAutomateResponseConfig" => vec![("Id", "10036"), ("RuleName", "x")],
        "UpdateAutomateResponseConfigStatus" => vec![("Ids", "[10036]"), ("InUse", "true")],
        "DeleteAutomateResponseConfig" => vec![("Id", "10036")],
        "DescribePlaybook" => vec![("PlaybookUuid", playbook)],
        "RunNotifyComponentWithEmail" => vec![
            ("ActionName", "notifyByCustom"),
            ("ComponentName", "NotifyMessage"),
            ("Content", "text"),
            ("NodeName", "tell"),
            ("PlaybookUuid", playbook),
            ("Subject", "s"),
            ("Receivers.1", "a@b.example"),
        ],
        "AssumeRole" => {
            vec![("RoleArn", "acs:ram::1000000000000001:role/SecurityAudit"), ("RoleSessionName", "me")]
        }
        "DescribeInstances" | "DescribeSecurityGroups" => vec![("RegionId", "cn-hangzhou")],
        _ => Vec::new(),
    }
}

/// Appends every place where a value is not of its documented shape.
fn differences(path: &str, shape: &Shape, value: &Value, found: &mut Vec<String>) {
    let is_right = match shape {
        Shape::String | Shape::File => value.is_string(),
        Shape::Int32 | Shape::Int64 => value.is_i64() || value.is_u64(),
        Shape::Number => value.is_number(),
        Shape::Boolean => value.is_boolean(),
        Shape::Array(item) => value.as_array().is_some_and(|items| {
            items.iter().enumerate().for_each(|(n, v)| differences(&format!("{path}[{n}]"), item, v, found));
            true
        }),
        Shape::Object(fields) => value.as_object().is_some_and(|object| {
            for (name, value) in object {
                match fields.iter().find(|field| field.name == *name) {
                    Some(field) => differences(&format!("{path}.{name}"), &field.shape, value, found),
                    None => found.push(format!("{path}.{name} is not documented")),
                }
            }
            true
        }),
        Shape::Map(item) => value.as_object().is_some_and(|object| {
            object.iter().for_each(|(name, v)| differences(&format!("{path}.{name}"), item, v, found));
            true
        }),
        Shape::Any => true,
    };
    if !is_right {
        found.push(format!("{path} is {value}, not {}", shape.word()));
    }
}

#[test]
fn every_played_operation_is_in_the_catalogue_and_answers_in_its_shape() {
    let mut checked = 0;
    for played in played_operations() {
        let bench = Bench::new();
        let list = bench.ok(SOAR, "DescribePlaybooks", &[]);
        let playbook = list["Playbooks"][0]["PlaybookUuid"].as_str().unwrap();
        let operation =
            Catalog::embedded().operation(played.product, Some(played.version), played.name).unwrap();
        let params = params(played.name, playbook);
        let answer = bench.ok((played.product, played.version), played.name, &params);

        let mut found = Vec::new();
        differences("", operation.response.as_ref().unwrap(), &answer, &mut found);
        assert!(found.is_empty(), "{}: {found:#?}", played.name);
        checked += 1;
    }
    println!("{checked} operations answer in their documented shapes");
    assert_eq!(checked, 16);
}
