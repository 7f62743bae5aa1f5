//! Finding operations by a few typed words.
//!
//! Every word must fit somewhere; how well it fits decides the rank. `index` prepares the texts once, `score` says how
//! well a word fits. Deliberately absent: reading parameters, so a search inflates nothing.

mod index;
mod score;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use super::{AccessLevel, Catalog};

pub(super) use index::SearchIndex;

use index::Document;
use score::Token;

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

/// Where a search looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// Product code in any case; absent for all products.
    pub product: Option<&'a str>,
    /// Version; absent for all versions.
    pub version: Option<&'a str>,
}

/// Operations with a title of our own are the ones people look for; among equals they come first.
const TITLED: u32 = 3;

/// One hit before it is written out.
struct Match<'a> {
    score: u32,
    document: &'a Document,
}

impl SearchIndex {
    /// Returns the operations that fit best, best first.
    pub(super) fn search(
        &self,
        catalog: &Catalog,
        text: &str,
        scope: Scope<'_>,
        limit: usize,
    ) -> Vec<SearchHit> {
        let text = text.to_lowercase();
        let separators = |c: char| c.is_whitespace() || matches!(c, '/' | ':' | ',' | '.' | '，' | '、');
        let words = text.split(separators).filter(|word| !word.is_empty());
        let tokens: Vec<Token<'_>> = words.map(|word| self.token(word)).collect();
        if tokens.is_empty() || limit == 0 {
            return Vec::new();
        }
        let inside = |document: &Document| {
            let entry = &catalog.versions[document.version as usize];
            scope.product.is_none_or(|product| entry.code.eq_ignore_ascii_case(product))
                && scope.version.is_none_or(|version| entry.version == version)
        };
        let everywhere = scope.product.is_none() && scope.version.is_none();
        let documents = self.documents.iter().filter(|document| everywhere || inside(document));
        let mut matches: Vec<Match<'_>> =
            documents.filter_map(|document| self.score_of(document, &tokens)).collect();
        // Only what is shown needs its order.
        if matches.len() > limit {
            matches.select_nth_unstable_by(limit - 1, order);
        }
        matches.truncate(limit);
        matches.sort_unstable_by(order);
        matches.into_iter().map(|found| hit(catalog, &found)).collect()
    }

    /// The sum over all words; none when a word fits nowhere.
    fn score_of<'a>(&self, document: &'a Document, tokens: &[Token<'_>]) -> Option<Match<'a>> {
        let mut score = if document.is_ours { TITLED } else { 0 };
        for token in tokens {
            let best = token.products[document.product as usize].max(self.fit(document, token));
            if best == 0 {
                return None;
            }
            score += best;
        }
        Some(Match { score, document })
    }
}

/// Among equal scores: shorter names, then the catalogue's order.
fn order(a: &Match<'_>, b: &Match<'_>) -> Ordering {
    let place = |found: &Match<'_>| (found.document.name.length, found.document.version, found.document.at);
    b.score.cmp(&a.score).then_with(|| place(a).cmp(&place(b)))
}

fn hit(catalog: &Catalog, found: &Match<'_>) -> SearchHit {
    let (entry, at) = (&catalog.versions[found.document.version as usize], found.document.at as usize);
    SearchHit {
        product: entry.code.clone(),
        version: entry.version.clone(),
        operation: entry.name(at).to_owned(),
        title_en: entry.title_en(at).map(str::to_owned),
        title_zh: entry.title_zh(at).map(str::to_owned),
        access: entry.access(at),
        score: found.score,
    }
}
