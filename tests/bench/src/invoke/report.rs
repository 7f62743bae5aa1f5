//! What the rounds come to: ratios with their spread, gates, and a JSON file with every sample.

use std::path::Path;

use serde_json::{Value, json};

use super::worker::Sample;

/// Spread of a ratio beyond which a run is called noisy.
const NOISY: f64 = 0.4;

/// Everything that was measured.
pub struct Report {
    /// Samples of each side, in rounds.
    pub named: Vec<(&'static str, Vec<Sample>)>,
    /// First lines of the workers.
    pub versions: Vec<String>,
    /// Raw pages with many requests under way: what the gateway can do.
    pub deep: Sample,
    /// Length of a round.
    pub seconds: f64,
}

/// A ratio that must hold.
struct Gate {
    id: &'static str,
    ours: &'static str,
    theirs: &'static str,
    least: f64,
}

const GATES: [Gate; 7] = [
    Gate { id: "P1", ours: "ours pages", theirs: "node pages", least: 3.0 },
    Gate { id: "P1", ours: "ours pages", theirs: "python pages", least: 5.0 },
    Gate { id: "P1", ours: "ours pages", theirs: "raw pages", least: 0.15 },
    Gate { id: "P2", ours: "ours v3", theirs: "python v3", least: 4.0 },
    Gate { id: "P2", ours: "ours v3", theirs: "node v3", least: 4.0 },
    Gate { id: "P2", ours: "ours v3", theirs: "bare hmac", least: 0.20 },
    Gate { id: "P2", ours: "ours v1", theirs: "python v1", least: 8.0 },
];

/// Most of the CPU time of a page that signing may take.
const SIGNING_SHARE: f64 = 0.05;
/// How many times more than the fastest client the gateway must be able to serve.
const HEADROOM: f64 = 3.0;

impl Report {
    /// Prints the figures, writes the file, and fails when a gate does not hold.
    pub fn tell(&self, file: &Path) -> Result<(), String> {
        println!("{}", machine());
        self.versions.iter().for_each(|line| println!("{line}"));
        println!("\n{:<14} {:>12} {:>14}", "side", "a second", "CPU us a unit");
        for (name, samples) in &self.named {
            let rate = median(samples.iter().map(|s| s.rate()));
            let cpu = median(samples.iter().map(|s| s.cpu_us()));
            println!("{name:<14} {rate:>12.0} {cpu:>14.2}");
        }
        println!("\n{:<44} {:>7} {:>7} {:>7} {:>7} {:>7}", "ratio", "median", "min", "max", "by CPU", "gate");
        let mut failures = Vec::new();
        let mut told = Vec::new();
        for gate in &GATES {
            let (ratios, by_cpu) = (self.ratios(gate, Sample::rate), self.by_cpu(gate));
            let middle = median(ratios.iter().copied());
            let (low, high) = ends(&ratios);
            let noisy = (high - low) / 2.0 > NOISY * middle;
            let name = format!("{} {} / {}", gate.id, gate.ours, gate.theirs);
            let note = if noisy { "  noisy" } else { "" };
            println!(
                "{name:<44} {middle:>7.2} {low:>7.2} {high:>7.2} {by_cpu:>7.2} {:>7.2}{note}",
                gate.least
            );
            if middle < gate.least {
                failures.push(format!("{name}: {middle:.2} of {:.2}", gate.least));
            }
            told.push(json!({ "id": gate.id, "ratio": name, "median": middle, "min": low, "max": high,
                "byCpu": by_cpu, "gate": gate.least, "noisy": noisy }));
        }
        let share = self.cpu("ours v3") / self.cpu("ours pages");
        println!(
            "{:<44} {:>6.2}% {:>39.2}%",
            "P2 signing of a page's CPU, at most",
            share * 100.0,
            SIGNING_SHARE * 100.0
        );
        if share > SIGNING_SHARE {
            failures.push(format!("signing takes {:.1} % of a page", share * 100.0));
        }
        let headroom = self.deep.rate() / median(self.of("ours pages").iter().map(|s| s.rate()));
        println!("{:<44} {headroom:>7.2} {:>39.2}", "gateway / fastest client", HEADROOM);
        if headroom < HEADROOM {
            failures.push(format!("the gateway serves only {headroom:.1} x the fastest client"));
        }
        let samples: Value =
            self.named.iter().map(|(name, samples)| ((*name).to_owned(), json!(samples))).collect();
        let all = json!({ "machine": machine(), "versions": self.versions, "roundSeconds": self.seconds,
            "ratios": told, "signingShare": share, "gatewayHeadroom": headroom, "gatewayDeep": self.deep,
            "samples": samples });
        written(file, &all)?;
        if failures.is_empty() { Ok(()) } else { Err(failures.join("; ")) }
    }

    fn of(&self, name: &str) -> &[Sample] {
        self.named.iter().find(|(known, _)| *known == name).map_or(&[], |(_, samples)| samples)
    }

    fn ratios(&self, gate: &Gate, figure: fn(Sample) -> f64) -> Vec<f64> {
        self.of(gate.ours).iter().zip(self.of(gate.theirs)).map(|(a, b)| figure(*a) / figure(*b)).collect()
    }

    fn cpu(&self, name: &str) -> f64 {
        median(self.of(name).iter().map(|s| s.cpu_us()))
    }

    fn by_cpu(&self, gate: &Gate) -> f64 {
        self.cpu(gate.theirs) / self.cpu(gate.ours)
    }
}

/// Prints and judges the memory of 64 MiB and of 1 GiB of rows.
pub fn memory(figures: &[Value], file: &Path) -> Result<(), String> {
    println!("{}", machine());
    let kib = |figure: &Value, name: &str| figure[name].as_f64().unwrap_or(f64::NAN);
    for figure in figures {
        println!(
            "{:>5.0} MiB of rows in {:>5.1} s: idle {:>5.1} MiB, peak {:>5.1} MiB",
            kib(figure, "bytes") / f64::from(1 << 20),
            kib(figure, "seconds"),
            kib(figure, "idleKib") / 1024.0,
            kib(figure, "peakKib") / 1024.0
        );
    }
    let [small, large] = figures else { return Err("two figures, please".to_owned()) };
    let over = (kib(large, "peakKib") - kib(large, "idleKib")) / 1024.0;
    let ratio = kib(large, "peakKib") / kib(small, "peakKib");
    println!(
        "P10 peak over idle: {over:.1} MiB (gate 96); peak of 1 GiB / of 64 MiB: {ratio:.3} (gate 1.10)"
    );
    written(file, &json!({ "machine": machine(), "figures": figures, "overIdleMib": over, "ratio": ratio }))?;
    let is_good = over <= 96.0 && ratio <= 1.10;
    if is_good { Ok(()) } else { Err("a gate of P10 does not hold".to_owned()) }
}

fn written(file: &Path, value: &Value) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|e| e.to_string())?;
    std::fs::write(file, text + "\n").map_err(|e| format!("{}: {e}", file.display()))?;
    println!("\n{}", file.display());
    Ok(())
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

fn ends(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    (low, values.iter().copied().fold(0.0, f64::max))
}

/// Says on what machine, and how busy it was: a figure without it means nothing.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let model = read("/proc/cpuinfo").lines().find(|l| l.starts_with("model name")).map(str::to_owned);
    let model = model.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned())).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').take(3).collect::<Vec<_>>().join(" ");
    format!("{model}, {cores} cores, load {load}, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(done: u64) -> Sample {
        Sample { done, seconds: 1.0, cpu: 0.5 }
    }

    fn report(ours: u64) -> Report {
        let side = |name, done| (name, vec![sample(done), sample(done), sample(done)]);
        let named = vec![
            side("ours pages", ours),
            side("node pages", 1000),
            side("python pages", 500),
            side("raw pages", 20_000),
            side("ours v3", 400_000),
            side("python v3", 50_000),
            side("node v3", 50_000),
            side("bare hmac", 1_000_000),
            side("ours v1", 400_000),
            side("python v1", 40_000),
        ];
        Report { named, versions: Vec::new(), deep: sample(40_000), seconds: 1.0 }
    }

    #[test]
    fn a_gate_that_does_not_hold_fails_the_run_and_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.json");

        assert_eq!(report(10_000).tell(&file), Ok(()));
        let failure = report(2_900).tell(&file).unwrap_err();

        assert!(failure.contains("ours pages / node pages: 2.90 of 3.00"), "{failure}");
        assert!(failure.contains("ours pages / raw pages"), "{failure}");
        let kept: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(kept["samples"]["ours pages"][0]["done"], 2900);
    }

    #[test]
    fn a_gateway_that_is_the_limit_and_growing_memory_fail() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.json");
        assert!(report(14_000).tell(&file).unwrap_err().contains("gateway"));

        let figure =
            |idle: u64, peak: u64| json!({ "idleKib": idle, "peakKib": peak, "bytes": 1, "seconds": 1 });
        assert_eq!(memory(&[figure(5000, 10_000), figure(5000, 10_900)], &file), Ok(()));
        assert!(memory(&[figure(5000, 10_000), figure(5000, 11_100)], &file).is_err());
        assert!(memory(&[figure(5000, 200_000), figure(5000, 200_000)], &file).is_err());
    }

    #[test]
    fn medians_are_of_sorted_values() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), 2.5);
        assert_eq!(ends(&[2.0, 1.0, 3.0]), (1.0, 3.0));
    }
}
