//! What the failed tests of a step said, taken out of its log.
//!
//! A failure stands where the test ran, which in a long log is far from the end. The runners' summaries name it at most;
//! here are the lines that say why.

use std::fmt::Write as _;

use super::count::plain;

/// Lines shown of one failure.
const LINES: usize = 30;
/// Failures shown.
const MOST: usize = 8;

/// Returns the beginning of every failure in the log, empty when no runner's mark of one is found.
pub fn of(log: &str) -> String {
    let lines: Vec<String> = log.lines().map(plain).collect();
    let mut out = String::new();
    let mut next = 0;
    let mut found = 0;
    for (at, line) in lines.iter().enumerate() {
        if at < next || !begins(line) {
            continue;
        }
        found += 1;
        if found > MOST {
            continue;
        }
        next = lines.len().min(at + LINES);
        let end = (at + 1..next).find(|&at| ends(&lines[at])).unwrap_or(next);
        // Writing to a string does not fail.
        let _ = writeln!(out, "--- failure {found}\n{}", lines[at..end].join("\n"));
        next = end;
    }
    if found > MOST {
        let _ = writeln!(out, "--- and {} more", found - MOST);
    }
    out
}

/// Whether a line is a runner's first of a failure: node's TAP, libtest and nextest, vitest.
fn begins(line: &str) -> bool {
    line.starts_with("not ok ")
        || (line.contains("panicked at ") && line.starts_with("thread "))
        || line.starts_with(" FAIL ")
}

/// Whether a line belongs to the next test.
fn ends(line: &str) -> bool {
    begins(line) || line.starts_with("# Subtest") || line.starts_with("test result:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_found_wherever_they_stand() {
        let filler = "ok 1 - fine\n".repeat(200);
        let log = format!(
            "not ok 4 - a tab is closed\n  error: 'Timeout'\n# Subtest: next\n{filler}\
             thread 'x' panicked at src/a.rs:3\nassertion failed\ntest result: FAILED"
        );
        let shown = of(&log);
        assert_eq!(
            shown,
            "--- failure 1\nnot ok 4 - a tab is closed\n  error: 'Timeout'\n\
             --- failure 2\nthread 'x' panicked at src/a.rs:3\nassertion failed\n"
        );
    }

    #[test]
    fn many_failures_are_counted() {
        let log = "not ok 1 - a\n".repeat(MOST + 3);
        assert!(of(&log).ends_with("--- and 3 more\n"));
        assert_eq!(of("all is well"), "");
    }
}
