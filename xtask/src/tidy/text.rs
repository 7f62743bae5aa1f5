//! Rules for any text file: no paths of somebody's machine, no stray white space, a banner on code, lock files that name
//! no download address.

use super::File;

/// Returns what is wrong with a file.
pub fn check(file: &File) -> Vec<String> {
    let mut findings = machine_paths(file);
    // Fixtures and generated facts are bytes to be kept, not prose to be tidied.
    if !is_kept_verbatim(&file.path) {
        findings.extend(white_space(file));
        findings.extend(banner(file));
    }
    findings.extend(lock(file));
    findings
}

fn is_kept_verbatim(path: &str) -> bool {
    path.starts_with("tests/fixtures/") || path.starts_with("schemas/") || path.ends_with(".svg")
}

fn machine_paths(file: &File) -> Vec<String> {
    // Put together here, so that this file is not its own finding.
    let marks = ["/ho me/", "/Us ers/", "C:\\Us ers\\", "/ro ot/.", "/wo rk/main", "/wo rk/shared"]
        .map(|m| m.replace(' ', ""));
    let lines = file.text.lines().enumerate();
    lines
        .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)))
        .map(|(number, _)| format!("{}:{}: a path of somebody's machine", file.path, number + 1))
        .collect()
}

fn white_space(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    if file.text.contains('\r') {
        findings.push(format!("{}: lines must end with LF alone", file.path));
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        findings.push(format!("{}: no line break at the end", file.path));
    }
    let lines = file.text.lines().enumerate().filter(|(_, line)| line.ends_with([' ', '\t']));
    findings.extend(
        lines.map(|(number, _)| format!("{}:{}: space at the end of the line", file.path, number + 1)),
    );
    findings
}

fn banner(file: &File) -> Option<String> {
    // A unit test stands beside what it tests, whose banner speaks for both.
    if file.path.ends_with(".test.ts") {
        return None;
    }
    let ending = file.path.rsplit('.').next()?;
    let mut lines = file.text.lines().filter(|line| !line.starts_with("#!"));
    let first = lines.next()?;
    let has = match ending {
        "rs" => first.starts_with("//!") || first.starts_with("//"),
        "ts" | "js" | "mjs" => first.starts_with("//") || first.starts_with("/*"),
        "css" => first.starts_with("/*"),
        // In a component the comment is the first thing of its script.
        "svelte" => file.text.lines().take(6).any(|line| {
            let line = line.trim_start();
            line.starts_with("//") || line.starts_with("/*") || line.starts_with("<!--")
        }),
        _ => true,
    };
    (!has).then(|| format!("{}: no banner that says what lives here", file.path))
}

fn lock(file: &File) -> Option<String> {
    const INDEX: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let stray = match file.path.rsplit('/').next()? {
        "Cargo.lock" => file.text.lines().find(|line| line.starts_with("source = ") && *line != INDEX),
        "package-lock.json" => file.text.lines().find(|line| line.contains("\"resolved\": \"http")),
        _ => None,
    }?;
    Some(format!("{}: a download address in a lock file: {}", file.path, stray.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        check(&File { path: path.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn a_clean_file_has_no_findings() {
        assert_eq!(findings("a/b.rs", "//! What lives here.\n\nfn main() {}\n"), Vec::<String>::new());
    }

    #[test]
    fn each_rule_finds_its_fault() {
        assert!(findings("a.md", &format!("see /{}/someone\n", "home"))[0].contains("machine"));
        assert!(findings("a.md", "text \n")[0].contains("space"));
        assert!(findings("a.md", "text")[0].contains("line break"));
        assert!(findings("a.md", "text\r\n")[0].contains("LF"));
        assert!(findings("a.ts", "export const a = 1;\n")[0].contains("banner"));
        assert!(
            findings("Cargo.lock", "source = \"registry+https://mirror.example/\"\n")[0]
                .contains("lock file")
        );
        assert!(
            findings("ui/package-lock.json", "\"resolved\": \"https://mirror.example/a.tgz\"\n")[0]
                .contains("lock")
        );
    }
}
