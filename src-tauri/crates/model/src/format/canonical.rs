//! JSON text with two-space indent, in the order the value gives.

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

/// Writes a value in the house's form: two spaces, LF, final newline.
pub fn pretty<T: Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    let mut writer = Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b"  "));
    value.serialize(&mut writer).expect("plain data with text keys always serialises into memory");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}
