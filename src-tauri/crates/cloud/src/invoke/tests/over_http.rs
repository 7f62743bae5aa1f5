//! The fault schedules over a real socket: what travels badly there cannot be scripted in memory.
//!
//! Bodies come plain, in chunks or as gzip; connections break before, within and after answers; gzip is cut. The same
//! gateway stands behind it and checks every signature and nonce. `cargo xtask drill paging` runs more.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::schedules::{Dice, judge, number_of, schedule};
use super::world::*;
use crate::http::*;
use crate::invoke::*;
use crate::trust::{Consent, check_endpoint};

const SEED: u64 = 0x5eed_1013;
const SCHEDULES: u64 = 200;

/// How an answer travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Travel {
    Plain,
    Chunked,
    Gzip,
    /// Half of the body, then the end of the connection.
    CutBody,
    /// Half of the gzip, whole by its length.
    CutGzip,
    /// A chunked body without its end.
    CutChunks,
    /// The end of the connection in place of an answer.
    Nothing,
    /// The whole answer, then the end of the connection without a word about it.
    Hangup,
}

impl Travel {
    fn rolled(dice: &mut Dice, trouble_in: u64) -> Self {
        if dice.one_in(trouble_in) {
            let all = [Self::CutBody, Self::CutGzip, Self::CutChunks, Self::Nothing, Self::Hangup];
            return all[dice.roll(5) as usize];
        }
        [Self::Plain, Self::Chunked, Self::Gzip][dice.roll(3) as usize]
    }

    fn ends_connection(self) -> bool {
        !matches!(self, Self::Plain | Self::Chunked | Self::Gzip | Self::CutGzip)
    }
}

/// What serves the socket now.
struct Stage {
    gateway: Arc<Bench>,
    dice: Dice,
    trouble_in: u64,
    travels: std::collections::BTreeMap<Travel, u64>,
}

type Shared = Arc<Mutex<Option<Stage>>>;

fn serve(socket: TcpStream, stage: &Shared) {
    let mut writer = socket.try_clone().unwrap();
    let mut reader = BufReader::new(socket);
    while let Some(request) = read(&mut reader) {
        let (bench, travel) = {
            let mut guard = stage.lock().unwrap();
            let Some(stage) = guard.as_mut() else { return };
            let travel = Travel::rolled(&mut stage.dice, stage.trouble_in);
            *stage.travels.entry(travel).or_default() += 1;
            (stage.gateway.clone(), travel)
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        // A scripted failure to send is a connection that ends.
        let Ok(answer) = runtime.block_on(bench.gateway.send(request)) else { return };
        if writer.write_all(&on_the_wire(&answer, travel)).is_err() || travel.ends_connection() {
            return;
        }
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<HttpRequest> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            text => lines.push(text.to_owned()),
        }
    }
    let mut first = lines.remove(0).split(' ').map(str::to_owned).collect::<Vec<_>>().into_iter();
    let (method, path_and_query) = (first.next()?.parse().ok()?, first.next()?);
    let headers: Vec<(std::borrow::Cow<'static, str>, String)> = lines
        .iter()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase().into(), value.to_owned()))
        .collect();
    let value = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
    let mut body = vec![0; value("content-length").and_then(|text| text.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let host = value("host")?;
    Some(HttpRequest { method, channel: Channel::Loopback, host, path_and_query, headers, body: body.into() })
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn on_the_wire(answer: &HttpResponse, travel: Travel) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} X\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let body = answer.body.as_ref();
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let (head, body) = match travel {
        Travel::Nothing => return Vec::new(),
        Travel::Plain | Travel::Hangup => (format!("{head}content-length: {}", body.len()), body.to_vec()),
        // An empty body has no half that is missing.
        Travel::CutBody => (format!("{head}content-length: {}", body.len() + 1), half(body)),
        Travel::Gzip => {
            let packed = gzip(body);
            (format!("{head}content-encoding: gzip\r\ncontent-length: {}", packed.len()), packed)
        }
        Travel::CutGzip => {
            let cut = half(&gzip(body));
            (format!("{head}content-encoding: gzip\r\ncontent-length: {}", cut.len()), cut)
        }
        Travel::Chunked | Travel::CutChunks => {
            let mut chunks: Vec<u8> = Vec::new();
            for part in body.chunks(7) {
                chunks.extend(format!("{:x}\r\n", part.len()).bytes());
                chunks.extend(part);
                chunks.extend(b"\r\n");
            }
            if travel == Travel::Chunked {
                chunks.extend(b"0\r\n\r\n");
            }
            (format!("{head}transfer-encoding: chunked"), chunks)
        }
    };
    [head.into_bytes(), b"\r\n\r\n".to_vec(), body].concat()
}

#[test]
fn rows_are_the_truth_over_a_bad_wire_too() {
    let (count, seed) =
        (number_of("SOARBOARD_DRILL_HTTP_COUNT", SCHEDULES), number_of("SOARBOARD_DRILL_SEED", SEED));
    let stage: Shared = Arc::default();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let endpoint = check_endpoint(&url, |_| false, Some(&Consent::Loopback)).unwrap();
    let shared = stage.clone();
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let shared = shared.clone();
            std::thread::spawn(move || serve(socket, &shared));
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let http = ReqwestSend::new(TransportLimits::default()).unwrap();
    let mut travels = std::collections::BTreeMap::<Travel, u64>::new();
    let (mut attempts, mut complete) = (0, 0);

    for number in 0..count {
        let mut dice = Dice::of(seed, number);
        let (mut source, plan) = schedule(&mut dice);
        let (truth, max, trouble_in) = (source.truth, plan.max_requests, 4 + dice.roll(12));
        let bench = Arc::new(Bench::new(plan, Gateway::new(move |asked| source.answer(asked))));
        let now = Stage { gateway: bench.clone(), dice, trouble_in, travels: Default::default() };
        *stage.lock().unwrap() = Some(now);
        let mut sink = MemorySink::default();

        let summary = runtime.block_on(bench.run_over(&http, &endpoint, &mut sink));

        let asked = bench.gateway.asked().len() as u64;
        let name = format!("seed {seed}, schedule {number}");
        judge(&name, truth, max, &summary, &sink.rows);
        // A request into a connection that had ended just then reached nobody.
        assert!(asked <= summary.requests + summary.retries, "{name}: {asked}");
        let ended = stage.lock().unwrap().take().unwrap();
        ended.travels.into_iter().for_each(|(travel, times)| *travels.entry(travel).or_default() += times);
        complete += u64::from(summary.stop.is_complete());
        attempts += asked;
    }
    println!(
        "schedules over http: {count}, seed {seed:#x}, attempts: {attempts}, complete: {complete}, {travels:?}"
    );
    assert!(travels.len() == 8 && complete > count / 4, "{travels:?}");
}
