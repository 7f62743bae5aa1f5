//! What the drills of a step say they did: lines such as `R6: 12 kills …`, taken out of its log.
//!
//! A count that nobody sees is no count. `.config/nextest.toml` has nextest show the output of these tests, by their
//! names; plain `cargo test` hides it, so there the lines are those of `cargo xtask drill` only.

use super::count::plain;

/// Returns the lines, in their order.
pub fn of(log: &str) -> Vec<String> {
    log.lines().map(|line| plain(line).trim().to_owned()).filter(|line| is_one(line)).collect()
}

/// Whether a line begins with a bar of quality: `R` or `S`, a number, a colon.
fn is_one(line: &str) -> bool {
    let number =
        line.strip_prefix(['R', 'S']).and_then(|rest| rest.split_once(": ")).map(|(number, _)| number);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_drills_are_found_and_no_others() {
        let log = "    PASS [ 1.0s] r6_a_kill\n  R6: 12 kills\n\u{1b}[32mS10: 321 cases\u{1b}[0m\nRunning: 4\nR: none\nSee R4: x";
        assert_eq!(of(log), ["R6: 12 kills", "S10: 321 cases"]);
    }
}
