//! Rounds, their ratios, and the file they are written to.

use std::path::Path;

use serde_json::{Value, json};

/// Per-round figures of two sides on the same work.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    /// Milliseconds of our side and of the reference, round by round.
    pub(crate) pairs: Vec<(f64, f64)>,
}

/// More than this share from the median in either direction is noise.
const NOISE: f64 = 0.4;

impl Rounds {
    /// Returns the median ratio of our side to the reference.
    pub(crate) fn ratio(&self) -> f64 {
        middle(self.ratios())
    }

    fn ratios(&self) -> Vec<f64> {
        self.pairs.iter().map(|(ours, reference)| ours / reference).collect()
    }

    /// Returns the figures as JSON, every round included.
    pub(crate) fn json(&self, bound: f64) -> Value {
        let ratios = self.ratios();
        let (ratio, low, high) = (
            self.ratio(),
            ratios.iter().copied().fold(f64::INFINITY, f64::min),
            ratios.iter().copied().fold(0.0, f64::max),
        );
        let ours = middle(self.pairs.iter().map(|pair| pair.0).collect());
        let reference = middle(self.pairs.iter().map(|pair| pair.1).collect());
        json!({
            "ratio": short(ratio), "ratioMin": short(low), "ratioMax": short(high), "bound": bound,
            "noisy": low < ratio * (1.0 - NOISE) || high > ratio * (1.0 + NOISE),
            "oursMs": short(ours), "referenceMs": short(reference),
            "rounds": self.pairs.iter().map(|(a, b)| json!([short(*a), short(*b)])).collect::<Vec<_>>(),
        })
    }
}

/// Returns the median.
pub(crate) fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Returns the value that 95 of 100 do not exceed.
pub(crate) fn at_95(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() * 95 / 100).copied().unwrap_or_default()
}

/// Returns a figure with three decimals.
pub(crate) fn short(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

/// Returns the CPU time of this thread, in seconds; elsewhere than on Unix the time that passed.
pub(crate) fn thread_seconds() -> f64 {
    #[cfg(unix)]
    {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
    }
    #[cfg(not(unix))]
    {
        static BEGUN: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        BEGUN.elapsed().as_secs_f64()
    }
}

/// Returns a line about the machine.
pub(crate) fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("", |(_, name)| name.trim());
    format!("{} {}, {cores} cores {model}", std::env::consts::OS, std::env::consts::ARCH)
}

/// Writes a report to `target/bench`.
pub(crate) fn write(name: &str, report: &Value) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join(name);
    std::fs::write(&file, format!("{report:#}\n")).map_err(|error| format!("{}: {error}", file.display()))
}
