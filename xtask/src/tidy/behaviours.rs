//! The list of behaviours names tests; each of them must be there.
//!
//! A test is named as `` `path` “beginning of its title” ``, also with a line break between the words.

use super::File;

const LIST: &str = "docs/behaviours.md";

/// Returns what is named and not there.
pub fn check(files: &[File]) -> Vec<String> {
    let Some(list) = files.iter().find(|file| file.path == LIST) else {
        return vec![format!("{LIST}: is gone")];
    };
    let named = named(&list.text);
    if named.is_empty() {
        return vec![format!("{LIST}: names no test")];
    }
    named.into_iter().filter_map(|test| missing(files, &test)).collect()
}

struct Named<'a> {
    path: &'a str,
    title: String,
}

fn named(text: &str) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    for part in text.split('“').collect::<Vec<_>>().windows(2) {
        let (Some(path), Some(title)) = (last_path(part[0]), part[1].split('”').next()) else { continue };
        found.push(Named { path, title: title.split_whitespace().collect::<Vec<_>>().join(" ") });
    }
    found
}

/// Returns the path right before a title, or nothing for a word in quotes that is no test.
fn last_path(before: &str) -> Option<&str> {
    let path = before.trim_end().strip_suffix('`')?.rsplit('`').next()?;
    path.contains('/').then_some(path)
}

fn missing(files: &[File], test: &Named<'_>) -> Option<String> {
    let Some(file) = files.iter().find(|file| file.path == test.path) else {
        return Some(format!("{LIST}: {} is not there", test.path));
    };
    (!file.text.contains(&test.title)).then(|| format!("{LIST}: {} has no test “{}”", test.path, test.title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_test_that_is_named_must_exist() {
        let list = "| 1 | a “+” | `a/b.ts` “1: one\ntwo”, `a/b.ts` “gone” |\n`c/d.ts` “x”";
        let files = [file(LIST, list), file("a/b.ts", "it('1: one two three')")];

        let findings = check(&files);

        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("a/b.ts has no test “gone”"));
        assert!(findings[1].contains("c/d.ts is not there"));
        assert_eq!(check(&[file(LIST, "nothing")]).len(), 1);
        assert_eq!(check(&[]).len(), 1);
    }
}
