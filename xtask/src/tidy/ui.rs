//! Rules of the web UI: no module circles, no domain that imports another, the shell's package only in `host/`, text is
//! never HTML, nothing is kept in the web view's own storage, and every message in both languages.
//!
//! The linter knows the floors as well; here it is about the whole picture, which a linter that sees one file cannot
//! have.

use std::collections::{BTreeMap, BTreeSet};

use super::File;

const SOURCE: &str = "ui/src/";
const DOMAINS: &[&str] =
    &["canvas", "palette", "inspector", "problems", "run", "catalog", "credentials", "settings"];

/// Returns what is wrong with the web UI.
pub fn check(files: &[File]) -> Vec<String> {
    let sources: Vec<&File> = files.iter().filter(|file| is_source(&file.path)).collect();
    let mut findings: Vec<String> = sources.iter().flat_map(|file| one(file)).collect();
    findings.extend(circles(&sources));
    findings.extend(languages(files));
    findings
}

fn is_source(path: &str) -> bool {
    path.starts_with(SOURCE) && (path.ends_with(".ts") || path.ends_with(".svelte"))
}

fn one(file: &File) -> Vec<String> {
    let mut findings = Vec::new();
    for mark in ["innerHTML", "outerHTML", "insertAdjacentHTML", "{@html", "document.write"] {
        if file.text.contains(mark) && !file.path.ends_with(".test.ts") {
            findings.push(format!("{}: {mark}: text is never HTML", file.path));
        }
    }
    // A web view's storage may be wiped at any time; the engine keeps what must last. Tests look that nothing is in there.
    for mark in ["localStorage", "sessionStorage", "indexedDB", "document.cookie"] {
        if file.text.contains(mark) && !file.path.ends_with(".test.ts") {
            findings.push(format!("{}: {mark}: the engine keeps what must last", file.path));
        }
    }
    let here = folder(&file.path);
    for import in imports(&file.text) {
        if import.from.starts_with("@tauri-apps/") && here != Some("host") {
            findings.push(format!("{}: only host/ talks to the shell", file.path));
        }
        let there = resolve(&file.path, import.from);
        let other = there.as_deref().and_then(folder);
        if let (Some(a), Some(b)) = (here, other)
            && a != b
            && DOMAINS.contains(&a)
            && DOMAINS.contains(&b)
        {
            findings.push(format!("{}: {a} imports {b}; domains do not know each other", file.path));
        }
    }
    findings
}

/// Returns the folder directly under the sources.
fn folder(path: &str) -> Option<&str> {
    path.strip_prefix(SOURCE)?.split_once('/').map(|(folder, _)| folder)
}

struct Import<'a> {
    from: &'a str,
    types_only: bool,
}

/// Returns the imports of a module, found by their `from '…'`; statements may span lines.
fn imports(text: &str) -> Vec<Import<'_>> {
    let mut found = Vec::new();
    let mut types_only = false;
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("import ") || line.starts_with("export ") {
            types_only = line.starts_with("import type ") || line.starts_with("export type ");
        }
        let after = line.rsplit_once(" from '").or_else(|| line.split_once("import '")).map(|(_, rest)| rest);
        let Some((from, _)) = after.and_then(|rest| rest.split_once('\'')) else { continue };
        if line.starts_with("import ") || line.starts_with("export ") || line.starts_with('}') {
            found.push(Import { from, types_only });
        }
    }
    found
}

/// Returns the path that a relative import means, without knowing its ending.
fn resolve(from: &str, import: &str) -> Option<String> {
    if !import.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Finds circles of imports that exist at run time; imports of types are gone by then.
fn circles(sources: &[&File]) -> Vec<String> {
    let names: BTreeSet<&str> = sources.iter().map(|file| file.path.as_str()).collect();
    let graph: BTreeMap<&str, Vec<&str>> = sources
        .iter()
        .filter(|file| !file.path.ends_with(".test.ts"))
        .map(|file| (file.path.as_str(), targets(file, &names)))
        .collect();
    let mut walk = Walk { graph: &graph, done: BTreeSet::new(), path: Vec::new(), findings: Vec::new() };
    for name in graph.keys() {
        walk.visit(name);
    }
    walk.findings
}

fn targets<'a>(file: &File, names: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let resolved = imports(&file.text)
        .into_iter()
        .filter(|import| !import.types_only)
        .filter_map(|import| resolve(&file.path, import.from));
    resolved
        .filter_map(|base| {
            let endings = ["", ".ts", ".svelte.ts", "/index.ts"].map(|ending| format!("{base}{ending}"));
            endings.iter().find_map(|path| names.get(path.as_str()).copied())
        })
        .collect()
}

struct Walk<'a> {
    graph: &'a BTreeMap<&'a str, Vec<&'a str>>,
    done: BTreeSet<&'a str>,
    path: Vec<&'a str>,
    findings: Vec<String>,
}

impl<'a> Walk<'a> {
    fn visit(&mut self, name: &'a str) {
        if let Some(start) = self.path.iter().position(|step| *step == name) {
            if is_recursion(&self.path[start..]) {
                return;
            }
            self.findings.push(format!("circle of imports: {} → {name}", self.path[start..].join(" → ")));
            return;
        }
        if !self.done.insert(name) {
            return;
        }
        self.path.push(name);
        for next in self.graph.get(name).into_iter().flatten() {
            self.visit(next);
        }
        self.path.pop();
    }
}

/// A component that draws itself inside itself (a form in a form) is a recursion, not a tangle: it is allowed among the
/// components of one folder.
fn is_recursion(circle: &[&str]) -> bool {
    let folder_of = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    circle.iter().all(|path| path.ends_with(".svelte") && folder_of(path) == folder_of(circle[0]))
}

/// Compares the message files of both languages.
fn languages(files: &[File]) -> Vec<String> {
    let of = |lang: &str| -> BTreeMap<String, BTreeSet<String>> {
        let start = format!("ui/messages/{lang}/");
        let files = files.iter().filter_map(|file| Some((file.path.strip_prefix(&start)?, file)));
        files.map(|(name, file)| (name.to_owned(), ids(&file.text))).collect()
    };
    let (english, chinese) = (of("en"), of("zh"));
    let none = BTreeSet::new();
    let mut findings = Vec::new();
    for name in english.keys().chain(chinese.keys()).collect::<BTreeSet<_>>() {
        let (en, zh) = (english.get(name).unwrap_or(&none), chinese.get(name).unwrap_or(&none));
        findings.extend(en.difference(zh).map(|id| format!("ui/messages/zh/{name}: {id} is missing")));
        findings.extend(zh.difference(en).map(|id| format!("ui/messages/en/{name}: {id} is missing")));
    }
    findings
}

fn ids(text: &str) -> BTreeSet<String> {
    let starts = |line: &&str| line.starts_with(|first: char| first.is_ascii_lowercase());
    text.lines().filter(starts).filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_circle_is_found_and_types_make_none() {
        let a = file("ui/src/stores/a.ts", "import { b } from './b';\n");
        let b = file("ui/src/stores/b.ts", "import {\n  a,\n} from './a';\n");
        let typed = file("ui/src/stores/b.ts", "import type { A } from './a';\n");

        assert_eq!(circles(&[&a, &b]).len(), 1);
        assert_eq!(circles(&[&a, &typed]), Vec::<String>::new());
    }

    #[test]
    fn a_form_in_a_form_is_no_circle() {
        let list = file("ui/src/inspector/List.svelte", "import Field from './Field.svelte';\n");
        let field = file("ui/src/inspector/Field.svelte", "import List from './List.svelte';\n");
        let far = file("ui/src/shared/Field.svelte", "import List from '../inspector/List.svelte';\n");
        let near = file("ui/src/inspector/List.svelte", "import Field from '../shared/Field.svelte';\n");

        assert_eq!(circles(&[&list, &field]), Vec::<String>::new());
        assert_eq!(circles(&[&near, &far]).len(), 1);
    }

    #[test]
    fn domains_and_the_shell_are_kept_apart() {
        let strange = file(
            "ui/src/inspector/a.ts",
            "import { p } from '../palette/p';\nimport { invoke } from '@tauri-apps/api/core';\nimport { s } from '../shared/s';\n",
        );

        let findings = one(&strange);

        assert_eq!(findings.len(), 2, "{findings:?}");
    }

    #[test]
    fn text_is_never_html() {
        assert_eq!(one(&file("ui/src/views/A.svelte", "<p>{@html name}</p>\n")).len(), 1);
    }

    #[test]
    fn the_storage_of_the_web_view_holds_nothing() {
        let kept = "export const put = (v: string) => localStorage.setItem('a', v);\n";

        assert_eq!(one(&file("ui/src/stores/a.ts", kept)).len(), 1);
        assert_eq!(one(&file("ui/src/stores/a.test.ts", kept)), Vec::<String>::new());
    }

    #[test]
    fn a_message_in_one_language_only_is_found() {
        let files = [
            file("ui/messages/en/a.ftl", "a-one = One\n    more = text\na-two = Two\n"),
            file("ui/messages/zh/a.ftl", "a-one = 一\n"),
        ];

        assert_eq!(languages(&files), ["ui/messages/zh/a.ftl: a-two is missing"]);
    }
}
