//! The verifier against the signing vectors, whole and tampered with.

use std::borrow::Cow;

use base64::Engine as _;
use serde_json::Value;
use soarboard_cloud::http::{Channel, HttpRequest};
use soarboard_secret::Secret;

use super::{check_signature, percent_encoded, read_claim, server_view};
use crate::request::Incoming;

/// The vectors are shared by several packages, so they stand with the integration tests.
const VECTORS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/vectors/signing.json"));

struct Vector {
    id: String,
    scheme: String,
    request: HttpRequest,
    secret: Secret,
    string_to_sign: String,
    canonical_request: Option<String>,
}

/// Returns the binding vectors of one scheme, as requests on the wire.
fn vectors(scheme: &str) -> Vec<Vector> {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let all = file["vectors"].as_array().unwrap();
    let is_divergent = |v: &Value| v["tags"].as_array().unwrap().iter().any(|tag| tag == "divergent");
    all.iter().filter(|v| v["scheme"] == scheme && !is_divergent(v)).map(vector).collect()
}

fn vector(v: &Value) -> Vector {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let request = &v["request"];
    let signature = &v["expect"]["signature"];
    let mut query = encoded(&request["query"]);
    let mut body = body_of(request);
    let mut headers: Vec<(Cow<'static, str>, String)> = Vec::new();
    for (name, value) in request["headers"].as_object().unwrap() {
        headers.push((Cow::Owned(name.to_ascii_lowercase()), text(value)));
    }
    match v["expect"]["authorization"].as_str() {
        Some(authorization) => headers.push((Cow::Borrowed("authorization"), authorization.to_owned())),
        // The signature travels beside the other system parameters, in whichever part they are.
        None if request["form"].get("AccessKeyId").is_some() => {
            body.extend(format!("&Signature={}", percent_encoded(&text(signature))).bytes());
        }
        None => query.push_str(&format!("&Signature={}", percent_encoded(&text(signature)))),
    }
    let path = text(&request["path"]);
    Vector {
        id: text(&v["id"]),
        scheme: text(&v["scheme"]),
        request: HttpRequest {
            method: text(&request["method"]).parse().unwrap(),
            channel: Channel::Practice,
            host: text(&request["host"]),
            path_and_query: if query.is_empty() { path } else { format!("{path}?{query}") },
            headers,
            body: body.into(),
        },
        secret: Secret::new(text(&v["credentials"]["access_key_secret"])),
        string_to_sign: text(&v["expect"]["string_to_sign"]),
        canonical_request: v["expect"]["canonical_request"].as_str().map(str::to_owned),
    }
}

fn encoded(map: &Value) -> String {
    let pairs = map.as_object().into_iter().flatten();
    let pairs =
        pairs.map(|(k, v)| format!("{}={}", percent_encoded(k), percent_encoded(v.as_str().unwrap())));
    pairs.collect::<Vec<_>>().join("&")
}

fn body_of(request: &Value) -> Vec<u8> {
    if let Some(text) = request["body_utf8"].as_str() {
        return text.as_bytes().to_vec();
    }
    if let Some(text) = request["body_base64"].as_str() {
        return base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    }
    encoded(&request["form"]).into_bytes()
}

/// Returns the code of the refusal, `None` when the signature is right.
fn verdict(request: &HttpRequest, secret: &Secret) -> Option<String> {
    let incoming = Incoming::read(request);
    let checked = read_claim(&incoming).and_then(|claim| check_signature(&incoming, &claim, secret));
    checked.err().map(|refusal| refusal.code)
}

fn verify_all(scheme: &str, expected: usize) {
    let vectors = vectors(scheme);
    for vector in &vectors {
        let incoming = Incoming::read(&vector.request);
        let claim = read_claim(&incoming).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", vector.id));
        let view = server_view(&incoming, &claim.scheme);
        assert_eq!(view.string_to_sign, vector.string_to_sign, "{}", vector.id);
        assert_eq!(view.canonical_request, vector.canonical_request, "{}", vector.id);
        assert_eq!(verdict(&vector.request, &vector.secret), None, "{}", vector.id);
    }
    println!("{scheme}: {} of {} binding vectors verified", vectors.len(), vectors.len());
    assert_eq!(vectors.len(), expected);
}

#[test]
fn every_binding_acs3_vector_verifies() {
    verify_all("acs3-rpc", 23);
    // Resource paths are not played, but their signatures are read the same way.
    verify_all("acs3-roa", 14);
}

#[test]
fn every_binding_rpc_v1_vector_verifies() {
    verify_all("rpc-v1", 42);
}

/// Ways to change a request after signing; each returns whether there was something to change.
type Tamper = fn(&mut HttpRequest) -> bool;

fn tamper_method(request: &mut HttpRequest) -> bool {
    use soarboard_cloud::http::Method;
    request.method = if request.method == Method::Get { Method::Post } else { Method::Get };
    true
}

fn tamper_query(request: &mut HttpRequest) -> bool {
    let separator = if request.path_and_query.contains('?') { '&' } else { '?' };
    request.path_and_query.push_str(&format!("{separator}Extra=1"));
    true
}

fn tamper_body(request: &mut HttpRequest) -> bool {
    let is_signed = request.header("authorization").is_some()
        || request.header("content-type").is_some_and(|kind| kind.contains("form"));
    let mut body = request.body.to_vec();
    body.extend(b"&Extra=1");
    request.body = body.into();
    is_signed
}

fn tamper_signature(request: &mut HttpRequest) -> bool {
    let swap = |text: &str| {
        let at = text.find("Signature=").unwrap() + "Signature=".len();
        let other = if text.as_bytes()[at] == b'a' { "b" } else { "a" };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    };
    if let Some((_, value)) = request.headers.iter_mut().find(|(name, _)| name == "authorization") {
        *value = swap(value);
    } else if request.path_and_query.contains("&Signature=") {
        request.path_and_query = swap(&request.path_and_query);
    } else {
        request.body = swap(std::str::from_utf8(&request.body).unwrap()).into();
    }
    true
}

fn tamper_host(request: &mut HttpRequest) -> bool {
    let is_signed = request.header("authorization").is_some();
    for (name, value) in &mut request.headers {
        if name == "host" {
            value.push_str(".evil.example");
        }
    }
    is_signed
}

#[test]
fn no_tampered_vector_verifies() {
    let ways: [(&str, Tamper); 5] = [
        ("method", tamper_method),
        ("query", tamper_query),
        ("body", tamper_body),
        ("signature", tamper_signature),
        ("host", tamper_host),
    ];
    let mut refused = 0;
    for vector in ["acs3-rpc", "acs3-roa", "rpc-v1"].iter().flat_map(|scheme| vectors(scheme)) {
        for (name, tamper) in ways {
            let mut request = vector.request.clone();
            if tamper(&mut request) {
                let code = verdict(&request, &vector.secret);
                assert_eq!(
                    code.as_deref(),
                    Some("SignatureDoesNotMatch"),
                    "{} {}: {name}",
                    vector.scheme,
                    vector.id
                );
                refused += 1;
            }
        }
        let other_secret = Secret::new("another-secret");
        assert_eq!(verdict(&vector.request, &other_secret).as_deref(), Some("SignatureDoesNotMatch"));
        refused += 1;
    }
    println!("{refused} tampered requests refused");
    assert!(refused > 300, "{refused}");
}

#[test]
fn a_mismatch_carries_the_servers_string_to_sign() {
    let vector = vectors("acs3-rpc").remove(0);
    let incoming = Incoming::read(&vector.request);
    let claim = read_claim(&incoming).unwrap();

    let refusal = check_signature(&incoming, &claim, &Secret::new("another-secret")).unwrap_err();

    assert_eq!(refusal.status, 400);
    assert!(refusal.message.contains(&format!("server string to sign is:{}", vector.string_to_sign)));
}

#[test]
fn a_common_header_left_out_of_the_signed_ones_is_incomplete() {
    let mut request = vectors("acs3-rpc").remove(0).request;
    request.headers.push((Cow::Borrowed("x-acs-extra"), "1".to_owned()));

    assert_eq!(verdict(&request, &Secret::new("x")).as_deref(), Some("IncompleteSignature"));
}
