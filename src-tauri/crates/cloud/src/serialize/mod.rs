//! From parameter values to the pieces of a request: query, form, body, path, headers.
//!
//! The catalogue says where a parameter travels and in which style; this module obeys. Values are JSON, numbers
//! keep their text, `null` and empty lists send nothing. Deliberately absent: defaults, validation, guessing.
//! **Source**: api-docs metadata and both official clients, checked against `serialization.json`.

mod style;
mod xml;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};
use soarboard_model::component::{ParamPlace, ParamSpec, ParamStyle, Shape};

pub use style::{delimited, flat, form_text, json_text, map_flat, repeat_list_text, scalar_text};

/// The pieces of a request that parameters fill.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placed {
    /// Decoded query pairs.
    pub query: Vec<(String, String)>,
    /// Decoded form pairs.
    pub form: Vec<(String, String)>,
    /// Body, as text.
    pub body: Option<String>,
    /// What the body is written in.
    pub body_format: BodyFormat,
    /// Headers with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Values for `{Name}` in the path, decoded.
    pub path: Vec<(String, String)>,
    /// First label of the host, for products with their own gateway.
    pub host_label: Option<String>,
}

/// What a body is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    #[default]
    Json,
    /// XML.
    Xml,
}

/// Why a value cannot be put where its parameter travels.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SerializeError {
    /// A list or object in a place that holds one text.
    #[error("parameter `{0}` takes one value, not a list or an object")]
    NotOneValue(String),
    /// A list or object inside a delimited list.
    #[error("the list of parameter `{0}` takes texts and numbers only")]
    NestedInList(String),
    /// A header name or value that HTTP cannot carry.
    #[error("parameter `{0}` cannot be sent as a header")]
    NotAHeader(String),
    /// A header that signing or HTTP itself sets.
    #[error("parameter `{0}` would replace a header that signing sets")]
    ReservedHeader(String),
    /// A form and a JSON body at once.
    #[error("an operation cannot take both a form and a JSON body (`{0}`)")]
    FormAndBody(String),
    /// The whole body and a key of it at once.
    #[error("parameter `{0}` cannot be merged into a body that is not an object")]
    BodyNotObject(String),
    /// A body that is no XML document: not one root, or signs that XML cannot carry.
    #[error("parameter `{0}` cannot be written as XML with one root element")]
    NotXml(String),
    /// A path placeholder without a value, or with one that would change the path.
    #[error("the path needs a value for `{0}`")]
    PathValue(String),
}

/// Puts every value where its parameter travels.
///
/// A body parameter named `body`, or marked so, is the whole body (its properties are the top-level keys); others are
/// top-level keys. **Errors**: when a value does not fit its place.
pub fn place(params: &[(ParamSpec, Value)]) -> Result<Placed, SerializeError> {
    let mut placed = Placed::default();
    let mut body = BodyParts::default();
    for (spec, value) in params.iter().filter(|(_, value)| !value.is_null()) {
        match spec.place {
            ParamPlace::Query => push_pairs(&mut placed.query, spec, value)?,
            ParamPlace::Form => push_pairs(&mut placed.form, spec, value)?,
            ParamPlace::Body => body.add(spec, value)?,
            ParamPlace::Path => placed.path.push((spec.name.clone(), one_text(spec, value)?)),
            ParamPlace::Header => push_headers(&mut placed.headers, spec, value)?,
            ParamPlace::Host => placed.host_label = Some(one_text(spec, value)?),
        }
    }
    placed.body_format = body.format;
    placed.body = body.text()?;
    match (&placed.body, placed.form.first()) {
        (Some(_), Some((name, _))) => Err(SerializeError::FormAndBody(name.clone())),
        _ => Ok(placed),
    }
}

/// Fills `{Name}` in a path template and splits off a fixed query (`/logstores/{logstore}?type=log`).
///
/// Returns the encoded path and the decoded pairs of the fixed query. **Errors**: [`SerializeError::PathValue`]
/// when a value is missing, empty, `.` or `..`, which URL readers would fold away after signing.
pub fn fill_path(
    template: &str,
    values: &[(String, String)],
) -> Result<(String, Vec<(String, String)>), SerializeError> {
    let (path, fixed) = template.split_once('?').unwrap_or((template, ""));
    let mut out = String::with_capacity(path.len() + 32);
    if !path.starts_with('/') {
        out.push('/');
    }
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) =
            after.split_once('}').ok_or_else(|| SerializeError::PathValue(after.to_owned()))?;
        let value = values.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        let value = value.filter(|v| !matches!(*v, "" | "." | ".."));
        out.push_str(before);
        crate::sign::encode::push_encoded(
            &mut out,
            value.ok_or_else(|| SerializeError::PathValue(name.to_owned()))?,
        );
        rest = tail;
    }
    out.push_str(rest);
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), value.to_owned())
    };
    Ok((out, fixed.split('&').filter(|text| !text.is_empty()).map(pair).collect()))
}

fn push_pairs(
    out: &mut Vec<(String, String)>,
    spec: &ParamSpec,
    value: &Value,
) -> Result<(), SerializeError> {
    let is_structured = matches!(value, Value::Array(_) | Value::Object(_));
    // A text given for a list is taken as it stands: the caller wrote it in the wire form already.
    if !is_structured {
        out.extend(scalar_text(value).map(|text| (spec.name.clone(), text.into_owned())));
        return Ok(());
    }
    let separator = match spec.style {
        None | Some(ParamStyle::Flat | ParamStyle::RepeatList) => {
            flat(&spec.name, value, out);
            return Ok(());
        }
        // Marks of a body; elsewhere a structured value is best kept in one piece.
        Some(ParamStyle::Json | ParamStyle::Whole | ParamStyle::Xml) => {
            // An empty list sends nothing in any style (alibabacloud-python-sdk 6).
            if value.as_array().is_none_or(|items| !items.is_empty()) {
                out.push((spec.name.clone(), json_text(&typed(&spec.shape, value))));
            }
            return Ok(());
        }
        Some(ParamStyle::Simple) => ",",
        Some(ParamStyle::SpaceDelimited) => " ",
        Some(ParamStyle::PipeDelimited) => "|",
    };
    let Value::Array(items) = value else { return Err(SerializeError::NotOneValue(spec.name.clone())) };
    let text = delimited(items, separator).ok_or_else(|| SerializeError::NestedInList(spec.name.clone()))?;
    if !items.is_empty() {
        out.push((spec.name.clone(), text));
    }
    Ok(())
}

/// One text for path, header and host: a scalar, or a list joined with commas, or JSON where the style says so.
fn one_text(spec: &ParamSpec, value: &Value) -> Result<String, SerializeError> {
    if let Some(text) = scalar_text(value) {
        return Ok(text.into_owned());
    }
    match (spec.style, value) {
        (Some(ParamStyle::Json), _) => Ok(json_text(&typed(&spec.shape, value))),
        (Some(ParamStyle::Simple) | None, Value::Array(items)) => {
            delimited(items, ",").ok_or_else(|| SerializeError::NestedInList(spec.name.clone()))
        }
        _ => Err(SerializeError::NotOneValue(spec.name.clone())),
    }
}

/// Headers that signing or HTTP set; a parameter of such a name could redirect or forge a request.
const RESERVED_HEADERS: [&str; 19] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "date",
    "host",
    "transfer-encoding",
    "x-acs-accesskey-id",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-security-token",
    "x-acs-signature-method",
    "x-acs-signature-nonce",
    "x-acs-signature-version",
    "x-acs-version",
    "cookie",
];

/// A map called `x-oss-meta-*` gives one header per key.
fn push_headers(
    out: &mut Vec<(String, String)>,
    spec: &ParamSpec,
    value: &Value,
) -> Result<(), SerializeError> {
    match (spec.name.strip_suffix('*'), value) {
        (Some(prefix), Value::Object(map)) => {
            for (key, one) in map.iter().filter(|(_, one)| !one.is_null()) {
                out.push(header(&format!("{prefix}{key}"), spec, one)?);
            }
        }
        _ => out.push(header(&spec.name, spec, value)?),
    }
    Ok(())
}

fn header(name: &str, spec: &ParamSpec, value: &Value) -> Result<(String, String), SerializeError> {
    let name = name.to_ascii_lowercase();
    let text = one_text(spec, value)?;
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    if RESERVED_HEADERS.contains(&name.as_str()) {
        return Err(SerializeError::ReservedHeader(spec.name.clone()));
    }
    if name.is_empty() || !name.bytes().all(is_token) || text.chars().any(|c| c.is_control() || !c.is_ascii())
    {
        return Err(SerializeError::NotAHeader(spec.name.clone()));
    }
    Ok((name, text))
}

/// The JSON body as its parameters build it up.
#[derive(Default)]
struct BodyParts {
    whole: Option<Value>,
    format: BodyFormat,
    /// The parameter that the body is written for, to name it.
    name: String,
    keys: Map<String, Value>,
}

impl BodyParts {
    fn add(&mut self, spec: &ParamSpec, value: &Value) -> Result<(), SerializeError> {
        let is_whole = spec.is_whole_body();
        if spec.style == Some(ParamStyle::Xml) {
            (self.format, self.name) = (BodyFormat::Xml, spec.name.clone());
        }
        let value = typed(&spec.shape, value);
        match (&mut self.whole, is_whole, value) {
            (None, true, Value::Object(map)) => self.keys.extend(map),
            (None, true, other) if self.keys.is_empty() => self.whole = Some(other),
            (None, false, other) => {
                self.keys.insert(spec.name.clone(), other);
            }
            _ => return Err(SerializeError::BodyNotObject(spec.name.clone())),
        }
        Ok(())
    }

    fn text(self) -> Result<Option<String>, SerializeError> {
        let value = match self.whole {
            // A text stands for a ready-made body, not for a JSON string.
            Some(Value::String(text)) => return Ok(Some(text)),
            Some(value) => value,
            None if self.keys.is_empty() => return Ok(None),
            None => Value::Object(self.keys),
        };
        match self.format {
            BodyFormat::Json => Ok(Some(json_text(&value))),
            BodyFormat::Xml => xml::document(&value).map(Some).ok_or(SerializeError::NotXml(self.name)),
        }
    }
}

/// Gives every scalar the JSON type its shape names, however deep: forms keep numbers beyond 2^53 as text, and services
/// check types.
fn typed(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Array(item), Value::Array(items)) => items.iter().map(|one| typed(item, one)).collect(),
        (Shape::Map(item), Value::Object(map)) => {
            map.iter().map(|(key, one)| (key.clone(), typed(item, one))).collect()
        }
        (Shape::Object(fields), Value::Object(map)) => {
            let shape_of =
                |key: &str| fields.iter().find(|field| field.name == key).map(|field| &field.shape);
            let one =
                |key: &str, one: &Value| shape_of(key).map_or_else(|| one.clone(), |shape| typed(shape, one));
            map.iter().map(|(key, value)| (key.clone(), one(key, value))).collect()
        }
        (Shape::String, Value::Number(number)) => Value::String(number.to_string()),
        (Shape::Int32 | Shape::Int64 | Shape::Number, Value::String(text)) => {
            match serde_json::from_str(text) {
                Ok(Value::Number(number)) => Value::Number(number),
                _ => value.clone(),
            }
        }
        (Shape::Boolean, Value::String(text)) if text == "true" => Value::Bool(true),
        (Shape::Boolean, Value::String(text)) if text == "false" => Value::Bool(false),
        _ => value.clone(),
    }
}
