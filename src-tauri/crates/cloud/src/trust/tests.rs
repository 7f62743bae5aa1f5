//! Host tricks: none of them may become a trusted endpoint (bar S4).

use super::*;

pub(crate) const OFFICIAL: [&str; 3] =
    ["sas.cn-hangzhou.aliyuncs.com", "sas.aliyuncs.com", "ecs-cn-hangzhou.aliyuncs.com"];

pub(crate) fn is_official(host: &str) -> bool {
    OFFICIAL.contains(&host)
}

fn check(text: &str) -> Result<TrustedEndpoint, EndpointRefusal> {
    check_endpoint(text, is_official, None)
}

/// Tricks around one real host: each template has the host put in for `H`.
const AROUND_A_REAL_HOST: &[&str] = &[
    "H.",
    "H..",
    ".H",
    "H.evil.com",
    "H.evil.com.",
    "evil.com/H",
    "evil.com?H",
    "evil.com#H",
    "evil.com\\H",
    "evilH",
    "evil-H",
    "evil.H",
    "a.b.H",
    "H@evil.com",
    "evil.com@H",
    "user:pass@H",
    "@H",
    "H@",
    "H:443",
    "H:80",
    "H:8443",
    "H:",
    "H:0",
    "H:99999",
    "H:443@evil.com",
    "https://H:443",
    "https://H/",
    "https://H/path",
    "https://H?x=1",
    "https://H#f",
    "https://evil.com/https://H",
    "https://https://H",
    "https:/H",
    "https:H",
    "//H",
    "///H",
    "http://H",
    "http://H:80",
    "HTTP://H",
    "ftp://H",
    "file://H",
    "ws://H",
    "wss://H",
    "gopher://H",
    "javascript://H",
    "data://H",
    " H",
    "H ",
    "\tH",
    "H\t",
    "\nH",
    "H\n",
    "H\r\nHost: evil.com",
    "H\0",
    "\0H",
    "H\u{0}.evil.com",
    "H%00",
    "H%00.evil.com",
    "H%2eevil.com",
    "H%2e",
    "%48",
    "H%20",
    "H%40evil.com",
    "H%2f",
    "H%3a443",
    "H%23",
    "H%3f",
    "H,evil.com",
    "H;evil.com",
    "H evil.com",
    "H|evil.com",
    "H&evil.com",
    "H=evil.com",
    "H+evil.com",
    "H*",
    "*.H",
    "*H",
    "[H]",
    "(H)",
    "<H>",
    "'H'",
    "\"H\"",
    "`H`",
    "{H}",
    "$H",
    "${H}",
    "!H",
    "~H",
    "^H",
    "H_",
    "_H",
    "-H",
    "H-",
    "H.-",
    "H.-com",
    "H.com-",
    "\u{feff}H",
    "H\u{feff}",
    "\u{200b}H",
    "H\u{200b}",
    "\u{202e}H",
    "H\u{202e}",
    "H\u{3002}evil.com",
    "H\u{ff0e}evil.com",
    "H\u{ff61}evil.com",
    "H\u{2024}evil.com",
    "H\u{2215}evil.com",
    "H\u{ff0f}evil.com",
    "H\u{ff20}evil.com",
    "H\u{fe55}443",
    "H\u{ff1a}443",
    "H\u{a0}",
    "H\u{ad}",
    "\u{ad}H",
    "H.xn--p1ai",
    "xn--H",
    "H/../evil.com",
    "H/.",
    "H\\@evil.com",
    "H\\.evil.com",
    "https://H\\@evil.com",
    "https://evil.com\\@H",
    "https://user@H",
    "https://:@H",
    "https://H:443:443",
    "H::1",
    "[::1].H",
    "H.1",
    "H.127.0.0.1",
    "127.0.0.1.H.1",
    "H.localhost",
    "H.local",
    "H.internal",
    "H.oss-cn-hangzhou.aliyuncs.com",
    "H.fc.aliyuncs.com",
    "H.nip.io",
    "H.aliyuncs.com.cn",
];

/// Tricks that stand on their own.
const ALONE: &[&str] = &[
    "",
    " ",
    ".",
    "..",
    "/",
    "//",
    ":",
    "@",
    "#",
    "?",
    "https://",
    "http://",
    "https:///",
    "://",
    "https://.",
    "https://@",
    "aliyuncs.com",
    "com",
    "sas",
    "localhost",
    "LOCALHOST",
    "localhost:80",
    "https://localhost",
    "https://localhost:443",
    "http://localhost",
    "http://localhost:",
    "http://localhost:0",
    "http://localhost:080",
    "http://localhost:65536",
    "http://localhost:+80",
    "http://localhost:80/",
    "http://localhost:80/x",
    "http://localhost.:80",
    "http://localhost.evil.com:80",
    "http://evil.com:80",
    "http://user@localhost:80",
    "http://localhost:80@evil.com",
    "http://localhost\\@evil.com:80",
    "http://127.0.0.1",
    "http://127.0.0.1:",
    "http://127.0.0.1:80a",
    "http://127.0.0.1.:80",
    "http://127.0.0.1.evil.com:80",
    "http://127.1:80",
    "http://127.0.1:80",
    "http://127.0.0.2:80",
    "http://0.0.0.0:80",
    "http://0:80",
    "http://2130706433:80",
    "http://0x7f000001:80",
    "http://0177.0.0.1:80",
    "http://0x7f.1:80",
    "http://[::]:80",
    "http://[::1]",
    "http://[::1]:",
    "http://::1:80",
    "http://[0:0:0:0:0:0:0:1]:80",
    "http://[::ffff:127.0.0.1]:80",
    "http://[::1%25lo]:80",
    "http://[::1]:80/x",
    "http://127.0.0.1:80?x",
    "http://127.0.0.1:80#x",
    "https://127.0.0.1:443",
    "https://127.0.0.1",
    "127.0.0.1",
    "127.0.0.1:80",
    "[::1]",
    "[::1]:80",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "http://100.100.100.200",
    "https://100.100.100.200",
    "8.8.8.8",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "1.1",
    "a.1",
    "a.0x1",
    "[2001:db8::1]",
    "https://[2001:db8::1]",
    "1234567890.cn-hangzhou.fc.aliyuncs.com",
    "123456.cn-hangzhou-internal.fc.aliyuncs.com",
    "bucket.oss-cn-hangzhou.aliyuncs.com",
    "sas.oss-cn-hangzhou.aliyuncs.com",
    "project.cn-hangzhou.log.aliyuncs.com",
    "sas-cn-hangzhou.aliyuncs.com",
    "sas.cn-hangzhou.aliyuncs.co",
    "sas.cn-hangzhou.aliyuncs.com.evil.com",
    "sas.cn-hangzhou.a1iyuncs.com",
    "sas.cn-hangzhou.aliyuncs.net",
    "sas.cn-hangzhou.aliyun.com",
    "sas.cn-hangzhouaaliyuncs.com",
    "sas-cn-hangzhou-aliyuncs.com",
    "sas.cn_hangzhou.aliyuncs.com",
    "sas..aliyuncs.com",
    "ѕаѕ.cn-hangzhou.aliyuncs.com",
    "sas.cn-hangzhou.аliyuncs.com",
    "xn--sas-5cd.aliyuncs.com",
    "sas.cn-hangzhou.xn--aliyuncs-9fg.com",
    "ＳＡＳ.aliyuncs.com",
    "sas.ａliyuncs.com",
    "ſas.aliyuncs.com",
    "sas.aliyuncs.com\u{0301}",
    "sas%2ealiyuncs.com",
    "sas.aliyuncs%2ecom",
    "%73as.aliyuncs.com",
    "practice",
    "sas.practice.invalid",
    "https://sas.practice.invalid",
];

/// Returns every trick, spelled out.
pub(crate) fn tricks() -> Vec<String> {
    let mut tricks: Vec<String> = ALONE.iter().map(|t| (*t).to_owned()).collect();
    for template in AROUND_A_REAL_HOST {
        tricks.extend(OFFICIAL.iter().map(|host| template.replace('H', host)));
    }
    tricks.push(format!("{}.aliyuncs.com", "a".repeat(64)));
    tricks.push(format!("{}sas.aliyuncs.com", "a.".repeat(200)));
    tricks.push("a".repeat(1_000_000));
    tricks
}

#[test]
fn no_host_trick_becomes_a_trusted_endpoint() {
    let tricks = tricks();

    let trusted: Vec<&String> = tricks.iter().filter(|text| check(text).is_ok()).collect();

    assert!(trusted.is_empty(), "{trusted:?}");
    assert!(tricks.len() >= 200);
    println!("host tricks refused: {}", tricks.len());
}

#[test]
fn tricks_stay_refused_with_consent_to_something_else() {
    for consent in [
        Consent::Host("evil.com".to_owned()),
        Consent::Host("*.aliyuncs.com".to_owned()),
        Consent::Host(String::new()),
    ] {
        for text in [
            "sas.evil.com",
            "evil.com.cn",
            "evil.co",
            "x.aliyuncs.com",
            "http://evil.com",
            "evil.com:80",
            "http://127.0.0.1:80",
            "http://localhost:1",
        ] {
            assert!(check_endpoint(text, is_official, Some(&consent)).is_err(), "{text} {consent:?}");
        }
    }
    for text in ["evil.com", "http://evil.com:80", "https://127.0.0.1:80", "sas.evil.com"] {
        assert!(check_endpoint(text, is_official, Some(&Consent::Loopback)).is_err(), "{text}");
    }
}

#[test]
fn official_hosts_are_trusted_in_any_case_of_letters() {
    for text in
        ["sas.aliyuncs.com", "SAS.AliYunCS.com", "https://sas.aliyuncs.com", "HTTPS://SAS.ALIYUNCS.COM"]
    {
        let endpoint = check(text).unwrap();
        assert_eq!(
            (endpoint.host(), endpoint.kind(), endpoint.channel()),
            ("sas.aliyuncs.com", TrustKind::Catalogue, Channel::Https)
        );
    }
}

#[test]
fn consent_covers_exactly_one_host() {
    let consent = Consent::Host("Gateway.Example.com".to_owned());

    let endpoint = check_endpoint("gateway.example.com", is_official, Some(&consent)).unwrap();

    assert_eq!((endpoint.host(), endpoint.kind()), ("gateway.example.com", TrustKind::Consented));
    let refused = check_endpoint("other.example.com", is_official, Some(&consent)).unwrap_err();
    assert_eq!(refused, EndpointRefusal::NeedsConsent("other.example.com".to_owned()));
}

#[cfg(feature = "loopback")]
#[test]
fn this_machine_needs_the_explicit_choice() {
    for (text, host) in [
        ("http://127.0.0.1:8080", "127.0.0.1:8080"),
        ("http://LocalHost:1", "localhost:1"),
        ("http://[::1]:65535", "[::1]:65535"),
    ] {
        let endpoint = check_endpoint(text, is_official, Some(&Consent::Loopback)).unwrap();
        assert_eq!((endpoint.host(), endpoint.channel()), (host, Channel::Loopback));
        assert_eq!(check(text).unwrap_err(), EndpointRefusal::LoopbackNotChosen(host.to_owned()));
    }
}

#[cfg(not(feature = "loopback"))]
#[test]
fn a_build_without_loopback_refuses_this_machine() {
    let refused = check_endpoint("http://127.0.0.1:8080", is_official, Some(&Consent::Loopback)).unwrap_err();
    assert_eq!(refused, EndpointRefusal::LoopbackNotBuilt("127.0.0.1:8080".to_owned()));
}

#[test]
fn refusals_say_what_is_wrong() {
    type Kind = fn(String) -> EndpointRefusal;
    let expected: [(&str, Kind); 9] = [
        ("ftp://sas.aliyuncs.com", |_| EndpointRefusal::Scheme("ftp".to_owned())),
        ("http://sas.aliyuncs.com", EndpointRefusal::PlainHttp),
        ("x@sas.aliyuncs.com", EndpointRefusal::UserInfo),
        ("sas.aliyuncs.com:443", EndpointRefusal::Port),
        ("sas.aliyuncs.com/x", EndpointRefusal::Path),
        ("säs.aliyuncs.com", EndpointRefusal::International),
        ("https://10.0.0.1", EndpointRefusal::Address),
        ("sas.aliyuncs.com.", EndpointRefusal::NotAHostName),
        ("other.aliyuncs.com", EndpointRefusal::NeedsConsent),
    ];
    for (text, kind) in expected {
        assert_eq!(check(text).unwrap_err(), kind(text.to_owned()));
    }
}

#[test]
fn practice_takes_a_product_code_only() {
    let stands_in = TrustedEndpoint::practice_at("Tds.cn-shanghai.aliyuncs.com").unwrap();
    assert_eq!((stands_in.kind(), stands_in.host()), (TrustKind::Practice, "tds.cn-shanghai.aliyuncs.com"));
    assert!(TrustedEndpoint::practice_at("http://127.0.0.1:80").is_err());
    assert_eq!(TrustedEndpoint::practice("Sas").unwrap().host(), "sas.practice.invalid");
    for product in ["", "a.b", "a b", "a/b", "sas.aliyuncs.com", "a@b", "-a"] {
        assert!(TrustedEndpoint::practice(product).is_err(), "{product}");
    }
}
