//! A keyring of the system for one test: a bus and a gnome-keyring of its own, which end with it.
//!
//! Started by hand rather than found on the desk, so that a test never meets the entries of the person who runs it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A bus with an unlocked keyring on it.
pub(crate) struct Keyring {
    /// What `DBUS_SESSION_BUS_ADDRESS` has to say.
    pub(crate) bus: String,
    folder: TempDir,
    processes: Vec<Child>,
}

impl Keyring {
    /// Starts both; `None` where one of them is not installed.
    pub(crate) fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        for name in ["data", "data/keyrings", "runtime"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        private(&folder.path().join("runtime"));
        let address = format!("unix:path={}", folder.path().join("bus").display());
        let mut bus = command_in(&folder, "dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1", "--address", &address])
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let mut bus_address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut bus_address).unwrap();
        let bus_address = bus_address.trim().to_owned();
        let mut found = Self { bus: bus_address, folder, processes: vec![bus] };
        let mut keyring = command_in(&found.folder, "gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("DBUS_SESSION_BUS_ADDRESS", &found.bus)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .ok()?;
        keyring.stdin.take().unwrap().write_all(b"practice").unwrap();
        found.processes.push(keyring);
        Some(found)
    }

    /// Says whether a text stands in any file of the keyring, and that there are files.
    pub(crate) fn shows(&self, text: &str) -> bool {
        let files: Vec<_> =
            std::fs::read_dir(self.folder.path().join("data/keyrings")).unwrap().flatten().collect();
        assert!(!files.is_empty(), "the keyring wrote nothing");
        files.iter().any(|file| {
            let bytes = std::fs::read(file.path()).unwrap_or_default();
            bytes.windows(text.len()).any(|part| part == text.as_bytes())
        })
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        for process in self.processes.iter_mut().rev() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn command_in(folder: &TempDir, name: &str) -> Command {
    let mut command = Command::new(name);
    command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path().join("data"));
    command.env("XDG_RUNTIME_DIR", folder.path().join("runtime"));
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Bus and keyring refuse a runtime folder that others can read.
fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).unwrap();
}
