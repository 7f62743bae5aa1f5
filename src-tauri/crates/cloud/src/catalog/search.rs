//! Finding operations by a few typed words.
//!
//! Every word must fit somewhere; how well it fits decides the rank. The index holds lower-cased names, words, initials
//! and titles, and is built on the first search. Deliberately absent: reading parameters, so a search inflates nothing.

use std::collections::HashMap;

use pinyin::ToPinyin;
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
    /// Every word of names and English titles, once: a typed word is compared with each of them once, not per operation.
    vocabulary: Vec<String>,
    documents: Vec<Document>,
}

#[derive(Debug)]
struct ProductText {
    code: String,
    name_en: String,
    name_zh: String,
    letters_zh: String,
}

#[derive(Debug)]
struct Document {
    version: usize,
    operation: usize,
    product: usize,
    name: String,
    /// Words of the name, as places in the vocabulary.
    words: Box<[u32]>,
    /// Length of the first word, the verb.
    verb: usize,
    initials: String,
    /// Words of the English title, as places in the vocabulary.
    title_words: Box<[u32]>,
    title_zh: String,
    /// First letters of the Chinese title's syllables.
    letters_zh: String,
    is_ours: bool,
}

/// How a typed word fits the products and the vocabulary.
struct Token<'t> {
    text: &'t str,
    is_chinese: bool,
    products: Vec<u32>,
    of_names: Vec<u32>,
    of_titles: Vec<u32>,
}

/// One hit before it is written out.
struct Match<'a> {
    score: u32,
    document: &'a Document,
}

impl SearchIndex {
    pub(super) fn of(catalog: &Catalog) -> SearchIndex {
        let mut words = Words::default();
        let mut documents = Vec::with_capacity(catalog.operation_count());
        for (version, entry) in catalog.versions.iter().enumerate() {
            for (operation, summary) in entry.summaries.iter().enumerate() {
                let place = (version, operation, entry.product);
                documents.push(Document::of(summary, place, catalog.has_own_title(summary), &mut words));
            }
        }
        SearchIndex {
            products: catalog.products.iter().map(ProductText::of).collect(),
            vocabulary: words.list,
            documents,
        }
    }

    pub(super) fn search(&self, catalog: &Catalog, text: &str, limit: usize) -> Vec<SearchHit> {
        let text = text.to_lowercase();
        let separators = |c: char| c.is_whitespace() || matches!(c, '/' | ':' | ',' | '.' | '，' | '、');
        let tokens: Vec<Token<'_>> =
            text.split(separators).filter(|word| !word.is_empty()).map(|word| self.token(word)).collect();
        if tokens.is_empty() {
            return Vec::new();
        }
        let mut matches: Vec<Match<'_>> =
            self.documents.iter().filter_map(|document| score_of(document, &tokens)).collect();
        let order = |a: &Match<'_>, b: &Match<'_>| {
            b.score.cmp(&a.score).then_with(|| a.document.order().cmp(&b.document.order()))
        };
        // Only what is shown needs its order.
        if matches.len() > limit && limit > 0 {
            matches.select_nth_unstable_by(limit - 1, order);
        }
        matches.truncate(limit);
        matches.sort_unstable_by(order);
        matches.into_iter().map(|found| hit(catalog, &found)).collect()
    }

    fn token<'t>(&self, text: &'t str) -> Token<'t> {
        let is_chinese = !text.is_ascii();
        let score_words = |score: fn(&str, &str) -> u32| -> Vec<u32> {
            self.vocabulary.iter().map(|word| if is_chinese { 0 } else { score(word, text) }).collect()
        };
        Token {
            text,
            is_chinese,
            products: self.products.iter().map(|product| product.score(text).unwrap_or(0)).collect(),
            of_names: score_words(name_word_score),
            of_titles: score_words(|word, token| if word.starts_with(token) { 22 } else { 0 }),
        }
    }
}

/// The sum over all words; none when a word fits nowhere.
fn score_of<'a>(document: &'a Document, tokens: &[Token<'_>]) -> Option<Match<'a>> {
    let mut score = if document.is_ours { TITLED } else { 0 };
    for token in tokens {
        let best = token.products[document.product].max(document.score(token));
        if best == 0 {
            return None;
        }
        score += best;
    }
    Some(Match { score, document })
}

impl ProductText {
    fn of(product: &Product) -> ProductText {
        ProductText {
            code: product.code.to_lowercase(),
            name_en: product.name_en.to_lowercase(),
            name_zh: product.name_zh.to_lowercase(),
            letters_zh: first_letters(&product.name_zh),
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
        } else if token.len() > 2 && self.letters_zh.starts_with(token) {
            Some(9)
        } else {
            None
        }
    }
}

/// Gathers words, each once.
#[derive(Default)]
struct Words {
    list: Vec<String>,
    places: HashMap<String, u32>,
}

impl Words {
    fn place(&mut self, word: &str) -> u32 {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let place = self.list.len() as u32;
        self.list.push(word.to_owned());
        self.places.insert(word.to_owned(), place);
        place
    }
}

impl Document {
    fn of(
        summary: &OperationSummary,
        (version, operation, product): (usize, usize, usize),
        is_ours: bool,
        vocabulary: &mut Words,
    ) -> Document {
        let words: Vec<String> = camel_words(&summary.name).iter().map(|word| word.to_lowercase()).collect();
        let title_en = summary.title_en.as_deref().unwrap_or_default().to_lowercase();
        let title_zh = summary.title_zh.as_deref().unwrap_or_default().to_lowercase();
        let title_words = title_en.split([' ', '-']).filter(|word| !word.is_empty());
        Document {
            version,
            operation,
            product,
            name: summary.name.to_lowercase(),
            initials: words.iter().filter_map(|word| word.chars().next()).collect(),
            verb: words.first().map_or(0, String::len),
            words: words.iter().map(|word| vocabulary.place(word)).collect(),
            title_words: title_words.map(|word| vocabulary.place(word)).collect(),
            letters_zh: first_letters(&title_zh),
            title_zh,
            is_ours,
        }
    }

    /// How well a typed word fits; 0 when it does not.
    fn score(&self, token: &Token<'_>) -> u32 {
        if token.is_chinese {
            return self.chinese_score(token.text);
        }
        let text = token.text;
        if self.name == text {
            return 100;
        }
        let best_of =
            |scores: &[u32], words: &[u32]| words.iter().map(|at| scores[*at as usize]).max().unwrap_or(0);
        let of_words =
            best_of(&token.of_names, &self.words).max(best_of(&token.of_titles, &self.title_words));
        let of_initials = self.initials_score(text).max(self.letters_score(text));
        let best = of_words.max(of_initials);
        if best < 60 && text.len() > self.verb && self.name.starts_with(text) {
            return 60;
        }
        // The scan over the whole name is the costly one, so it is last.
        if best < 20 && text.len() > 2 && self.name.contains(text) {
            return 20;
        }
        if best < 50 && text.len() >= SHORTEST_FORGIVEN && one_edit_apart(&self.name, text) {
            return 50;
        }
        best
    }

    fn chinese_score(&self, text: &str) -> u32 {
        if self.title_zh.is_empty() {
            return 0;
        }
        if self.title_zh.contains(text) {
            return if self.title_zh == text { 60 } else { 30 };
        }
        // The characters of a Chinese word in another order still say what is meant.
        let is_word = text.chars().count() > 1 && text.chars().all(|c| !c.is_ascii());
        if is_word && text.chars().all(|c| self.title_zh.contains(c)) { 10 } else { 0 }
    }

    fn initials_score(&self, text: &str) -> u32 {
        if text.len() < 2 || self.initials.len() < text.len() {
            0
        } else if self.initials == text {
            45
        } else if self.initials.starts_with(text) {
            28
        } else if text.len() > 2 && is_subsequence(text, &self.initials) {
            8
        } else {
            0
        }
    }

    fn letters_score(&self, text: &str) -> u32 {
        if text.len() < 3 || self.letters_zh.len() < text.len() {
            0
        } else if self.letters_zh == text {
            44
        } else if self.letters_zh.starts_with(text) {
            24
        } else if self.letters_zh.contains(text) {
            14
        } else {
            0
        }
    }

    /// Among equal scores: shorter names, then the catalogue's order.
    fn order(&self) -> (usize, usize, usize) {
        (self.name.len(), self.version, self.operation)
    }
}

/// How well a word of a name fits a typed one, a typing error included; 0 when it does not.
fn name_word_score(word: &str, token: &str) -> u32 {
    let forgiven = || {
        let long_enough = word.len() >= SHORTEST_FORGIVEN && token.len() >= SHORTEST_FORGIVEN;
        if long_enough && one_edit_apart(word, token) { 6 } else { 0 }
    };
    word_score(word, token).unwrap_or_else(forgiven)
}

/// The first letters of the syllables of a Chinese text; other letters and digits stay.
fn first_letters(text: &str) -> String {
    let letter = |c: char| match c.to_pinyin() {
        Some(syllable) => syllable.plain().chars().next(),
        None if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        None => None,
    };
    text.chars().filter_map(letter).collect()
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

/// Says whether one letter was left out, put in, changed, or swapped with its neighbour. Compares bytes: what is
/// compared here is ASCII.
fn one_edit_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
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
    fn first_letters_of_chinese_titles_are_found() {
        assert_eq!(first_letters("查询ECS实例列表"), "cxecssllb");
        assert_eq!(first("cxzdxygzlb"), "cloud-siem/ListAutomateResponseConfigs");
        assert!(finds("zdxygz", "ListAutomateResponseConfigs", 3));
    }

    #[test]
    fn initials_of_the_beginning_of_a_name_lead() {
        let hits = Catalog::embedded().search("dsg", 8);
        assert_eq!(hits.len(), 8);
        for hit in hits {
            let initials: String =
                camel_words(&hit.operation).iter().filter_map(|word| word.chars().next()).collect();
            assert!(initials.to_lowercase().starts_with("dsg"), "{}", hit.operation);
        }
    }

    #[test]
    fn a_longer_list_begins_with_the_shorter_one() {
        let names = |limit| -> Vec<String> {
            Catalog::embedded().search("describe instance", limit).into_iter().map(|h| h.operation).collect()
        };

        assert_eq!(names(500)[..20], names(20));
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
