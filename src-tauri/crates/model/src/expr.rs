//! The texts users type with `${…}` references and `<%= … %>` functions in them.
//!
//! Parsing only: a text becomes parts with their byte ranges, and printing them gives the text back exactly.
//! Deliberately absent: evaluation. What a reference resolves to is the simulator's and the service's business.

use std::ops::Range;

/// A text cut into its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Parts in order; their ranges cover the text without gaps.
    pub parts: Vec<Part>,
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// What a part of a template is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// Plain text.
    Text,
    /// `${node.path}`: the node's name and the dot path behind it (segments, `*` for all rows).
    Reference {
        /// Name before the first dot; `event` is the playbook's input.
        node: String,
        /// Segments behind it.
        path: Vec<String>,
    },
    /// `<%= code %>`: a function text of the vendor, kept as it is.
    Code(String),
    /// An opening without its end, or an empty reference.
    Broken,
}

/// Cuts a text into its parts. Never fails: what does not parse is a `Broken` part.
pub fn parse(text: &str) -> Template {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = [rest.find("${"), rest.find("<%=")].into_iter().flatten().min();
        match next {
            None => {
                parts.push(Part { kind: PartKind::Text, range: at..text.len() });
                break;
            }
            Some(0) => {
                let part = opening(text, at);
                at = part.range.end;
                parts.push(part);
            }
            Some(gap) => {
                parts.push(Part { kind: PartKind::Text, range: at..at + gap });
                at += gap;
            }
        }
    }
    Template { parts }
}

fn opening(text: &str, at: usize) -> Part {
    let rest = &text[at..];
    let (open, close) = if rest.starts_with("${") { ("${", "}") } else { ("<%=", "%>") };
    let Some(length) = rest.find(close) else {
        return Part { kind: PartKind::Broken, range: at..text.len() };
    };
    let inner = &rest[open.len()..length];
    let range = at..at + length + close.len();
    let kind = if open == "<%=" { PartKind::Code(inner.trim().to_owned()) } else { reference(inner) };
    Part { kind, range }
}

fn reference(inner: &str) -> PartKind {
    let mut segments = inner.trim().split('.').map(str::to_owned);
    let node = segments.next().unwrap_or_default();
    let path: Vec<String> = segments.collect();
    if node.is_empty() || path.iter().any(String::is_empty) {
        PartKind::Broken
    } else {
        PartKind::Reference { node, path }
    }
}

/// Says whether a text holds a reference or a function, closed or not.
pub fn is_expression(text: &str) -> bool {
    text.contains("${") || text.contains("<%=")
}

impl Template {
    /// Returns the references with their places.
    pub fn references(&self) -> impl Iterator<Item = (&str, &[String], &Range<usize>)> {
        self.parts.iter().filter_map(|part| match &part.kind {
            PartKind::Reference { node, path } => Some((node.as_str(), path.as_slice(), &part.range)),
            _ => None,
        })
    }

    /// Says whether some part did not parse.
    pub fn is_broken(&self) -> bool {
        self.parts.iter().any(|part| part.kind == PartKind::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_text_are_told_apart() {
        let parsed = parse("ip ${scan.datalist.*.ip} of ${event._tenant_id}");

        let found: Vec<_> =
            parsed.references().map(|(node, path, _)| (node.to_owned(), path.join("."))).collect();
        assert_eq!(found, [("scan".into(), "datalist.*.ip".into()), ("event".into(), "_tenant_id".into())]);
    }

    #[test]
    fn parts_cover_the_text_without_gaps() {
        for text in
            ["", "plain", "${a.b}", "x${a}y<%=f()%>z", "${", "${}", "a<%=b", "中${节点.字段}文", "}${a}"]
        {
            let printed: String = parse(text).parts.iter().map(|part| &text[part.range.clone()]).collect();
            assert_eq!(printed, text);
        }
    }

    #[test]
    fn unclosed_and_empty_references_are_broken() {
        assert!(parse("a ${b.c").is_broken());
        assert!(parse("${}").is_broken());
        assert!(parse("${a..b}").is_broken());
        assert!(!parse("${a.b}").is_broken());
    }
}
