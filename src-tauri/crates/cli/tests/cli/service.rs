//! A service on this machine that answers as a test tells it: bad days that the practice service does not have.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the service does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Answers with a status and a body.
    Answer(u16, String),
    /// Writes exactly this, head and body, and closes the connection.
    Raw(String),
    /// Closes the connection without a word.
    Hang,
    /// Never answers.
    Silence,
}

/// What a request said.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) head: String,
    /// Page number asked for.
    pub(crate) page: u64,
}

/// A running service; it ends with the process.
pub(crate) struct Service {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Service {
    /// Starts a service that asks `reply` for every request.
    pub(crate) fn start(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (seen, reply) = (asked.clone(), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, reply) = (seen.clone(), reply.clone());
                thread::spawn(move || serve(stream, &seen, &*reply));
            }
        });
        Self { url, asked }
    }

    /// Returns the requests so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(stream: TcpStream, seen: &Mutex<Vec<Asked>>, reply: &dyn Fn(&Asked) -> Reply) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    while let Some(asked) = read_request(&mut reader) {
        seen.lock().unwrap().push(asked.clone());
        match reply(&asked) {
            Reply::Hang => return,
            Reply::Raw(text) => {
                // A client that has left already is the test's own doing.
                let _ = writer.write_all(text.as_bytes());
                return;
            }
            Reply::Silence => thread::sleep(Duration::from_secs(600)),
            Reply::Answer(status, body) => {
                let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", body.len());
                if writer.write_all((head + &body).as_bytes()).is_err() {
                    return;
                }
            }
        }
    }
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<Asked> {
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let text = format!("{head}{}", String::from_utf8_lossy(&body));
    let after = text.split("CurrentPage=").nth(1).unwrap_or_default();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    Some(Asked { head, page: digits.parse().unwrap_or(0) })
}

/// Returns a page of the list of rules: 10 of 23 rows.
pub(crate) fn page(number: u64) -> Reply {
    let first = (number - 1) * 10;
    let rows: Vec<String> =
        (first..23.min(first + 10)).map(|id| format!("{{\"Id\":{id},\"Uid\":9007199254740993}}")).collect();
    Reply::Answer(
        200,
        format!(
            "{{\"Success\":true,\"RequestId\":\"R-{number}\",\"Data\":{{\"PageInfo\":{{\"TotalCount\":23}},\"ResponseData\":[{}]}}}}",
            rows.join(",")
        ),
    )
}
