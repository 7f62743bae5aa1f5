//! Parameters from `--params` and `-p`. Their shape is the catalogue's business, see `api::invoke::typed`.

use std::collections::BTreeMap;

use serde_json::Value;
use soarboard_api::wire::ErrorCode;
use soarboard_model::json;
use soarboard_model::message::Message;

use crate::args::CallArgs;
use crate::files;
use crate::stop::{Failure, Stop};

/// Reads the parameters; `-p` wins over the file.
///
/// **Errors** the file holds no JSON object, a `-p` has no `=`, or a name stands twice.
pub(super) fn read(args: &CallArgs) -> Result<BTreeMap<String, Value>, Stop> {
    let mut params = match &args.params {
        Some(path) => {
            let text = files::read_text(path)?;
            from_json(&text).map_err(|message| {
                Failure::of(ErrorCode::FileUnreadable, message).about(path.display().to_string())
            })?
        }
        None => BTreeMap::new(),
    };
    params.extend(from_flags(&args.parameters)?);
    Ok(params)
}

fn from_json(text: &str) -> Result<BTreeMap<String, Value>, Message> {
    let parsed = json::parse(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|error| {
        Message::new("check-read-json")
            .with("line", error.line)
            .with("column", error.column)
            .with("reason", error.reason)
    })?;
    match parsed.value {
        Value::Object(map) => Ok(map.into_iter().collect()),
        _ => Err(Message::new("cli-params-object")),
    }
}

fn from_flags(flags: &[String]) -> Result<BTreeMap<String, Value>, Stop> {
    let mut params = BTreeMap::new();
    for flag in flags {
        let Some((name, value)) = flag.split_once('=').filter(|(name, _)| !name.trim().is_empty()) else {
            return Err(Failure::usage(Message::new("cli-param-form").with("text", flag)).into());
        };
        let name = name.trim();
        if params.insert(name.to_owned(), Value::String(value.to_owned())).is_some() {
            let failure = Failure::usage(Message::new("cli-param-twice").with("name", name));
            return Err(failure.hint(Message::new("cli-param-twice-hint")).into());
        }
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(list: &[&str]) -> Result<BTreeMap<String, Value>, Stop> {
        from_flags(&list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_first_equals_sign_divides() {
        let params = flags(&["A=b=c", "Tag=[{\"Key\":\"a\"}]", "Empty="]).unwrap();

        assert_eq!(params["A"], "b=c");
        assert_eq!(params["Tag"], "[{\"Key\":\"a\"}]");
        assert_eq!(params["Empty"], "");
    }

    #[test]
    fn flags_without_a_name_and_names_given_twice_are_refused() {
        assert!(flags(&["A"]).is_err());
        assert!(flags(&["=b"]).is_err());
        assert!(flags(&["A=1", "A=2"]).is_err());
    }

    #[test]
    fn a_file_keeps_number_texts() {
        let params = from_json("{\"Uid\": 9007199254740993, \"List\": [1.10]}").unwrap();

        assert_eq!(
            (params["Uid"].to_string(), params["List"].to_string()),
            ("9007199254740993".into(), "[1.10]".into())
        );
        assert!(from_json("[1]").is_err());
        assert!(from_json("{").is_err());
    }
}
