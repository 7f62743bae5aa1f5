//! A canary in place of the secret and the token, through every command and dozens of refusals that quote everything
//! they were sent: it must show nowhere, in no spelling. The same goes for signatures.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::service::{Reply, Service, page};
use crate::{Desk, Ran};

/// Marks that every encoding changes.
const SECRET: &str = "kAnArI-s3cret/+=&~%-0123456789";
const TOKEN: &str = "kAnArI-t0ken/+=&~%-9876543210";

/// Every spelling in which a text could slip out.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect()
    };
    let hex: String = text.bytes().map(|b| format!("{b:02x}")).collect();
    let (once, wide) = (escape(text), text.encode_utf16());
    let mut all = vec![
        text.as_bytes().to_vec(),
        once.clone().into_bytes(),
        escape(&once).into_bytes(),
        once.to_ascii_lowercase().into_bytes(),
        hex.to_ascii_uppercase().into_bytes(),
        hex.into_bytes(),
        wide.clone().flat_map(u16::to_le_bytes).collect(),
        wide.flat_map(u16::to_be_bytes).collect(),
    ];
    // Base64 at each of the three places a text can begin at, without what its neighbours decide.
    for skipped in 0..3 {
        let shifted = [vec![b'x'; skipped], text.as_bytes().to_vec()].concat();
        let encoded = STANDARD.encode(shifted);
        all.push(encoded.as_bytes()[4..encoded.len() - 4].to_vec());
    }
    all
}

/// Collects everything that a run said and everything it left on disk.
#[derive(Default)]
struct Search {
    forbidden: Vec<Vec<u8>>,
    texts: u64,
    bytes: u64,
}

impl Search {
    fn new() -> Self {
        Self { forbidden: [SECRET, TOKEN].into_iter().flat_map(spellings).collect(), ..Self::default() }
    }

    #[track_caller]
    fn text(&mut self, name: &str, bytes: &[u8]) {
        (self.texts, self.bytes) = (self.texts + 1, self.bytes + bytes.len() as u64);
        for wanted in &self.forbidden {
            let is_there = bytes.windows(wanted.len()).any(|part| part == wanted);
            assert!(!is_there, "{name}: {}", String::from_utf8_lossy(bytes));
        }
    }

    #[track_caller]
    fn run(&mut self, ran: &Ran) {
        self.text("standard output", ran.stdout.as_bytes());
        self.text("standard error", ran.stderr.as_bytes());
    }

    #[track_caller]
    fn folder(&mut self, folder: &std::path::Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.folder(&path);
            } else {
                self.text(&path.display().to_string(), &std::fs::read(&path).unwrap());
            }
        }
    }
}

fn desk() -> Desk {
    Desk::new()
        .with("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5tMadeUpKey0001")
        .with("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET)
        .with("ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN)
        .with("RUST_BACKTRACE", "full")
}

const CODES: [(u16, &str); 13] = [
    (400, "SignatureDoesNotMatch"),
    (400, "IncompleteSignature"),
    (404, "InvalidAccessKeyId.NotFound"),
    (400, "SignatureNonceUsed"),
    (400, "InvalidTimeStamp.Expired"),
    (400, "InvalidSecurityToken.Expired"),
    (400, "MissingParameter"),
    (403, "Forbidden.RAM"),
    (404, "InvalidAction.NotFound"),
    (500, "InternalError"),
    (503, "ServiceUnavailable"),
    (302, "Moved"),
    (200, "Broken"),
];

/// A refusal that quotes the whole request, with the string to sign of version 1 and the canonical request.
fn quoting(status: u16, code: &str, form: usize, head: &str) -> Reply {
    let quoted = format!("server string to sign is:POST\n/\n\n{head} and {TOKEN}");
    let text = serde_json::to_string(&quoted).unwrap();
    Reply::Answer(
        status,
        match form {
            0 => format!(
                "{{\"Code\":\"{code}\",\"Message\":{text},\"RequestId\":\"R\",\"Success\":false,\"Recommend\":{text}}}"
            ),
            1 => format!("{{\"code\":\"{code}\",\"message\":{text},\"requestid\":\"R\",\"success\":false}}"),
            2 => format!(
                "<Error><Code>{code}</Code><Message>{quoted}</Message><RequestId>R</RequestId></Error>"
            ),
            _ => format!("<html><title>{code} {quoted}</title></html>"),
        },
    )
}

#[test]
fn neither_secret_nor_token_nor_signature_shows_in_any_command_or_refusal() {
    let mut search = Search::new();
    let mut refusals = 0;
    for (number, (status, code)) in CODES.into_iter().enumerate() {
        for form in 0..4 {
            let service = Service::start(move |asked| quoting(status, code, form, &asked.head));
            let desk = desk();
            // A write: its refusals are not tried again, so none of them costs a wait.
            let mut args = vec!["call", "cloud-siem", "DeleteAutomateResponseConfig", "-p", "Id=1", "--yes"];
            args.extend(["--credential", "env", "--endpoint", &service.url, "--trust-endpoint", "--verbose"]);
            args.extend(if (number + form) % 2 == 0 {
                ["--json", "-o", "rows.ndjson"]
            } else {
                ["--lang", "zh", "--json"]
            });
            args.extend((form == 3).then_some(["--signature", "v1"]).into_iter().flatten());

            let ran = desk.run(&args);

            assert!(matches!(ran.code, 2 | 3), "{status} {code} {form}: {ran:#?}");
            for asked in service.asked() {
                let after = |mark: &str| asked.head.split(mark).nth(1).map(str::to_owned);
                let end = |text: String| text.split([' ', '&', '\r']).next().unwrap_or_default().to_owned();
                let signature = after("Signature=").or_else(|| after(",Signature=")).map(end);
                let signature = signature.filter(|text| text.len() > 20).expect("requests are signed");
                let shown = format!("{}{}", ran.stdout, ran.stderr);
                assert!(!shown.contains(&signature), "{status} {code} {form}: {shown}");
            }
            search.run(&ran);
            search.folder(&desk.path(""));
            refusals += 1;
        }
    }

    let desk = desk();
    let healthy = Service::start(|asked| page(asked.page));
    let lost = Service::start(|_| Reply::Hang);
    let list = ["call", "cloud-siem", "ListAutomateResponseConfigs", "--credential", "env", "--verbose"];
    let delete =
        ["call", "cloud-siem", "DeleteAutomateResponseConfig", "-p", "Id=1", "--yes", "--credential", "env"];
    let (good, bad) =
        (["--endpoint", &healthy.url, "--trust-endpoint"], ["--endpoint", &lost.url, "--trust-endpoint"]);
    let sign = format!(
        "{{\"id\":\"a\",\"scheme\":\"rpc-v1\",\"credentials\":{{\"access_key_id\":\"x\",\"access_key_secret\":\"{SECRET}\"}},\"request\":{{\"method\":\"GET\",\"host\":\"h\",\"path\":\"/\"}}}}"
    );
    let runs = [
        desk.run(&[&list[..], &good, &["-o", "a.ndjson", "--json"]].concat()),
        desk.run(&[&list[..], &good, &["-o", "a.ndjson", "--json", "--resume"]].concat()),
        desk.run(&[&list[..], &good, &["-o", "a.ndjson"]].concat()),
        desk.run(&[&list[..], &good, &["--dry-run", "--json"]].concat()),
        desk.run(&[&list[..], &good, &["--dry-run", "--signature", "v1"]].concat()),
        desk.run(&[&list[..], &["--endpoint", "evil.example"]].concat()),
        desk.run(&[&list[..], &["--endpoint", "http://evil.example", "--trust-endpoint"]].concat()),
        desk.run(&[&list[..], &["--endpoint", &healthy.url]].concat()),
        desk.run(&[&list[..], &["--total-path", "]["]].concat()),
        desk.run(&[&list[..], &["--assume-role", TOKEN]].concat()).without_own(TOKEN),
        desk.run(&[&delete[..], &bad, &["--json"]].concat()),
        desk.run(&["call", "Sas", "Nope", "--credential", "env"]),
        desk.run(&["call", "Sas", "DescribeSuspEvents", "--credential", "nobody"]),
        desk.run_with(SECRET, &["credential", "add", "mine", "--id", "LTAI5tMadeUpKey0001"]),
        desk.run(&["credential", "list", "--json"]),
        desk.run(&["credential", "test", "mine"]),
        desk.run(&["credential", "remove", "mine"]),
        desk.run(&["credential", "import"]),
        desk.run_with(&sign, &["sign", "-"]),
        desk.run(&["catalog", "list"]),
        desk.run(&["endpoint", "Sas"]),
        desk.run(&["templates"]),
        desk.run(&["new", "-o", "p.json"]),
        desk.run(&["check", "p.json"]),
        desk.run(&["policy", "p.json"]),
    ];
    runs.iter().for_each(|ran| search.run(ran));
    search.folder(&desk.path(""));

    println!(
        "canary: {refusals} refusals and {} other runs, {} texts of {} bytes: 0 found",
        runs.len(),
        search.texts,
        search.bytes
    );
    assert!(refusals >= 50);
}

impl Ran {
    /// Takes out what was typed as an argument: a person sees that on the command line already.
    fn without_own(mut self, text: &str) -> Self {
        self.stdout = self.stdout.replace(text, "");
        self.stderr = self.stderr.replace(text, "");
        self
    }
}

#[test]
fn the_search_finds_every_spelling() {
    for found in spellings(SECRET) {
        let mut hidden = b"before ".to_vec();
        hidden.extend(found);
        let caught = std::panic::catch_unwind(|| Search::new().text("x", &hidden));
        assert!(caught.is_err(), "{}", String::from_utf8_lossy(&hidden));
    }
}
