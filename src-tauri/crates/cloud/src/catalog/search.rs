//! Finding operations by a few typed words.
//!
//! Every word must fit somewhere; how well it fits decides the rank. The index holds lower-cased names, words, initials
//! and titles, and is built on the first search. Deliberately absent: reading parameters, so a search inflates nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::camel_words;
use super::{AccessLevel, Catalog, OperationSummary, Product};

/// An operation that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// Product code in the vendor's spelling.
    pub product: String,
    /// API version.
    pub version: String,
    /// Operation name.
    pub operation: String,
    /// Short English title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Short Chinese title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_zh: Option<String>,
    /// What the operation does to resources.
    pub access: AccessLevel,
    /// How well it fits; only comparable inside one answer.
    pub score: u32,
}

/// Shortest word in which a typing error is forgiven; in shorter ones it would match nearly anything.
const SHORTEST_FORGIVEN: usize = 4;
/// Operations with a title of our own are the ones people look for; among equals they come first.
const TITLED: u32 = 3;

#[derive(Debug)]
pub(super) struct SearchIndex {
    products: Vec<ProductText>,
    documents: Vec<Document>,
}

#[derive(Debug)]
struct ProductText {
    code: String,
    name_en: String,
    name_zh: String,
}

#[derive(Debug)]
struct Document {
    version: usize,
    operation: usize,
    product: usize,
    name: String,
    words: Vec<String>,
    initials: String,
    title_en: String,
    title_zh: String,
}

/// One hit before it is written out.
struct Match<'a> {
    score: u32,
    document: &'a Document,
}

impl SearchIndex {
    pub(super) fn of(catalog: &Catalog) -> SearchIndex {
        let documents = catalog.versions.iter().enumerate().flat_map(|(version, entry)| {
            let summaries = entry.summaries.iter().enumerate();
            summaries
                .map(move |(operation, summary)| Document::of(summary, (version, operation, entry.product)))
        });
        SearchIndex {
            products: catalog.products.iter().map(ProductText::of).collect(),
            documents: documents.collect(),
        }
    }

    pub(super) fn search(&self, catalog: &Catalog, text: &str, limit: usize) -> Vec<SearchHit> {
        let text = text.to_lowercase();
        let separators = |c: char| c.is_whitespace() || matches!(c, '/' | ':' | ',' | '.' | '，' | '、');
        let tokens: Vec<&str> = text.split(separators).filter(|token| !token.is_empty()).collect();
        if tokens.is_empty() {
            return Vec::new();
        }
        let mut matches: Vec<Match<'_>> =
            self.documents.iter().filter_map(|document| self.score(document, &tokens)).collect();
        matches
            .sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.document.order().cmp(&b.document.order())));
        matches.into_iter().take(limit).map(|found| hit(catalog, &found)).collect()
    }

    fn score<'a>(&self, document: &'a Document, tokens: &[&str]) -> Option<Match<'a>> {
        let product = &self.products[document.product];
        let mut score = if document.title_en.is_empty() { 0 } else { TITLED };
        for token in tokens {
            score += product.score(token).max(document.score(token))?;
        }
        Some(Match { score, document })
    }
}

impl ProductText {
    fn of(product: &Product) -> ProductText {
        ProductText {
            code: product.code.to_lowercase(),
            name_en: product.name_en.to_lowercase(),
            name_zh: product.name_zh.to_lowercase(),
        }
    }

    fn score(&self, token: &str) -> Option<u32> {
        if self.code == token {
            Some(50)
        } else if self.code.starts_with(token) {
            Some(25)
        } else if self.name_zh.contains(token) || self.name_en.split(' ').any(|word| word.starts_with(token))
        {
            Some(12)
        } else {
            None
        }
    }
}

impl Document {
    fn of(summary: &OperationSummary, (version, operation, product): (usize, usize, usize)) -> Document {
        let words: Vec<String> = camel_words(&summary.name).iter().map(|word| word.to_lowercase()).collect();
        let lower = |title: &Option<String>| title.as_deref().unwrap_or_default().to_lowercase();
        Document {
            version,
            operation,
            product,
            name: summary.name.to_lowercase(),
            initials: words.iter().filter_map(|word| word.chars().next()).collect(),
            words,
            title_en: lower(&summary.title_en),
            title_zh: lower(&summary.title_zh),
        }
    }

    fn score(&self, token: &str) -> Option<u32> {
        if self.name == token {
            return Some(100);
        }
        let of_words = self.words.iter().filter_map(|word| word_score(word, token)).max();
        let of_title = self.title_score(token);
        let of_name = if self.name.starts_with(token)
            && self.words.first().is_some_and(|verb| token.len() > verb.len())
        {
            Some(60)
        } else if token.len() > 2 && self.name.contains(token) {
            Some(20)
        } else {
            None
        };
        let of_initials = self.initials_score(token);
        of_words.max(of_title).max(of_name).max(of_initials).or_else(|| self.forgiven(token))
    }

    fn title_score(&self, token: &str) -> Option<u32> {
        if !self.title_zh.is_empty() && self.title_zh.contains(token) {
            return Some(30 + if self.title_zh == token { 30 } else { 0 });
        }
        if self.title_en.split([' ', '-']).any(|word| word.starts_with(token)) {
            return Some(22);
        }
        // The characters of a Chinese word in another order still say what is meant.
        let is_chinese = token.chars().count() > 1 && token.chars().all(|c| !c.is_ascii());
        (is_chinese && token.chars().all(|c| self.title_zh.contains(c))).then_some(10)
    }

    fn initials_score(&self, token: &str) -> Option<u32> {
        if token.len() < 2 {
            return None;
        }
        if self.initials == token {
            Some(45)
        } else if self.initials.starts_with(token) {
            Some(28)
        } else if token.len() > 2 && is_subsequence(token, &self.initials) {
            Some(8)
        } else {
            None
        }
    }

    fn forgiven(&self, token: &str) -> Option<u32> {
        let long_enough = |text: &str| text.chars().count() >= SHORTEST_FORGIVEN;
        if !long_enough(token) {
            return None;
        }
        if one_edit_apart(&self.name, token) {
            return Some(50);
        }
        self.words.iter().any(|word| long_enough(word) && one_edit_apart(word, token)).then_some(6)
    }

    /// Among equal scores: shorter names, then the catalogue's order.
    fn order(&self) -> (usize, usize, usize) {
        (self.name.len(), self.version, self.operation)
    }
}

/// A plural is as good as its singular: nobody types to tell them apart.
fn word_score(word: &str, token: &str) -> Option<u32> {
    let same =
        word == token || word.strip_suffix('s') == Some(token) || token.strip_suffix('s') == Some(word);
    if same { Some(40) } else { word.starts_with(token).then_some(26) }
}

/// Says whether the letters of `short` occur in `long` in order, beginning with its first.
fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|other| other == c))
}

/// Says whether one letter was left out, put in, changed, or swapped with its neighbour.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    if short.len() < long.len() {
        return short[same..] == long[same + 1..];
    }
    if same == short.len() {
        return true;
    }
    let swapped = same + 1 < short.len() && short[same] == long[same + 1] && short[same + 1] == long[same];
    short[same + 1..] == long[same + 1..] || (swapped && short[same + 2..] == long[same + 2..])
}

fn hit(catalog: &Catalog, found: &Match<'_>) -> SearchHit {
    let summary = &catalog.versions[found.document.version].summaries[found.document.operation];
    SearchHit {
        product: summary.product.clone(),
        version: summary.version.clone(),
        operation: summary.name.clone(),
        title_en: summary.title_en.clone(),
        title_zh: summary.title_zh.clone(),
        access: summary.access,
        score: found.score,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        let hits = Catalog::embedded().search(text, 1);
        hits.first().map(|hit| format!("{}/{}", hit.product, hit.operation)).unwrap_or_default()
    }

    fn finds(text: &str, operation: &str, among: usize) -> bool {
        Catalog::embedded().search(text, among).iter().any(|hit| hit.operation == operation)
    }

    #[test]
    fn an_exact_name_comes_first() {
        assert_eq!(first("ListAutomateResponseConfigs"), "cloud-siem/ListAutomateResponseConfigs");
        assert_eq!(first("getcalleridentity"), "Sts/GetCallerIdentity");
        assert_eq!(first("ecs DescribeInstances"), "Ecs/DescribeInstances");
    }

    #[test]
    fn words_come_in_any_order() {
        assert_eq!(first("group security describe ecs"), "Ecs/DescribeSecurityGroups");
        assert_eq!(first("events susp"), "Sas/DescribeSuspEvents");
    }

    #[test]
    fn initials_find_a_camel_case_name() {
        assert_eq!(first("larc"), "cloud-siem/ListAutomateResponseConfigs");
        assert!(finds("dsg", "DescribeSecurityGroups", 10));
    }

    #[test]
    fn chinese_titles_and_product_names_are_found() {
        assert_eq!(first("自动响应规则列表"), "cloud-siem/ListAutomateResponseConfigs");
        assert!(finds("实例 查询 ECS", "DescribeInstances", 3));
        assert!(finds("防火墙 地址簿", "DescribeAddressBook", 5));
    }

    #[test]
    fn one_typing_error_is_forgiven_and_two_are_not() {
        assert_eq!(first("DescribeMonitorAcounts"), "Sas/DescribeMonitorAccounts");
        assert!(finds("securty group ecs", "DescribeSecurityGroups", 10));
        assert!(Catalog::embedded().search("DescrbeMonitorAcounts", 5).is_empty());
    }

    #[test]
    fn edits_are_counted_right() {
        for near in ["evnts", "evvents", "ebents", "veents", "events"] {
            assert!(one_edit_apart("events", near), "{near}");
        }
        for far in ["evn", "eevvents", "stneve", "even"] {
            assert!(!one_edit_apart("events", far), "{far}");
        }
    }

    #[test]
    fn nothing_typed_or_nothing_fitting_gives_nothing() {
        assert!(Catalog::embedded().search(" / ", 5).is_empty());
        assert!(Catalog::embedded().search("qqqqzzzz", 5).is_empty());
        assert_eq!(Catalog::embedded().search("describe", 7).len(), 7);
    }
}
