//! The serialisation vectors, and where values go.

use super::*;
use serde_json::json;
use std::collections::BTreeMap;

const VECTORS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/vectors/serialization.json"));

fn as_map(pairs: Vec<(String, String)>) -> Value {
    Value::Object(pairs.into_iter().map(|(name, text)| (name, Value::String(text))).collect())
}

fn serialised(style: &str, name: &str, value: &Value) -> Option<Value> {
    let mut pairs = Vec::new();
    let list = || value.as_array().map(Vec::as_slice);
    match style {
        "flat" => {
            flat(name, value, &mut pairs);
            return Some(as_map(pairs));
        }
        "mapflat" => {
            map_flat(name, value, &mut pairs);
            return Some(as_map(pairs));
        }
        "form" => Some(form_text(name, value)),
        "repeatList" => Some(repeat_list_text(name, value)),
        "json" => Some(json_text(value)),
        "simple" => delimited(list()?, ","),
        "spaceDelimited" => delimited(list()?, " "),
        "pipeDelimited" => delimited(list()?, "|"),
        other => panic!("unknown style {other}"),
    }
    .map(Value::String)
}

/// `serde_json` maps are sorted here, so an object's keys may come in another order; that carries no meaning.
fn differs_in_key_order_only(style: &str, got: &Value, want: &Value) -> bool {
    let read = |v: &Value| serde_json::from_str::<Value>(v.as_str().unwrap_or_default()).ok();
    style == "json"
        && read(got).is_some()
        && read(got) == read(want)
        && got.as_str().map(str::len) == want.as_str().map(str::len)
}

#[test]
fn every_vector_the_official_clients_agree_on_is_written_the_same() {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let mut passed = BTreeMap::<&str, usize>::new();
    let (mut informational, mut other_order) = (0, 0);

    for vector in file["vectors"].as_array().unwrap() {
        let style = vector["style"].as_str().unwrap();
        if vector["agree"] != true {
            informational += 1;
            continue;
        }
        let want = &vector["expect"]["node"];
        let got = serialised(style, vector["name"].as_str().unwrap(), &vector["value"]).unwrap();
        if got != *want {
            assert!(differs_in_key_order_only(style, &got, want), "{}: want {want}, got {got}", vector["id"]);
            other_order += 1;
        }
        *passed.entry(style).or_default() += 1;
    }

    println!(
        "serialisation vectors: {passed:?}, other key order: {other_order}, informational: {informational}"
    );
    assert_eq!((passed.values().sum::<usize>(), informational), (118, 26));
    assert!(other_order <= 2);
}

#[test]
fn booleans_follow_the_node_client() {
    assert_eq!(form_text("Items", &json!([true, false])), "Items.1=true&Items.2=false");
    assert_eq!(delimited(json!([true, false]).as_array().unwrap(), ","), Some("true,false".to_owned()));
}

fn spec(name: &str, place: ParamPlace, style: Option<ParamStyle>, shape: Shape) -> ParamSpec {
    ParamSpec { name: name.to_owned(), place, style, shape, ..blank() }
}

fn blank() -> ParamSpec {
    serde_json::from_value(json!({"name": "", "shape": "any"})).unwrap()
}

fn text(value: &str) -> (String, String) {
    let (name, value) = value.split_once('=').unwrap();
    (name.to_owned(), value.to_owned())
}

#[test]
fn values_go_where_their_parameters_travel() {
    use ParamPlace as P;
    let tags = json!([{"Key": "a", "Value": "b"}]);
    let number: Value = serde_json::from_str("90071992547409931234").unwrap();
    let params = vec![
        (spec("Tag", P::Query, None, Shape::Any), tags.clone()),
        (spec("Filter", P::Query, Some(ParamStyle::Json), Shape::Any), tags),
        (spec("Uid", P::Query, None, Shape::Int64), number),
        (spec("Ids", P::Form, Some(ParamStyle::Simple), Shape::Any), json!(["a", "b"])),
        (spec("Flag", P::Form, None, Shape::Boolean), json!(true)),
        (spec("ClusterId", P::Path, None, Shape::String), json!("c 1")),
        (spec("X-Project", P::Header, None, Shape::String), json!("p")),
        (spec("project", P::Host, None, Shape::String), json!("label")),
        (spec("Left", P::Query, None, Shape::String), Value::Null),
        (spec("Empty", P::Query, None, Shape::Any), json!([])),
        (spec("EmptyJson", P::Query, Some(ParamStyle::Json), Shape::Any), json!([])),
        (spec("EmptySimple", P::Query, Some(ParamStyle::Simple), Shape::Any), json!([])),
    ];

    let placed = place(&params).unwrap();

    let query =
        ["Tag.1.Key=a", "Tag.1.Value=b", r#"Filter=[{"Key":"a","Value":"b"}]"#, "Uid=90071992547409931234"];
    assert_eq!(placed.query, query.map(text));
    assert_eq!(placed.form, ["Ids=a,b", "Flag=true"].map(text));
    assert_eq!(placed.path, [text("ClusterId=c 1")]);
    assert_eq!(placed.headers, [text("x-project=p")]);
    assert_eq!((placed.host_label.as_deref(), placed.body), (Some("label"), None));
}

#[test]
fn a_body_is_whole_or_built_from_keys() {
    use ParamPlace::Body;
    let whole = [(spec("body", Body, None, Shape::Any), json!({"b": 1, "a": [null]}))];
    assert_eq!(place(&whole).unwrap().body.as_deref(), Some(r#"{"a":[null],"b":1}"#));

    let keys = [
        (spec("size", Body, None, Shape::Int32), json!("3")),
        (spec("page", Body, None, Shape::String), json!(7)),
        (spec("on", Body, None, Shape::Boolean), json!("true")),
    ];
    assert_eq!(place(&keys).unwrap().body.as_deref(), Some(r#"{"on":true,"page":"7","size":3}"#));

    let both = [whole[0].clone(), keys[0].clone()];
    assert_eq!(place(&both).unwrap().body.as_deref(), Some(r#"{"a":[null],"b":1,"size":3}"#));
    let ready_made = [(spec("body", Body, None, Shape::String), json!("<xml/>"))];
    assert_eq!(place(&ready_made).unwrap().body.as_deref(), Some("<xml/>"));
}

#[test]
fn a_body_of_another_name_is_whole_where_the_source_says_so() {
    let addons = spec("addons", ParamPlace::Body, Some(ParamStyle::Whole), Shape::Any);
    assert_eq!(
        place(&[(addons, json!([{"name": "x"}]))]).unwrap().body.as_deref(),
        Some(r#"[{"name":"x"}]"#)
    );
    let data = spec("Data", ParamPlace::Body, Some(ParamStyle::Whole), Shape::Any);
    assert_eq!(place(&[(data, json!({"Data": "{}"}))]).unwrap().body.as_deref(), Some(r#"{"Data":"{}"}"#));
}

#[test]
fn an_xml_body_is_written_as_xml_and_a_ready_made_one_stays() {
    let body = |value: Value| {
        let placed = place(&[(spec("body", ParamPlace::Body, Some(ParamStyle::Xml), Shape::Any), value)]);
        placed.map(|placed| (placed.body.unwrap(), placed.body_format))
    };

    let (text, format) = body(json!({"Job": {"Name": "a&b"}})).unwrap();
    assert_eq!(format, BodyFormat::Xml);
    assert!(text.ends_with("<Job><Name>a&amp;b</Name></Job>"), "{text}");
    assert_eq!(body(json!("<Job/>")).unwrap(), ("<Job/>".to_owned(), BodyFormat::Xml));
    assert_eq!(body(json!({"A": 1, "B": 2})).unwrap_err(), SerializeError::NotXml("body".to_owned()));
}

#[test]
fn a_map_of_headers_gives_one_header_per_key() {
    let meta = spec("x-oss-meta-*", ParamPlace::Header, None, Shape::Any);

    assert_eq!(place(&[(meta.clone(), json!({"Team": "a"}))]).unwrap().headers, [text("x-oss-meta-team=a")]);
    let bad = place(&[(meta, json!({"a\r\nhost": "evil"}))]).unwrap_err();
    assert_eq!(bad, SerializeError::NotAHeader("x-oss-meta-*".to_owned()));
}

#[test]
fn what_does_not_fit_is_refused() {
    use ParamPlace as P;
    let one = |place: ParamPlace, name: &str, style, value| {
        super::place(&[(spec(name, place, style, Shape::Any), value)]).unwrap_err()
    };
    let object = || json!({"a": 1});

    assert_eq!(one(P::Path, "Id", None, object()), SerializeError::NotOneValue("Id".to_owned()));
    assert_eq!(
        one(P::Query, "L", Some(ParamStyle::Simple), json!([object()])),
        SerializeError::NestedInList("L".to_owned())
    );
    assert_eq!(
        one(P::Query, "L", Some(ParamStyle::PipeDelimited), object()),
        SerializeError::NotOneValue("L".to_owned())
    );
    for name in ["Host", "authorization", "X-Acs-Date", "x-acs-security-token"] {
        assert_eq!(one(P::Header, name, None, json!("x")), SerializeError::ReservedHeader(name.to_owned()));
    }
    for (name, value) in [("x-a", "a\r\nHost: evil"), ("x a", "b"), ("x-a", "节")] {
        assert_eq!(one(P::Header, name, None, json!(value)), SerializeError::NotAHeader(name.to_owned()));
    }
    let mixed = [
        (spec("f", P::Form, None, Shape::Any), json!("1")),
        (spec("b", P::Body, None, Shape::Any), json!("1")),
    ];
    assert_eq!(place(&mixed).unwrap_err(), SerializeError::FormAndBody("f".to_owned()));
}

#[test]
fn paths_are_filled_encoded_and_cannot_climb() {
    let values = |value: &str| vec![("Id".to_owned(), value.to_owned())];

    let (path, fixed) = fill_path("/clusters/{Id}/nodes?type=log&x", &values("a/集 群")).unwrap();
    assert_eq!(path, "/clusters/a%2F%E9%9B%86%20%E7%BE%A4/nodes");
    assert_eq!(fixed, [text("type=log"), text("x=")]);

    for value in ["", ".", ".."] {
        assert_eq!(
            fill_path("/a/{Id}", &values(value)).unwrap_err(),
            SerializeError::PathValue("Id".to_owned())
        );
    }
    assert_eq!(
        fill_path("/a/{Other}", &values("x")).unwrap_err(),
        SerializeError::PathValue("Other".to_owned())
    );
    assert_eq!(fill_path("/a/{Id", &values("x")).unwrap_err(), SerializeError::PathValue("Id".to_owned()));
}
