//! How well a typed word fits a product or an operation: the numbers that make the rank.
//!
//! A typed word is compared with products and vocabulary once (`token`), then with each operation by looking these
//! figures up (`fit`). Deliberately absent: building the texts (see `index`).

use super::index::{Document, ProductText, SearchIndex};

/// Shortest word in which a typing error is forgiven; in shorter ones it would match nearly anything.
const SHORTEST_FORGIVEN: usize = 4;

/// How a typed word fits the products and the vocabulary.
pub(super) struct Token<'t> {
    text: &'t str,
    is_chinese: bool,
    pub(super) products: Vec<u32>,
    of_names: Vec<u32>,
    of_titles: Vec<u32>,
}

impl SearchIndex {
    /// Compares a typed word, in lower case, with products and vocabulary.
    pub(super) fn token<'t>(&self, text: &'t str) -> Token<'t> {
        let is_chinese = !text.is_ascii();
        let score_words = |score: fn(&str, &str) -> u32| -> Vec<u32> {
            self.vocabulary.iter().map(|word| if is_chinese { 0 } else { score(word, text) }).collect()
        };
        Token {
            text,
            is_chinese,
            products: self.products.iter().map(|product| product.score(text)).collect(),
            of_names: score_words(name_word_score),
            of_titles: score_words(|word, token| if word.starts_with(token) { 22 } else { 0 }),
        }
    }

    /// How well a typed word fits an operation; 0 when it does not.
    pub(super) fn fit(&self, document: &Document, token: &Token<'_>) -> u32 {
        if token.is_chinese {
            return chinese_score(self.text(document.title_zh), token.text);
        }
        let (name, text) = (self.text(document.name), token.text);
        if name == text {
            return 100;
        }
        let best_of =
            |scores: &[u32], words: &[u32]| words.iter().map(|at| scores[*at as usize]).max().unwrap_or(0);
        let of_words = best_of(&token.of_names, self.words(document.words))
            .max(best_of(&token.of_titles, self.words(document.title_words)));
        let of_initials = initials_score(self.text(document.initials), text)
            .max(letters_score(self.text(document.letters_zh), text));
        let best = of_words.max(of_initials);
        if best < 60 && text.len() > document.verb as usize && name.starts_with(text) {
            return 60;
        }
        // The scan over the whole name is the costly one, so it is last.
        if best < 20 && text.len() > 2 && name.contains(text) {
            return 20;
        }
        if best < 50 && text.len() >= SHORTEST_FORGIVEN && one_edit_apart(name, text) {
            return 50;
        }
        best
    }
}

impl ProductText {
    fn score(&self, token: &str) -> u32 {
        let is_of_name = || self.name_en.split(' ').any(|word| word.starts_with(token));
        if self.code == token {
            50
        } else if self.code.starts_with(token) {
            25
        } else if self.name_zh.contains(token) || is_of_name() {
            12
        } else if token.len() > 2 && self.letters_zh.starts_with(token) {
            9
        } else {
            0
        }
    }
}

fn chinese_score(title: &str, text: &str) -> u32 {
    if title.is_empty() {
        return 0;
    }
    if title.contains(text) {
        return if title == text { 60 } else { 30 };
    }
    // The characters of a Chinese word in another order still say what is meant.
    let is_word = text.chars().count() > 1 && text.chars().all(|c| !c.is_ascii());
    if is_word && text.chars().all(|c| title.contains(c)) { 10 } else { 0 }
}

fn initials_score(initials: &str, text: &str) -> u32 {
    if text.len() < 2 || initials.len() < text.len() {
        0
    } else if initials == text {
        45
    } else if initials.starts_with(text) {
        28
    } else if text.len() > 2 && is_subsequence(text, initials) {
        8
    } else {
        0
    }
}

fn letters_score(letters: &str, text: &str) -> u32 {
    if text.len() < 3 || letters.len() < text.len() {
        0
    } else if letters == text {
        44
    } else if letters.starts_with(text) {
        24
    } else if letters.contains(text) {
        14
    } else {
        0
    }
}

/// How well a word of a name fits a typed one, a typing error included; 0 when it does not.
fn name_word_score(word: &str, token: &str) -> u32 {
    // A plural is as good as its singular: nobody types to tell them apart.
    let same =
        word == token || word.strip_suffix('s') == Some(token) || token.strip_suffix('s') == Some(word);
    let long_enough = word.len() >= SHORTEST_FORGIVEN && token.len() >= SHORTEST_FORGIVEN;
    if same {
        40
    } else if word.starts_with(token) {
        26
    } else if long_enough && one_edit_apart(word, token) {
        6
    } else {
        0
    }
}

/// Says whether the letters of `short` occur in `long` in order, beginning with its first.
fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|other| other == c))
}

/// Says whether one letter was left out, put in, changed, or swapped with its neighbour. Compares bytes: what is
/// compared here is ASCII.
pub(super) fn one_edit_apart(a: &str, b: &str) -> bool {
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
