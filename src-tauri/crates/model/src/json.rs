//! Strict JSON reading that keeps what `serde_json::Value` alone would lose.
//!
//! Number texts stay verbatim (`arbitrary_precision`; only an exponent is respelled, `1E4` as `1e+4`), repeated keys are reported, errors carry line and column.
//! Depth is bounded by serde_json's limit of 128. Deliberately absent: writing (see `format`).

use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// What `parse` found.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The value; of a repeated key the last one.
    pub value: Value,
    /// Keys that stood twice in one object, as `.`-joined paths.
    pub repeated_keys: Vec<String>,
}

/// Why a text is not JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not valid JSON at line {line}, column {column}: {reason}")]
pub struct JsonError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// The parser's reason, without the position.
    pub reason: String,
}

/// Reads one JSON value.
///
/// **Errors** the first syntax error with its position; nesting beyond 128 levels counts as one.
pub fn parse(text: &str) -> Result<Parsed, JsonError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut repeated_keys = Vec::new();
    let seed = Seed { path: &mut String::new(), repeated: &mut repeated_keys };
    let value =
        seed.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value)).map_err(position)?;
    Ok(Parsed { value, repeated_keys })
}

fn position(error: serde_json::Error) -> JsonError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text).to_owned();
    JsonError { line, column, reason }
}

/// The key by which serde_json hands over numbers when they keep their text.
const NUMBER_KEY: &str = "$serde_json::private::Number";

struct Seed<'a> {
    path: &'a mut String,
    repeated: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let depth = self.path.len();
        loop {
            self.path.push_str(&format!("[{}]", list.len()));
            let item = items.next_element_seed(Seed { path: self.path, repeated: self.repeated })?;
            self.path.truncate(depth);
            match item {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        let depth = self.path.len();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER_KEY && map.is_empty() {
                let text: String = entries.next_value()?;
                return Number::from_str(&text).map(Value::Number).map_err(serde::de::Error::custom);
            }
            self.path.push('.');
            self.path.push_str(&key);
            let value = entries.next_value_seed(Seed { path: self.path, repeated: self.repeated })?;
            if map.insert(key, value).is_some() {
                self.repeated.push(self.path.clone());
            }
            self.path.truncate(depth);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_texts_are_kept() {
        let text = r#"[9007199254740993,1e+400,0.10,-0,12345678901234567890,1.0e+5]"#;

        assert_eq!(parse(text).unwrap().value.to_string(), text);
    }

    #[test]
    fn repeated_keys_are_reported_with_their_path() {
        let parsed = parse(r#"{"a":[{"b":1,"b":2}]}"#).unwrap();

        assert_eq!(parsed.repeated_keys, [".a[0].b"]);
        assert_eq!(parsed.value["a"][0]["b"].to_string(), "2");
    }

    #[test]
    fn errors_tell_line_and_column() {
        let error = parse("{\n  \"a\": troo\n}").unwrap_err();

        assert_eq!((error.line, error.column > 7), (2, true));
        assert!(!error.reason.contains("at line"));
    }

    #[test]
    fn hostile_nesting_ends_in_an_error() {
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse(r#"{"$serde_json::private::Number":"x"}"#).is_err());
        assert!(parse(r#"{"$serde_json::private::Number":{}}"#).is_err());
    }
}
