//! Our side under the bench's orders, in a process of its own: `pages`, `disk`, `raw`, `deep`, `v3`, `v1`, `hmac`, each with
//! seconds; and `rows BYTES` or `scroll BYTES` for the memory of a large result.
//!
//! `pages` is the engine as the window and the command line use it: the same loop, transport and file, one thread.

use std::io::{BufRead, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use soarboard_cloud::http::{
    BoxFuture, Clock, HttpRequest, HttpResponse, HttpSend, Method, NonceSource, RandomNonce, ReqwestSend,
    SendError, SystemClock, TransportLimits,
};
use soarboard_cloud::invoke::{
    CallSpec, CallStyle, CancelFlag, CursorPaging, DotPath, FileSink, FixedSigner, Limiter, NumberPaging,
    PageMode, PagePlan, RetryPolicy, RunSetup, StopReason, Summary, Tools, run,
};
use soarboard_cloud::sign::{Body, Credentials, Scheme, SignContext, Signer, UnsignedRequest};
use soarboard_cloud::trust::{Consent, TrustedEndpoint, check_endpoint};
use soarboard_secret::Secret;

use super::gateway;

const KEY_ID: &str = "LTAI5tSoarboardFake0001";
const SECRET: &str = "soarboardFakeSecretForVectors01";
/// Items of a page in the speed rounds.
const SIZE: u64 = 50;
/// Items of a page when memory is measured: about 270 KB.
const LARGE_SIZE: u64 = 1000;

/// Obeys orders from standard input until it ends.
pub fn obey(address: &str, rows: &Path, disk: &Path) -> Result<(), String> {
    println!("{}", json!({ "soarboard": env!("CARGO_PKG_VERSION") }));
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let client = Client::new(address)?;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|e| e.to_string())?;
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let (started, spent) = (Instant::now(), cpu_seconds());
        let mut more = json!({});
        let seconds =
            || rest.parse().map(Duration::from_secs_f64).map_err(|_| format!("`{rest}` is no time"));
        let done = match word {
            "pages" => runtime.block_on(client.pages(seconds()?, rows))?,
            "disk" => runtime.block_on(client.pages(seconds()?, disk))?,
            "raw" => raw(address, seconds()?, 1)?,
            "deep" => raw(address, seconds()?, 16)?,
            "v3" => client.signatures(Scheme::Acs3, seconds()?)?,
            "v1" => client.signatures(Scheme::RpcV1, seconds()?)?,
            "hmac" => bare_hmac(seconds()?),
            "rows" | "scroll" => {
                let bytes = rest.parse().map_err(|_| format!("`{rest}` is no number of bytes"))?;
                more = runtime.block_on(client.rows(bytes, disk, word == "scroll"))?;
                0
            }
            other => return Err(format!("unknown order {other}")),
        };
        let mut answer = json!({
            "done": done, "seconds": started.elapsed().as_secs_f64(), "cpu": cpu_seconds() - spent });
        if let (Value::Object(answer), Value::Object(more)) = (&mut answer, more) {
            answer.extend(more);
        }
        println!("{answer}");
    }
    Ok(())
}

struct Client {
    endpoint: TrustedEndpoint,
    official: TrustedEndpoint,
    signer: Arc<Signer>,
    http: ReqwestSend,
}

impl Client {
    fn new(address: &str) -> Result<Self, String> {
        let text = format!("http://{address}");
        let host = "sas.cn-hangzhou.aliyuncs.com";
        Ok(Self {
            endpoint: check_endpoint(&text, |_| false, Some(&Consent::Loopback))
                .map_err(|e| e.to_string())?,
            official: check_endpoint(host, |_| true, None).map_err(|e| e.to_string())?,
            signer: Arc::new(Signer::new(&Credentials {
                access_key_id: KEY_ID.to_owned(),
                secret: Secret::new(SECRET),
                security_token: None,
            })),
            http: ReqwestSend::new(TransportLimits::default()).map_err(|e| e.to_string())?,
        })
    }

    async fn pages(&self, time: Duration, folder: &Path) -> Result<u64, String> {
        let file = folder.join("rows.ndjson");
        let cancel = CancelFlag::new();
        let timer = cancel.clone();
        let stop = tokio::spawn(async move {
            tokio::time::sleep(time).await;
            timer.cancel();
        });
        let summary = self.run(by_number(SIZE)?, &file, &self.http, &cancel).await?;
        stop.abort();
        let done = summary.rows / SIZE;
        let kept = std::fs::metadata(&file).map_err(|e| e.to_string())?.len();
        if summary.stop != StopReason::Cancelled || summary.rows % SIZE != 0 || kept < done * SIZE * 200 {
            return Err(format!("not the pages asked for: {summary:?}, {kept} bytes"));
        }
        Ok(done)
    }

    /// Fetches a number of bytes and tells the memory it took: large pages by number, or many small ones by cursor.
    async fn rows(&self, bytes: u64, folder: &Path, by_cursors: bool) -> Result<Value, String> {
        let file = folder.join("rows.ndjson");
        let idle = kib_of("VmRSS")?;
        let counted = Counted {
            http: &self.http,
            left: std::sync::atomic::AtomicU64::new(bytes),
            cancel: CancelFlag::new(),
        };
        let mode = if by_cursors { by_cursor(SIZE)? } else { by_number(LARGE_SIZE)? };
        let summary = self.run(mode, &file, &counted, &counted.cancel).await?;
        let kept = std::fs::metadata(&file).map_err(|e| e.to_string())?.len();
        // Of a small page a part is the answer around the rows.
        if summary.stop != StopReason::Cancelled || kept + bytes / 16 + (1 << 20) < bytes {
            return Err(format!("not the rows asked for: {summary:?}, {kept} bytes"));
        }
        Ok(json!({ "rows": summary.rows, "bytes": kept, "idleKib": idle, "peakKib": kib_of("VmHWM")? }))
    }

    async fn run(
        &self,
        mode: PageMode,
        file: &Path,
        http: &dyn HttpSend,
        cancel: &CancelFlag,
    ) -> Result<Summary, String> {
        let call = CallSpec {
            product: "sas".to_owned(),
            version: "2018-12-03".to_owned(),
            operation: "DescribeThings".to_owned(),
            style: CallStyle::Rpc,
            method: Method::Post,
            path: "/".to_owned(),
            params: Vec::new(),
            scheme: Scheme::Acs3,
            is_read: true,
        };
        let (rows_path, interval) = (Some(path(".Items")?), Duration::ZERO);
        let plan = PagePlan { mode, max_requests: u64::MAX, rows_path, interval };
        let mut sink = FileSink::create(file, "bench", true).map_err(|e| e.to_string())?;
        let setup = RunSetup {
            call: &call,
            endpoint: &self.endpoint,
            plan,
            retry: RetryPolicy::default(),
            resume: None,
        };
        let (limiter, credentials) = (Limiter::unlimited(), FixedSigner(self.signer.clone()));
        let tools = Tools {
            http,
            clock: &SystemClock,
            nonce: &RandomNonce,
            credentials: &credentials,
            limiter: &limiter,
            cancel,
        };
        Ok(run(setup, tools, &mut sink, &mut |_| {}).await)
    }

    /// Signs whole requests: parameters in, everything that is sent out, with a nonce and a time of its own.
    fn signatures(&self, scheme: Scheme, time: Duration) -> Result<u64, String> {
        let pairs = [
            ("PageNumber", "7"),
            ("PageSize", "50"),
            ("Lang", "zh"),
            ("Uuids.1", "a b/c"),
            ("Uuids.2", "节点"),
        ];
        let request = UnsignedRequest {
            method: Method::Post,
            action: "DescribeThings".to_owned(),
            version: "2018-12-03".to_owned(),
            path: "/".to_owned(),
            query: pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec(),
            headers: Vec::new(),
            body: Body::Empty,
        };
        repeated(time, || {
            let nonce = RandomNonce.nonce().map_err(|e| e.to_string())?;
            let context = SignContext { unix_s: SystemClock.now_unix_ms() / 1000, nonce: &nonce };
            let signed =
                self.signer.sign(&self.official, scheme, &request, context).map_err(|e| e.to_string())?;
            std::hint::black_box(&signed);
            Ok(())
        })
    }
}

fn path(text: &str) -> Result<DotPath, String> {
    text.parse().map_err(|error| format!("{error:?}"))
}

fn by_number(size: u64) -> Result<PageMode, String> {
    Ok(PageMode::Number(NumberPaging {
        page_field: "PageNumber".to_owned(),
        size_field: Some("PageSize".to_owned()),
        page_size: Some(size),
        total_path: Some(path(".TotalCount")?),
    }))
}

fn by_cursor(size: u64) -> Result<PageMode, String> {
    Ok(PageMode::Cursor(CursorPaging {
        cursor_field: "NextToken".to_owned(),
        cursor_path: path(".NextToken")?,
        size_field: Some("PageSize".to_owned()),
        page_size: Some(size),
        total_path: None,
    }))
}

/// Ends a run once enough bytes have come.
struct Counted<'a> {
    http: &'a ReqwestSend,
    left: std::sync::atomic::AtomicU64,
    cancel: CancelFlag,
}

impl HttpSend for Counted<'_> {
    fn send<'a>(&'a self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, SendError>> {
        use std::sync::atomic::Ordering::Relaxed;
        if self.left.load(Relaxed) == 0 {
            self.cancel.cancel();
        }
        Box::pin(async move {
            let answer = self.http.send(request).await?;
            let left = self.left.load(Relaxed).saturating_sub(answer.body.len() as u64);
            self.left.store(left, Relaxed);
            Ok(answer)
        })
    }
}

fn repeated(time: Duration, mut one: impl FnMut() -> Result<(), String>) -> Result<u64, String> {
    let end = Instant::now() + time;
    let mut done = 0;
    while Instant::now() < end {
        for _ in 0..200 {
            one()?;
        }
        done += 200;
    }
    Ok(done)
}

/// The floor of signing: HMAC-SHA256 of 256 bytes, key included.
fn bare_hmac(time: Duration) -> u64 {
    let text = [b'x'; 256];
    let one = || {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(SECRET.as_bytes()).map_err(|e| e.to_string())?;
        mac.update(std::hint::black_box(&text));
        std::hint::black_box(mac.finalize().into_bytes());
        Ok(())
    };
    repeated(time, one).unwrap_or_default()
}

/// The floor of a page: the bytes of a request out, the bytes of an answer in, nothing looked at. With a depth beyond
/// one it asks before answers have come, which shows what the gateway can do.
fn raw(address: &str, time: Duration, depth: u64) -> Result<u64, String> {
    let mut socket = TcpStream::connect(address).map_err(|e| e.to_string())?;
    socket.set_nodelay(true).map_err(|e| e.to_string())?;
    let request = format!(
        "POST /?PageNumber=7&PageSize={SIZE} HTTP/1.1\r\nhost: {address}\r\nauthorization: {}\r\ncontent-length: 0\r\n\r\n",
        "a".repeat(480)
    );
    let burst = request.repeat(usize::try_from(depth).unwrap_or(1));
    let mut buffer = vec![0; 64 * 1024];
    socket.write_all(request.as_bytes()).map_err(|e| e.to_string())?;
    let length = answer_length(&mut socket, &mut buffer)?;
    let end = Instant::now() + time;
    let mut done = 0;
    while Instant::now() < end {
        socket.write_all(burst.as_bytes()).map_err(|e| e.to_string())?;
        let mut left = length * depth;
        while left > 0 {
            let read = socket.read(&mut buffer).map_err(|e| e.to_string())? as u64;
            if read == 0 || read > left {
                return Err("the gateway answered something else".to_owned());
            }
            left -= read;
        }
        done += depth;
    }
    Ok(done)
}

/// Reads one whole answer and returns its length; every answer of one page is as long.
fn answer_length(socket: &mut TcpStream, buffer: &mut [u8]) -> Result<u64, String> {
    let mut seen = Vec::new();
    loop {
        let read = socket.read(buffer).map_err(|e| e.to_string())?;
        seen.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&seen);
        let head = text.split_once("\r\n\r\n").map(|(head, _)| head.to_owned());
        let length = head.and_then(|head| {
            let value: usize = head.split("Content-Length: ").nth(1)?.lines().next()?.trim().parse().ok()?;
            Some(head.len() + 4 + value)
        });
        match length {
            Some(length) if seen.len() >= length => return Ok(length as u64),
            _ if read == 0 => return Err("the gateway answered nothing".to_owned()),
            _ => {}
        }
    }
}

/// CPU time of this process, threads that have ended included. Ticks of 10 ms, as Linux counts for programs.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let field =
        |n: usize| after_name.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / 100.0
}

/// Returns a figure of this process from the system's own account of it, in KiB.
pub fn kib_of(name: &str) -> Result<u64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|e| e.to_string())?;
    let line = status.lines().find(|line| line.starts_with(name)).ok_or("no such figure")?;
    line.split_whitespace()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| "no such figure".to_owned())
}

/// Total the gateway names, for the peers to check.
pub fn total() -> u64 {
    gateway::TOTAL
}
