//! `cargo xtask drill NAME [COUNT] [SEED]`: the drills that also run with every test, at full length.
//!
//! A drill is a test or a benchmark of its own; this hands it a count and a seed and shows what it prints. A seed shows
//! a failure again. Deliberately absent: any check of its own.

use crate::process;

struct Drill {
    name: &'static str,
    count: u64,
    words: &'static [&'static str],
}

const DRILLS: [Drill; 6] = [
    // Random fault schedules in memory; over a real socket a tenth of them.
    Drill {
        name: "paging",
        count: 10_000,
        words: &["test", "-p", "soarboard-cloud", "--lib", "rows_are_the_truth"],
    },
    // Kills of the built program at random moments, then going on.
    Drill { name: "resume", count: 1000, words: &["test", "-p", "soarboard-cli", "--test", "cli", "kill::"] },
    // Kills, faults and races of saving, journals under kill -9, very many edits: R1 to R6 and R17.
    Drill {
        name: "save",
        count: 10_000,
        words: &["test", "-p", "soarboard-engine", "--test", "save_order", "--test", "drills"],
    },
    // Random playbook files that are opened, edited and saved: R8.
    Drill {
        name: "documents",
        count: 10_000,
        words: &["test", "-p", "soarboard-engine", "--test", "random", "documents::"],
    },
    // Random requests judged by the practice service's own code.
    Drill {
        name: "verifying",
        count: 100_000,
        words: &["test", "-p", "soarboard-practice", "--lib", "signatures::"],
    },
    // Random requests byte for byte against the official Python clients.
    Drill {
        name: "signing",
        count: 100_000,
        words: &["run", "--quiet", "-p", "soarboard-bench", "--", "signing"],
    },
];

/// Runs the verb.
///
/// # Errors
/// When no drill of that name exists, an argument is no number, or the drill fails.
pub fn run(args: &[String]) -> Result<(), String> {
    let names = || DRILLS.map(|drill| drill.name).join(", ");
    let (name, rest) = args.split_first().ok_or_else(|| format!("one drill, please: {}", names()))?;
    let drill = DRILLS
        .iter()
        .find(|drill| drill.name == name)
        .ok_or_else(|| format!("no drill {name}; there are {}", names()))?;
    let number = |at: usize| {
        rest.get(at).map(|text| text.parse::<u64>().map_err(|_| format!("`{text}` is no number"))).transpose()
    };
    let (count, seed) = (number(0)?.unwrap_or(drill.count), number(1)?);
    let mut cargo = process::cargo();
    cargo.args(drill.words);
    if drill.words[0] == "test" {
        cargo.args(["--", "--nocapture"]);
        cargo.env("SOARBOARD_DRILL_COUNT", count.to_string());
        cargo.env("SOARBOARD_DRILL_HTTP_COUNT", count.div_ceil(10).to_string());
        if let Some(seed) = seed {
            cargo.env("SOARBOARD_DRILL_SEED", seed.to_string());
        }
    } else {
        cargo.arg(count.to_string());
        cargo.args(seed.map(|seed| seed.to_string()));
    }
    process::succeed(cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_before_anything_is_built() {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert!(run(&words("")).unwrap_err().contains("paging, resume, save, documents, verifying, signing"));
        assert!(run(&words("juggling")).unwrap_err().contains("no drill juggling"));
        assert_eq!(run(&words("paging many")), Err("`many` is no number".to_owned()));
        assert_eq!(run(&words("paging 1 x")), Err("`x` is no number".to_owned()));
    }
}
