//! A request as the gateway reads it: decoded query, form and JSON fields beside the bytes they came from.
//!
//! The decoder is this crate's own. A gateway that read with the functions its clients write with could not see
//! their mistakes. Deliberately absent: any judgement; a strange request is read as far as it goes.

use soarboard_cloud::http::HttpRequest;

/// Decoded name and value.
pub(crate) type Pair = (String, String);

/// What the gateway sees of a request.
pub(crate) struct Incoming<'a> {
    /// Upper-case method.
    pub(crate) method: &'static str,
    /// `host` header as received, lower case.
    pub(crate) host: String,
    /// Encoded path as received.
    pub(crate) path: &'a str,
    /// Decoded query pairs in their order.
    pub(crate) query: Vec<Pair>,
    /// Decoded form pairs in their order; empty when the body is no form.
    pub(crate) form: Vec<Pair>,
    /// Top-level keys of a JSON object body: texts as they are, the rest as JSON text.
    pub(crate) json: Vec<Pair>,
    /// Exact body bytes.
    pub(crate) body: &'a [u8],
    request: &'a HttpRequest,
}

impl<'a> Incoming<'a> {
    /// Reads a request.
    pub(crate) fn read(request: &'a HttpRequest) -> Self {
        let (path, query) =
            request.path_and_query.split_once('?').unwrap_or((request.path_and_query.as_str(), ""));
        let content_type = request.header("content-type").unwrap_or_default().to_ascii_lowercase();
        let is_form = content_type.starts_with("application/x-www-form-urlencoded");
        let is_json = content_type.starts_with("application/json");
        let text = String::from_utf8_lossy(&request.body);
        Self {
            method: request.method.as_str(),
            host: request.header("host").unwrap_or(&request.host).to_ascii_lowercase(),
            path,
            query: pairs(query),
            form: if is_form { pairs(&text) } else { Vec::new() },
            json: if is_json { json_pairs(&text) } else { Vec::new() },
            body: &request.body,
            request,
        }
    }

    /// Returns the value of a header (lower-case name).
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.request.header(name)
    }

    /// Returns the lower-case names of all headers.
    pub(crate) fn header_names(&self) -> impl Iterator<Item = String> + '_ {
        self.request.headers.iter().map(|(name, _)| name.to_ascii_lowercase())
    }

    /// Returns the value of a parameter, wherever it travels.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Returns all parameters: query first, then form, then JSON body.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &Pair> {
        self.query.iter().chain(&self.form).chain(&self.json)
    }
}

fn pairs(text: &str) -> Vec<Pair> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn json_pairs(text: &str) -> Vec<Pair> {
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Object(fields)) => fields
            .into_iter()
            .map(|(name, value)| match value {
                serde_json::Value::String(text) => (name, text),
                other => (name, other.to_string()),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Decodes `%XX` and `+`; a broken escape stays as it stands, as servers do.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3).and_then(hex_byte)).flatten();
        match escape {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| (byte as char).to_digit(16);
    let value = digit(digits[0])? * 16 + digit(digits[1])?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_plus_are_decoded_and_broken_escapes_stay() {
        assert_eq!(decoded("a%20b+c%2B%E8%A7%84%zz%4"), "a b c+规%zz%4");
    }

    #[test]
    fn json_fields_become_texts() {
        let fields = json_pairs(r#"{"A":"x","B":9007199254740993,"C":[1]}"#);

        let expected = [("A", "x"), ("B", "9007199254740993"), ("C", "[1]")];
        assert_eq!(fields, expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    }
}
