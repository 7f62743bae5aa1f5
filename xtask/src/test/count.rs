//! How many tests passed and failed, read from what the test runners print at the end.
//!
//! A step that runs no test runner (a linter, a build) is one check.

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u32,
    /// Failed.
    pub failed: u32,
}

impl Count {
    /// Adds another count.
    pub fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads the log of a step.
pub fn of(log: &str, failed: bool) -> Count {
    let mut count = Count::default();
    for line in log.lines().map(plain) {
        if let Some(found) = line_count(line.trim()) {
            count.add(found);
        }
    }
    if failed && count.failed == 0 {
        // The runner itself broke.
        count.failed = 1;
    } else if count == Count::default() {
        count.passed = 1;
    }
    count
}

fn line_count(line: &str) -> Option<Count> {
    if line.starts_with("Summary [") {
        // nextest: `Summary [ 0.5s] 12 tests run: 11 passed, 1 failed, 2 skipped`
        let said = line.split_once("run:")?.1;
        // Tests that ran out of time have a word of their own.
        let failed = before(said, "failed") + before(said, "timed out");
        return Some(Count { passed: before(said, "passed"), failed });
    }
    if let Some(said) = line.strip_prefix("test result:") {
        // libtest: `test result: ok. 3 passed; 0 failed; 0 ignored`
        return Some(Count { passed: before(said, "passed"), failed: before(said, "failed") });
    }
    if let Some(said) = line.strip_prefix("Tests ").filter(|said| said.contains('(')) {
        // vitest: `Tests  2 failed | 12 passed (14)`
        return Some(Count { passed: before(said, "passed"), failed: before(said, "failed") });
    }
    // node: `# pass 3`, or `ℹ pass 3` on a terminal
    let mut words = line.trim_start_matches(['#', 'ℹ', ' ']).split(' ');
    match (words.next()?, words.next()?.parse().ok(), words.next()) {
        ("pass", Some(passed), None) => Some(Count { passed, failed: 0 }),
        ("fail", Some(failed), None) => Some(Count { passed: 0, failed }),
        _ => None,
    }
}

/// Returns the number right before a word, 0 when the word is not there.
fn before(text: &str, word: &str) -> u32 {
    let number = text.split_once(word).and_then(|(left, _)| left.split_whitespace().next_back());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Takes colours off a line.
pub fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut coloured = false;
    for letter in line.chars() {
        match (coloured, letter) {
            (false, '\u{1b}') => coloured = true,
            (false, letter) => out.push(letter),
            (true, 'm') => coloured = false,
            (true, _) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runner_is_understood() {
        let cases = [
            ("     Summary [   0.512s] 12 tests run: 10 passed, 2 failed, 3 skipped", (10, 2)),
            ("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured", (3, 0)),
            ("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[32m12 passed\u{1b}[39m (12)", (12, 0)),
            ("      Tests  2 failed | 12 passed (14)", (12, 2)),
            ("# pass 4\n# fail 1", (4, 1)),
        ];
        for (log, (passed, failed)) in cases {
            assert_eq!(of(log, failed > 0), Count { passed, failed }, "{log}");
        }
    }

    #[test]
    fn a_step_without_a_runner_is_one_check() {
        assert_eq!(of("Checking soarboard", false), Count { passed: 1, failed: 0 });
        assert_eq!(of("error: broken", true), Count { passed: 0, failed: 1 });
        assert_eq!(of("test result: ok. 3 passed; 0 failed", true), Count { passed: 3, failed: 1 });
    }
}
