//! The signing vectors, and requests signed by the choke point checked against the vector-shaped tracer.

use super::*;
use crate::http::Method;
use crate::trust::{Consent, TrustedEndpoint, check_endpoint};
use serde_json::Value;
use soarboard_secret::Secret;
use std::collections::BTreeMap;

const VECTORS: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/vectors/signing.json"));

fn vectors() -> Vec<Value> {
    let mut file: Value = serde_json::from_str(VECTORS).unwrap();
    match file["vectors"].take() {
        Value::Array(items) => items,
        _ => panic!("the file holds a list"),
    }
}

#[test]
fn every_binding_vector_is_signed_byte_for_byte() {
    let mut passed = BTreeMap::<String, usize>::new();
    let mut divergent = 0;
    let mut wrong = Vec::new();
    let raw = vectors();
    let read = read_sign_cases(VECTORS).unwrap();
    assert_eq!((read.cases.len(), read.unreadable.len()), (116, 0));

    for (vector, case) in raw.iter().zip(&read.cases) {
        if vector["tags"].as_array().unwrap().iter().any(|tag| tag == "divergent") {
            divergent += 1;
            continue;
        }
        let got = serde_json::to_value(case.trace()).unwrap();
        let expect = &vector["expect"];
        for field in ["canonical_request", "string_to_sign", "signature", "authorization"] {
            if expect[field] != got[field] {
                wrong.push(format!("{} {field}\n want {}\n got  {}", case.id, expect[field], got[field]));
            }
        }
        *passed.entry(vector["scheme"].as_str().unwrap().to_owned()).or_default() += 1;
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("signing vectors: {passed:?}, divergent and skipped: {divergent}");
    assert_eq!((passed.values().sum::<usize>(), divergent), (110, 6));
}

#[test]
fn a_file_with_one_broken_case_still_shows_the_others() {
    let text = r#"[{"id":"x"},{"id":"ok","scheme":"acs3-rpc","credentials":{"access_key_id":"a","access_key_secret":"b"},
        "request":{"method":"GET","host":"h","path":"/"}}]"#;

    let read = read_sign_cases(text).unwrap();

    assert_eq!((read.cases[0].id.as_str(), read.unreadable[0].0), ("ok", 0));
}

fn signer(token: Option<&str>) -> Signer {
    Signer::new(&Credentials {
        access_key_id: "LTAI5tSoarboardFake0001".to_owned(),
        secret: Secret::new("soarboardFakeSecretForVectors01"),
        security_token: token.map(Secret::new),
    })
}

fn official() -> TrustedEndpoint {
    check_endpoint("sas.cn-hangzhou.aliyuncs.com", |_| true, None).unwrap()
}

fn request(body: Body) -> UnsignedRequest {
    UnsignedRequest {
        method: Method::Post,
        action: "DescribeThings".to_owned(),
        version: "2018-12-03".to_owned(),
        path: "/".to_owned(),
        query: vec![("b 节".to_owned(), "~*+ %".to_owned()), ("A".to_owned(), "1".to_owned())],
        headers: vec![
            ("x-acs-extra".to_owned(), " padded ".to_owned()),
            ("x-other".to_owned(), "no".to_owned()),
        ],
        body,
    }
}

const CONTEXT: SignContext<'static> =
    SignContext { unix_s: 1_790_000_000, nonce: "5b1f3c0e9d2a4f6788aa11bb22cc33dd" };

#[test]
fn what_is_sent_carries_the_signature_a_gateway_computes() {
    let form = || Body::Form(vec![("Z".to_owned(), "a b".to_owned()), ("C".to_owned(), "é".to_owned())]);
    let json = || Body::Bytes { content_type: "application/json; charset=utf-8", bytes: "{\"a\":1}".into() };
    for token in [None, Some("fake-token+/=")] {
        for scheme in [Scheme::Acs3, Scheme::RpcV1, Scheme::RoaV1] {
            for body in [Body::Empty, form(), json()] {
                if scheme == Scheme::RpcV1 && matches!(body, Body::Bytes { .. }) {
                    continue;
                }
                let signer = signer(token);

                let signed = signer.sign(&official(), scheme, &request(body), CONTEXT).unwrap();

                let plain = PlainRequest::of(&signed.http);
                let sent_authorization = signed.http.header("authorization").map(str::to_owned);
                let key = SigningKey::new(&Secret::new("soarboardFakeSecretForVectors01"));
                let computed = trace(scheme, &plain, signer.access_key_id(), &key, None);
                assert_eq!(computed.signature, signed.signature, "{scheme:?}");
                assert_eq!(computed.authorization, sent_authorization);
            }
        }
    }
}

#[test]
fn our_own_v3_requests_sign_host_content_type_and_acs_headers() {
    let signed = signer(Some("token")).sign(
        &official(),
        Scheme::Acs3,
        &request(Body::Form(vec![("a".into(), "b".into())])),
        CONTEXT,
    );

    let authorization = signed.unwrap().http.header("authorization").unwrap().to_owned();
    let names = "content-type;host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-extra;\
                 x-acs-security-token;x-acs-signature-nonce;x-acs-version";
    assert!(authorization.contains(&format!("SignedHeaders={names},")), "{authorization}");
}

#[test]
fn schemes_that_do_not_cover_the_host_stay_with_official_hosts() {
    let host = "gateway.example.com";
    let consented = check_endpoint(host, |_| false, Some(&Consent::Host(host.to_owned()))).unwrap();

    for scheme in [Scheme::RpcV1, Scheme::RoaV1] {
        let refused = signer(None).sign(&consented, scheme, &request(Body::Empty), CONTEXT).unwrap_err();
        assert_eq!(refused, SignError::SchemeNotForHost { scheme, host: host.to_owned() });
        assert!(
            signer(None)
                .sign(&TrustedEndpoint::practice("sas").unwrap(), scheme, &request(Body::Empty), CONTEXT)
                .is_ok()
        );
    }
    assert!(signer(None).sign(&consented, Scheme::Acs3, &request(Body::Empty), CONTEXT).is_ok());
}

#[test]
fn rpc_v1_refuses_what_it_cannot_cover() {
    let json = Body::Bytes { content_type: "application/json", bytes: "{}".into() };
    assert_eq!(
        signer(None).sign(&official(), Scheme::RpcV1, &request(json), CONTEXT).unwrap_err(),
        SignError::BodyNotCovered
    );

    let mut clash = request(Body::Empty);
    clash.query.push(("Timestamp".to_owned(), "x".to_owned()));
    let refused = signer(None).sign(&official(), Scheme::RpcV1, &clash, CONTEXT).unwrap_err();
    assert_eq!(refused, SignError::SystemParameter("Timestamp".to_owned()));
}

#[test]
fn debug_texts_carry_no_signature_and_no_token() {
    let signed = signer(Some("canary-token"))
        .sign(&official(), Scheme::RpcV1, &request(Body::Empty), CONTEXT)
        .unwrap();

    let shown = format!("{signed:?} {:?}", signer(Some("canary-token")));

    assert!(
        !shown.contains("canary") && !shown.contains(&signed.signature) && !shown.contains("AccessKeyId="),
        "{shown}"
    );
}

#[test]
fn a_panic_with_everything_in_its_text_shows_no_secret() {
    use std::sync::{Arc, Mutex};
    let credentials = Credentials {
        access_key_id: "LTAI5tSoarboardFake0001".to_owned(),
        secret: Secret::new("canary-secret"),
        security_token: Some(Secret::new("canary-token")),
    };
    let signer = Signer::new(&credentials);
    let signed = signer.sign(&official(), Scheme::RpcV1, &request(Body::Empty), CONTEXT).unwrap();
    let heard = Arc::new(Mutex::new(String::new()));
    let (ear, usual) = (heard.clone(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |info| ear.lock().unwrap().push_str(&info.to_string())));

    let result =
        std::panic::catch_unwind(|| panic!("{credentials:?} {signer:?} {signed:?} {:?}", signer.token()));
    std::panic::set_hook(usual);

    let said = format!("{}{:?}", heard.lock().unwrap(), result.unwrap_err().downcast_ref::<String>());
    assert!(said.contains("Credentials"), "{said}");
    assert!(!said.contains("canary") && !said.contains(&signed.signature), "{said}");
}
