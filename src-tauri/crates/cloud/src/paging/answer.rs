//! The shape of an answer, seen with paging in mind: where a total, a cursor and the rows may be.

use soarboard_model::component::Shape;

use crate::catalog::words::camel_words;

/// Compared in lower case; earlier ones win.
const TOTAL_NAMES: [&str; 14] = [
    "totalcount",
    "total",
    "totalnum",
    "totalrecordcount",
    "totalitems",
    "totalitem",
    "totalrecord",
    "totalnumber",
    "total_count",
    "totalsize",
    "recordcount",
    "totalcounts",
    "totalresults",
    "count",
];
const NEXT_NAMES: [&str; 9] = [
    "nexttoken",
    "next_token",
    "nextpagetoken",
    "nextmarker",
    "next_marker",
    "marker",
    "cursor",
    "nextcursor",
    "pagetoken",
];
/// Names of lists that say nothing but "these are the rows".
const ROW_NAMES: [&str; 9] =
    ["data", "list", "items", "records", "rows", "result", "results", "datalist", "responsedata"];
/// Words after which a name speaks of conditions or trimmings, no longer of the rows.
const LINKS: [&str; 6] = ["With", "By", "For", "Of", "In", "From"];
/// Deepest path into an answer.
const MAX_DEPTH: usize = 4;
/// More suggestions than this help nobody.
const MAX_CANDIDATES: usize = 20;

/// The parts of an answer that paging cares about; lists are seen but not entered.
#[derive(Default)]
pub(super) struct Answer {
    fields: Vec<AnswerField>,
    lists: Vec<AnswerList>,
}

struct AnswerField {
    path: String,
    name: String,
    depth: usize,
    is_integer: bool,
    is_scalar: bool,
}

struct AnswerList {
    path: String,
    name: String,
    parent: String,
    depth: usize,
    holds_objects: bool,
}

impl Answer {
    pub(super) fn of(response: Option<&Shape>) -> Answer {
        let mut answer = Answer::default();
        match response {
            // An answer that is a list itself: the root is the rows.
            Some(Shape::Array(item)) => answer.list(".".to_owned(), "", "", (1, item)),
            Some(shape) => answer.walk(shape, "", "", 1),
            None => {}
        }
        answer
    }

    fn walk(&mut self, shape: &Shape, path: &str, parent: &str, depth: usize) {
        let Shape::Object(fields) = shape else { return };
        if depth > MAX_DEPTH {
            return;
        }
        for field in fields {
            let here = format!("{path}.{}", field.name);
            match &field.shape {
                Shape::Array(item) => self.list(here, &field.name, parent, (depth, item)),
                Shape::Object(_) => self.walk(&field.shape, &here, &field.name, depth + 1),
                plain => self.fields.push(AnswerField {
                    path: here,
                    name: field.name.clone(),
                    depth,
                    is_integer: matches!(plain, Shape::Int32 | Shape::Int64),
                    is_scalar: !matches!(plain, Shape::Boolean | Shape::Map(_) | Shape::File),
                }),
            }
        }
    }

    fn list(&mut self, path: String, name: &str, parent: &str, (depth, item): (usize, &Shape)) {
        let holds_objects = matches!(item, Shape::Object(_) | Shape::Map(_) | Shape::Any);
        let (name, parent) = (name.to_owned(), parent.to_owned());
        self.lists.push(AnswerList { path, name, parent, depth, holds_objects });
    }

    /// The path of the field that counts all rows; some products write the number as text.
    pub(super) fn total(&self) -> Option<String> {
        self.best(&TOTAL_NAMES)
    }

    /// The path of the field that leads to the next page.
    pub(super) fn cursor(&self) -> Option<String> {
        self.best(&NEXT_NAMES)
    }

    /// The first wanted name that the answer has, at its shallowest place.
    fn best(&self, wanted: &[&str]) -> Option<String> {
        wanted.iter().find_map(|want| {
            let here =
                self.fields.iter().filter(|field| field.is_scalar && field.name.eq_ignore_ascii_case(want));
            here.min_by_key(|field| field.depth).map(|field| field.path.clone())
        })
    }

    /// Paths of whole numbers that could be a total.
    pub(super) fn integers(&self) -> Vec<String> {
        let numbers = self.fields.iter().filter(|field| field.is_integer && !is_status(&field.name));
        numbers.map(|field| field.path.clone()).take(MAX_CANDIDATES).collect()
    }

    /// Paths of all lists.
    pub(super) fn lists(&self) -> Vec<String> {
        self.lists.iter().map(|list| list.path.clone()).collect()
    }

    /// The one list of objects; among several the one that the operation is named after, else the shallowest.
    pub(super) fn rows(&self, operation: &str) -> Option<String> {
        let of_objects: Vec<&AnswerList> = self.lists.iter().filter(|list| list.holds_objects).collect();
        let lists = if of_objects.is_empty() { self.lists.iter().collect() } else { of_objects };
        let by_name =
            only_best(&lists, |list| Some(list.likeness(operation)).filter(|likeness| *likeness > 0));
        let found = by_name.or_else(|| only_best(&lists, |list| Some(MAX_DEPTH + 1 - list.depth)))?;
        Some(found.path.clone())
    }
}

/// The list with the highest score, unless two share it.
fn only_best<'a>(
    lists: &[&'a AnswerList],
    score: impl Fn(&AnswerList) -> Option<usize>,
) -> Option<&'a AnswerList> {
    let scored: Vec<(usize, &AnswerList)> =
        lists.iter().filter_map(|list| Some((score(list)?, *list))).collect();
    let top = scored.iter().map(|(score, _)| *score).max()?;
    let mut best = scored.iter().filter(|(score, _)| *score == top);
    let first = best.next()?;
    best.next().is_none().then_some(first.1)
}

impl AnswerList {
    /// How many words the list or the object around it shares with what the operation's name is about.
    fn likeness(&self, operation: &str) -> usize {
        if ROW_NAMES.contains(&self.name.to_ascii_lowercase().as_str()) {
            return 1;
        }
        let words = camel_words(operation).into_iter().skip(1).take_while(|word| !LINKS.contains(word));
        let wanted: Vec<String> = words.filter(|word| *word != "List").map(singular).collect();
        let shared =
            |name: &str| camel_words(name).iter().filter(|word| wanted.contains(&singular(word))).count();
        shared(&self.name).max(shared(&self.parent))
    }
}

fn singular(word: &str) -> String {
    let word = word.to_ascii_lowercase();
    word.strip_suffix("ies")
        .map(|stem| format!("{stem}y"))
        .unwrap_or_else(|| word.trim_end_matches('s').to_owned())
}

fn is_status(name: &str) -> bool {
    matches!(
        name.to_ascii_lowercase().as_str(),
        "code" | "httpstatuscode" | "httpcode" | "statuscode" | "status"
    )
}
