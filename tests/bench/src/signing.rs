//! `cargo xtask drill signing`: random requests, signed by the engine and by the official Python clients, compared byte
//! for byte.
//!
//! Version 3 against `alibabacloud-tea-openapi`, version 1 against that and against `aliyun-python-sdk-core`. The first
//! difference ends the run with everything that is needed to see it again. Names of parameters are plain ASCII: beyond
//! that the clients leave version 3 names unencoded, see the vectors' README.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use soarboard_cloud::http::Method;
use soarboard_cloud::sign::{Body, Credentials, Scheme, SignContext, Signer, UnsignedRequest};
use soarboard_cloud::trust::check_endpoint;
use soarboard_secret::Secret;

use crate::invoke::peers;

const SEED: u64 = 0x5eed_1012;
const REQUESTS: u64 = 100_000;
/// Requests under way at once; their bytes fit into a pipe, so neither side waits for the other for ever.
const BATCH: u64 = 20;
const KEY_ID: &str = "LTAI5tSoarboardFake0001";
const NAME: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~";
const VALUE: &str = "abzAZ059-_.~*+ %/&=?#:;,!'()[]{}<>|\\\"`^@$\t\r\n\u{7f}é节点规则\u{1f600}\u{301}ß";

/// xorshift64*: the same requests for a seed everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % sides as u64) as usize
    }

    fn name(&mut self, number: usize) -> String {
        let tail: String = (0..self.roll(12)).map(|_| NAME[self.roll(NAME.len())] as char).collect();
        format!("P{number}{tail}")
    }

    fn text(&mut self, longest: usize) -> String {
        let marks: Vec<char> = VALUE.chars().collect();
        (0..self.roll(longest + 1)).map(|_| marks[self.roll(marks.len())]).collect()
    }

    fn graphic(&mut self, longest: usize) -> String {
        (0..1 + self.roll(longest)).map(|_| (b'!' + self.roll(94) as u8) as char).collect()
    }

    fn pairs(&mut self) -> Vec<(String, String)> {
        (0..self.roll(9)).map(|n| (self.name(n), self.text(40))).collect()
    }
}

/// A random request with what it is signed with.
struct Case {
    request: UnsignedRequest,
    secret: String,
    token: Option<String>,
    unix_s: i64,
    nonce: String,
}

impl Case {
    fn rolled(dice: &mut Dice, scheme: Scheme) -> Self {
        let body = match dice.roll(if scheme == Scheme::RpcV1 { 2 } else { 3 }) {
            0 => Body::Empty,
            1 => Body::Form(
                dice.pairs().into_iter().map(|(name, value)| (format!("F{name}"), value)).collect(),
            ),
            _ => Body::Bytes { content_type: "application/json; charset=utf-8", bytes: dice.text(80).into() },
        };
        let headers = match dice.roll(3) {
            0 => vec![("x-acs-extra".to_owned(), format!("  {} {}\t", dice.graphic(20), dice.graphic(5)))],
            _ => Vec::new(),
        };
        Self {
            request: UnsignedRequest {
                method: [Method::Post, Method::Get, Method::Put, Method::Delete][dice.roll(4)],
                action: format!("Describe{}", dice.name(0)),
                version: "2018-12-03".to_owned(),
                path: "/".to_owned(),
                query: dice.pairs(),
                headers,
                body,
            },
            secret: dice.graphic(40),
            token: (dice.roll(2) == 0).then(|| dice.graphic(60)),
            unix_s: 1_790_000_000 + dice.roll(100_000_000) as i64,
            nonce: dice.graphic(36).replace(['%', '&'], "x"),
        }
    }

    /// Returns our signature and the question for the other side.
    fn signed(&self, scheme: Scheme) -> Result<(String, Value), String> {
        let signer = Signer::new(&Credentials {
            access_key_id: KEY_ID.to_owned(),
            secret: Secret::new(self.secret.as_str()),
            security_token: self.token.as_deref().map(Secret::new),
        });
        let endpoint =
            check_endpoint("sas.cn-hangzhou.aliyuncs.com", |_| true, None).map_err(|e| e.to_string())?;
        let context = SignContext { unix_s: self.unix_s, nonce: &self.nonce };
        let signed = signer.sign(&endpoint, scheme, &self.request, context).map_err(|e| e.to_string())?;
        let method = self.request.method.as_str();
        if scheme == Scheme::RpcV1 {
            let question = json!({ "scheme": "rpc-v1", "method": method, "params": self.v1_params(), "secret": self.secret });
            return Ok((signed.signature, question));
        }
        let http = &signed.http;
        let ours = http.header("authorization").unwrap_or_default().to_owned();
        let covered = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
        // As callers write them: in any case, with blanks around; its own hash of the body is the other side's business.
        let headers: Map<String, Value> = http
            .headers
            .iter()
            .filter(|(name, _)| covered(name) && name != "x-acs-content-sha256")
            .map(|(name, value)| (spelled(name, self.unix_s), json!(format!(" {value} "))))
            .collect();
        let question = json!({ "scheme": "acs3", "method": method, "path": self.request.path,
            "query": map(&self.request.query), "headers": headers, "body": STANDARD.encode(&http.body),
            "id": KEY_ID, "secret": self.secret });
        Ok((ours, question))
    }

    fn v1_params(&self) -> Value {
        let mut params = self.request.query.clone();
        if let Body::Form(form) = &self.request.body {
            params.extend(form.clone());
        }
        let time = soarboard_cloud::sign::time::iso(self.unix_s);
        for (name, value) in [
            ("AccessKeyId", KEY_ID),
            ("Action", &self.request.action),
            ("Format", "JSON"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureNonce", &self.nonce),
            ("SignatureVersion", "1.0"),
            ("Timestamp", &time),
            ("Version", &self.request.version),
        ] {
            params.push((name.to_owned(), value.to_owned()));
        }
        params.extend(self.token.iter().map(|token| ("SecurityToken".to_owned(), token.clone())));
        map(&params)
    }
}

fn map(pairs: &[(String, String)]) -> Value {
    pairs.iter().map(|(name, value)| (name.clone(), json!(value))).collect::<Map<_, _>>().into()
}

/// A header name in one of three spellings.
fn spelled(name: &str, number: i64) -> String {
    match number % 3 {
        0 => name.to_owned(),
        1 => name.to_ascii_uppercase(),
        _ => name
            .split('-')
            .map(|word| word[..1].to_ascii_uppercase() + &word[1..])
            .collect::<Vec<_>>()
            .join("-"),
    }
}

/// Runs the comparison: `[COUNT] [SEED]`, the count for each version.
pub fn run(args: &[String]) -> Result<(), String> {
    let number = |at: usize, usual| {
        args.get(at).map_or(Ok(usual), |text| text.parse().map_err(|_| format!("`{text}` is no number")))
    };
    let (count, seed) = (number(0, REQUESTS)?, number(1, SEED)?);
    let script = peers::source("signatures.py");
    let mut command = Command::new(peers::python_for_signing()?);
    let mut child = command
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("python: {e}"))?;
    let mut questions = child.stdin.take().ok_or("python without input")?;
    let mut answers = BufReader::new(child.stdout.take().ok_or("python without output")?).lines();
    for scheme in [Scheme::Acs3, Scheme::RpcV1] {
        let mut dice = Dice(seed | 1);
        let mut done = 0;
        while done < count {
            let mut batch = Vec::new();
            for _ in 0..BATCH.min(count - done) {
                let case = Case::rolled(&mut dice, scheme);
                let (ours, question) = case.signed(scheme)?;
                writeln!(questions, "{question}").map_err(|e| format!("python: {e}"))?;
                batch.push((ours, question));
            }
            questions.flush().map_err(|e| format!("python: {e}"))?;
            for (ours, question) in batch {
                let line =
                    answers.next().ok_or("python ended; see its words above")?.map_err(|e| e.to_string())?;
                let theirs: Vec<String> = serde_json::from_str(&line).map_err(|e| format!("{line}: {e}"))?;
                if theirs.is_empty() || theirs.iter().any(|one| *one != ours) {
                    return Err(format!(
                        "seed {seed}, request {done}: ours {ours}, theirs {theirs:?}\n{question:#}"
                    ));
                }
                done += 1;
            }
        }
        println!(
            "{}: {done} random requests byte-equal to the official Python clients, seed {seed:#x}",
            scheme.word()
        );
    }
    drop(questions);
    child.wait().map_err(|e| e.to_string())?;
    Ok(())
}
