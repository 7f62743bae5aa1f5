//! Where texts refer to nodes, down into `<%= … %>` functions.
//!
//! Renaming and checking must agree on what a reference is, so both ask here. Deliberately absent: what a
//! reference resolves to.

use std::ops::Range;

use soarboard_model::expr::{self, PartKind};

/// One `${node.path}` in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// Name before the first dot.
    pub node: String,
    /// Segments behind it.
    pub path: Vec<String>,
    /// The whole reference, in bytes of the text.
    pub range: Range<usize>,
    /// The name alone, in bytes of the text.
    pub name_range: Range<usize>,
}

/// What a text refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// References in order.
    pub references: Vec<Reference>,
    /// Whether something opens a reference or function and does not close it.
    pub is_broken: bool,
}

/// Finds the references of a text.
pub(crate) fn find(text: &str) -> Found {
    let mut found = Found::default();
    collect(text, 0, &mut found);
    found
}

fn collect(text: &str, offset: usize, found: &mut Found) {
    for part in expr::parse(text).parts {
        let range = part.range.start + offset..part.range.end + offset;
        match part.kind {
            PartKind::Text => {}
            PartKind::Broken => found.is_broken = true,
            PartKind::Reference { node, path } => {
                let inner = &text[part.range.start + "${".len()..part.range.end - "}".len()];
                let start = range.start + "${".len() + (inner.len() - inner.trim_start().len());
                let name_range = start..start + node.len();
                found.references.push(Reference { node, path, range, name_range });
            }
            PartKind::Code(_) => {
                // The vendor's functions take references as they are; what else stands there is not ours to read.
                let start = part.range.start + "<%=".len();
                let inner = &text[start..part.range.end - "%>".len()];
                collect(inner, offset + start, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_point_into_the_whole_text() {
        let text = "中 ${ a.b } <%= f(${scan.x}, '<%= ') %>${c}";

        let found = find(text);

        let names: Vec<_> = found.references.iter().map(|one| &text[one.name_range.clone()]).collect();
        assert_eq!(names, ["a", "scan", "c"]);
        assert_eq!(&text[found.references[1].range.clone()], "${scan.x}");
        assert_eq!(found.references[0].path, ["b"]);
    }

    #[test]
    fn broken_texts_are_told() {
        assert!(find("${a.b").is_broken);
        assert!(find("<%= f(").is_broken);
        assert!(find("<%= f(${a) %>").is_broken);
        assert!(!find("$ { a } %>").is_broken);
    }
}
