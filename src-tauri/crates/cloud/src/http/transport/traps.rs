//! Traps: servers in the place of the vendor's, with bad certificates, redirects, plain HTTP, or another name.
//!
//! Every name leads to them, and they note what they get. A good server at the same place gets its request, so that a
//! trap which is empty means something. Deliberately absent: the network.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use soarboard_secret::Secret;

use super::*;
use crate::sign::{Body, Credentials, Scheme, SignContext, Signer, UnsignedRequest};
use crate::trust::tests::{OFFICIAL, is_official, tricks};
use crate::trust::{Consent, TrustedEndpoint, check_endpoint};

const HOST: &str = OFFICIAL[0];
const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// A server and what it got.
struct Trap {
    address: SocketAddr,
    connections: Arc<Mutex<u64>>,
    got: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Starts a server; without a certificate it speaks no TLS.
    fn start(certificate: Option<Arc<ServerConfig>>, answer: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let trap = Self {
            address: listener.local_addr().unwrap(),
            connections: Arc::default(),
            got: Arc::default(),
        };
        let (connections, got, answer) = (trap.connections.clone(), trap.got.clone(), answer.to_owned());
        std::thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                *connections.lock().unwrap() += 1;
                socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
                match &certificate {
                    None => converse(socket, &answer, &got),
                    Some(config) => {
                        let tls = ServerConnection::new(config.clone()).unwrap();
                        converse(StreamOwned::new(tls, socket), &answer, &got);
                    }
                }
            }
        });
        trap
    }

    fn got(&self) -> Vec<String> {
        self.got.lock().unwrap().clone()
    }
}

/// Notes what comes until a request is whole or no more comes, then answers.
fn converse(mut stream: impl Read + Write, answer: &str, got: &Mutex<Vec<String>>) {
    let (mut seen, mut part) = (Vec::new(), [0; 4096]);
    while !seen.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(read) => seen.extend_from_slice(&part[..read]),
        }
        // A client that waits for a greeting in TLS gets an answer in plain text.
        if seen.first() == Some(&0x16) {
            break;
        }
    }
    if !seen.is_empty() {
        got.lock().unwrap().push(String::from_utf8_lossy(&seen).into_owned());
    }
    // A client that has refused the certificate listens no more.
    let _ = stream.write_all(answer.as_bytes()).and_then(|()| stream.flush());
}

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn certificate(&self) -> reqwest::Certificate {
        reqwest::Certificate::from_der(self.0.der()).unwrap()
    }

    fn server(&self, params: CertificateParams) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        config(certificate.der().clone(), &key)
    }
}

fn named(hosts: &[&str]) -> CertificateParams {
    CertificateParams::new(hosts.iter().map(|host| (*host).to_owned()).collect::<Vec<_>>()).unwrap()
}

fn config(certificate: CertificateDer<'static>, key: &KeyPair) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    Arc::new(builder.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap())
}

/// Leads every name to one place.
struct Everywhere(SocketAddr);

impl reqwest::dns::Resolve for Everywhere {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let address = self.0;
        Box::pin(async move { Ok(Box::new(std::iter::once(address)) as reqwest::dns::Addrs) })
    }
}

fn client(trap: &Trap, authority: &Authority) -> ReqwestSend {
    let limits = TransportLimits { read_timeout: Duration::from_secs(5), ..TransportLimits::default() };
    let (place, certificate) = (Everywhere(trap.address), authority.certificate());
    ReqwestSend::built(limits, |services| {
        services.no_proxy().dns_resolver(Arc::new(place)).tls_certs_merge([certificate])
    })
    .unwrap()
}

fn signed(endpoint: &TrustedEndpoint, scheme: Scheme) -> Option<HttpRequest> {
    let signer = Signer::new(&Credentials {
        access_key_id: "LTAI5tSoarboardFake0001".to_owned(),
        secret: Secret::new("canary-secret"),
        security_token: Some(Secret::new("canary-token")),
    });
    let request = UnsignedRequest {
        method: Method::Get,
        action: "DescribeThings".to_owned(),
        version: "2018-12-03".to_owned(),
        path: "/".to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Body::Empty,
    };
    let context = SignContext { unix_s: 1_790_000_000, nonce: "n" };
    signer.sign(endpoint, scheme, &request, context).ok().map(|signed| signed.http)
}

fn official() -> HttpRequest {
    signed(&check_endpoint(HOST, is_official, None).unwrap(), Scheme::RpcV1).unwrap()
}

#[tokio::test]
async fn a_good_server_gets_its_request() {
    let authority = Authority::new();
    let trap = Trap::start(Some(authority.server(named(&OFFICIAL))), GOOD);

    let response = client(&trap, &authority).send(official()).await.unwrap();

    assert_eq!(response.status, 200);
    assert!(trap.got()[0].contains("Signature="), "the trap would notice a signature");
}

#[tokio::test]
async fn a_server_with_a_bad_certificate_gets_no_request() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let mut expired = named(&[HOST]);
    (expired.not_before, expired.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 1, 1));
    let mut early = named(&[HOST]);
    (early.not_before, early.not_after) = (date_time_ymd(2400, 1, 1), date_time_ymd(2401, 1, 1));
    let key = KeyPair::generate().unwrap();
    let own = config(named(&[HOST]).self_signed(&key).unwrap().der().clone(), &key);
    let cases = [
        ("signed by itself", own),
        ("of an unknown authority", stranger.server(named(&[HOST]))),
        ("expired", authority.server(expired)),
        ("not yet valid", authority.server(early)),
        ("of another host", authority.server(named(&["evil.example", "aliyuncs.com"]))),
        ("of a host below", authority.server(named(&["x.sas.cn-hangzhou.aliyuncs.com"]))),
    ];
    for (name, certificate) in cases {
        let trap = Trap::start(Some(certificate), GOOD);

        let error = client(&trap, &authority).send(official()).await.unwrap_err();

        assert_eq!((error.kind, error.host.as_str()), (SendErrorKind::Tls, HOST), "{name}: {error}");
        assert!(!error.to_string().contains("Signature") && !error.to_string().contains("canary"), "{error}");
        assert_eq!((*trap.connections.lock().unwrap(), trap.got().len()), (1, 0), "{name}");
    }
}

#[tokio::test]
async fn a_server_without_tls_gets_no_request() {
    let trap = Trap::start(None, GOOD);

    let error = client(&trap, &Authority::new()).send(official()).await.unwrap_err();

    assert_eq!(error.kind, SendErrorKind::Tls, "{error}");
    assert!(trap.got().iter().all(|bytes| !bytes.contains("Signature") && !bytes.contains("HTTP/1.1")));
}

#[tokio::test]
async fn a_redirect_leads_nowhere() {
    let authority = Authority::new();
    for place in
        ["https://evil.example/", "http://evil.example/", "https://sas.aliyuncs.com/", "//evil.example/"]
    {
        for status in [301, 302, 303, 307, 308] {
            let answer = format!(
                "HTTP/1.1 {status} X\r\nlocation: {place}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            );
            let trap =
                Trap::start(Some(authority.server(named(&["evil.example", HOST, OFFICIAL[1]]))), &answer);

            let response = client(&trap, &authority).send(official()).await.unwrap();

            assert_eq!((response.status, trap.got().len()), (status, 1), "{place}");
        }
    }
}

#[tokio::test]
async fn no_host_trick_brings_a_signed_request_to_the_trap() {
    let authority = Authority::new();
    let trap = Trap::start(
        Some(authority.server(named(&["*.aliyuncs.com", "*.cn-hangzhou.aliyuncs.com", "evil.com"]))),
        GOOD,
    );
    let http = client(&trap, &authority);
    let mut sent = 0;
    let tricks = tricks();

    for text in &tricks {
        for consent in [None, Some(Consent::Loopback), Some(Consent::Host("gateway.example.com".to_owned()))]
        {
            let Ok(endpoint) = check_endpoint(text, is_official, consent.as_ref()) else { continue };
            // With the choice of this machine some tricks name just that; nothing leaves it.
            if endpoint.channel() == Channel::Loopback {
                continue;
            }
            for scheme in [Scheme::Acs3, Scheme::RpcV1, Scheme::RoaV1] {
                if let Some(request) = signed(&endpoint, scheme) {
                    sent += 1;
                    let _ = http.send(request).await;
                }
            }
        }
    }

    println!("host tricks against the trap: {}, signed requests: {sent}", tricks.len());
    assert_eq!((sent, trap.got().len()), (0, 0));
    http.send(official()).await.unwrap();
    assert_eq!(trap.got().len(), 1, "the trap is open");
}

#[tokio::test]
async fn signatures_that_do_not_cover_the_host_never_leave_the_catalogue() {
    let authority = Authority::new();
    let host = "gateway.example.com";
    let trap = Trap::start(Some(authority.server(named(&[host]))), GOOD);
    let http = client(&trap, &authority);
    let endpoint = check_endpoint(host, is_official, Some(&Consent::Host(host.to_owned()))).unwrap();

    for scheme in [Scheme::RpcV1, Scheme::RoaV1] {
        assert!(signed(&endpoint, scheme).is_none(), "{scheme:?}");
    }
    assert_eq!(trap.got().len(), 0);

    http.send(signed(&endpoint, Scheme::Acs3).unwrap()).await.unwrap();
    assert!(trap.got()[0].contains("ACS3-HMAC-SHA256"), "the host agreed to gets the scheme that covers it");
}

#[tokio::test]
async fn a_proxy_that_refuses_is_named_and_sees_only_the_host() {
    for answer in ["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "HTTP/1.1 403 Forbidden\r\n\r\n"] {
        let proxy = Trap::start(None, answer);
        let url = format!("http://{}", proxy.address);
        let http = ReqwestSend::built(TransportLimits::default(), |services| {
            services.proxy(reqwest::Proxy::https(&url).unwrap())
        })
        .unwrap();

        let error = http.send(official()).await.unwrap_err();

        assert_eq!((error.kind, error.host.as_str()), (SendErrorKind::Proxy, HOST), "{error}");
        let got = proxy.got().join("");
        assert!(
            got.starts_with("CONNECT sas.cn-hangzhou.aliyuncs.com:443") && !got.contains("Signature"),
            "{got}"
        );
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let http = ReqwestSend::built(TransportLimits::default(), |services| {
        services.proxy(reqwest::Proxy::https(format!("http://{closed}")).unwrap())
    })
    .unwrap();
    let error = http.send(official()).await.unwrap_err();
    println!("a proxy that is not there: {error}");
    assert!(matches!(error.kind, SendErrorKind::Proxy | SendErrorKind::Connect), "{error}");
}
