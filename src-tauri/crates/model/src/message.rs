//! Messages for people, by id, in English and Chinese.
//!
//! The engine never carries sentences: it carries a `Message`, an id with arguments, and whoever shows it asks
//! for the text. The texts are the Fluent files under `ui/messages`, read by the web view and by this module
//! alike, so there is one catalogue. Deliberately absent: choosing the language (the shells do).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Chooses a language from a locale name such as `zh_CN.UTF-8`; anything that is not Chinese is English.
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
    }
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Arg {
    /// A number; it chooses plural forms.
    Number(f64),
    /// Any other text, shown as it is.
    Text(String),
}

/// A message for people: an id of the catalogue with its arguments.
///
/// **Shape** `{"id": "check-name-repeated", "args": {"name": "scan"}}`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Id in the Fluent files.
    pub id: String,
    /// Arguments by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Arg>,
}

impl Message {
    /// Returns a message without arguments.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: BTreeMap::new() }
    }

    /// Adds a text argument.
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.args.insert(name.to_owned(), Arg::Text(value.to_string()));
        self
    }

    /// Adds a number argument, which plural forms look at.
    pub fn count(mut self, name: &str, value: u64) -> Self {
        self.args.insert(name.to_owned(), Arg::Number(value as f64));
        self
    }

    /// Returns the sentence in the given language; an unknown id answers with the id itself, so nothing is blank.
    pub fn text(&self, lang: Lang) -> String {
        BUNDLES.with(|cell| {
            let mut bundles = cell.borrow_mut();
            let bundle = bundles.entry(lang == Lang::Zh).or_insert_with(|| bundle(lang));
            let Some(pattern) = bundle.get_message(&self.id).and_then(|m| m.value()) else {
                return self.id.clone();
            };
            let mut args = FluentArgs::new();
            for (name, value) in &self.args {
                match value {
                    Arg::Number(n) => args.set(name.clone(), FluentValue::from(*n)),
                    Arg::Text(t) => args.set(name.clone(), FluentValue::from(t.clone())),
                }
            }
            bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
        })
    }

    /// Says whether the catalogue has this id in the given language.
    pub fn exists(&self, lang: Lang) -> bool {
        BUNDLES.with(|cell| {
            cell.borrow_mut().entry(lang == Lang::Zh).or_insert_with(|| bundle(lang)).has_message(&self.id)
        })
    }
}

thread_local! {
    // One bundle a thread and language: Fluent's default memoizer is not shared between threads.
    static BUNDLES: RefCell<BTreeMap<bool, FluentBundle<FluentResource>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The files that the engine and the command line speak from; the web view has more.
macro_rules! sources {
    ($lang:literal) => {
        [
            include_str!(concat!("../../../../ui/messages/", $lang, "/catalog.ftl")),
            include_str!(concat!("../../../../ui/messages/", $lang, "/check.ftl")),
            include_str!(concat!("../../../../ui/messages/", $lang, "/cli.ftl")),
            include_str!(concat!("../../../../ui/messages/", $lang, "/component.ftl")),
            include_str!(concat!("../../../../ui/messages/", $lang, "/error.ftl")),
            include_str!(concat!("../../../../ui/messages/", $lang, "/hint.ftl")),
            include_str!(concat!("../../../../ui/messages/", $lang, "/picture.ftl")),
        ]
    };
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let (tag, sources) = match lang {
        Lang::En => ("en", sources!("en")),
        Lang::Zh => ("zh-CN", sources!("zh")),
    };
    let mut bundle = FluentBundle::new(vec![tag.parse().expect("both tags are well formed")]);
    bundle.set_use_isolating(false);
    for source in sources {
        // A broken entry is dropped by the parser; the catalogue test of this module finds it.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(source: &str) -> Vec<&str> {
        FluentResource::try_new(source.to_owned()).expect("the file parses without errors");
        let starts_entry = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let mut ids: Vec<&str> = source
            .lines()
            .filter(starts_entry)
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id)
            .collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn both_languages_have_the_same_ids_and_parse() {
        for (en, zh) in sources!("en").into_iter().zip(sources!("zh")) {
            assert_eq!(ids(en), ids(zh));
        }
    }

    #[test]
    fn an_unknown_id_shows_itself() {
        assert_eq!(Message::new("no-such-id").text(Lang::En), "no-such-id");
    }

    #[test]
    fn plural_forms_follow_the_number() {
        let rows = |n| Message::new("cli-rows").count("rows", n).text(Lang::En);

        assert_eq!((rows(1).as_str(), rows(2).as_str()), ("1 row", "2 rows"));
    }
}
