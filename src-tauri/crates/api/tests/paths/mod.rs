//! S10: no text leads to a file, and no path of the user's own choice to something that is no file.
//!
//! One table of hostile names and places, each with what must come of it; the count is printed. Paths come from dialogs
//! only, so the rest are texts that pass for one: titles, handles, names of operations.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use soarboard_api::host::FileChoice;
use soarboard_engine::session::store;

use crate::runs::whole;
use crate::support::Desk;

/// Longest time for anything here; a pipe or an endless device would hold it up for ever.
const PATIENCE: Duration = Duration::from_secs(10);
const LEAST: usize = 60;

#[tokio::test]
async fn s10_no_text_and_no_device_is_taken_for_a_file() {
    let parts = [
        ("titles", titles().await),
        ("operations", operations().await),
        ("handles", handles().await),
        ("opened", opened().await),
        ("saved", saved().await),
        ("exported", exported().await),
        ("imported", imported().await),
        ("links swapped", swapped()),
    ];
    let cases: usize = parts.iter().map(|(_, count)| count).sum();
    let told: Vec<String> = parts.iter().map(|(part, count)| format!("{count} {part}")).collect();
    println!("S10: {cases} cases ({}), 0 leave their place", told.join(", "));
    assert!(cases >= LEAST, "{cases} cases only");
}

/// Something that may be a title, a handle or a name, and that no file should be called.
fn texts() -> Vec<String> {
    let plain = [
        "../../etc/passwd",
        "..",
        ".",
        "/etc/passwd",
        "a/../../b",
        "C:\\Windows\\win.ini",
        "\\\\server\\share",
        "CON",
        "con.txt",
        "Nul",
        "aux.",
        "COM1",
        "lpt9.x",
        "COM¹",
        "PRN -",
        "a\0b",
        "~/.ssh/id_rsa",
        ".bashrc",
        "-rf",
        "  ",
        "",
        "a:b",
        "line\nbreak",
        "\u{202e}gnp.exe",
        "trailing. . .",
        "*?\"<>|",
        "$(rm -rf ~)",
        "%2e%2e%2f",
    ];
    let mut texts: Vec<String> = plain.map(str::to_owned).into();
    texts.extend(["x".repeat(4096), "名".repeat(4096), "../".repeat(1365), "\u{20000}".repeat(300)]);
    texts
}

/// Fails unless a suggested name is one name in one folder, on every system.
fn is_plain(name: &str, of: &str) {
    let parts: Vec<Component<'_>> = Path::new(name).components().collect();
    let odd = |c: char| c.is_control() || "/\\:*?\"<>|\u{202e}".contains(c);
    let stem = name.split('.').next().unwrap().to_lowercase();
    let is_device = ["con", "prn", "aux", "nul"].contains(&stem.as_str())
        || (stem.chars().count() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    assert!(matches!(parts[..], [Component::Normal(_)]), "{of:?}: {name:?}");
    assert!(
        name.len() <= 255 && !name.contains(odd) && !name.starts_with(['.', '-', '~']),
        "{of:?}: {name:?}"
    );
    assert!(!is_device && !name.contains(".."), "{of:?}: {name:?}");
}

async fn titles() -> usize {
    let desk = Desk::new();
    let doc = desk.ok("document_new", json!({ "template": "blank" })).await["doc"].clone();
    for text in texts() {
        desk.edit(doc.as_str().unwrap(), json!({ "setHeader": { "name": text } })).await;
        desk.ok("document_save", json!({ "doc": doc })).await;
        desk.ok("document_export", json!({ "doc": doc, "form": "svg" })).await;
        match &desk.asked()[..] {
            [FileChoice::SavePlaybook(save), FileChoice::Export(export)] => {
                is_plain(save, &text);
                is_plain(export, &text);
                assert!(save.ends_with(".json") && export.ends_with(".svg"), "{save} {export}");
            }
            other => panic!("{text:?}: {other:?}"),
        }
    }
    texts().len()
}

/// Records of runs lie on the disk, where others may have written them.
async fn operations() -> usize {
    let mut desk = Desk::new();
    let run = whole(&desk).await;
    let record = desk.data().join("runs").join(run["run"].as_str().unwrap()).join("run.json");
    desk = desk.restarted_when(|list| list["runs"][0]["stop"] == "total_reached").await;
    let names = ["../../evil", "..", "CON", "/etc/cron.d/x", "a\0b", ""];
    for name in names {
        let mut kept: Value = serde_json::from_slice(&std::fs::read(&record).unwrap()).unwrap();
        kept["operation"] = json!(format!("Ecs 2014-05-26 {name}"));
        std::fs::write(&record, kept.to_string()).unwrap();
        desk = desk.restarted();
        desk.ok("run_export", json!({ "run": run["run"], "format": "csv" })).await;
        match &desk.asked()[..] {
            [FileChoice::ExportRows(suggested)] => is_plain(suggested, name),
            other => panic!("{other:?}"),
        }
    }
    names.len()
}

async fn handles() -> usize {
    let desk = Desk::new();
    desk.ok("workspace_open", json!({})).await;
    let run = whole(&desk).await;
    let before = desk.files();
    let mut cases = 0;
    for text in texts() {
        for (command, request) in [
            ("run_show", json!({ "run": text })),
            ("run_rows", json!({ "run": text, "offset": 0, "limit": 1 })),
            ("document_show", json!({ "doc": text })),
            ("document_open_from", json!({ "recent": text })),
            ("document_open_from", json!({ "found": text })),
        ] {
            assert_eq!(desk.err(command, request).await["code"], "bad-request", "{command} {text:?}");
            cases += 1;
        }
        desk.ok("run_delete", json!({ "runs": [text, format!("{}/..", run["run"].as_str().unwrap())] }))
            .await;
        cases += 1;
    }
    let mut after = desk.files();
    after.retain(|file| before.contains(file));
    assert_eq!(after.len(), before.len(), "a file is gone");
    cases
}

/// Things in a folder that are no files, and places that cannot be.
struct Traps {
    desk: Desk,
    doc: Value,
    /// Of these nothing may be written, read or replaced.
    paths: Vec<PathBuf>,
    pipe: PathBuf,
    _socket: std::os::unix::net::UnixListener,
}

async fn traps() -> Traps {
    let desk = Desk::new();
    let doc = desk.ok("document_new", json!({ "template": "blank" })).await["doc"].clone();
    let folder = desk.folder().join("traps");
    std::fs::create_dir(&folder).unwrap();
    let at = |name: &str| folder.join(name);
    let pipe = at("pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let socket = std::os::unix::net::UnixListener::bind(at("socket.json")).unwrap();
    std::fs::create_dir(at("folder.json")).unwrap();
    std::fs::write(at("file.json"), "{}").unwrap();
    symlink(&pipe, at("to-pipe.json")).unwrap();
    symlink("/dev/zero", at("to-device.json")).unwrap();
    symlink(at("round.json"), at("round.json")).unwrap();
    symlink(&folder, at("to-folder.json")).unwrap();
    let paths = vec![
        pipe.clone(),
        at("socket.json"),
        at("folder.json"),
        at("file.json/below.json"),
        at("to-pipe.json"),
        at("to-device.json"),
        at("round.json"),
        at("to-folder.json"),
        at("missing/book.json"),
        at(&"x".repeat(256)),
        at(&"x".repeat(4096)),
        at(&format!("{}book.json", "d/".repeat(2048))),
        folder.join(OsString::from_vec(b"nul\0.json".to_vec())),
        folder.clone(),
        PathBuf::from("/"),
        PathBuf::from("/dev/null"),
    ];
    Traps { desk, doc, paths, pipe, _socket: socket }
}

impl Traps {
    /// Asks for something with each path and expects the refusal; nothing in the folder may have changed by it.
    async fn refuse(&self, more: &[&str], command: &str, request: &Value, code: &str) -> usize {
        let before = self.listing();
        let more = more.iter().map(PathBuf::from);
        let paths: Vec<PathBuf> = self.paths.iter().cloned().chain(more).collect();
        for path in &paths {
            self.desk.choose(path);
            let asked = self.desk.err(command, request.clone());
            let error = tokio::time::timeout(PATIENCE, asked).await;
            let error = error.unwrap_or_else(|_| panic!("{command} waits for {}", path.display()));
            assert_eq!(error["code"], code, "{command} {}: {error}", path.display());
        }
        assert_eq!(self.listing(), before);
        assert!(std::fs::metadata(&self.pipe).unwrap().file_type().is_fifo());
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        paths.len()
    }

    fn listing(&self) -> Vec<(OsString, bool)> {
        let entries = std::fs::read_dir(self.pipe.parent().unwrap()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), entry.file_type().unwrap().is_symlink()))
            .collect();
        names.sort();
        names
    }
}

async fn opened() -> usize {
    let traps = traps().await;
    // Read only: what is never written to here.
    let more = [
        "",
        ".",
        "/dev/zero",
        "/dev/urandom",
        "/dev/full",
        "/proc/self/mem",
        "/proc/self/environ",
        "/nowhere",
    ];
    let more: Vec<&str> =
        more.iter().copied().filter(|path| !path.starts_with("/proc") || Path::new(path).exists()).collect();
    traps.refuse(&more, "document_open", &json!({}), "file-unreadable").await
}

async fn saved() -> usize {
    let traps = traps().await;
    let doc = &traps.doc;
    let request = json!({ "doc": doc, "how": "elsewhere" });
    let refused = traps.refuse(&[], "document_save", &request, "file-unwritable").await;
    let request = json!({ "doc": doc, "form": "svg" });
    refused + traps.refuse(&[], "document_export", &request, "file-unwritable").await
}

async fn exported() -> usize {
    let traps = traps().await;
    let run = whole(&traps.desk).await;
    let request = json!({ "run": run["run"], "format": "jsonLines" });
    let refused = traps.refuse(&[], "run_export", &request, "file-unwritable").await;

    // A link to a file is the user's own way to say where it is: it is followed and stays.
    let (link, file) = (traps.desk.folder().join("link.ndjson"), traps.desk.folder().join("rows.ndjson"));
    symlink(&file, &link).unwrap();
    traps.desk.choose(&link);
    assert_eq!(traps.desk.ok("run_export", request).await["rows"], 23);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 23);
    refused + 1
}

async fn imported() -> usize {
    let traps = traps().await;
    let paths = [&traps.paths[..], &["/dev/zero".into(), "/dev/urandom".into()]].concat();
    // A folder is looked through, so what is asked of it is an end.
    for path in paths.iter().filter(|path| **path != Path::new("/")) {
        traps.desk.choose(path);
        let asked = traps.desk.ok("catalog_import", json!({ "folder": false }));
        let report = tokio::time::timeout(PATIENCE, asked).await;
        let report = report.unwrap_or_else(|_| panic!("the import waits for {}", path.display()));
        assert_eq!(report["operations"], 0, "{}: {report}", path.display());
    }
    paths.len() - 1
}

/// A link that takes the place of the file between the comparison and the rename: what it points to stays as it is.
fn swapped() -> usize {
    const SAVES: usize = 200;
    let dir = tempfile::tempdir().unwrap();
    let (path, victim) = (dir.path().join("book.json"), dir.path().join("victim"));
    std::fs::write(&victim, "the victim").unwrap();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (file, link) = (dir.path().join("spare"), dir.path().join("spare-link"));
            // A failure on the other side would wait for this one to end.
            let end = Instant::now() + 4 * PATIENCE;
            while !is_over.load(Ordering::Relaxed) && Instant::now() < end {
                // Whatever stands there becomes a link, then a file again; each at once.
                let _ = symlink(&victim, &link).and_then(|()| std::fs::rename(&link, &path));
                std::thread::sleep(Duration::from_micros(300));
                let _ = std::fs::write(&file, "seen").and_then(|()| std::fs::rename(&file, &path));
                std::thread::sleep(Duration::from_micros(500));
            }
        });
        let (seen, mut won) = (store::Stamp::of(b"seen"), 0);
        // Most saves meet the link and are refused; some must have come through for the race to be one.
        for save in 0..20 * SAVES {
            won += usize::from(store::save(&path, format!("save {save}").as_bytes(), Some(&seen)).is_ok());
            assert_eq!(std::fs::read_to_string(&victim).unwrap(), "the victim", "save {save}");
            if won >= 3 && save >= SAVES {
                break;
            }
        }
        is_over.store(true, Ordering::Relaxed);
        assert!(won > 0, "no save ever came through: nothing was tried");
    });
    1
}
