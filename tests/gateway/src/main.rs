//! `soarboard-gateway`: the practice service on a loopback port, for trying things by hand.
//!
//! Prints its address, then runs until its input ends or its time is over, so that no forgotten one stays behind.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use soarboard_gateway::Gateway;
use soarboard_practice::Fault;

const USAGE: &str = "usage: soarboard-gateway [--fault WORD] [--seconds N]";

/// Time after which it ends, unless told otherwise, in seconds.
const SECONDS: u64 = 3600;

fn main() -> ExitCode {
    let (fault, seconds) = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(why) => {
            eprintln!("{why}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(fault, Duration::from_secs(seconds)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("soarboard-gateway: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(fault: Fault, time: Duration) -> std::io::Result<()> {
    let gateway = Gateway::start(Vec::new())?;
    if fault != Fault::None {
        gateway.practice().set_fault(fault);
    }
    writeln!(std::io::stdout(), "{}", gateway.endpoint())?;
    let (ended, end) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        // Whatever is typed is ignored; only the end of it counts.
        let _ = std::io::stdin().lock().read_to_end(&mut Vec::new());
        let _ = ended.send(());
    });
    // Both outcomes mean the same: it is time to end.
    let _ = end.recv_timeout(time);
    writeln!(std::io::stdout(), "{} requests", gateway.request_count())
}

fn options(mut words: impl Iterator<Item = String>) -> Result<(Fault, u64), String> {
    let (mut fault, mut seconds) = (Fault::None, SECONDS);
    while let Some(word) = words.next() {
        let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        match word.as_str() {
            "--fault" => fault = value.parse().map_err(|error| format!("{error}"))?,
            "--seconds" => {
                seconds = value.parse().map_err(|_| format!("`{value}` is no number of seconds"))?
            }
            _ => return Err(format!("unknown option {word}")),
        }
    }
    Ok((fault, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<(Fault, u64), String> {
        options(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_read_and_mistakes_named() {
        assert_eq!(read(""), Ok((Fault::None, SECONDS)));
        assert_eq!(read("--seconds 5 --fault html-page"), Ok((Fault::HtmlPage, 5)));
        assert_eq!(read("--fault"), Err("--fault needs a value".to_owned()));
        assert_eq!(read("--fault x"), Err("unknown fault `x`".to_owned()));
        assert_eq!(read("--seconds x"), Err("`x` is no number of seconds".to_owned()));
        assert_eq!(read("--port 1"), Err("unknown option --port".to_owned()));
    }
}
