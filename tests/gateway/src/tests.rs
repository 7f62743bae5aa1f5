//! The gateway through the real transport: signed requests over a socket.

use serde_json::Value;
use soarboard_cloud::http::{
    HttpRequest, HttpResponse, HttpSend as _, Method, NonceSource as _, RandomNonce, ReqwestSend, SendError,
    SendErrorKind, TransportLimits,
};
use soarboard_cloud::sign::{Body, Credentials, Scheme, SignContext, Signer, UnsignedRequest};
use soarboard_cloud::trust::{Consent, check_endpoint};
use soarboard_practice::{PRACTICE_ACCESS_KEY_ID, PRACTICE_ACCESS_KEY_SECRET};
use soarboard_secret::Secret;

use super::*;

const LIST: &str = "ListAutomateResponseConfigs";

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Signs a page of rules for an endpoint.
fn signed(endpoint: &str, scheme: Scheme, page: &str) -> HttpRequest {
    let key = Credentials {
        access_key_id: PRACTICE_ACCESS_KEY_ID.to_owned(),
        secret: Secret::new(PRACTICE_ACCESS_KEY_SECRET),
        security_token: None,
    };
    let is_official = |host: &str| host == "cloud-siem.cn-shanghai.aliyuncs.com";
    let endpoint = check_endpoint(endpoint, is_official, Some(&Consent::Loopback)).unwrap();
    let request = UnsignedRequest {
        method: Method::Post,
        action: LIST.to_owned(),
        version: "2022-06-16".to_owned(),
        path: "/".to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Body::Form(vec![
            ("CurrentPage".to_owned(), page.to_owned()),
            ("PageSize".to_owned(), "10".to_owned()),
        ]),
    };
    let nonce = RandomNonce.nonce().unwrap();
    let context = SignContext { unix_s: SystemClock.now_unix_ms() / 1000, nonce: &nonce };
    Signer::new(&key).sign(&endpoint, scheme, &request, context).unwrap().http
}

fn send(request: HttpRequest) -> Result<HttpResponse, SendError> {
    let limits = TransportLimits { read_timeout: Duration::from_secs(5), ..TransportLimits::default() };
    runtime().block_on(ReqwestSend::new(limits)?.send(request))
}

fn body(response: &HttpResponse) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

#[test]
fn three_pages_come_over_the_socket_in_both_schemes() {
    let gateway = Gateway::start(Vec::new()).unwrap();

    for scheme in [Scheme::Acs3, Scheme::RpcV1] {
        let rows = ["1", "2", "3"].map(|page| {
            let response = send(signed(&gateway.endpoint(), scheme, page)).unwrap();
            body(&response)["Data"]["ResponseData"].as_array().unwrap().len()
        });
        assert_eq!(rows, [10, 10, 3], "{scheme:?}");
    }
    assert_eq!((gateway.request_count(), gateway.verified_count(LIST)), (6, 6));
}

/// Sends a raw request, as a test does that redirects an official host to this machine.
fn send_raw(addr: SocketAddr, request: &HttpRequest) -> String {
    use std::io::{Read as _, Write as _};
    let mut socket = std::net::TcpStream::connect(addr).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(socket, "{} {} HTTP/1.1\r\n", request.method.as_str(), request.path_and_query).unwrap();
    for (name, value) in &request.headers {
        write!(socket, "{name}: {value}\r\n").unwrap();
    }
    write!(socket, "content-length: {}\r\nconnection: close\r\n\r\n", request.body.len()).unwrap();
    socket.write_all(&request.body).unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_host_header_counts_as_received() {
    let gateway = Gateway::start(Vec::new()).unwrap();
    let mut request = signed("cloud-siem.cn-shanghai.aliyuncs.com", Scheme::Acs3, "1");

    let answer = send_raw(gateway.addr(), &request);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(gateway.seen()[0].host, "cloud-siem.cn-shanghai.aliyuncs.com");

    for (name, value) in &mut request.headers {
        if name == "host" {
            gateway.addr().to_string().clone_into(value);
        }
    }
    let answer = send_raw(gateway.addr(), &request);
    assert!(answer.contains("SignatureDoesNotMatch"), "{answer}");
}

#[test]
fn scheduled_faults_meet_the_first_requests_and_a_cut_body_is_a_reset() {
    let gateway = Gateway::start(vec![Fault::HtmlPage, Fault::Throttle, Fault::Reset]).unwrap();
    let call = || send(signed(&gateway.endpoint(), Scheme::Acs3, "1"));

    assert_eq!(call().unwrap().status, 502);
    assert_eq!(body(&call().unwrap())["Code"], "Throttling.User");
    assert_eq!(call().unwrap_err().kind, SendErrorKind::Reset);
    assert_eq!(call().unwrap().status, 200);
}

#[test]
fn the_gateway_ends_after_its_last_request() {
    let options = GatewayOptions { max_requests: 2, ..GatewayOptions::default() };
    let gateway = Gateway::start_with(options).unwrap();
    let call = || send(signed(&gateway.endpoint(), Scheme::Acs3, "1"));

    assert_eq!(call().unwrap().status, 200);
    assert_eq!(call().unwrap().status, 200);

    let waited = (0..100).find(|_| {
        std::thread::sleep(Duration::from_millis(50));
        gateway.has_ended()
    });
    assert!(waited.is_some(), "it still runs");
    assert_eq!(call().unwrap_err().kind, SendErrorKind::Connect);
}

#[test]
fn dropping_closes_the_socket_even_while_a_request_waits() {
    let gateway = Gateway::start(vec![Fault::Silence]).unwrap();
    let (addr, request) = (gateway.addr(), signed(&gateway.endpoint(), Scheme::Acs3, "1"));
    let waiting = std::thread::spawn(move || send(request));
    while gateway.request_count() == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }

    let before = std::time::Instant::now();
    drop(gateway);

    assert!(before.elapsed() < Duration::from_secs(3), "{:?}", before.elapsed());
    assert!(waiting.join().unwrap().is_err());
    assert!(std::net::TcpStream::connect(addr).is_err());
}

#[test]
fn what_is_not_a_signed_request_gets_an_answer_too() {
    let gateway = Gateway::start(Vec::new()).unwrap();
    let mut request = signed(&gateway.endpoint(), Scheme::Acs3, "1");
    request.headers.retain(|(name, _)| name == "host");

    let response = send(request).unwrap();

    assert_eq!((response.status, &body(&response)["Code"]), (400, &Value::from("MissingAction")));
}
