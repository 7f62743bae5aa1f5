//! `sign`, held against the vectors of the vendor's own clients.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{Desk, fixture, keys};

#[test]
fn all_binding_vectors_come_out_as_the_vendors_clients_sign_them() {
    let path = fixture("vectors/signing.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let ran = Desk::new().run(&["sign", path.to_str().unwrap()]).exits(0);
    let signed: HashMap<String, Value> =
        ran.lines().into_iter().map(|line| (line["id"].as_str().unwrap().to_owned(), line)).collect();

    let mut compared = HashMap::new();
    for vector in file["vectors"].as_array().unwrap() {
        let divergent = vector["tags"].as_array().unwrap().iter().any(|tag| tag == "divergent");
        if divergent {
            continue;
        }
        let id = vector["id"].as_str().unwrap();
        let line = &signed[id];
        for key in ["string_to_sign", "signature", "canonical_request", "authorization"] {
            if let Some(expected) = vector["expect"].get(key) {
                assert_eq!(line.get(key), Some(expected), "{id}: {key}");
            }
        }
        *compared.entry(vector["scheme"].as_str().unwrap().to_owned()).or_insert(0) += 1;
    }
    assert_eq!(compared.values().sum::<i32>(), 110, "{compared:?}");
    for scheme in ["rpc-v1", "roa-v1", "acs3-rpc", "acs3-roa"] {
        assert!(compared[scheme] > 10, "{compared:?}");
    }
}

fn request(scheme: &str) -> Value {
    json!({
        "id": "one", "scheme": scheme,
        "credentials": { "access_key_id": "LTAI-made-up-0001", "access_key_secret": "canary-secret" },
        "request": { "method": "GET", "host": "sas.aliyuncs.com", "path": "/", "query": { "Action": "X" },
                     "headers": { "host": "sas.aliyuncs.com" } },
    })
}

#[test]
fn one_request_comes_from_standard_input() {
    let ran = Desk::new().run_with(&request("acs3").to_string(), &["sign", "-"]).exits(0);

    let line = &ran.lines()[0];
    assert_eq!(keys(line), ["authorization", "canonical_request", "id", "signature", "string_to_sign"]);
    assert!(!ran.stdout.contains("canary"));
}

#[test]
fn a_request_that_cannot_be_read_is_told_without_quoting_it() {
    let mut bad = request("acs3");
    bad["credentials"] = json!("canary-secret");
    let file = json!([bad, request("rpc-v1")]);

    let ran = Desk::new().run_with(&file.to_string(), &["sign", "-"]).exits(2);

    assert_eq!(ran.lines().len(), 1);
    assert!(ran.stderr.starts_with("error[file-unreadable]: -: ") && ran.stderr.contains('1'), "{ran:#?}");
    assert!(!format!("{ran:?}").contains("canary"));
}

#[test]
fn a_file_that_is_no_json_is_refused_with_its_position() {
    let ran = Desk::new().run_with("{\n\"a\": ", &["sign", "-"]).exits(2);

    assert!(ran.stderr.contains("line 2") && ran.stdout.is_empty(), "{ran:#?}");
}
