//! The other side of the measurement: pages from memory over a loopback socket, with as little work as possible.
//!
//! It reads the page number and size out of the raw request and writes a page rendered before. Deliberately absent:
//! checking signatures; a gateway that did would be the thing measured.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// Items the gateway claims to have: more than any round fetches.
pub const TOTAL: u64 = 4_000_000_000;

/// Different pages of each size; requests beyond them start over.
const PAGES: u64 = 64;

/// Characters of a cursor: services put whole queries into theirs.
const CURSOR: usize = 512;

/// Serves until standard input ends; prints its address first.
pub fn serve() -> Result<(), String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| e.to_string())?;
    println!("{}", listener.local_addr().map_err(|e| e.to_string())?);
    let pages = Arc::new(Pages::default());
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let pages = pages.clone();
            std::thread::spawn(move || answer(socket, &pages));
        }
    });
    // Nothing is said on it; its end is the end.
    std::io::stdin().read_to_end(&mut Vec::new()).map(drop).map_err(|e| e.to_string())
}

/// Rendered answers by page size.
#[derive(Default)]
struct Pages(Mutex<HashMap<u64, Arc<Vec<Vec<u8>>>>>);

impl Pages {
    fn of(&self, size: u64) -> Arc<Vec<Vec<u8>>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(size)
            .or_insert_with(|| Arc::new((0..PAGES).map(|page| rendered(page, size)).collect()))
            .clone()
    }
}

/// An item as Security Center lists them: an id beyond 2^53, texts in both languages, a nested list; about 280 bytes.
pub fn item(number: u64) -> String {
    format!(
        "{{\"Id\":{},\"Uuid\":\"{number:032x}\",\"InstanceName\":\"web-{number}\",\"Level\":\"serious\",\"Name\":\"可疑进程 \
         {number}\",\"Internet\":\"203.0.113.{}\",\"Time\":{}, \"Score\":1.10,\"Tags\":[{{\"Key\":\"env\"}}],\"Dealed\":\"N\",\
         \"Description\":\"connects to a mining pool\"}}",
        9_007_199_254_740_993u64 + number,
        number % 250,
        1_790_000_000_000u64 + number
    )
}

fn rendered(page: u64, size: u64) -> Vec<u8> {
    let items: Vec<String> = (0..size).map(|n| item(page * size + n)).collect();
    let body = format!(
        "{{\"RequestId\":\"{page:08X}-0000-4000-8000-000000000000\",\"TotalCount\":{TOTAL},\"PageSize\":{size},\"Items\":[{}]}}",
        items.join(",")
    );
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nDate: Mon, 21 Sep 2026 14:13:20 GMT\r\nx-acs-request-id: {page:08X}\r\nConnection: keep-alive\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body.into_bytes()].concat()
}

fn answer(mut socket: TcpStream, pages: &Pages) {
    let _ = socket.set_nodelay(true);
    let mut buffer = vec![0; 64 * 1024];
    let mut filled = 0;
    let mut known: Option<(u64, Arc<Vec<Vec<u8>>>)> = None;
    loop {
        // Several requests may have come in one piece.
        while let Some(end) = request_end(&buffer[..filled]) {
            let (page, size, cursor) = asked(&buffer[..end]);
            if known.as_ref().is_none_or(|(of, _)| *of != size) {
                known = Some((size, pages.of(size)));
            }
            let Some((_, rendered)) = &known else { return };
            let rendered = &rendered[(page % PAGES) as usize];
            let sent = match cursor {
                None => socket.write_all(rendered),
                Some(cursor) => socket.write_all(&with_cursor(rendered, cursor + 1)),
            };
            if sent.is_err() {
                return;
            }
            buffer.copy_within(end..filled, 0);
            filled -= end;
        }
        match socket.read(&mut buffer[filled..]) {
            Ok(0) | Err(_) => return,
            Ok(read) => filled += read,
        }
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

/// Where the first request ends, once it is whole. The clients here send no body.
fn request_end(bytes: &[u8]) -> Option<usize> {
    find(bytes, b"\r\n\r\n").map(|at| at + 4)
}

/// Returns a rendered answer with a cursor of a usual length in it, another one for every number.
fn with_cursor(rendered: &[u8], number: u64) -> Vec<u8> {
    let (head, body) = rendered.split_at(request_end(rendered).unwrap_or_default());
    let field = format!(",\"NextToken\":\"{number:0CURSOR$}\"}}");
    let body = &body[..body.len().saturating_sub(1)];
    let length = format!("Content-Length: {}\r\n\r\n", body.len() + field.len());
    let kept = find(head, b"Content-Length").unwrap_or(head.len());
    [&head[..kept], length.as_bytes(), body, field.as_bytes()].concat()
}

/// Returns page, size and, for a request that scrolls, the cursor it sends.
fn asked(request: &[u8]) -> (u64, u64, Option<u64>) {
    let line = &request[..find(request, b"\r\n").unwrap_or(request.len())];
    let number = |name: &[u8]| {
        let at = find(line, name)? + name.len();
        let digits = line[at..].iter().take_while(|b| b.is_ascii_digit());
        Some(digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
    };
    let size = number(b"PageSize=").filter(|size| *size > 0).unwrap_or(50);
    // Without a page number it scrolls; the first request has no cursor yet.
    let cursor = number(b"NextToken=").or_else(|| find(line, b"PageNumber=").is_none().then_some(0));
    (number(b"PageNumber=").or(cursor).unwrap_or(1), size, cursor)
}
