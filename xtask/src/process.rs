//! Starting other programs: with a sentence when they fail, with a log, and with an end to their time.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Returns the top folder of the repository.
pub fn root() -> PathBuf {
    // xtask always stands directly under it.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Returns the cargo that runs this.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Returns a command that starts in the top folder.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs a program with its output shown.
///
/// # Errors
/// A sentence naming the program, when it cannot be started or fails.
pub fn succeed(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|error| cannot_start(&command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", shown(&command))) }
}

/// Runs a program and returns what it printed.
///
/// # Errors
/// As [`succeed`]; what it printed on its error channel is shown.
pub fn output(mut command: Command) -> Result<String, String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(&command, &error))?;
    if !output.status.success() {
        return Err(format!("{} failed ({})", shown(&command), output.status));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("{} printed something that is not text", shown(&command)))
}

/// Says whether a program can be started.
pub fn exists(program: &str) -> bool {
    let search = std::env::var_os("PATH").unwrap_or_default();
    let endings: &[&str] = if cfg!(windows) { &["", ".exe", ".cmd"] } else { &[""] };
    std::env::split_paths(&search)
        .any(|dir| endings.iter().any(|end| dir.join(format!("{program}{end}")).is_file()))
}

/// Runs a program with everything it prints going to a file, and ends it when its time is up.
///
/// # Errors
/// A sentence: it cannot be started, failed, or ran out of time.
pub fn logged(mut command: Command, log: &Path, limit: Duration) -> Result<(), String> {
    let file =
        File::options().create(true).append(true).open(log).map_err(|e| format!("{}: {e}", log.display()))?;
    let second = file.try_clone().map_err(|e| e.to_string())?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(second)
        .spawn()
        .map_err(|error| cannot_start(&command, &error))?;
    match wait(&mut child, limit).map_err(|e| e.to_string())? {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(format!("{} failed ({status})", shown(&command))),
        None => Err(format!("{} took longer than {} s", shown(&command), limit.as_secs())),
    }
}

/// Waits for a child; `None` when its time ran out and it was ended with everything it had started.
fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let end = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > end {
            end_tree(child.id());
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Ends the descendants of a process. They are found under `/proc`: a process group of their own would take the
/// terminal's Ctrl-C away from them. On other systems only the child itself is ended.
fn end_tree(parent: u32) {
    for child in children(parent) {
        end_tree(child);
        let _ = Command::new("kill").args(["-KILL", &child.to_string()]).stderr(Stdio::null()).status();
    }
}

fn children(parent: u32) -> Vec<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    tasks
        .filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect()
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("{} cannot be started: {error}", command.get_program().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_program_that_takes_too_long_is_ended_with_what_it_started() {
        let log = std::env::temp_dir().join(format!("xtask-logged-{}", std::process::id()));
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 61.25 & echo started; wait"]);

        let error = logged(shell, &log, Duration::from_millis(400)).unwrap_err();

        let text = std::fs::read_to_string(&log).unwrap();
        std::fs::remove_file(&log).unwrap();
        assert!(error.contains("took longer"), "{error}");
        assert_eq!(text, "started\n");
        assert!(!running("sleep\u{0}61.25"), "the grandchild is still there");
    }

    #[cfg(target_os = "linux")]
    fn running(line: &str) -> bool {
        let processes = std::fs::read_dir("/proc").unwrap().flatten();
        let lines =
            processes.filter_map(|process| std::fs::read_to_string(process.path().join("cmdline")).ok());
        lines.into_iter().any(|found| found.trim_end_matches('\0') == line)
    }
}
