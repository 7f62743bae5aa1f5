//! Tests of the fixes: each is accepted, is one step, and mends what it was offered for; codes without one are listed.

use std::collections::BTreeMap;

use serde_json::json;
use soarboard_model::format::write;
use soarboard_model::playbook::Playbook;

use super::tests::{Facts, cases, child_flow, drop_node, expression, gateway, param, set, with};
use super::*;
use crate::session::Session;

#[test]
fn every_fix_is_accepted_and_mends_its_finding() {
    let mut mended = BTreeMap::new();
    let mut playbooks: Vec<Playbook> = cases().into_iter().map(|(_, bad, _)| bad).collect();
    let scroll =
        |field: &str| json!({"mode": "number", "totalPath": field, "pageField": "", "sizeField": "Size"});
    playbooks.extend([
        expression("b", "${event.port}"),
        expression("b", "x ${Name_A.x.* y"),
        expression("b", "${Name_A.x} ${Name_A.y}"),
        param("a", "Page", json!({"value": " 7 "})),
        param("a", "Page", json!({"value": "seven"})),
        param("a", "Kind", json!({"value": "B"})),
        param("a", "Page", json!(7)),
        set("a", json!({"version": "1999-01-01"})),
        set("a", json!({"operation": "ShowGoods"})),
        set("a", json!({"paging": scroll(".Total")})),
        with(|p| p.nodes["a"].action = "other".into()),
        with(|p| {
            *p = expression("b", "${name-a.x}");
            p.nodes["a"].disabled = true;
        }),
        with(|p| {
            *p = gateway(json!({"all": []}));
            let second = json!({"id": "b2", "when": {"text": "y"}});
            p.nodes["a"].settings["branches"].as_array_mut().unwrap().push(second);
        }),
        with(|p| {
            *p = child_flow(json!({}));
            drop_node(p, "u");
        }),
    ]);
    for bad in playbooks {
        for one in check(&bad, &Facts) {
            for fix in &one.fixes {
                let mut session = Session::new(bad.clone());
                session.apply(&fix.edit, None).unwrap_or_else(|refusal| panic!("{}: {refusal}", one.code));
                let same = |other: &Diagnostic| {
                    (other.code, &other.node, &other.param) == (one.code, &one.node, &one.param)
                };
                let left = check(session.playbook(), &Facts);
                assert!(!left.iter().any(same), "{} is still found", one.code);
                session.undo();
                assert!(!session.can_undo(), "{} is more than one step", one.code);
                assert_eq!(write(session.playbook()), write(&bad), "{}", one.code);
                *mended.entry(one.code).or_insert(0) += 1;
            }
        }
    }
    // What is left is for people: which operation is meant, what a condition says, what a field should hold.
    let unmended: Vec<_> = codes().filter(|code| !mended.contains_key(code)).collect();
    let expected = [
        "unreachable",
        "field-missing",
        "operation-missing",
        "product-unknown",
        "value-pattern",
        "references-unchecked",
    ];
    assert_eq!(unmended, expected);
}
