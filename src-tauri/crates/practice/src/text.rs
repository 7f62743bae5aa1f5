//! Texts of the practice data in both languages, and the language a caller wants.

use serde::{Deserialize, Serialize};

pub use soarboard_model::message::Lang;

/// Returns the language of a `Lang` parameter, `None` for a word that is none.
pub(crate) fn read_lang(word: &str) -> Option<Lang> {
    match word.to_ascii_lowercase().as_str() {
        "en" => Some(Lang::En),
        "zh" => Some(Lang::Zh),
        _ => None,
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Text {
    /// English.
    pub(crate) en: String,
    /// Chinese.
    pub(crate) zh: String,
}

impl Text {
    /// Returns a text a caller wrote: the same in both languages.
    pub(crate) fn as_written(text: &str) -> Self {
        Self { en: text.to_owned(), zh: text.to_owned() }
    }

    /// Returns the text in a language.
    pub(crate) fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}
