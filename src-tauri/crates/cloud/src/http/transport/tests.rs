//! The transport against bare sockets on this machine.

use super::*;
use crate::trust::{Consent, check_endpoint};
use std::io::{Read, Write};
use std::net::TcpListener;

/// Answers one connection with fixed bytes and returns the port.
fn answer_once(answer: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut seen = [0; 4096];
        let _ = socket.read(&mut seen);
        let _ = socket.write_all(answer);
    });
    port
}

async fn ask(port: u16, limits: TransportLimits) -> Result<HttpResponse, SendError> {
    let endpoint =
        check_endpoint(&format!("http://127.0.0.1:{port}"), |_| false, Some(&Consent::Loopback)).unwrap();
    let request = HttpRequest {
        method: Method::Get,
        channel: endpoint.channel(),
        host: endpoint.host().to_owned(),
        path_and_query: "/?Signature=canary".to_owned(),
        headers: vec![("host".into(), endpoint.host().to_owned())],
        body: Bytes::new(),
    };
    ReqwestSend::new(limits).unwrap().send(request).await
}

#[tokio::test]
async fn a_redirect_is_returned_and_not_followed() {
    let port =
        answer_once(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/trap\r\nContent-Length: 0\r\n\r\n");

    let response = ask(port, TransportLimits::default()).await.unwrap();

    assert_eq!((response.status, response.header("location")), (302, Some("http://127.0.0.1:1/trap")));
}

#[tokio::test]
async fn a_body_over_the_cap_is_refused() {
    let port = answer_once(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello world");
    let limits = TransportLimits { max_body_bytes: 10, ..TransportLimits::default() };

    assert_eq!(ask(port, limits).await.unwrap_err().kind, SendErrorKind::TooLarge);
}

#[tokio::test]
async fn a_cut_body_is_a_reset() {
    let port = answer_once(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");

    assert_eq!(ask(port, TransportLimits::default()).await.unwrap_err().kind, SendErrorKind::Reset);
}

#[tokio::test]
async fn a_cut_gzip_body_is_a_reset() {
    let port = answer_once(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56");

    assert_eq!(ask(port, TransportLimits::default()).await.unwrap_err().kind, SendErrorKind::Reset);
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let limits = TransportLimits { read_timeout: Duration::from_millis(50), ..TransportLimits::default() };

    let error = ask(listener.local_addr().unwrap().port(), limits).await.unwrap_err();

    assert_eq!(error.kind, SendErrorKind::Timeout);
}

#[tokio::test]
async fn a_closed_port_is_a_connect_failure_that_names_only_the_host() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();

    let error = ask(port, TransportLimits::default()).await.unwrap_err();

    assert_eq!((error.kind, error.host.clone()), (SendErrorKind::Connect, format!("127.0.0.1:{port}")));
    assert!(!error.to_string().contains("canary"), "{error}");
}

#[tokio::test]
async fn the_practice_channel_never_touches_a_socket() {
    let request = HttpRequest {
        method: Method::Get,
        channel: Channel::Practice,
        host: "sas.practice.invalid".to_owned(),
        path_and_query: "/".to_owned(),
        headers: Vec::new(),
        body: Bytes::new(),
    };

    let error = ReqwestSend::new(TransportLimits::default()).unwrap().send(request).await.unwrap_err();

    assert_eq!(error.kind, SendErrorKind::Other);
}
